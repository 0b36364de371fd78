import { daysBetween, type PlanDate } from '../calendar/plan-date.ts';

/** By how many days something reported as done lies in the future; 0 when it does not. */
export function daysAhead(day: PlanDate, today: PlanDate): number {
  return Math.max(0, daysBetween(today, day));
}
