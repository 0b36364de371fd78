import { dayText } from './dates.ts';
import { useLanguage, useText } from './page-context.tsx';
import { comma } from './signs.ts';
import { processTexts } from './texts/process.ts';

/** Until when something is waited for. */
export interface DueDate {
  readonly due: string;
  /** Plan days until the due date; negative once it has passed. */
  readonly daysLeft: number;
}

/** Whom something waits for, since when, until when; in a record of the past it has no due date. */
export interface Waiting extends Partial<DueDate> {
  /** The body in the reader's language. */
  readonly body: string;
  readonly kind: 'submit' | 'answer';
  /** Plan days. */
  readonly since: string;
  /** The township is on hold: nobody is late, the due date moves. */
  readonly held?: true;
}

/** @param inline behind its item, on the same line */
export function WaitingLine({ body, kind, since, inline, ...until }: Waiting & { readonly inline?: boolean }) {
  const t = useText();
  const language = useLanguage();
  return (
    <span class={inline ? 'inline' : undefined}>
      {t(kind === 'submit' ? processTexts.waitsToSubmit(body) : processTexts.waitsToAnswer(body))}
      {' · '}
      {t(processTexts.since(dayText(since, language)))}
      {until.due !== undefined && (
        <>
          {' · '}
          <Due {...until} />
        </>
      )}
    </span>
  );
}

/** Whether whoever is waited for is late. */
export function isLate({ daysLeft = 0, held }: Pick<Waiting, 'daysLeft' | 'held'>): boolean {
  return daysLeft < 0 && !held;
}

/** The due date, and in words how near it is; nothing where there is none. */
export function Due({ due, daysLeft, held }: Pick<Waiting, 'due' | 'daysLeft' | 'held'>) {
  const t = useText();
  const language = useLanguage();
  if (due === undefined || daysLeft === undefined) return null;
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
