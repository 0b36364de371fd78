import type { PlanDate } from '../calendar/plan-date.ts';
import { WorkingCalendar } from '../calendar/working-calendar.ts';
import { stageDefinition } from '../stages/stages.ts';
import { noticeEnd } from './notice-end.ts';
import type { ResolvedPlan } from './resolved-plan.ts';

/** One day that a plan fixes, as people look it up. */
export interface Deadline {
  /** A stage's id, `notice-end`, `monthly-report/2012-06`, `county-report/2012-06`, or a phase's first or last day. */
  readonly item: string;
  readonly kind: 'phase-begin' | 'phase-end' | 'stage' | 'notice-end' | 'monthly-report' | 'county-report';
  readonly on: PlanDate;
  /** `MON` … `SUN`. */
  readonly weekday: Weekday;
  readonly workday: boolean;
  /** The State Council's days of that year are not known: may still move. */
  readonly provisional: boolean;
  /** Working days to answer; 0 where nobody answers. */
  readonly answerDays: number;
}

export const WEEKDAYS = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'] as const;
export type Weekday = (typeof WEEKDAYS)[number];

/** Every deadline of a year's plan, earliest first (R60, R63, R83, R86, R87). */
export function deadlinesOf(plan: ResolvedPlan): Deadline[] {
  const calendar = new WorkingCalendar(plan.calendar);
  const day = (item: string, kind: Deadline['kind'], on: PlanDate, answerDays = 0): Deadline => ({
    item,
    kind,
    on,
    weekday: WEEKDAYS[new Date(`${on}T00:00:00Z`).getUTCDay()] ?? 'SUN',
    workday: calendar.isWorkday(on),
    provisional: !plan.calendar.years.includes(Number(on.slice(0, 4))),
    answerDays,
  });
  const stages = plan.stages.filter((stage) => stage.enabled);
  const days = [
    ...plan.phases.flatMap(({ id, from, to }) => [day(id, 'phase-begin', from), day(id, 'phase-end', to)]),
    ...stages.map(({ id, due, decisionDays }) => day(id, 'stage', due, stageDefinition(id).answers.length > 0 ? decisionDays : 0)),
    ...stages
      .filter(({ id }) => stageDefinition(id).passesByNotice)
      .map(({ due }) => day('notice-end', 'notice-end', noticeEnd(due, plan.notice, calendar).rolledTo)),
    ...plan.reports.months.map(({ month, due }) => day(`monthly-report/${month}`, 'monthly-report', due, plan.reports.decisionDays)),
    ...plan.reports.county.map(({ months, due }) => day(`county-report/${months.at(-1) ?? ''}`, 'county-report', due)),
  ];
  return days.toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));
}
