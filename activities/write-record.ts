import { createHash } from 'node:crypto';
import { ApplicationFailure } from '@temporalio/common';
import type { ClientSession, Collection } from 'mongodb';
import { wallTimeOf } from '../domain/calendar/clock.ts';
import { canonicalJson } from '../domain/canonical-json.ts';
import type { ProcessEvent } from '../domain/state/events.ts';
import { commandLog, commandsFrom, writeToLog } from '../store/command-log.ts';
import { confirmedOf, forgetCommands, noteCommand } from '../store/commands.ts';
import { inTransaction } from '../store/database.ts';
import { deleteEventsAfter, type EventRow, writeEvents } from '../store/events.ts';
import { deleteNotices } from '../store/notices.ts';
import { writeNotifications } from '../store/outbox.ts';
import { type CountyProgress, findPlace, type TownshipProgress, writeNextSnapshot, writeSnapshot } from '../store/progress.ts';
import { type Effect, effectOf, type RecordPlace } from '../store/record-place.ts';
import { ROW_VERSION } from '../store/row-version.ts';
import type { CountyRecord, TownshipRecord } from '../workflows/activity-interfaces.ts';
import type { ActivityDeps } from './deps.ts';
import { notificationsOf } from './notify.ts';

/** What is recorded of a township's or a county's run. */
export type AnyRecord = TownshipRecord | CountyRecord;

/** What a written record came to. */
export interface Written {
  readonly digest: string;
  readonly mails: number;
  /** Nonces of commands that a lost workflow task had recorded and the run has forgotten. */
  readonly forgotten: readonly string[];
}

/** SHA-256 of a record's content: the same for the same step of the same run, however often it is played. */
export function recordDigest({ state, events, message }: Pick<AnyRecord, 'state' | 'events' | 'message'>): string {
  return createHash('sha256').update(canonicalJson({ state, events, message })).digest('hex');
}

/** The snapshot of a record, without what only a township's has. */
export function snapshotOf(record: AnyRecord, digest: string): Omit<CountyProgress, 'state'> {
  const { workflowId, runId, firstRunId, historyLength, campaign, county, epoch, step, durable } = record;
  const place = { runId, firstRunId, epoch, step, durable, digest };
  return { _id: workflowId, v: ROW_VERSION, ...place, historyLength, campaign, county, updatedAt: new Date() };
}

/**
 * Makes a run's change true: decision, events, notices and snapshot in one transaction, at its place in the run's course.
 * @throws ApplicationFailure RECORD_CONFLICT, PAGES_AHEAD, RUN_FOREIGN: see {@link RecordingActivities}
 */
export async function writeRecord<Row extends TownshipProgress | CountyProgress>(
  deps: ActivityDeps,
  record: AnyRecord,
  rows: Collection<Row>,
  row: Row,
  township?: string,
): Promise<Written> {
  const notifications = await notificationsOf(deps, record, township);
  const { digest } = row;
  return inTransaction(deps.store, async (session) => {
    const { runId, epoch, step, before } = record;
    const follows = step > 1 && !record.sure;
    const next = follows && (await writeNextSnapshot(rows, row, { runId, epoch, step: step - 1, digest: before }, session));
    const forgotten = next ? [] : await writeElsewhere(deps, record, rows, row, session);
    if (forgotten === 'same') return { digest, mails: 0, forgotten: [] };
    const eventRows = record.events.map((event) => eventRow(record, event, township));
    await writeEvents(deps.store, eventRows, session);
    if (record.message) await writeMessage(deps, record, record.message, session, township);
    await writeNotifications(deps.store, notifications, session);
    return { digest, mails: notifications.mails.length, forgotten };
  });
}

/** The snapshot of whatever does not simply follow what is on record. @returns the commands that fall away with what it replaces */
async function writeElsewhere<Row extends TownshipProgress | CountyProgress>(
  deps: ActivityDeps,
  record: AnyRecord,
  rows: Collection<Row>,
  row: Row,
  session: ClientSession,
): Promise<readonly string[] | 'same'> {
  const onRecord = await findPlace(rows, record.workflowId, session);
  const effect = effectOf({ ...row, before: record.before, sure: record.sure }, onRecord);
  if (effect === 'same') return 'same';
  if (effect !== 'next' && effect !== 'replaces') throw failureOf(effect, record, onRecord);
  const another = onRecord !== undefined && onRecord.runId !== record.runId;
  const replaced = another ? [...(onRecord.replaced ?? []), onRecord.runId] : onRecord?.replaced;
  await writeSnapshot(rows, { ...row, ...(replaced ? { replaced } : {}) }, session);
  return effect === 'replaces' ? forget(deps, record, onRecord, another, session) : [];
}

/**
 * Takes away what lost workflow tasks had written: it never happened. Nobody was told that it is certain, unless the run
 * itself said so; then MongoDB knows more than Temporal, and nothing is replaced.
 */
async function forget(
  { store }: ActivityDeps,
  record: AnyRecord,
  onRecord: RecordPlace | undefined,
  reset: boolean,
  session: ClientSession,
): Promise<string[]> {
  const { workflowId, step, state, events } = record;
  const known = new Set(Object.keys(state.receipts));
  const forgotten = (await commandsFrom(store, workflowId, step, session)).map(({ nonce }) => nonce).filter((nonce) => !known.has(nonce));
  if (!reset && (await confirmedOf(store, forgotten, session)).length > 0) throw failureOf('ahead', record, onRecord);
  await commandLog(store).deleteMany({ _id: { $in: forgotten.map((nonce) => `${workflowId}#${nonce}`) } }, { session });
  await forgetCommands(store, forgotten, session);
  const gone = await deleteEventsAfter(store, workflowId, state.sequence - events.length, session);
  const again = new Set(events.map(({ key }) => key));
  await deleteNotices(
    store,
    workflowId,
    gone.filter(({ key }) => !again.has(key)).map(({ key }) => key),
    session,
  );
  return forgotten;
}

function failureOf(
  effect: Exclude<Effect, 'same' | 'next' | 'replaces'>,
  { step, epoch }: AnyRecord,
  onRecord?: RecordPlace,
): ApplicationFailure {
  const type = { conflict: 'RECORD_CONFLICT', ahead: 'PAGES_AHEAD', foreign: 'RUN_FOREIGN' }[effect];
  const message = `${type}: step ${step} of epoch ${epoch}, on record ${onRecord ? `${onRecord.step} of ${onRecord.epoch}` : 'nothing'}`;
  // Repairing the pages lets a run go on that waits with PAGES_AHEAD; the others stay as they are.
  return ApplicationFailure.create({ type, message, nonRetryable: effect !== 'ahead' });
}

async function writeMessage(
  deps: ActivityDeps,
  { workflowId, campaign, step }: AnyRecord,
  message: NonNullable<AnyRecord['message']>,
  session: ClientSession,
  township?: string,
): Promise<void> {
  const { nonce, actor } = message.envelope as { nonce: string; actor: { account: string } };
  await writeToLog(
    deps.store,
    {
      _id: `${workflowId}#${nonce}`,
      workflowId,
      campaign,
      message: message.name,
      envelope: message.envelope,
      nonce,
      account: actor.account,
      receipt: message.receipt,
      step,
      recordedAt: new Date(),
      ...(township ? { township } : {}),
    },
    session,
  );
  await noteCommand(deps.store, nonce, { status: 'recorded', receipt: message.receipt, settledAt: new Date() }, session);
}

function eventRow({ workflowId, campaign, clock }: AnyRecord, event: ProcessEvent, township?: string): EventRow {
  return {
    ...event,
    _id: `${workflowId}#${event.key}`,
    workflowId,
    campaign,
    writtenAt: new Date(),
    ...(township ? { township } : {}),
    ...(event.plannedFor === undefined ? {} : { wantedAt: new Date(wallTimeOf(clock, event.plannedFor)) }),
  };
}
