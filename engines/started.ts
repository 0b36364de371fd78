import type { Child } from './child.ts';
import { guardPid } from './guard.ts';
import type { RunningMongo } from './mongo.ts';
import { guardName, noteProcess, type RunningLock, type RunningNote } from './running-lock.ts';
import type { Supervised } from './supervise.ts';
import type { RunningTemporal } from './temporal.ts';

/** Everything of a system that this process started, each kept running; `undefined` where an external service is used. */
export interface SystemProcesses {
  readonly temporal: Supervised<RunningTemporal> | undefined;
  readonly mongod: Supervised<RunningMongo> | undefined;
  readonly worker: Supervised<Child>;
  readonly api: Supervised<Child>;
}

type Stoppable = Pick<Supervised<Child>, 'stop'>;

/** Who takes requests goes first, who keeps what they wrote goes last. */
const stopOrder = ['api', 'worker', 'temporal', 'mongod'] as const satisfies readonly (keyof SystemProcesses)[];

const hurryMs = 1_000;

/** What was started so far, what others can read of it, and how to end it. */
export class Started {
  readonly #lock: RunningLock;
  readonly #children = new Map<keyof SystemProcesses, Stoppable>();
  #note: RunningNote = { processes: [] };
  #stopping: Promise<void> | undefined;
  #hurry = false;

  constructor(lock: RunningLock) {
    this.#lock = lock;
  }

  /** From now on {@link Started.stop} ends it. */
  add<T extends Stoppable>(name: keyof SystemProcesses, child: T): T {
    this.#children.set(name, child);
    return child;
  }

  /** Tells the next start which processes run, so that it can wait for them or end them after a crash. */
  noteChild(child: Child): void {
    const others = this.#note.processes.filter(({ name }) => name !== child.name && name !== guardName);
    const guard = guardPid();
    const processes = [...others, noteProcess(child.name, child.pid), ...(guard === undefined ? [] : [noteProcess(guardName, guard)])];
    this.note({ processes });
  }

  /** Tells others where it runs. */
  note(change: Partial<RunningNote>): void {
    this.#note = { ...this.#note, ...change };
    if (this.#stopping !== undefined) return;
    try {
      this.#lock.write(this.#note);
    } catch {
      // On a full disk the note stays as it was: the guard knows the children, and a fresh engine is not given up for it.
    }
  }

  /** Ends everything in order, each within its grace, and releases the data folder. Called again meanwhile, it hurries. */
  async stop(): Promise<void> {
    if (this.#stopping === undefined) {
      this.note({ stopping: true });
      this.#stopping = this.#stopInOrder();
    } else {
      this.#hurry = true;
      await Promise.all([...this.#children.values()].map((child) => child.stop(hurryMs)));
    }
    await this.#stopping;
  }

  async #stopInOrder(): Promise<void> {
    for (const name of stopOrder) await this.#children.get(name)?.stop(this.#hurry ? hurryMs : undefined);
    this.#lock.release();
  }
}
