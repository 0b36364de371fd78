import { dateOf, type PlanInstant } from '../calendar/plan-date.ts';
import { dayPhrase } from './days.ts';
import type { Language } from './sentence.ts';

/** One of the mails that a digest puts together, as it would have been sent. */
export interface DigestPart {
  readonly subject: string;
  readonly text: string;
  /** When the clock wanted it. */
  readonly at: PlanInstant;
}

/** One mail instead of many: why, and what each of them says, in their order. */
export function digestText(parts: readonly DigestPart[], language: Language): { readonly subject: string; readonly body: string } {
  const count = parts.length;
  const said = parts.map(({ subject, text, at }, index) => `${index + 1}. ${dayPhrase(dateOf(at), language)} ${subject}\n\n${text.trim()}`);
  const [subject, opening] =
    language === 'en'
      ? [
          `${count} notices from while the service stood still`,
          `The service did not run for a while, or its mail could not be sent. This one mail brings the ${count} notices of that time, in their order. On the page “Notices” each of them stands by itself.`,
        ]
      : [
          `系统停顿期间的 ${count} 条通知`,
          `系统有一段时间没有运行，或者邮件没能发出。这段时间的 ${count} 条通知合并在这一封邮件里，按先后排列；在“消息”页里，每一条仍然单独列出。`,
        ];
  return { subject, body: [opening, ...said].join('\n\n') };
}
