import type { Client } from '@temporalio/client';
import type { Vouchers } from '../../store/vouchers.ts';
import type { AccessDeps } from '../access/deps.ts';
import type { Delivered } from '../http/delivered.ts';

/** What sending a message to a run takes. */
export interface UseCaseDeps extends AccessDeps {
  /** Connects on first use; throws while Temporal cannot be reached. */
  readonly temporal: () => Promise<Client>;
  readonly vouchers: Pick<Vouchers, 'sign'>;
  readonly onDelivered?: (delivered: Delivered) => void;
}
