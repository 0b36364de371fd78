import { hasDeadlines } from '../calendar/clock.ts';
import { instantOf, lastDayOfMonth, type PlanInstant } from '../calendar/plan-date.ts';
import { monthlyReportId, PRE_INSPECTION } from '../stages/items.ts';
import { STAGES, type StageId } from '../stages/stages.ts';
import { blankItem, type ItemState, type TownshipInput } from '../state/township-state.ts';

/** True for a stage that this run goes through: switched on by the plan, and inspected after the vote where the rules say so (C-04). */
export function isAskedFor(id: StageId, { plan, rules }: Pick<TownshipInput, 'plan' | 'rules'>): boolean {
  if (id === 'inspection' && rules.inspectionTiming === 'BEFORE_VOTE') return false;
  return plan.stages.some((stage) => stage.id === id && stage.enabled);
}

/** The items a run begins with. A month that ended before the run began is not asked for, but in a record of the past. */
export function itemsAtStart(input: TownshipInput, startedAt: PlanInstant): ItemState[] {
  const chain = STAGES.flatMap(({ id }) => {
    const stage = blankItem(id, isAskedFor(id, input) ? 'waiting' : 'off');
    const before = id === 'member-election' && input.rules.inspectionTiming !== 'AFTER_VOTE';
    return before ? [blankItem(PRE_INSPECTION, 'waiting'), stage] : [stage];
  });
  const isAhead = (month: string) => instantOf(lastDayOfMonth(month), 24) > startedAt;
  const months = input.plan.reports.months.map(({ month }) =>
    blankItem(monthlyReportId(month), isAhead(month) || !hasDeadlines(input.clock) ? 'waiting' : 'off'),
  );
  return [...chain, ...months];
}
