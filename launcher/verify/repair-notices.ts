import type { ClientSession } from 'mongodb';
import { findCampaign } from '../../store/campaigns.ts';
import type { Store } from '../../store/database.ts';
import { notices } from '../../store/notices.ts';
import { expectedNotices, type NoticeContent } from './compare-notices.ts';
import type { Last } from './expected.ts';
import { noticesOf } from './on-record.ts';
import type { ReplayedRun } from './replayed-run.ts';

/** Notices say again what happened; those that tell of nothing that happened go. Whether somebody read one stays. */
export async function repairNotices(store: Store, run: ReplayedRun, last: Last, session: ClientSession): Promise<void> {
  const rows = await noticesOf(store, run.workflowId, session);
  const campaign = await findCampaign(store, last.campaign, session);
  for (const [row, expected] of expectedNotices(run, last, rows, campaign)) await writeNotice(store, row._id, expected, session);
}

async function writeNotice(store: Store, _id: string, expected: NoticeContent | undefined, session: ClientSession): Promise<void> {
  if (expected === undefined) {
    await notices(store).deleteOne({ _id }, { session });
    return;
  }
  const { township, ...rest } = expected;
  if (township === undefined) await notices(store).updateOne({ _id }, { $set: rest, $unset: { township: '' } }, { session });
  else await notices(store).updateOne({ _id }, { $set: { ...rest, township } }, { session });
}
