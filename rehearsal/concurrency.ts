import { Semaphore } from 'async-mutex';

/** Lets at most `most` pieces of work run at a time; the others wait in line. Keeps a county of robots from arriving all at once. */
export class ConcurrencyLimit {
  readonly #most: number;
  readonly #places: Semaphore;

  constructor(most: number) {
    this.#most = most;
    this.#places = new Semaphore(most);
  }

  run<T>(work: () => Promise<T>): Promise<T> {
    return this.#places.runExclusive(work);
  }

  /** Runs `work` once everybody inside has left; whoever comes meanwhile waits in line. */
  alone<T>(work: () => Promise<T>): Promise<T> {
    return this.#places.runExclusive(work, this.#most);
  }
}

/** Runs `work` on every item, at most `most` at a time, and waits for all. @throws the first failure, once all are over */
export async function forAll<T, R>(items: readonly T[], most: number, work: (item: T) => Promise<R>): Promise<R[]> {
  const limit = new ConcurrencyLimit(most);
  const results = await Promise.allSettled(items.map((item) => limit.run(() => work(item))));
  return results.map((result) => {
    if (result.status === 'rejected') throw result.reason;
    return result.value;
  });
}
