import type { Store } from '../../store/database.ts';

/** A store that can be away: transactions fail at once until it is back. */
export class AwayStore {
  readonly store: Store;
  away = false;
  /** How often something was tried meanwhile. */
  tries = 0;

  constructor(store: Store) {
    const client = new Proxy(store.client, {
      get: (target, key) => {
        const value: unknown = Reflect.get(target, key);
        if (typeof value !== 'function') return value;
        if (key !== 'withSession') return value.bind(target) as unknown;
        return (work: (session: never) => Promise<unknown>) => {
          if (!this.away) return target.withSession(work as never);
          this.tries += 1;
          return Promise.reject(new Error('the database is away'));
        };
      },
    });
    this.store = { ...store, client };
  }
}
