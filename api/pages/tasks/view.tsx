import { useText } from '../ui/page-context.tsx';
import { bracketed, marked } from '../ui/signs.ts';
import { countyTexts } from '../ui/texts/county.ts';
import { processTexts } from '../ui/texts/process.ts';
import { Due, isLate, type Waiting } from '../ui/waiting-line.tsx';
import { tasksTexts } from './texts.ts';

/** Something that waits for the reader's body. */
export interface TaskRow extends Pick<Waiting, 'due' | 'daysLeft' | 'held'> {
  readonly href: string;
  /** What it is called, in the reader's language. */
  readonly item: string;
  /** Township, or county for the county's own items. */
  readonly place: string;
  readonly campaign: string;
  /** What marks a rehearsal or a record of the past, in the reader's language. */
  readonly mark: string | undefined;
  readonly kind: 'submit' | 'answer' | 'settle';
  readonly round: number;
  /** Somebody else of the body must do it. */
  readonly notByMe: boolean;
  /** Why it is asked for once more, in the reader's language. */
  readonly again?: string;
}

/** The county's plan that was sent back, of a campaign that does not go on. */
export interface ReturnedPlan {
  readonly href: string;
  readonly campaign: string;
  /** What marks a rehearsal or a record of the past, in the reader's language. */
  readonly mark: string | undefined;
  readonly reason?: string;
}

export function TasksPage({ tasks, returned }: { readonly tasks: readonly TaskRow[]; readonly returned?: ReturnedPlan }) {
  const t = useText();
  return (
    <>
      <h1>{t(tasksTexts.title)}</h1>
      {returned && <Returned {...returned} />}
      {tasks.length === 0 ? (
        <div class="panel">
          <p class="lead">{t(tasksTexts.none)}</p>
          <p>{t(tasksTexts.noneHint)}</p>
        </div>
      ) : (
        <>
          <p class="hint">{`${t(tasksTexts.count(tasks.length))}${t(tasksTexts.order)}`}</p>
          <ul class="plain">
            {tasks.map((task) => (
              <li key={task.href}>
                <Task {...task} />
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}

function Returned({ href, campaign, mark, reason }: ReturnedPlan) {
  const t = useText();
  return (
    <section class="panel stop">
      <p>
        <strong>{`${t(marked(mark))}${campaign}`}</strong>
      </p>
      {reason && <p class="lines">{t(countyTexts.planReturnedWhy(reason))}</p>}
      <p>{t(countyTexts.planReturned)}</p>
      <a class="target" href={href}>
        {t(countyTexts.plan)}
      </a>
    </section>
  );
}

const ASKED = { submit: tasksTexts.toSubmit, answer: tasksTexts.toAnswer, settle: tasksTexts.toSettle } as const;

function Task({ href, item, place, campaign, mark, kind, round, notByMe, again, ...until }: TaskRow) {
  const t = useText();
  return (
    <a class={`task${isLate(until) ? ' late' : ''}${notByMe ? ' other' : ''}`} href={href}>
      <span>
        <strong>{t(ASKED[kind](item))}</strong>
        {round > 1 && t(bracketed(t(processTexts.round(round))))}
      </span>
      {again && <span class="tag overdue lines">{again}</span>}
      <span>
        {place}
        {until.due !== undefined && ' · '}
        <Due {...until} />
      </span>
      <span class="grey">{`${t(marked(mark))}${campaign}`}</span>
      {notByMe && <span>{t(tasksTexts.notByMe)}</span>}
    </a>
  );
}
