import { randomBytes } from 'node:crypto';
import type { ActivityDeps } from '../../activities/deps.ts';
import { recordDigest } from '../../activities/write-record.ts';
import { createLogger } from '../../config/logger.ts';
import type { Change } from '../../domain/process/township-process.ts';
import type { TownshipMessage } from '../../domain/state/messages.ts';
import type { Store } from '../../store/database.ts';
import { createVouchers, type Vouchers } from '../../store/vouchers.ts';
import type { RecordSource, TownshipRecord } from '../../workflows/activity-interfaces.ts';
import type { PlayedTownship } from './played-township.ts';
import { COUNTY } from './township.ts';

export const vouchers: Vouchers = createVouchers([{ id: 'test', secret: randomBytes(32) }]);

/** What activities work with in a test; mail is kept unless a server is named. */
export function activityDeps(store: Store, change: Partial<ActivityDeps> = {}): ActivityDeps {
  return {
    store,
    vouchers,
    publicUrl: 'https://app.example',
    mail: { from: 'test@localhost' },
    logger: createLogger({ level: 'silent', process: 'test' }),
    ...change,
  };
}

type Source = Partial<RecordSource> & { readonly workflowId: string; readonly township?: string };

/** The place of the record that follows another one in its run. */
export function after(record: TownshipRecord): Pick<RecordSource, 'workflowId' | 'runId' | 'step' | 'epoch' | 'before'> {
  const { workflowId, runId, step, epoch } = record;
  return { workflowId, runId, epoch, step: step + 1, before: recordDigest(record) };
}

/** A change as a township's run hands it to be recorded. */
export function recordOf(change: Change, source: Source, message?: TownshipMessage): TownshipRecord {
  const { workflowId } = source;
  return {
    runId: 'run-1',
    firstRunId: 'run-1',
    historyLength: 4,
    step: 1,
    epoch: 0,
    before: '',
    durable: 0,
    sure: false,
    township: 'landu',
    campaign: `${COUNTY}-2012`,
    county: COUNTY,
    clock: { kind: 'live' },
    state: change.state,
    events: change.events,
    ...source,
    ...(message
      ? {
          message: {
            name: message.name,
            envelope: message.envelope,
            voucher: vouchers.sign({ ...message, workflowId }),
            receipt: change.state.receipts[message.envelope.nonce] ?? { reference: '', at: 0, late: false },
          },
        }
      : {}),
  };
}

/** A message played on a township, as a record; the township moves on when `adopt` is asked for. */
export function played(township: PlayedTownship, message: TownshipMessage, source: Source, adopt = true): TownshipRecord {
  const change = township.process.take(message, township.now);
  if (adopt) township.process.adopt(change);
  return recordOf(change, source, message);
}
