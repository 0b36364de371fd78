import { setTimeout as sleep } from 'node:timers/promises';
import { UnsettledDeedError } from './deed.ts';
import { AGAIN_AFTER_MS, NotReachedError } from './retry.ts';

/** How long nobody tries anything at a township that did not answer, in ms: others are not to wait behind it. */
const AVOIDED_FOR_MS = 120_000;

/**
 * What people meet while processes are killed and paused: a page that does not come makes them late, and they come again the next
 * morning. Whatever else they meet is wrong with the app, and told at the end.
 */
export class Mishaps {
  readonly #problems = new Set<string>();
  readonly #avoidedUntil = new Map<string, number>();

  /** What an outage does not explain, in the order of its coming. */
  get problems(): readonly string[] {
    return [...this.#problems];
  }

  /** @param township where it happened @throws the error itself when the play is over */
  take(error: unknown, signal: AbortSignal, township?: string): void {
    if (signal.aborted) throw error;
    if (!(error instanceof UnsettledDeedError || error instanceof NotReachedError))
      this.#problems.add(error instanceof Error ? `${error.name}: ${error.message}` : String(error));
    if (township !== undefined) this.#avoidedUntil.set(township, Date.now() + AVOIDED_FOR_MS);
  }

  avoids(township: string): boolean {
    return Date.now() < (this.#avoidedUntil.get(township) ?? 0);
  }
}

/** Does it until it worked. Without mishaps to tell, the first failure is thrown. */
export async function insist<T>(work: () => Promise<T>, mishaps: Mishaps | undefined, signal: AbortSignal): Promise<T> {
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!mishaps) throw error;
      mishaps.take(error, signal);
      await sleep(AGAIN_AFTER_MS, undefined, { signal });
    }
  }
}
