import type { Store } from '../../store/database.ts';

/** A store with something that happens after the next transaction was committed, before whoever wrote it goes on. */
export class InterruptedStore {
  readonly store: Store;
  #then: (() => Promise<void>) | undefined;

  constructor(store: Store) {
    const client = new Proxy(store.client, {
      get: (target, key) => {
        const value: unknown = Reflect.get(target, key);
        if (typeof value !== 'function') return value;
        if (key !== 'withSession') return value.bind(target) as unknown;
        return async (work: (session: never) => Promise<unknown>) => {
          const result: unknown = await target.withSession(work as never);
          const then = this.#then;
          this.#then = undefined;
          await then?.();
          return result;
        };
      },
    });
    this.store = { ...store, client };
  }

  afterNextCommit(then: () => Promise<void>): void {
    this.#then = then;
  }
}
