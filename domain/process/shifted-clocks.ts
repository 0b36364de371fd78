import { dateOf, type PlanDate, type PlanInstant } from '../calendar/plan-date.ts';
import { isMonthlyReport } from '../stages/items.ts';
import type { HoldState } from '../state/township-state.ts';
import type { TownshipDraft } from './township-draft.ts';

/**
 * A released hold gives every clock of the stages back the working days for which it stopped that clock, overdue ones
 * too: whoever was two days late when it began is two days late when it ends. @returns the hold's working days.
 */
export function shiftClocks(draft: TownshipDraft, hold: HoldState): number {
  const { calendar, today } = draft;
  const shifted = (due: PlanDate, since: PlanInstant): PlanDate =>
    calendar.addWorkdays(due, calendar.workdaysBetween(dateOf(Math.max(hold.since, since)), today));
  for (const item of draft.state.items) {
    if (isMonthlyReport(item.id)) continue;
    if (item.status === 'open' && item.due && item.openedAt !== null) item.due = shifted(item.due, item.openedAt);
    for (const answer of item.asked) {
      if (!answer.given && answer.due && answer.since !== null) answer.due = shifted(answer.due, answer.since);
    }
  }
  for (const objection of draft.state.objections) {
    if (objection.due) objection.due = shifted(objection.due, objection.since);
    if (objection.deferredUntil) objection.deferredUntil = shifted(objection.deferredUntil, objection.since);
  }
  return calendar.workdaysBetween(dateOf(hold.since), today);
}
