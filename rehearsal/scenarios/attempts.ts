import type { PlanDate } from '../../domain/calendar/plan-date.ts';
import type { WorkingCalendar } from '../../domain/calendar/working-calendar.ts';
import { submitAs, type TownshipTask } from '../buttons.ts';
import { brokenRulesSchema } from '../contract.ts';
import type { Performance } from '../performance.ts';
import type { Session } from '../session.ts';
import type { CaseBook } from './case-book.ts';
import type { Cases } from './cases.ts';

/** Dossiers that a rule stands against: submitted on the day of the case, before the one that holds. */

/** How many nominees are submitted in vain today; undefined: nothing is. */
export function attemptDue(
  task: Pick<TownshipTask, 'township' | 'item' | 'kind' | 'round'>,
  today: PlanDate,
  book: CaseBook,
  { cases, calendar }: { readonly cases: Cases; readonly calendar: WorkingCalendar },
): number | undefined {
  if (task.item !== 'nomination' || task.kind !== 'submit' || task.round > 1) return undefined;
  const few = cases.find(task.township, 'nominees_too_few');
  if (!few || book.attemptOf(task.township) || today < calendar.onOrAfter(few.date)) return undefined;
  return few.facts.nominees;
}

/** Submits too few nominees and notes what was answered; what was refused as stale is tried again tomorrow. */
export async function attempt(
  performance: Performance,
  session: Session,
  task: TownshipTask,
  nominees: number,
  book: CaseBook,
): Promise<void> {
  const result = await submitAs(performance, session, task, (dossier) => withFewer(dossier, nominees));
  const on = performance.watch.today();
  if (result.outcome === 'recorded') return book.note(task.township, { on, taken: true, ruleResults: [] });
  const broken = brokenRulesSchema.safeParse(result.answer);
  if (result.code === 'RULE_FAILED' && broken.success) book.note(task.township, { on, taken: false, ruleResults: broken.data.ruleResults });
}

/** The nomination with its first so many nominees; the others are left out with a reason. */
export function withFewer(dossier: object, nominees: number): object {
  const { nominees: all = [], excluded = [] } = dossier as { nominees?: { name: string }[]; excluded?: object[] };
  const left = all.slice(nominees).map(({ name }) => ({ name, code: 'RANK', reason: '择优排序靠后' }));
  return { ...dossier, nominees: all.slice(0, nominees), excluded: [...excluded, ...left] };
}
