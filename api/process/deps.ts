import type { Client } from '@temporalio/client';
import type { Store } from '../../store/database.ts';
import type { Vouchers } from '../../store/vouchers.ts';

/** What became of one message, for logs and figures; ids only. */
export interface Delivered {
  readonly workflowId: string;
  readonly message: string;
  /** Under this id the run, its activities and the mails tell of the same act. */
  readonly nonce: string;
  /** What the person is told. */
  readonly outcome: 'recorded' | 'refused' | 'unconfirmed' | 'received' | 'unavailable';
  readonly code?: string;
  /** How long that took. */
  readonly ms: number;
}

/** What sending a message to a run takes. */
export interface ProcessDeps {
  readonly store: Store;
  /** Connects on first use; throws while Temporal cannot be reached. */
  readonly temporal: () => Promise<Client>;
  readonly vouchers: Pick<Vouchers, 'sign'>;
  /** Wall time, ms; replaced in tests. */
  readonly now: () => number;
  readonly onDelivered?: (delivered: Delivered) => void;
}
