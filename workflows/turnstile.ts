import { condition } from '@temporalio/workflow';

/**
 * Lets one piece of work through at a time. Handlers that meet at an await would otherwise all pass the same check.
 * The `while` matters: every waiter wakes in the same activation, so each must look again.
 */
export class Turnstile {
  #busy = false;
  #waiting = 0;
  #inARow = 0;

  /** A piece of work is on its way through. */
  get busy(): boolean {
    return this.#busy;
  }

  /** @param work is told how many pieces of work it follows without a pause */
  async pass<T>(work: (inARow: number) => Promise<T>): Promise<T> {
    this.#waiting += 1;
    while (this.#busy) await condition(() => !this.#busy);
    this.#waiting -= 1;
    this.#busy = true;
    try {
      return await work(this.#inARow);
    } finally {
      this.#inARow = this.#waiting > 0 ? this.#inARow + 1 : 0;
      this.#busy = false;
    }
  }
}
