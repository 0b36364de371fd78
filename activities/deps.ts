import type { Logger } from 'pino';
import type { Store } from '../store/database.ts';
import type { Vouchers } from '../store/vouchers.ts';

/** What activities work with; made once per worker. */
export interface ActivityDeps {
  readonly store: Store;
  readonly vouchers: Pick<Vouchers, 'verify'>;
  /** Where the app answers, for links in notices and mails. */
  readonly publicUrl: string;
  /** Where mail goes; without a server it is kept for the administrator's Mail page. */
  readonly mail: { readonly smtpUrl?: string | undefined; readonly from: string };
  readonly logger: Pick<Logger, 'info' | 'warn' | 'error'>;
}
