import { instantOf, type PlanDate, type PlanInstant } from '../../domain/calendar/plan-date.ts';
import { TownshipProcess } from '../../domain/process/township-process.ts';
import type { Body } from '../../domain/roles.ts';
import { type ItemId, isMonthlyReport } from '../../domain/stages/items.ts';
import { STAGES, type StageId, stagesBefore } from '../../domain/stages/stages.ts';
import type { EventKind, ProcessEvent } from '../../domain/state/events.ts';
import type { Receipt, TownshipMessage } from '../../domain/state/messages.ts';
import { type ItemState, itemOf, type TownshipInput, type TownshipState } from '../../domain/state/township-state.ts';
import { townshipInput } from './township.ts';
import { type AnswerOptions, answer, askedNow, type SubmitOptions, submission } from './township-messages.ts';

/**
 * A township's process played without an engine: people act, time passes, and every timer on the way fires at its own
 * instant, as in the run. Fails when the clock would stand still (a run would turn in circles there).
 */
export class PlayedTownship {
  readonly process: TownshipProcess;
  readonly events: ProcessEvent[] = [];
  now: PlanInstant;

  constructor(start: PlanDate | PlanInstant = '2012-06-01', input: TownshipInput = townshipInput()) {
    this.now = typeof start === 'string' ? instantOf(start, 8) : start;
    this.process = new TownshipProcess(input, this.now);
    this.#adopt(this.process.begin(this.now));
  }

  get state(): TownshipState {
    return this.process.state;
  }

  item(id: ItemId): ItemState {
    const item = itemOf(this.state, id);
    if (!item) throw new Error(`the run has no item ${id}`);
    return item;
  }

  /** Lets time pass up to this hour of this day. */
  until(date: PlanDate, hour = 8): this {
    return this.untilInstant(instantOf(date, hour));
  }

  untilInstant(to: PlanInstant): this {
    for (let next = this.process.next(); next !== undefined && next <= to; next = this.process.next()) {
      this.now = Math.max(this.now, next);
      const change = this.process.tick(this.now);
      if (change) this.#adopt(change);
      const then = this.process.next();
      if (then !== undefined && then <= this.now) throw new Error(`the clock stands still at ${new Date(this.now).toISOString()}`);
    }
    this.now = Math.max(this.now, to);
    return this;
  }

  /** As a system that was off until then: whatever was due meanwhile is due now. */
  wakeAt(date: PlanDate, hour = 8): this {
    this.now = instantOf(date, hour);
    return this.untilInstant(this.now);
  }

  /** @throws Refusal */
  send(message: TownshipMessage): Receipt {
    const change = this.process.take(message, this.now);
    this.#adopt(change);
    return change.receipt;
  }

  submit(id: ItemId, options?: SubmitOptions): Receipt {
    return this.send(submission(this.state, id, options));
  }

  answer(id: ItemId, body: Body, options?: AnswerOptions): Receipt {
    return this.send(answer(this.state, id, body, options));
  }

  /** Submits an open item and lets everybody answer as asked; a notice runs to its end. */
  pass(...ids: ItemId[]): this {
    for (const id of ids) {
      this.submit(id);
      const { notice } = this.item(id);
      if (notice) this.untilInstant(notice.endsAt);
      for (let asked = askedNow(this.item(id)); asked.length > 0; asked = askedNow(this.item(id))) {
        for (const body of asked) this.answer(id, body);
      }
    }
    return this;
  }

  /** Passes every stage that a stage waits for, so that it opens. */
  reach(id: StageId): this {
    for (const before of stagesBefore(id)) if (this.item(before).status === 'open') this.pass(before);
    return this;
  }

  /** Passes every stage, as each opens. */
  passEverything(): this {
    for (let open = this.#openStages(); open.length > 0; open = this.#openStages()) this.pass(...open);
    return this;
  }

  /** What happened of these kinds, in order, e.g. `2012-06-14 09:00 overdue → township-league`. */
  of(...kinds: EventKind[]): ProcessEvent[] {
    return this.events.filter((event) => kinds.includes(event.kind));
  }

  #openStages(): StageId[] {
    return STAGES.map((stage) => stage.id).filter((id) => !isMonthlyReport(id) && this.item(id).status === 'open');
  }

  #adopt(change: { state: TownshipState; events: readonly ProcessEvent[] }): void {
    this.process.adopt(change);
    this.events.push(...change.events);
  }
}
