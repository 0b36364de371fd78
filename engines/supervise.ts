import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Child, ChildEnd } from './child.ts';
import { whyItEnded } from './why-it-ended.ts';

/** How a child is kept running. */
export interface Supervision<T extends Child> {
  readonly name: string;
  /** Starts it, and resolves once it is ready; the signal ends a start that is no longer wanted. */
  readonly start: (signal: AbortSignal) => Promise<T>;
  /** Takes one line whenever it died and whenever it is back. */
  readonly say: (line: string) => void;
  /** Called with every new child, the first one included. */
  readonly started?: (child: T) => void;
  /** Gives up the first start when aborted. */
  readonly signal?: AbortSignal | undefined;
}

/** A child that is started again whenever it dies. */
export interface Supervised<T extends Child> {
  /** The child, once it runs: at once, or when a restart under way is over. Rejects after {@link Supervised.stop}. */
  running(): Promise<T>;
  /** Kills it as a crash would, and keeps it down for `downMs` before it is started again. Resolves once it is gone. */
  kill9(downMs?: number): Promise<void>;
  /** Ends it in order and starts it again. Resolves once the new one runs. */
  restart(): Promise<T>;
  /** Ends it for good; within `graceMs`, or its own grace if that is shorter. Called again, it may hurry. */
  stop(graceMs?: number): Promise<void>;
}

/** What a child has logged since it started. */
function whatItSaid({ log, logFrom }: Pick<Child, 'log' | 'logFrom'>): string {
  try {
    const text = readFileSync(log);
    return text.subarray(text.length >= logFrom ? logFrom : 0).toString('utf8');
  } catch {
    return '';
  }
}

const firstDelayMs = 500;
/** With the time that a start takes, everything is back within half a minute after what it waited for. */
const longestDelayMs = 10_000;
/** A child that ran this long was well: its next death is a first one again. */
const wellMs = 60_000;

function describe(end: ChildEnd): string {
  return end.signal === null ? `exit ${end.code}` : end.signal;
}

/**
 * Starts a child and keeps it running: when it dies it is started again, after half a second, then one, two … ten.
 * @throws what `start` throws, when the first start fails
 */
export async function supervise<T extends Child>({ name, start, say, started, signal }: Supervision<T>): Promise<Supervised<T>> {
  const stopping = new AbortController();
  let deaths = 0;
  /** Set while a death is asked for: how long to wait before the next start, in ms. */
  let asked: number | undefined;
  let child: T;
  let current: Promise<T>;
  /** Settles once the last death was noticed and `current` stands for the next child. */
  let noticed: Promise<void>;

  function adopt(next: T): T {
    const since = Date.now();
    const logged = { log: next.log, logFrom: next.logFrom };
    child = next;
    started?.(next);
    noticed = next.ended.then((end) => {
      if (stopping.signal.aborted) return;
      if (Date.now() - since > wellMs) deaths = 0;
      const delay = asked ?? backOff();
      asked = undefined;
      const seconds = (delay / 1_000).toFixed(1);
      say(`${name} 已停止（${describe(end)}），${seconds} 秒后重启 / ended, starting again in ${seconds} s`);
      const why = end.code === null || end.code === 0 ? undefined : whyItEnded(whatItSaid(logged));
      if (why) say(`${why.zh} / ${why.en}`);
      current = startAgain(delay);
      // Whoever waits for the next child sees the failure; nobody may wait.
      current.catch(() => undefined);
    });
    return next;
  }

  function backOff(): number {
    const delay = Math.min(firstDelayMs * 2 ** deaths, longestDelayMs);
    deaths += 1;
    return delay;
  }

  async function startAgain(delayMs: number): Promise<T> {
    await sleep(delayMs, undefined, { signal: stopping.signal });
    try {
      const next = await start(stopping.signal);
      if (stopping.signal.aborted) await next.stop();
      stopping.signal.throwIfAborted();
      say(`${name} 已恢复 / is back（pid ${next.pid}）`);
      return adopt(next);
    } catch (error) {
      stopping.signal.throwIfAborted();
      const delay = backOff();
      say(`${name} 重启失败，${delay / 1_000} 秒后再试 / did not start: ${error instanceof Error ? error.message : String(error)}`);
      return startAgain(delay);
    }
  }

  /** The outer signal ends the first start only: a child that once was ready is ended in its turn. */
  async function startFirst(): Promise<T> {
    const unwanted = new AbortController();
    const forward = () => unwanted.abort(signal?.reason);
    signal?.throwIfAborted();
    signal?.addEventListener('abort', forward);
    try {
      return await start(unwanted.signal);
    } finally {
      signal?.removeEventListener('abort', forward);
    }
  }

  current = Promise.resolve(adopt(await startFirst()));

  async function endWith(end: (child: T) => Promise<ChildEnd>, delayMs: number): Promise<void> {
    const running = await current;
    asked = delayMs;
    await end(running);
    await noticed;
  }

  return {
    running: () => (stopping.signal.aborted ? Promise.reject(stopping.signal.reason as Error) : current),
    kill9: (downMs = firstDelayMs) => endWith((running) => running.kill9(), downMs),
    restart: async () => {
      await endWith((running) => running.stop(), 0);
      return current;
    },
    stop: async (graceMs) => {
      stopping.abort(new Error(`${name} is stopped`));
      await child.stop(graceMs);
      await current.catch(() => undefined);
    },
  };
}
