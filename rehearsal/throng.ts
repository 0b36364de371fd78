/** Lets at most `most` pieces of work run at a time; the others wait in line. Keeps a county of robots from arriving all at once. */
export class Throng {
  readonly #most: number;
  readonly #waiting: (() => void)[] = [];
  #inside = 0;

  constructor(most: number) {
    this.#most = most;
  }

  async enter<T>(work: () => Promise<T>): Promise<T> {
    // Whoever leaves hands the place on, so that nobody who comes later slips in between.
    if (this.#inside >= this.#most) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    else this.#inside += 1;
    try {
      return await work();
    } finally {
      const next = this.#waiting.shift();
      if (next) next();
      else this.#inside -= 1;
    }
  }

  /** Runs `work` once everybody inside has left; whoever comes meanwhile waits in line. */
  async alone<T>(work: () => Promise<T>): Promise<T> {
    let open = (): void => undefined;
    const over = new Promise<void>((resolve) => {
      open = resolve;
    });
    const visits: Promise<void>[] = [];
    const places = Array.from(
      { length: this.#most },
      () =>
        new Promise<void>((taken) => {
          const stay = () => {
            taken();
            return over;
          };
          visits.push(this.enter(stay));
        }),
    );
    try {
      await Promise.all(places);
      return await work();
    } finally {
      open();
      await Promise.all(visits);
    }
  }
}

/** Runs `work` on every item, at most `most` at a time, and waits for all. @throws the first failure, once all are over */
export async function forAll<T, R>(items: readonly T[], most: number, work: (item: T) => Promise<R>): Promise<R[]> {
  const throng = new Throng(most);
  const results = await Promise.allSettled(items.map((item) => throng.enter(() => work(item))));
  return results.map((result) => {
    if (result.status === 'rejected') throw result.reason;
    return result.value;
  });
}
