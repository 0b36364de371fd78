import { setTimeout as sleep } from 'node:timers/promises';
import { type PlanClock, planTimeAt, wallTimeOf } from '../domain/calendar/clock.ts';
import { dateOf, type PlanDate, type PlanInstant } from '../domain/calendar/plan-date.ts';

/** The robots' watch: shows plan time. */
export class PlanWatch {
  readonly #clock: PlanClock;

  constructor(clock: PlanClock) {
    this.#clock = clock;
  }

  now(): PlanInstant {
    return planTimeAt(this.#clock, Date.now());
  }

  today(): PlanDate {
    return dateOf(this.now());
  }

  /** Waits until plan time reaches the instant. @throws AbortError */
  async until(instant: PlanInstant, signal: AbortSignal): Promise<void> {
    const ms = wallTimeOf(this.#clock, instant) - Date.now();
    // A timer takes 2^31 - 1 ms at most; a slow trial waits longer in several.
    if (ms > 2 ** 30) {
      await sleep(2 ** 30, undefined, { signal });
      return this.until(instant, signal);
    }
    await sleep(Math.max(0, ms), undefined, { signal });
  }
}
