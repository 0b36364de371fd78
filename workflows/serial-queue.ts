import { Mutex } from 'async-mutex';

/** Lets one piece of work through at a time, in the order they came: handlers that meet at an await would otherwise all pass the same check. */
export class SerialQueue {
  readonly #mutex = new Mutex();
  #waiting = 0;
  #inARow = 0;

  /** A piece of work is on its way through. */
  get busy(): boolean {
    return this.#mutex.isLocked();
  }

  /** @param work is told how many pieces of work it follows without a pause */
  async run<T>(work: (inARow: number) => Promise<T>): Promise<T> {
    this.#waiting += 1;
    const release = await this.#mutex.acquire();
    this.#waiting -= 1;
    try {
      return await work(this.#inARow);
    } finally {
      this.#inARow = this.#waiting > 0 ? this.#inARow + 1 : 0;
      release();
    }
  }
}
