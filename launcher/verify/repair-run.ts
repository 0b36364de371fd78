import { type ClientSession, ObjectId, type WithId } from 'mongodb';
import { auditRows } from '../../store/audit.ts';
import { campaigns, findCampaign } from '../../store/campaigns.ts';
import { inTransaction, type Store } from '../../store/database.ts';
import { dossiers } from '../../store/dossiers.ts';
import { type EventRow, events } from '../../store/events.ts';
import { countyProgress, townshipProgress } from '../../store/progress.ts';
import { advice, type Difference } from './difference.ts';
import { expectedCampaign, expectedEvent, expectedLabels, expectedSnapshot, type Last } from './expected.ts';
import { snapshotOf } from './on-record.ts';
import { repairMessage } from './repair-message.ts';
import { repairNotices } from './repair-notices.ts';
import type { ReplayedRun } from './replayed-run.ts';

/** What distinguishes one record of a run from the next: every record changes it. */
export interface RecordMark {
  readonly runId?: string;
  readonly historyLength?: number;
  readonly updatedAt?: number;
}

/** To be taken before the run's history is fetched. */
export async function markOf(store: Store, workflowId: string): Promise<RecordMark> {
  const row = await snapshotOf(store, workflowId);
  return row ? { runId: row.runId, historyLength: row.historyLength, updatedAt: row.updatedAt.getTime() } : {};
}

/**
 * Makes MongoDB's record of a run what the run itself knows, in one transaction: snapshot, events, notices, decisions, commands, and what
 * stands beside documents. What only people can put right (a document's content, a decision to be entered again) stays as it is.
 * @param repair names this repair: whoever is told of it is told once
 * @returns false, having changed nothing, when the run recorded something since `mark`
 */
export async function repairRun(
  store: Store,
  run: ReplayedRun,
  differences: readonly Difference[],
  { mark, repair }: { readonly mark: RecordMark; readonly repair: string },
): Promise<boolean> {
  const { last } = run;
  if (!last) return false;
  return inTransaction(store, async (session) => {
    const row = await (last.township === undefined ? countyProgress(store) : townshipProgress(store)).findOne(
      { _id: run.workflowId } as never,
      { session },
    );
    if (row?.runId !== mark.runId || row?.historyLength !== mark.historyLength || row?.updatedAt.getTime() !== mark.updatedAt) return false;
    await writeSnapshot(store, run, last, session);
    await writeEvents(store, run, last, session);
    if (differences.some(({ kind }) => kind === 'notices-differ')) await repairNotices(store, run, last, session);
    if (differences.some(({ kind }) => kind === 'campaign-differs')) await writeCampaign(store, run, last, session);
    await writeLabels(store, run, last, differences, session);
    for (const difference of differences) await repairMessage(store, run, last, { difference, repair }, session);
    await auditRepair(store, run, differences, session);
    return true;
  });
}

async function writeSnapshot(store: Store, run: ReplayedRun, last: Last, session: ClientSession): Promise<void> {
  const row = { ...expectedSnapshot(run, last), updatedAt: new Date() };
  const options = { session, upsert: true };
  if ('township' in row) await townshipProgress(store).replaceOne({ _id: row._id }, row, options);
  else await countyProgress(store).replaceOne({ _id: row._id }, row, options);
}

/** Events that are right keep the instant at which they were first written. */
async function writeEvents(store: Store, run: ReplayedRun, last: Last, session: ClientSession): Promise<void> {
  const { workflowId } = run;
  const kept = new Map((await events(store).find({ workflowId }, { session }).toArray()).map((row) => [row._id, row.writtenAt]));
  const rows = run.events.map((event): WithId<EventRow> => {
    const row = expectedEvent(run, last, event);
    return { ...row, writtenAt: kept.get(row._id) ?? new Date(event.recordedAt) };
  });
  await events(store).deleteMany({ workflowId }, { session });
  if (rows.length > 0) await events(store).insertMany(rows, { session });
}

async function writeCampaign(store: Store, run: ReplayedRun, { campaign: _id }: Last, session: ClientSession): Promise<void> {
  const input = run.origin?.input;
  const campaign = input && (await findCampaign(store, _id, session));
  if (!campaign) return;
  const { fields, townships, amendments } = expectedCampaign(run, input);
  const listed = new Map(campaign.townships.map((row) => [row.id, row]));
  const rows = [...townships].map(([id, label]) => ({ kind: 'TOWN', ...listed.get(id), ...label }));
  const inForce = amendments.at(-1);
  await campaigns(store).updateOne(
    { _id },
    {
      $set: { ...fields, townships: rows, ...(inForce === undefined ? {} : { amendedPlan: inForce }) },
      ...(inForce === undefined ? { $unset: { amendedPlan: '' } } : {}),
    },
    { session },
  );
}

async function writeLabels(
  store: Store,
  run: ReplayedRun,
  last: Last,
  differences: readonly Difference[],
  session: ClientSession,
): Promise<void> {
  const labels = expectedLabels(run, last);
  for (const { kind, revision } of differences) {
    const label = kind === 'document-misfiled' && revision !== undefined ? labels.get(revision) : undefined;
    if (label) await dossiers(store).updateOne({ _id: revision as string }, { $set: label }, { session });
  }
}

/** That the pages were made anew, and why; messages have entries of their own. */
async function auditRepair(store: Store, { workflowId }: ReplayedRun, differences: readonly Difference[], session: ClientSession) {
  const kinds = [
    ...new Set(differences.filter(({ nonce, kind }) => nonce === undefined && advice[kind].repairable).map(({ kind }) => kind)),
  ];
  const rows = kinds.map((kind) => ({
    _id: new ObjectId(),
    at: new Date(),
    what: `repaired-${kind}`,
    target: workflowId,
    requestId: workflowId,
  }));
  if (rows.length > 0) await auditRows(store).insertMany(rows, { session });
}
