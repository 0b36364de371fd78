import { commandLog } from '../../store/command-log.ts';
import type { Store } from '../../store/database.ts';

interface Interruption {
  readonly nonce: string;
  readonly interrupt: () => Promise<void>;
}

/** A store with something that happens once the record of one message was committed, before whoever wrote it goes on. */
export class InterruptedStore {
  readonly store: Store;
  #interruption: Interruption | undefined;

  constructor(store: Store) {
    const client = new Proxy(store.client, {
      get: (target, key) => {
        const value: unknown = Reflect.get(target, key);
        if (typeof value !== 'function') return value;
        if (key !== 'withSession') return value.bind(target) as unknown;
        return async (work: (session: never) => Promise<unknown>) => {
          const result: unknown = await target.withSession(work as never);
          await this.#interrupt(store);
          return result;
        };
      },
    });
    this.store = { ...store, client };
  }

  afterCommitOf(nonce: string, interrupt: () => Promise<void>): void {
    this.#interruption = { nonce, interrupt };
  }

  async #interrupt(store: Store): Promise<void> {
    const wanted = this.#interruption;
    if (!wanted || (await commandLog(store).countDocuments({ nonce: wanted.nonce })) === 0) return;
    // Several sessions may end while this one is counting: it happens once.
    if (this.#interruption !== wanted) return;
    this.#interruption = undefined;
    await wanted.interrupt();
  }
}
