import type { PlanDate } from '../domain/calendar/plan-date.ts';
import type { WorkingCalendar } from '../domain/calendar/working-calendar.ts';
import type { Play } from '../domain/county/rehearsal-script.ts';
import type { Body } from '../domain/roles.ts';
import { type ItemId, isMonthlyReport } from '../domain/stages/items.ts';
import type { ItemStatus } from '../domain/state/township-state.ts';
import type { Script } from './script.ts';

type HeldPlay = Extract<Play, { plays: 'held' }>;

/** What the holder of a township does next. */
export type HoldStep = 'hold' | 'release';

/**
 * The township that is held while one stage is open: who stops it and releases it, and that nobody goes on meanwhile.
 * Submitters keep a held stage back until it was released; were it never held, until it is due.
 */
export class Holds {
  readonly #script: Script;
  readonly #calendar: WorkingCalendar;
  readonly #heldOn = new Map<string, PlanDate>();
  readonly #released = new Set<string>();

  constructor(script: Script, calendar: WorkingCalendar) {
    this.#script = script;
    this.#calendar = calendar;
  }

  /** True when this body holds the township sooner or later, and has not released it yet. */
  concern(township: string, body: Body): boolean {
    return this.#playOf(township)?.by === body && !this.#released.has(township);
  }

  /** The stage during which the township is held. */
  stageOf(township: string): ItemId | undefined {
    return this.#playOf(township)?.stage;
  }

  /** @param status of the stage during which the township is held */
  next(township: string, status: ItemStatus, today: PlanDate): HoldStep | undefined {
    const play = this.#playOf(township);
    if (!play || this.#released.has(township)) return undefined;
    const heldOn = this.#heldOn.get(township);
    if (heldOn === undefined) return status === 'open' ? 'hold' : undefined;
    return today >= this.#calendar.addWorkdays(heldOn, play.workdays) ? 'release' : undefined;
  }

  done(township: string, step: HoldStep, today: PlanDate): void {
    if (step === 'hold') this.#heldOn.set(township, today);
    else this.#released.add(township);
  }

  /** True when whoever is asked waits for the release. A month's report is never held up. */
  holdsUp(
    task: { readonly township: string; readonly item: ItemId; readonly kind: 'submit' | 'answer'; readonly due: PlanDate },
    today: PlanDate,
  ): boolean {
    const play = this.#playOf(task.township);
    if (!play || this.#released.has(task.township) || isMonthlyReport(task.item)) return false;
    if (this.#heldOn.has(task.township)) return true;
    return task.kind === 'submit' && task.item === play.stage && today < this.#calendar.onOrBefore(task.due);
  }

  #playOf(township: string): HeldPlay | undefined {
    const play = this.#script.playOf(township);
    return play.plays === 'held' ? play : undefined;
  }
}
