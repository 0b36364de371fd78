import { dateOf, type PlanDate, type PlanInstant } from '../calendar/plan-date.ts';
import type { WorkingCalendar } from '../calendar/working-calendar.ts';
import { stageOf } from '../stages/item-definitions.ts';
import { type ItemId, isMonthlyReport, isStage, PRE_INSPECTION } from '../stages/items.ts';
import type { StageId } from '../stages/stages.ts';
import type { TownshipInput, TownshipState } from '../state/township-state.ts';

interface Facts {
  readonly input: Pick<TownshipInput, 'plan'>;
  readonly state: Pick<TownshipState, 'amendment'>;
  readonly calendar: WorkingCalendar;
  readonly now: PlanInstant;
}

/** Working days that a body has to answer. */
export function decisionDays(id: ItemId, { plan }: Pick<TownshipInput, 'plan'>): number {
  const like = stageOf(id);
  return like === 'monthly-report' ? plan.reports.decisionDays : planned(like, plan).decisionDays;
}

/**
 * The last day of a round that opens now: its planned day (as amended), or `minDays` working days from now if that is
 * later. What has no day in the plan, a seat's own step, has only the latter.
 */
export function dueOfRound(id: ItemId, facts: Facts): PlanDate {
  const { input, calendar, now } = facts;
  const fromNow = (days: number): PlanDate => calendar.addWorkdays(dateOf(now), days);
  if (isMonthlyReport(id)) {
    const day = input.plan.reports.months.find((row) => `monthly-report/${row.month}` === id)?.due ?? dateOf(now);
    return later(day, fromNow(input.plan.reports.decisionDays));
  }
  const { minDays } = planned(stageOf(id) as StageId, input.plan);
  const day = plannedDay(id, facts);
  return day ? later(day, fromNow(minDays)) : fromNow(minDays);
}

/** The day of a stage in the plan, as amended; the inspection before the vote leaves time to decide on it before the vote's day. */
export function plannedDay(id: ItemId, { input, state, calendar }: Omit<Facts, 'now'>): PlanDate | undefined {
  if (id === PRE_INSPECTION) {
    const vote = plannedDay('member-election', { input, state, calendar });
    return vote && calendar.addWorkdays(vote, -(planned('inspection', input.plan).decisionDays + 1));
  }
  if (!isStage(id)) return undefined;
  const day = state.amendment?.stages.find((row) => row.id === id)?.due;
  return day ? calendar.onOrBefore(day) : planned(id, input.plan).due;
}

function planned(id: StageId, plan: TownshipInput['plan']): TownshipInput['plan']['stages'][number] {
  const row = plan.stages.find((stage) => stage.id === id);
  if (!row) throw new RangeError(`stage ${id} is not in the plan`);
  return row;
}

function later(a: PlanDate, b: PlanDate): PlanDate {
  return a > b ? a : b;
}
