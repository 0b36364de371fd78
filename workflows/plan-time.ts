import { condition } from '@temporalio/workflow';
import type { PlanInstant } from '../domain/calendar/plan-date.ts';
import { type PlanClock, planTimeAt, wallTimeOf } from '../domain/clock.ts';

/** Plan time now. The sandbox's `Date` is the run's own deterministic clock. */
export function planNow(clock: PlanClock): PlanInstant {
  return planTimeAt(clock, Date.now());
}

/**
 * Waits until plan time reaches `instant` or `changed` says that the wait is over; with no instant, for `changed` only.
 * @param summary stands beside the timer in the engine's pages.
 */
export async function waitFor(clock: PlanClock, instant: PlanInstant | undefined, changed: () => boolean, summary: string): Promise<void> {
  if (instant === undefined) return condition(changed);
  const ms = wallTimeOf(clock, instant) - Date.now();
  if (ms > 0) await condition(changed, ms, { summary });
}
