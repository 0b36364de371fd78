import { condition } from '@temporalio/workflow';
import { type PlanClock, planTimeAt, wallTimeOf } from '../domain/calendar/clock.ts';
import type { PlanInstant } from '../domain/calendar/plan-date.ts';
import { vouchedAt } from '../domain/state/messages.ts';

/**
 * Plan time as a run knows it. It moves on only by what stands in the run's history: timers that fired, activities that ended,
 * and the instant for which the app vouched with a message. Not by the sandbox's `Date` alone: the engine may drop the task in
 * which it handed an Update over, take the answer all the same, and write another instant into the history, which a replay sees.
 */
export class RunClock {
  readonly #clock: PlanClock;
  #now: PlanInstant;

  constructor(clock: PlanClock) {
    this.#clock = clock;
    this.#now = planTimeAt(clock, Date.now());
  }

  get now(): PlanInstant {
    return this.#now;
  }

  /** When a message counts: when it was sent, and never before what the run has recorded already. */
  instantOf(voucher: string): PlanInstant {
    const at = vouchedAt(voucher);
    return at === undefined ? this.#now : Math.max(this.#now, planTimeAt(this.#clock, at));
  }

  /** What happened at `instant` is on record. */
  reach(instant: PlanInstant): void {
    this.#now = Math.max(this.#now, instant);
  }

  /** Only after a timer fired or an activity ended. */
  advance(): void {
    this.reach(planTimeAt(this.#clock, Date.now()));
  }

  /**
   * Waits until plan time reaches `instant` or `changed` says that the wait is over; with no instant, for `changed` only.
   * @param summary stands beside the timer in the engine's pages.
   */
  async waitFor(instant: PlanInstant | undefined, changed: () => boolean, summary: string): Promise<void> {
    if (instant === undefined) return condition(changed);
    if (instant <= this.#now) return;
    // However late it is: whether a timer is started must be the same whenever this is played.
    const ms = Math.max(1, wallTimeOf(this.#clock, instant) - Date.now());
    if (await condition(changed, ms, { summary })) return;
    this.advance();
    this.reach(instant);
  }
}
