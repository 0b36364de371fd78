import type { Store } from '../../store/database.ts';

/** What looking something up takes. */
export interface AccessDeps {
  readonly store: Store;
  /** Wall time, ms; replaced in tests. */
  readonly now: () => number;
}
