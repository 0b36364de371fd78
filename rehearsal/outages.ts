import { setTimeout as sleep } from 'node:timers/promises';
import { dateOf, timeOfDay } from '../domain/calendar/plan-date.ts';
import { type Child, livingChildren, type Supervised, type SystemProcesses } from '../engines/index.ts';
import type { Engine } from './fault-order.ts';
import { type Fault, nameOf } from './fault-schedule.ts';
import type { PlanWatch } from './plan-watch.ts';
import { recordedTwice } from './record-log.ts';

/** How often it is looked whether a process has begun to start, in ms. */
const LOOK_EVERY_MS = 5;
const AGAIN_AFTER_MS = 500;

/** Does to the processes of a running system what a bad day does, and counts what was done. */
export class Outages {
  readonly #processes: SystemProcesses;
  readonly #workerLog: string;
  readonly #say: (line: string) => void;
  readonly #done: Fault[] = [];

  /** @param workerLog the file that the worker's lines go to */
  constructor(processes: SystemProcesses, workerLog: string, say: (line: string) => void) {
    this.#processes = processes;
    this.#workerLog = workerLog;
    this.#say = say;
  }

  /** What was done so far, in that order. */
  get done(): readonly Fault[] {
    return this.#done;
  }

  /** Carries out every fault at its instant; what is down or paused already has its next fault once it is back. @throws AbortError at the end of the play */
  async carryOut(faults: readonly Fault[], watch: PlanWatch, signal: AbortSignal): Promise<void> {
    const busy = new Map<Engine, Promise<void>>();
    let before = Promise.resolve();
    const all = faults.map((fault) => {
      const free = fault.engines.map((engine) => busy.get(engine));
      before = this.#carryOut(fault, { before, free, watch, signal });
      for (const engine of fault.engines) busy.set(engine, before);
      return before;
    });
    await Promise.all(all);
  }

  async #carryOut(
    fault: Fault,
    { before, free, watch, signal }: { before: Promise<void>; free: readonly unknown[]; watch: PlanWatch; signal: AbortSignal },
  ): Promise<void> {
    if (typeof fault.when !== 'string') await watch.until(fault.when.at, signal);
    else await before;
    await Promise.all(free);
    const children = await Promise.all(fault.engines.map((engine) => this.#processOf(engine).running()));
    const run = fault.when === 'twice' ? await recordedTwice(this.#workerLog, signal) : undefined;
    signal.throwIfAborted();
    const now = watch.now();
    this.#say(`【演练】${dateOf(now)} ${timeOfDay(now)} ${nameOf(fault)}${run === undefined ? '' : `（${run} ×2）`}`);
    await this.#doIt(fault, children, signal);
    this.#done.push(fault);
  }

  async #doIt({ kind, engines, ms }: Fault, children: readonly Child[], signal: AbortSignal): Promise<void> {
    if (kind === 'pause') return pause(children, ms, signal);
    if (kind === 'kill') {
      await Promise.all(engines.map((engine) => this.#processOf(engine).kill9(ms)));
      return;
    }
    const [[engine], [child]] = [engines, children];
    if (engine === undefined || child === undefined) return;
    if (kind === 'stop') await killStopping(this.#processOf(engine), child, ms, signal);
    else await killStarting(this.#processOf(engine), child, ms, signal);
  }

  #processOf(engine: Engine): Supervised<Child> {
    const supervised = this.#processes[engine];
    if (!supervised) throw new RangeError(`${engine} is not run by this system`);
    return supervised;
  }
}

/** Goes on in any case: nothing of the system may stay stopped. */
async function pause(children: readonly Child[], ms: number, signal: AbortSignal): Promise<void> {
  const tell = (word: 'SIGSTOP' | 'SIGCONT') => {
    for (const { pid, end } of children) if (end() === undefined) process.kill(pid, word);
  };
  tell('SIGSTOP');
  try {
    await sleep(ms, undefined, { signal });
  } finally {
    tell('SIGCONT');
  }
}

/** Killed `ms` after it was told to stop. */
async function killStopping(supervised: Supervised<Child>, child: Child, ms: number, signal: AbortSignal): Promise<void> {
  // It is back when it is back; whoever needs it waits for it.
  supervised.restart().catch(() => undefined);
  await sleep(ms, undefined, { signal });
  await child.kill9();
}

/** Killed, and killed again `ms` after it was started again. */
async function killStarting(supervised: Supervised<Child>, child: Child, ms: number, signal: AbortSignal): Promise<void> {
  await supervised.kill9(AGAIN_AFTER_MS);
  const begun = () => livingChildren().find(({ name, pid }) => name === child.name && pid !== child.pid);
  let next = begun();
  for (; next === undefined; next = begun()) await sleep(LOOK_EVERY_MS, undefined, { signal });
  await sleep(ms, undefined, { signal });
  await next.kill9();
}
