import { dateIn } from '../calendar/month-day.ts';
import { lastDayOfMonth, type PlanDate } from '../calendar/plan-date.ts';
import { type CalendarData, WorkingCalendar } from '../calendar/working-calendar.ts';
import { PHASES, STAGES } from '../stages/stages.ts';
import type { Plan } from './plan-schema.ts';
import { openingWarnings, type PlanWarning, provisionalWarnings } from './plan-warnings.ts';
import type { ResolvedPlan } from './resolved-plan.ts';

export interface ResolveOptions {
  /** The year the plan is played in. */
  readonly year: number;
  /** The whole calendar file; the run gets the slice it needs. */
  readonly calendar: CalendarData;
}

/** The off and make-up days from the plan's year through the January after, and the years of those two with data. */
export function calendarSlice(calendar: CalendarData, year: number): CalendarData {
  const inSlice = (date: PlanDate): boolean => date >= `${year}-01-01` && date <= `${year + 1}-01-31`;
  return {
    version: calendar.version,
    years: calendar.years.filter((one) => one === year || one === year + 1),
    off: calendar.off.filter(inSlice),
    makeUp: calendar.makeUp.filter(inSlice),
  };
}

function monthlyReports(plan: Plan, year: number, calendar: WorkingCalendar): ResolvedPlan['reports']['months'] {
  return plan.report.months.map((number) => {
    const month = `${year}-${String(number).padStart(2, '0')}`;
    const last = lastDayOfMonth(month);
    return { month, due: plan.report.duePolicy === 'LAST_WORKDAY' ? calendar.onOrBefore(last) : last };
  });
}

function countyReports(plan: Plan, months: readonly { month: string }[], calendar: WorkingCalendar): ResolvedPlan['reports']['county'] {
  const length = plan.countyReport.interval === 'QUARTERLY' ? 3 : 1;
  const groups = new Map<number, [string, ...string[]]>();
  for (const { month } of months) {
    const key = Math.ceil(Number(month.slice(5)) / length);
    groups.set(key, [...(groups.get(key) ?? []), month] as [string, ...string[]]);
  }
  return [...groups.values()].map((covered) => {
    const last = lastDayOfMonth(covered.at(-1) ?? covered[0]);
    return { months: covered, due: calendar.addWorkdays(last, plan.countyReport.offsetWorkdays) };
  });
}

/**
 * The plan of one year with real dates. A due date on a day off moves to the working day before; month-end reports
 * and notice ends stay as their own rules say (REFERENCE §3.3, §2.9). Warnings never stop a campaign, but want consent.
 */
export function resolvePlan(
  plan: Plan,
  { year, calendar }: ResolveOptions,
): { readonly resolved: ResolvedPlan; readonly warnings: readonly PlanWarning[] } {
  const slice = calendarSlice(calendar, year);
  const working = new WorkingCalendar(slice);
  const months = monthlyReports(plan, year, working);
  const resolved: ResolvedPlan = {
    planId: plan.id,
    planVersion: plan.version,
    year,
    firstDay: dateIn(year, plan.phases.preparation.from),
    lastDay: dateIn(year, plan.phases.summary.to),
    calendar: { version: slice.version, years: [...slice.years], off: [...slice.off], makeUp: [...slice.makeUp] },
    phases: PHASES.map((id) => ({ id, from: dateIn(year, plan.phases[id].from), to: dateIn(year, plan.phases[id].to) })),
    stages: STAGES.map(({ id }) => {
      const { due, minDays, decisionDays, enabled } = plan.stages[id];
      return { id, due: working.onOrBefore(dateIn(year, due)), minDays, decisionDays, enabled };
    }),
    ladder: {
      remindBefore: [...plan.ladder.remindWorkdaysBefore],
      remindShortClock: [...plan.ladder.shortClock.remindWorkdaysBefore],
      shortClockDays: plan.ladder.shortClock.workdays,
      escalateAfter: [...plan.ladder.escalateWorkdaysAfter] as [number, number, number],
      ...(plan.ladder.repeatTopDays > 0 ? { repeatTopDays: plan.ladder.repeatTopDays } : {}),
      messageHour: plan.ladder.messageHour,
    },
    holdReviewDays: plan.hold.reviewWorkdays,
    notice: { ...plan.notice },
    reports: {
      months,
      missingToDepartment: true,
      remindBefore: [...plan.report.remindWorkdaysBefore],
      compileAfter: plan.countyReport.offsetWorkdays,
      decisionDays: plan.report.decisionDays,
      county: countyReports(plan, months, working),
    },
  };
  return { resolved, warnings: [...openingWarnings(resolved, working), ...provisionalWarnings(resolved, working)] };
}
