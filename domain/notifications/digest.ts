import { dateOf, type PlanInstant } from '../calendar/plan-date.ts';
import { dayPhrase } from '../language/days.ts';
import type { Language } from '../language/sentence.ts';
import { mailText, unmarkedSubject } from './mail-text.ts';

/** One of the mails that a digest puts together. */
export interface DigestPart {
  readonly subject: string;
  /** Where it can be acted upon. */
  readonly link: string;
  /** When the clock wanted it. */
  readonly at: PlanInstant;
}

/** Whom a digest goes to, and where all notices stand. */
export interface DigestReader {
  readonly name: string;
  readonly inbox: string;
}

/** One mail instead of many: why, and what each of them says, in their order. */
export function digestText(
  parts: readonly DigestPart[],
  { name, inbox }: DigestReader,
  language: Language,
): { readonly subject: string; readonly text: string } {
  const count = parts.length;
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
  const lines = parts.flatMap(({ subject: about, link, at }, index) => [
    '',
    `${index + 1}. ${dayPhrase(dateOf(at), language)} ${unmarkedSubject(about)}`,
    link,
  ]);
  return { subject, text: mailText({ name, lines: [opening, ...lines, ''], link: inbox, toDo: true }, language) };
}
