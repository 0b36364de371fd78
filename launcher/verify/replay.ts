import type { ReachedStores } from '../reach-stores.ts';
import { ReplayerEndedError, ReplayProcess } from './replay-process.ts';
import type { ReplayedRun } from './replayed-run.ts';

/** Thrown when the histories could not be read or replayed at all. */
export class ReplayError extends Error {
  override readonly name = 'ReplayError';
}

/** The process that replays, kept from one question to the next: it takes seconds to start. Ended by whoever made it. */
export class Replayer {
  #process: ReplayProcess | undefined;

  /** The process that runs, or a new one. */
  take(start: () => ReplayProcess): ReplayProcess {
    this.#process ??= start();
    return this.#process;
  }

  end(): void {
    this.#process?.end();
    this.#process = undefined;
  }
}

export interface ReplayOptions {
  /** Default: one of its own. */
  readonly replayer?: Replayer;
  /** A run whose replay gives no sign of life for so long hangs, ms. Every record that is replayed is one. */
  readonly quietMs?: number;
}

const QUIET_MS = 60_000;
/** A history that ended the replayer is given to a new one once more: the machine may have been at fault. */
const TRIES = 2;
/** Asked for at a time: the next history travels while one is replayed. */
const AHEAD = 2;

/**
 * Has every run tell what it recorded, from its history alone (`worker/replay`): no worker is asked and nothing is written. A run that
 * cannot be replayed, that ends the replaying process or that hangs is told as unreadable, and the others go on.
 * @param workFolder keeps the bundle that replays, for the next time
 * @param workflowIds only these; all when there are none
 * @throws {ReplayError} when nothing can be replayed, with the last words of the process that replays
 */
export async function* replay(
  reached: Pick<ReachedStores, 'temporalAddress' | 'namespace'>,
  workFolder: string,
  workflowIds: readonly string[] = [],
  { quietMs = QUIET_MS, replayer: kept }: ReplayOptions = {},
): AsyncGenerator<ReplayedRun> {
  let left: string[] | undefined = workflowIds.length > 0 ? [...workflowIds] : undefined;
  const ended = new Map<string, number>();
  const replayers = kept ?? new Replayer();
  while (left === undefined || left.length > 0) {
    const replayer = replayers.take(() => new ReplayProcess(reached, workFolder, quietMs));
    let told = 0;
    let over = false;
    try {
      replayer.forget();
      left ??= await replayer.list();
      while (left.length > 0) {
        const run = await replayer.replay(left, AHEAD);
        told += 1;
        left = left.filter((id) => id !== run.workflowId);
        yield run;
      }
      over = true;
    } catch (error) {
      if (!(error instanceof ReplayerEndedError)) throw error;
      const { during, message } = error;
      // Nothing came of it, and no run is to blame: the next one would end in the same way.
      if (during === undefined && told === 0) throw new ReplayError(`流程记录无法重放 / the histories could not be replayed: ${message}`);
      if (during === undefined || left === undefined) continue;
      const tries = (ended.get(during) ?? 0) + 1;
      ended.set(during, tries);
      left = left.filter((id) => id !== during);
      // Last, so that what can be read is read first.
      if (tries < TRIES) left.push(during);
      else yield unreadable(during, message);
    } finally {
      // Answers to what was asked ahead are still to come, or none ever will.
      if (!over || !kept) replayers.end();
    }
  }
}

function unreadable(workflowId: string, failure: string): ReplayedRun {
  return { workflowId, runId: '', status: '', events: [], messages: [], waitingSignals: [], failure };
}
