import { condition } from '@temporalio/workflow';

/**
 * Lets one piece of work through at a time. Handlers that meet at an await would otherwise all pass the same check.
 * The `while` matters: every waiter wakes in the same activation, so each must look again.
 */
export class Turnstile {
  #busy = false;

  /** A piece of work is on its way through. */
  get busy(): boolean {
    return this.#busy;
  }

  async pass<T>(work: () => Promise<T>): Promise<T> {
    while (this.#busy) await condition(() => !this.#busy);
    this.#busy = true;
    try {
      return await work();
    } finally {
      this.#busy = false;
    }
  }
}
