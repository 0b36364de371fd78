import { setTimeout as sleep } from 'node:timers/promises';
import { Mutex } from 'async-mutex';
import { TooManyRequestsError } from '../http/rate-limits.ts';

/** Whoever waits longer for their turn than this, ms, is asked to come again: a request is cut off after thirty seconds. */
const RETRY_FOR_MS = 20_000;
/** Waiting for one turn at a time; a flood beyond it is sent away at once. */
const MOST_WAITING = 60;

/** Work that is done one after another for each key; other keys are not touched. */
export interface Turns {
  /**
   * @param pauseMs how long to wait once it is one's turn, ms
   * @throws TooManyRequestsError when too many wait, or for too long
   */
  take<T>(key: string, work: () => Promise<T>, pauseMs?: () => Promise<number>): Promise<T>;
}

export function createTurns(): Turns {
  const lines = new Map<string, { readonly turn: Mutex; waiting: number }>();
  return {
    async take(key, work, pauseMs = () => Promise.resolve(0)) {
      const line = lines.get(key) ?? { turn: new Mutex(), waiting: 0 };
      if (line.waiting >= MOST_WAITING) throw new TooManyRequestsError();
      lines.set(key, line);
      line.waiting += 1;
      const latest = performance.now() + RETRY_FOR_MS;
      try {
        return await line.turn.runExclusive(async () => {
          const ms = await pauseMs();
          if (performance.now() + ms > latest) throw new TooManyRequestsError();
          if (ms > 0) await sleep(ms);
          return work();
        });
      } finally {
        line.waiting -= 1;
        if (line.waiting === 0) lines.delete(key);
      }
    },
  };
}
