import { availableParallelism } from 'node:os';
import { MessageChannel } from 'node:worker_threads';
import { Mutex } from 'async-mutex';
import { Tinypool } from 'tinypool';
import { giveTime } from '../../http/request-context.ts';
import type { JobName, Jobs } from './jobs.ts';
import { workedMs } from './work-done.ts';

/** Most work that taking one file apart may be, in ms of a processor: a file of 1 MB with two thousand people needs a tenth of it. */
const WORK_MS = 5_000;

/** Longest that it may last: on a machine that is busy, or whose system does not tell what a thread has worked. */
const LONGEST_MS = 60_000;

/** Whoever sent a file is answered within this time, ms: the first one waits until its thread has started. */
const READ_WITHIN_MS = 30_000;
/** And within this from then on, like everybody else. */
const ANSWER_WITHIN_MS = 4_500;

/** How often that is looked at, in ms. */
const LOOK_MS = 200;

/** Most memory that it may take, in MB. */
const MEMORY_MB = 256;

/** Files that wait for a thread; more are turned away. */
const WAITING_MAX = 32;

/** Thrown when a file needed more time or memory than one may, or when too many came at once. */
export class TooMuchToReadError extends Error {
  override readonly name = 'TooMuchToReadError';
  /** What pages and the JSON API answer where nothing better is said of it. */
  readonly status: 413 | 429;
  /** `busy`: the same file may be taken a little later. */
  readonly why: 'too-much' | 'busy';

  constructor(why: 'too-much' | 'busy', cause?: unknown) {
    super(why === 'busy' ? 'too many files at once' : 'took too long or too much memory to read', { cause });
    this.why = why;
    this.status = why === 'busy' ? 429 : 413;
  }
}

let threads: Tinypool | undefined;

/** Started with the first file; the second one is ended when none came for five minutes. */
function pool(): Tinypool {
  threads ??= new Tinypool({
    filename: new URL('./thread.mjs', import.meta.url).href,
    // Not the options of the process: the thread loads what it needs itself.
    execArgv: [],
    minThreads: 1,
    maxThreads: Math.min(2, availableParallelism()),
    maxQueue: WAITING_MAX,
    idleTimeout: 300_000,
    resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB, maxYoungGenerationSizeMb: 32 },
  });
  return threads;
}

/** Whose file is taken apart now: one account's second file waits for its first, so that nobody has all threads. */
const underWay = new Map<string, Mutex>();

/** Starts a thread and loads the parsers into it, so that the first file of the day waits for neither: two seconds on a busy machine. */
export async function warmParsers(): Promise<void> {
  await parsed('nobody', 'load');
}

type Result<N extends JobName> = Awaited<ReturnType<Jobs[N]>>;

/**
 * What a job makes of what somebody sent, in a thread of its own with bounds on time and memory.
 * @param whose the account that sent it
 * @throws TooMuchToReadError
 */
export async function parsed<N extends JobName>(whose: string, name: N, ...args: Parameters<Jobs[N]>): Promise<Result<N>> {
  giveTime(READ_WITHIN_MS);
  const turn = underWay.get(whose) ?? new Mutex();
  underWay.set(whose, turn);
  try {
    return (await turn.runExclusive(() => inThread(name, args))) as Result<N>;
  } finally {
    giveTime(ANSWER_WITHIN_MS);
    // Whoever waits has taken its turn by now.
    if (!turn.isLocked()) underWay.delete(whose);
  }
}

async function inThread(name: JobName, args: readonly unknown[]): Promise<unknown> {
  const over = new AbortController();
  const { port1, port2 } = new MessageChannel();
  let watching: NodeJS.Timeout | undefined;
  port1.once('message', (thread: string | undefined) => {
    const [began, before] = [performance.now(), workedMs(thread) ?? 0];
    watching = setInterval(() => {
      const worked = (workedMs(thread) ?? 0) - before;
      if (worked > WORK_MS || performance.now() - began > LONGEST_MS) over.abort();
    }, LOOK_MS);
  });
  try {
    return await pool().run({ name, args, begun: port2 }, { signal: over.signal, transferList: [port2] });
  } catch (error) {
    if (over.signal.aborted || hasCode(error, 'ERR_WORKER_OUT_OF_MEMORY')) throw new TooMuchToReadError('too-much', error);
    if (error instanceof Error && /queue/i.test(error.message)) throw new TooMuchToReadError('busy', error);
    throw error;
  } finally {
    clearInterval(watching);
    port1.close();
  }
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
