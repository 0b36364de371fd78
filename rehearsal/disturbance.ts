import path from 'node:path';
import type { PlanDate } from '../domain/calendar/plan-date.ts';
import type { ConcurrencyLimit } from './concurrency.ts';
import type { FaultOrder } from './fault-order.ts';
import { type Fault, faultsIn } from './fault-schedule.ts';
import { startLoad } from './load.ts';
import { inTurn, type Manner } from './manners.ts';
import { Mishaps } from './mishaps.ts';
import { Outages } from './outages.ts';
import type { PlanWatch } from './plan-watch.ts';
import { loseAndRestore, restoredAt } from './restoration.ts';
import type { ScratchSystem } from './scratch-system.ts';

/** What disturbs a rehearsal. */
export interface Disturbances {
  /** What happens to the processes. */
  readonly faults?: FaultOrder;
  /** Whether something else keeps every core busy. */
  readonly load: boolean;
  /** Day of the plan on which everything is lost and restored. */
  readonly restore?: number;
}

interface Stage {
  readonly scratch: ScratchSystem;
  readonly limit: ConcurrencyLimit;
  readonly say: (line: string) => void;
  readonly firstDay: PlanDate;
  readonly lastDay: PlanDate;
}

/** Everything that happens beside the play: to the processes, to the machine, to the folder. */
export class Disturbance {
  /** Everything that is to happen to the processes. */
  readonly faults: readonly Fault[];
  /** Takes what people meet while processes are killed and paused. */
  readonly mishaps: Mishaps | undefined;
  /** How people press buttons then. */
  readonly manner: (() => Manner) | undefined;
  readonly #asked: Disturbances;
  readonly #stage: Stage;
  readonly #outages: Outages;

  constructor(asked: Disturbances, stage: Stage) {
    const { scratch, say, firstDay, lastDay } = stage;
    this.#asked = asked;
    this.#stage = stage;
    this.faults = asked.faults ? faultsIn(asked.faults, firstDay, lastDay) : [];
    this.mishaps = this.faults.length > 0 || asked.load ? new Mishaps() : undefined;
    this.manner = this.mishaps && inTurn();
    this.#outages = new Outages(scratch.system.processes, path.join(scratch.folder, 'logs', 'worker.log'), say);
  }

  /** What was done to the processes so far, in that order. */
  get done(): readonly Fault[] {
    return this.#outages.done;
  }

  /** True when the play need not come as scripted. */
  get any(): boolean {
    return this.mishaps !== undefined || this.#asked.restore !== undefined;
  }

  /** What happens while it is played. @throws AbortError at the end of the play */
  async run(watch: PlanWatch, over: AbortSignal): Promise<void> {
    const { restore, load } = this.#asked;
    const busy = load ? startLoad() : undefined;
    if (busy) over.addEventListener('abort', () => void busy.stop(), { once: true });
    await this.#outages.carryOut(this.faults, watch, over);
    if (restore !== undefined) await loseAndRestore(this.#stage, restoredAt(restore, this.#stage.firstDay), watch, over);
  }
}
