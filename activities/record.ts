import { ApplicationFailure } from '@temporalio/common';
import type { ClientSession, Collection } from 'mongodb';
import { wallTimeOf } from '../domain/clock.ts';
import type { ProcessEvent } from '../domain/process/events.ts';
import { standingOf } from '../domain/process/township-standing.ts';
import { settleAct } from '../store/acts.ts';
import { audit } from '../store/audit.ts';
import { inTransaction } from '../store/database.ts';
import { writeDecision } from '../store/decisions.ts';
import { type EventRow, writeEvents } from '../store/events.ts';
import {
  type CountyProgress,
  countyProgress,
  replaceSnapshot,
  SnapshotAheadError,
  type TownshipProgress,
  townshipProgress,
} from '../store/progress.ts';
import { writeRefusedRecord } from '../store/stuck-runs.ts';
import type { CountyRecord, RecordingActivities, RefusedMessage, TownshipRecord } from '../workflows/activity-interfaces.ts';
import type { ActivityDeps } from './deps.ts';
import { tellingOf, writeRefusalNotice, writeTelling } from './tell.ts';

/**
 * The activities that make a run's change true: decision, events, notices and snapshot in one transaction, all keyed,
 * so that running twice has one effect.
 */
export function createRecordingActivities(deps: ActivityDeps): RecordingActivities {
  return {
    async recordTownship(record) {
      await checkVoucher(deps, record, record.township);
      const standing = standingOf(record.state);
      const row: TownshipProgress = { ...snapshotOf(record), township: record.township, state: record.state, standing };
      await write(deps, record, townshipProgress(deps.store), row, record.township);
    },

    async recordCounty(record) {
      await checkVoucher(deps, record);
      await write(deps, record, countyProgress(deps.store), { ...snapshotOf(record), state: record.state });
    },

    async recordRefusal(refused) {
      const act = actOf(refused);
      // A voucher that was looked at and found wrong is on the audit already.
      const audited = refused.code === 'VOUCHER_REFUSED' && act !== undefined;
      if (!audited)
        await audit(deps.store, {
          what: 'message-refused',
          target: refused.workflowId,
          code: refused.code,
          requestId: act?.nonce ?? refused.workflowId,
          ...(act ? { by: act.account } : {}),
          details: { message: refused.name },
        });
      if (!act || !deps.vouchers.verify({ name: refused.name, workflowId: refused.workflowId, envelope: act.envelope }, act.voucher))
        return;
      await settleAct(deps.store, act.nonce, { status: 'refused', code: refused.code, details: refused.details, settledAt: new Date() });
      await writeRefusalNotice(deps, refused, act.account, act.nonce);
    },
  };
}

type AnyRecord = TownshipRecord | CountyRecord;

function snapshotOf({ workflowId, runId, historyLength, campaign, county }: AnyRecord): Omit<CountyProgress, 'state'> {
  return { _id: workflowId, runId, historyLength, campaign, county, updatedAt: new Date() };
}

/** @throws ApplicationFailure VOUCHER_REFUSED when the message did not come through the app; the attempt is audited. */
async function checkVoucher(deps: ActivityDeps, { workflowId, message }: AnyRecord, township?: string): Promise<void> {
  if (!message || deps.vouchers.verify({ name: message.name, workflowId, envelope: message.envelope }, message.voucher)) return;
  const { nonce, actor } = message.envelope as { nonce: string; actor: { account: string } };
  deps.logger.warn({ workflowId, message: message.name, nonce }, 'message without a valid voucher refused');
  await audit(deps.store, {
    what: 'message-refused',
    target: workflowId,
    code: 'VOUCHER_REFUSED',
    requestId: nonce,
    by: actor.account,
    details: { message: message.name, ...(township ? { township } : {}) },
  });
  throw ApplicationFailure.create({ type: 'VOUCHER_REFUSED', message: 'VOUCHER_REFUSED', nonRetryable: true, details: [{}] });
}

async function write<Row extends TownshipProgress | CountyProgress>(
  deps: ActivityDeps,
  record: AnyRecord,
  rows: Collection<Row>,
  row: Row,
  township?: string,
): Promise<void> {
  const telling = await tellingOf(deps, record, township);
  const written = inTransaction(deps.store, async (session) => {
    await replaceSnapshot(rows, row, session);
    await writeEvents(
      deps.store,
      record.events.map((event) => eventRow(record, event, township)),
      session,
    );
    if (record.message) await writeMessage(deps, record, record.message, session, township);
    await writeTelling(deps, telling, session);
  });
  await written.catch(async (error: unknown) => {
    if (error instanceof SnapshotAheadError) await keepRefused(deps, record, error, township);
    throw error;
  });
  tellOperators(deps, record, telling.mails.length);
}

/** The run sends the same record for ever, and its history grows with every attempt: only here is it known that it cannot be taken. */
async function keepRefused(
  { store }: ActivityDeps,
  { workflowId, campaign, historyLength }: AnyRecord,
  { onRecord }: SnapshotAheadError,
  township?: string,
): Promise<void> {
  const detail = `${onRecord.historyLength} > ${historyLength}`;
  const run = { _id: workflowId, campaign, detail, ...(township === undefined ? {} : { township }) };
  await writeRefusedRecord(store, run, { historyLength, snapshotAt: onRecord.updatedAt, at: new Date() });
}

/** One line under the message's nonce, by which request, record and mails are found together; and the figures. */
function tellOperators({ logger, observer }: ActivityDeps, record: AnyRecord, mailCount: number): void {
  const { workflowId, message, events, clock, historyLength } = record;
  const { nonce } = (message?.envelope ?? {}) as { nonce?: string };
  const kinds = events.map(({ kind }) => kind);
  logger.info({ workflowId, nonce, message: message?.name, events: kinds, mails: mailCount, historyLength }, 'recorded');
  const now = Date.now();
  observer?.recorded({
    message: message?.name,
    lateMs: events.flatMap(({ plannedFor }) => (plannedFor === undefined ? [] : [now - wallTimeOf(clock, plannedFor)])),
  });
}

async function writeMessage(
  deps: ActivityDeps,
  { workflowId, campaign }: AnyRecord,
  message: NonNullable<AnyRecord['message']>,
  session: ClientSession,
  township?: string,
): Promise<void> {
  const { nonce, actor } = message.envelope as { nonce: string; actor: { account: string } };
  await writeDecision(
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
      recordedAt: new Date(),
      ...(township ? { township } : {}),
    },
    session,
  );
  await settleAct(deps.store, nonce, { status: 'recorded', receipt: message.receipt, settledAt: new Date() }, session);
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

/** The act inside a refused signal, as far as it has the form of one. */
function actOf({ vouched }: RefusedMessage): { nonce: string; account: string; envelope: unknown; voucher: string } | undefined {
  const { envelope, voucher } = (vouched ?? {}) as { envelope?: { nonce?: unknown; actor?: { account?: unknown } }; voucher?: unknown };
  const nonce = envelope?.nonce;
  const account = envelope?.actor?.account;
  return typeof nonce === 'string' && typeof account === 'string' && typeof voucher === 'string'
    ? { nonce, account, envelope, voucher }
    : undefined;
}
