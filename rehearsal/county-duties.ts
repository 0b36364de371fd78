import { instantOf, type PlanInstant } from '../domain/calendar/plan-date.ts';
import { countyReportId } from '../domain/state/county-state.ts';
import { approvePlan, publishResults, signReport, tasksOf } from './buttons.ts';
import { insist } from './mishaps.ts';
import type { Performance } from './performance.ts';
import type { Session } from './session.ts';

/** What only the county's own people do. They come on the day and stay at their desks until it is there. */

const QUARTER_OF_AN_HOUR = 15 * 60_000;

/** The organization department approves the plan on the first morning (R93, R96). */
export async function approvePlanOnFirstMorning(performance: Performance, session: Session): Promise<void> {
  const { mishaps, signal, half } = performance;
  await waitForTask(performance, session, 'plan', instantOf(half.plan.firstDay, 8.5));
  await insist(() => approvePlan(performance, session), mishaps, signal);
}

/** County staff sign each report on the day it is compiled (R85, R86), and after the last one publish the results (R90). */
export async function signReportsAndPublish(performance: Performance, session: Session): Promise<void> {
  const { mishaps, signal, half } = performance;
  const { reports, ladder } = half.plan;
  for (const { months, due } of reports.county) {
    const month = months.at(-1) ?? '';
    await waitForTask(performance, session, countyReportId(month), instantOf(due, ladder.messageHour + 0.5));
    await insist(() => signReport(performance, session, month), mishaps, signal);
  }
  await waitForTask(performance, session, 'results', performance.watch.now());
  await insist(() => publishResults(performance, session), mishaps, signal);
}

/** Resolves when the item stands on the person's list, looked at from `from` on. */
export async function waitForTask(performance: Performance, session: Session, item: string, from: PlanInstant): Promise<void> {
  const { watch, mishaps, signal } = performance;
  await watch.until(from, signal);
  const isThere = async () => (await tasksOf(performance, session)).some((task) => task.item === item);
  while (!(await insist(isThere, mishaps, signal))) {
    await watch.until(watch.now() + QUARTER_OF_AN_HOUR, signal);
  }
}
