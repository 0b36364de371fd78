import type { PlanDate } from '../calendar/plan-date.ts';
import { stageOf } from '../stages/item-definitions.ts';
import { isStage } from '../stages/items.ts';
import type { StageId } from '../stages/stages.ts';
import { chainOf, isParallel } from '../state/course.ts';
import { byDue, type Clock } from '../state/ladder.ts';
import { itemOf, type TownshipState } from '../state/township-state.ts';
import { openClocks } from './township-clocks.ts';

/** Where a township stands, in a line: what lists, search attributes and reports are made of. */
export interface ProgressSummary {
  /** The stage of the main chain that is worked on; the last one when all are passed. */
  readonly stage: StageId;
  readonly status: 'open' | 'submitted' | 'passed' | 'held' | 'completed' | 'closed';
  /** The next due date of any stage or answer; null when nobody is waited for, every clock stands, or none has a last day. */
  readonly due: PlanDate | null;
  /** Whom it waits on, earliest due first; without a last day last. */
  readonly waitingOn: readonly Clock[];
  /** Highest escalation level reached by a clock that still runs; 0 for none. */
  readonly level: 0 | 1 | 2 | 3;
}

export function progressSummaryOf(state: TownshipState): ProgressSummary {
  const waitingOn = openClocks(state).toSorted(byDue);
  const current = chainOf(state)
    .map((id) => itemOf(state, id))
    .find((item) => item && !isParallel(item.id) && (item.status === 'open' || item.status === 'submitted'));
  const stage = current ? (stageOf(current.id) as StageId) : lastPassed(state);
  const status =
    state.status !== 'running' ? state.status : state.hold ? 'held' : current ? (current.status as 'open' | 'submitted') : 'passed';
  const running = waitingOn.filter((clock) => !clock.held);
  return { stage, status, due: running[0]?.due ?? null, waitingOn, level: levelOf(state, running) };
}

function lastPassed(state: TownshipState): StageId {
  return state.items.flatMap((item) => (isStage(item.id) && item.status === 'passed' ? [item.id] : [])).at(-1) ?? 'survey';
}

function levelOf(state: TownshipState, clocks: readonly Clock[]): ProgressSummary['level'] {
  const taken = new Set(state.stepsTaken);
  return ([3, 2, 1] as const).find((level) => clocks.some((clock) => taken.has(`${clock.key}#level-${level}`))) ?? 0;
}
