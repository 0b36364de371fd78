import { type ClientSession, ObjectId, type WithId } from 'mongodb';
import { wallTimeOf } from '../../domain/clock.ts';
import { standingOf } from '../../domain/process/township-standing.ts';
import type { TownshipState } from '../../domain/process/township-state.ts';
import type { Actor } from '../../domain/roles.ts';
import { type Act, acts } from '../../store/acts.ts';
import { auditRows } from '../../store/audit.ts';
import { inTransaction, type Store } from '../../store/database.ts';
import { decisions } from '../../store/decisions.ts';
import { type EventRow, events } from '../../store/events.ts';
import { type CountyProgress, countyProgress, type TownshipProgress, townshipProgress } from '../../store/progress.ts';
import { undoneDecisions } from '../../store/undone-decisions.ts';
import type { Difference } from './difference.ts';
import { snapshotOf } from './on-record.ts';
import type { RecalledMessage, RecalledRun } from './recalled-run.ts';

/** Told to whoever opens the reference page of an act that neither store has any more. */
const LOST = 'LOST_IN_RESTORE';

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
 * Makes MongoDB's record of a run what the run itself knows, in one transaction: snapshot, events, decisions, acts. What only people
 * can put right (a document, a decision to be entered again) stays as it is.
 * @returns false, having changed nothing, when the run recorded something since `mark`
 */
export async function repairRun(store: Store, run: RecalledRun, differences: readonly Difference[], mark: RecordMark): Promise<boolean> {
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
    for (const difference of differences) await repairMessage(store, run, last, difference, session);
    return true;
  });
}

type Last = NonNullable<RecalledRun['last']>;

async function writeSnapshot(store: Store, run: RecalledRun, last: Last, session: ClientSession): Promise<void> {
  const { campaign, county, historyLength, township, state, firstRunId, epoch, step, digest } = last;
  const place = { runId: run.runId, firstRunId, epoch, step, digest, durable: step };
  const row = { _id: run.workflowId, ...place, historyLength, campaign, county, updatedAt: new Date() };
  const options = { session, upsert: true };
  if (township === undefined) {
    await countyProgress(store).replaceOne({ _id: row._id }, { ...row, state } as CountyProgress, options);
  } else {
    const shown: TownshipProgress = { ...row, township, state: state as TownshipState, standing: standingOf(state as TownshipState) };
    await townshipProgress(store).replaceOne({ _id: row._id }, shown, options);
  }
}

/** Events that are right keep the instant at which they were first written. */
async function writeEvents(store: Store, run: RecalledRun, last: Last, session: ClientSession): Promise<void> {
  const { workflowId } = run;
  const kept = new Map((await events(store).find({ workflowId }, { session }).toArray()).map((row) => [row._id, row.writtenAt]));
  const rows = run.events.map(({ recordedAt, ...event }): WithId<EventRow> => {
    const _id = `${workflowId}#${event.key}`;
    return {
      ...event,
      _id,
      workflowId,
      campaign: last.campaign,
      writtenAt: kept.get(_id) ?? new Date(recordedAt),
      ...(last.township === undefined ? {} : { township: last.township }),
      ...(event.plannedFor === undefined ? {} : { wantedAt: new Date(wallTimeOf(last.clock, event.plannedFor)) }),
    };
  });
  await events(store).deleteMany({ workflowId }, { session });
  if (rows.length > 0) await events(store).insertMany(rows, { session });
}

async function repairMessage(store: Store, run: RecalledRun, last: Last, difference: Difference, session: ClientSession): Promise<void> {
  const { kind, nonce, workflowId } = difference;
  if (nonce === undefined) return;
  const message = run.messages.find(({ envelope }) => envelope.nonce === nonce);
  const now = new Date();
  if (message) {
    if (kind === 'decision-missing' || kind === 'decision-differs') await writeDecision(store, run, last, message, session);
    await settleAct(store, run, last, message, session);
  } else if (kind === 'decision-unknown' || kind === 'act-lost') {
    const decision = await decisions(store).findOneAndDelete({ _id: `${workflowId}#${nonce}` }, { session });
    if (decision) await undoneDecisions(store).replaceOne({ _id: decision._id }, { ...decision, undoneAt: now }, { session, upsert: true });
    const lost = { status: 'refused', code: LOST, details: {}, settledAt: now } as const;
    await acts(store).updateOne({ _id: nonce }, { $set: lost, $unset: { receipt: '' } }, { session });
  }
  await auditRows(store).insertOne(
    { _id: new ObjectId(), at: now, what: `repaired-${kind}`, target: workflowId, requestId: nonce },
    { session },
  );
}

/** The reference page of a message that took effect; made anew where MongoDB is older than the act. */
async function settleAct(store: Store, run: RecalledRun, last: Last, message: RecalledMessage, session: ClientSession): Promise<void> {
  const { nonce, actor, ...envelope } = message.envelope;
  const { item, month, round, verdict } = envelope as { item?: string; month?: string; round?: number; verdict?: string };
  const subject = item ?? (month === undefined ? undefined : `monthly-report/${month}`);
  const at = new Date(message.at);
  const made: Partial<Act> = {
    workflowId: run.workflowId,
    campaign: last.campaign,
    message: message.name,
    actor: actor as Actor,
    reference: message.receipt.reference,
    sentAt: at,
    ...(last.township === undefined ? {} : { township: last.township }),
    ...(subject === undefined ? {} : { item: subject }),
    ...(round === undefined ? {} : { round }),
    ...(verdict === undefined ? {} : { verdict }),
  };
  await acts(store).updateOne(
    { _id: nonce },
    { $set: { status: 'recorded', receipt: message.receipt, settledAt: at }, $unset: { code: '', details: '' }, $setOnInsert: made },
    { session, upsert: true },
  );
}

async function writeDecision(store: Store, run: RecalledRun, last: Last, message: RecalledMessage, session: ClientSession): Promise<void> {
  const { nonce, actor } = message.envelope;
  const _id = `${run.workflowId}#${nonce}`;
  const row = {
    _id,
    workflowId: run.workflowId,
    campaign: last.campaign,
    message: message.name,
    envelope: message.envelope,
    nonce,
    account: actor.account,
    receipt: message.receipt,
    step: message.step,
    recordedAt: new Date(message.at),
    ...(last.township === undefined ? {} : { township: last.township }),
  };
  await decisions(store).replaceOne({ _id }, row, { session, upsert: true });
}
