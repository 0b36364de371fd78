import type { Client } from '@temporalio/client';
import type { Store } from '../../store/database.ts';
import type { Vouchers } from '../../store/vouchers.ts';

/** What sending a message to a run takes. */
export interface ProcessDeps {
  readonly store: Store;
  /** Connects on first use; throws while Temporal cannot be reached. */
  readonly temporal: () => Promise<Client>;
  readonly vouchers: Pick<Vouchers, 'sign'>;
  /** Wall time, ms; replaced in tests. */
  readonly now: () => number;
}
