import { instantOf, lastDayOfMonth, type PlanDate, type PlanInstant } from '../../domain/calendar/plan-date.ts';
import type { DossierContext } from '../../domain/dossiers/index.ts';
import type { ResolvedPlan } from '../../domain/plan/resolved-plan.ts';
import { isStage } from '../../domain/stages/items.ts';
import { STAGES, type StageId } from '../../domain/stages/stages.ts';
import { itemOf, type TownshipState } from '../../domain/state/township-state.ts';

/** Where a township stood in a month, which its report is held against and opens with. */

/** The month's first instant, and its end or now, whichever is sooner. */
export function monthSpan(month: string, now: PlanInstant): readonly [begin: PlanInstant, end: PlanInstant] {
  return [instantOf(`${month}-01`), Math.min(instantOf(lastDayOfMonth(month), 24), now)];
}

/** The stages that were worked on in a month, the one that was worked on at its end, and the plan's phase on that day. */
export function monthStanding(
  state: TownshipState,
  month: string,
  now: PlanInstant,
  { phases }: Pick<ResolvedPlan, 'phases'>,
): NonNullable<DossierContext['month']> {
  const [begin, end] = monthSpan(month, now);
  const last: PlanDate = lastDayOfMonth(month);
  const current = stageAt(state, end);
  const worked = state.items.flatMap(({ id, openedAt, passedAt }): StageId[] =>
    isStage(id) && openedAt !== null && openedAt < end && (passedAt === null || passedAt >= begin) ? [id] : [],
  );
  return { worked: [...worked, current], now: current, phase: phases.find(({ from, to }) => from <= last && last <= to)?.id ?? 'summary' };
}

/** The stage of the main course that was worked on at an instant, or the last one passed. */
export function stageAt({ items }: TownshipState, end: PlanInstant): StageId {
  const main = STAGES.filter(({ parallel }) => !parallel).flatMap(({ id }) => {
    const item = items.find((one) => one.id === id);
    return item?.openedAt != null && item.openedAt < end ? [{ id, passed: item.passedAt !== null && item.passedAt < end }] : [];
  });
  return (main.find(({ passed }) => !passed) ?? main.at(-1))?.id ?? 'working-body';
}

/** What was on record at an instant: dossiers that came later are left out. */
export function asOf<C extends Pick<DossierContext, 'earlier' | 'counted'>>(context: C, state: TownshipState, end: PlanInstant): C {
  const there = (stage: string): boolean => (itemOf(state, stage)?.submission?.at ?? 0) < end;
  const until = <T>(record: Readonly<Record<string, T>>) => Object.fromEntries(Object.entries(record).filter(([stage]) => there(stage)));
  return { ...context, earlier: until(context.earlier), counted: until(context.counted ?? {}) };
}
