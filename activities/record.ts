import { ApplicationFailure } from '@temporalio/common';
import { wallTimeOf } from '../domain/calendar/clock.ts';
import { progressSummaryOf } from '../domain/process/progress-summary.ts';
import { audit } from '../store/audit.ts';
import { refuseCommand } from '../store/commands.ts';
import { notifyRefusal } from '../store/outbox.ts';
import { type CountyProgress, countyProgress, type TownshipProgress, townshipProgress } from '../store/progress.ts';
import { START } from '../store/vouchers.ts';
import type { RecordingActivities, RefusedMessage } from '../workflows/activity-interfaces.ts';
import type { ActivityDeps } from './deps.ts';
import { outboxOf } from './notify.ts';
import { type AnyRecord, recordDigest, snapshotOf, type Written, writeRecord } from './write-record.ts';

/**
 * The activities that make a run's change true. Each may run twice, at once, or long after its run has given it up: where a
 * record stands in the run's course decides what it may write (`store/record-place.ts`).
 */
export function createRecordingActivities(deps: ActivityDeps): RecordingActivities {
  return {
    async recordTownship(record) {
      await checkVouchers(deps, record, record.township);
      const standing = progressSummaryOf(record.state);
      const shown = snapshotOf(record, recordDigest(record));
      const row: TownshipProgress = { ...shown, township: record.township, state: record.state, standing };
      return told(deps, record, await writeRecord(deps, record, townshipProgress(deps.store), row, record.township));
    },

    async recordCounty(record) {
      await checkVouchers(deps, record);
      const row: CountyProgress = { ...snapshotOf(record, recordDigest(record)), state: record.state };
      return told(deps, record, await writeRecord(deps, record, countyProgress(deps.store), row));
    },

    async recordRefusal(refused) {
      const command = commandOf(refused);
      // A voucher that was looked at and found wrong is on the audit already.
      const audited = refused.code === 'VOUCHER_REFUSED' && command !== undefined;
      if (!audited)
        await audit(deps.store, {
          what: 'message-refused',
          target: refused.workflowId,
          code: refused.code,
          requestId: command?.nonce ?? refused.workflowId,
          ...(command ? { by: command.account } : {}),
          details: { message: refused.name },
        });
      if (
        !command ||
        !deps.vouchers.verify({ name: refused.name, workflowId: refused.workflowId, envelope: command.envelope }, command.voucher)
      )
        return;
      await refuseCommand(deps.store, command.nonce, { code: refused.code, details: refused.details, settledAt: new Date() });
      const { workflowId, campaign, township, clock, code, details } = refused;
      const late = {
        workflowId,
        campaign,
        clock,
        code,
        details,
        nonce: command.nonce,
        account: command.account,
        ...(township ? { township } : {}),
      };
      await notifyRefusal(deps.store, outboxOf(deps), late);
    },

    async vouchForStarts(starts) {
      return starts.map(({ workflowId, input }) => deps.vouchers.sign({ name: START, workflowId, envelope: input }));
    },
  };
}

/** @throws ApplicationFailure VOUCHER_REFUSED when the message, or the start, did not come through the app; the attempt is audited. */
async function checkVouchers(deps: ActivityDeps, { workflowId, runId, message, start }: AnyRecord, township?: string): Promise<void> {
  const { vouchers } = deps;
  if (start && !vouchers.verify({ name: START, workflowId, envelope: start.input }, start.voucher))
    await refuse(deps, { workflowId, message: START, nonce: runId, ...(township ? { township } : {}) });
  if (!message || vouchers.verify({ name: message.name, workflowId, envelope: message.envelope }, message.voucher)) return;
  const { nonce, actor } = message.envelope as { nonce: string; actor: { account: string } };
  await refuse(deps, { workflowId, message: message.name, nonce, by: actor.account, ...(township ? { township } : {}) });
}

async function refuse(
  deps: ActivityDeps,
  refused: {
    readonly workflowId: string;
    readonly message: string;
    readonly nonce: string;
    readonly by?: string;
    readonly township?: string;
  },
): Promise<never> {
  const { workflowId, message, nonce, by, township } = refused;
  deps.logger.warn({ workflowId, message, nonce }, 'message without a valid voucher refused');
  await audit(deps.store, {
    what: 'message-refused',
    target: workflowId,
    code: 'VOUCHER_REFUSED',
    requestId: nonce,
    ...(by === undefined ? {} : { by }),
    details: { message, ...(township ? { township } : {}) },
  });
  throw ApplicationFailure.create({ type: 'VOUCHER_REFUSED', message: 'VOUCHER_REFUSED', nonRetryable: true, details: [{}] });
}

/** One line under the message's nonce, by which request, record and mails are found together; and the figures. @returns the digest */
function told({ logger, observer }: ActivityDeps, record: AnyRecord, { digest, mails, forgotten }: Written): string {
  const { workflowId, message, events, clock, step, epoch, sure } = record;
  const { nonce } = (message?.envelope ?? {}) as { nonce?: string };
  const kinds = events.map(({ kind }) => kind);
  logger.info({ workflowId, nonce, message: message?.name, events: kinds, mails, step, epoch, sure }, 'recorded');
  if (forgotten.length > 0) logger.warn({ workflowId, nonces: forgotten, step, epoch }, 'commands of a lost step fell away');
  const now = Date.now();
  observer?.recorded({
    message: message?.name,
    lateMs: events.flatMap(({ plannedFor }) => (plannedFor === undefined ? [] : [now - wallTimeOf(clock, plannedFor)])),
  });
  return digest;
}

/** The command inside a refused signal, as far as it has the form of one. */
function commandOf({ vouched }: RefusedMessage): { nonce: string; account: string; envelope: unknown; voucher: string } | undefined {
  const { envelope, voucher } = (vouched ?? {}) as { envelope?: { nonce?: unknown; actor?: { account?: unknown } }; voucher?: unknown };
  const nonce = envelope?.nonce;
  const account = envelope?.actor?.account;
  return typeof nonce === 'string' && typeof account === 'string' && typeof voucher === 'string'
    ? { nonce, account, envelope, voucher }
    : undefined;
}
