import { dateOf, timeOfDay } from '../domain/calendar/plan-date.ts';
import type { SystemProcesses } from '../engines/index.ts';
import { ENGINES, type Kill } from './kills.ts';
import type { PlanWatch } from './plan-watch.ts';

/** Kills processes of a running system on the plan's days, as a crash would, and counts what was killed. */
export class Outages {
  readonly #processes: SystemProcesses;
  readonly #say: (line: string) => void;
  readonly #done: Kill[] = [];

  constructor(processes: SystemProcesses, say: (line: string) => void) {
    this.#processes = processes;
    this.#say = say;
  }

  /** What was killed so far, in that order. */
  get done(): readonly Kill[] {
    return this.#done;
  }

  /** Carries out every kill at its instant; a process that is down already is killed again once it is back. @throws AbortError at the end of the play */
  async carryOut(kills: readonly Kill[], watch: PlanWatch, signal: AbortSignal): Promise<void> {
    await Promise.all(
      ENGINES.map(async (engine) => {
        for (const kill of kills.filter((one) => one.engine === engine)) await this.#carryOut(kill, watch, signal);
      }),
    );
  }

  async #carryOut(kill: Kill, watch: PlanWatch, signal: AbortSignal): Promise<void> {
    const { engine, at, downMs } = kill;
    await watch.until(at, signal);
    const process = this.#processes[engine];
    if (!process) throw new RangeError(`${engine} is not run by this system`);
    await process.kill9(downMs);
    this.#done.push(kill);
    const now = watch.now();
    this.#say(`【演练】${dateOf(now)} ${timeOfDay(now)} 强行中断 ${engine}，${(downMs / 1_000).toFixed(1)} 秒后重启 / killed`);
  }
}
