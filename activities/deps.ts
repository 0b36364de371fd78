import type { Logger } from 'pino';
import type { Store } from '../store/database.ts';
import type { Vouchers } from '../store/vouchers.ts';

/** Told what activities did, for figures. */
export interface ActivityObserver {
  /** @param message the message that caused the record; none where time did · @param lateMs of each event that a timer caused */
  recorded(what: { readonly message: string | undefined; readonly lateMs: readonly number[] }): void;
  mail(result: 'sent' | 'delayed' | 'failed'): void;
}

/** What activities work with; made once per worker. */
export interface ActivityDeps {
  readonly store: Store;
  readonly vouchers: Vouchers;
  /** Where the app answers, for links in notices and mails. */
  readonly publicUrl: string;
  /** Where mail goes; without a server it is kept for the administrator's Mail page. */
  readonly mail: { readonly smtpUrl?: string | undefined; readonly from: string };
  readonly logger: Pick<Logger, 'info' | 'warn' | 'error'>;
  readonly observer?: ActivityObserver;
  /** Aborted when the worker is told to stop: what waits for something to do ends at once. */
  readonly stopping?: AbortSignal;
}
