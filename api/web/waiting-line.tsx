import { dayText } from './dates.ts';
import { useLanguage, useText } from './page-context.tsx';
import { comma } from './signs.ts';
import { processTexts } from './texts/process.ts';

/** Whom something waits for, since when, until when. */
export interface Waiting {
  /** The body in the reader's language. */
  readonly body: string;
  readonly kind: 'submit' | 'answer';
  /** Plan days. */
  readonly since: string;
  readonly due: string;
  /** Plan days until the due date; negative once it has passed. */
  readonly daysLeft: number;
  /** The township is on hold: nobody is late, the due date moves. */
  readonly held?: true;
}

/** @param inline behind its item, on the same line */
export function WaitingLine({ body, kind, since, due, daysLeft, held, inline }: Waiting & { readonly inline?: boolean }) {
  const t = useText();
  const language = useLanguage();
  return (
    <span class={inline ? 'inline' : undefined}>
      {t(kind === 'submit' ? processTexts.waitsToSubmit(body) : processTexts.waitsToAnswer(body))}
      {' · '}
      {t(processTexts.since(dayText(since, language)))}
      {' · '}
      <Due due={due} daysLeft={daysLeft} {...(held ? { held } : {})} />
    </span>
  );
}

/** The due date, and in words how near it is. */
export function Due({ due, daysLeft, held }: Pick<Waiting, 'due' | 'daysLeft' | 'held'>) {
  const t = useText();
  const language = useLanguage();
  return (
    <>
      {t(processTexts.dueBy(dayText(due, language)))}
      {t(comma)}
      {held ? (
        t(processTexts.clockHeld)
      ) : daysLeft < 0 ? (
        <strong class="tag overdue">{t(processTexts.overdueBy(-daysLeft))}</strong>
      ) : (
        t(daysLeft === 0 ? processTexts.dueToday : processTexts.daysLeft(daysLeft))
      )}
    </>
  );
}
