import { addDays, instantOf, type PlanDate, type PlanInstant } from '../calendar/plan-date.ts';
import type { WorkingCalendar } from '../calendar/working-calendar.ts';
import type { NoticeRule } from './resolved-plan.ts';

/** When a public notice 公示 runs (R27.8, REFERENCE §2.9). */
export interface NoticePeriod {
  /** The first day that counts: the day after posting, or in working days the first workday after it. */
  readonly firstDay: PlanDate;
  /** The last day that counts, before any roll. */
  readonly lastDay: PlanDate;
  /** The day the notice closes: `lastDay`, or the next workday where the plan says so and it fell on a day off. */
  readonly rolledTo: PlanDate;
  /** 24:00 of `rolledTo`. */
  readonly endsAt: PlanInstant;
}

/** The day of posting does not count; working-day mode counts workdays only, make-up workdays included. */
export function noticeEnd(posted: PlanDate, rule: NoticeRule, calendar: WorkingCalendar): NoticePeriod {
  const working = rule.unit === 'WORKING';
  const firstDay = working ? calendar.addWorkdays(posted, 1) : addDays(posted, 1);
  const lastDay = working ? calendar.addWorkdays(posted, rule.length) : addDays(posted, rule.length);
  const rolledTo = rule.rollToWorkday ? calendar.onOrAfter(lastDay) : lastDay;
  return { firstDay, lastDay, rolledTo, endsAt: instantOf(rolledTo, 24) };
}
