import { type ClientSession, ObjectId } from 'mongodb';
import type { Actor } from '../../domain/roles.ts';
import { referenceOf } from '../../domain/state/messages.ts';
import { auditRows } from '../../store/audit.ts';
import { commandLog, type LoggedCommand } from '../../store/command-log.ts';
import { commandSubject } from '../../store/command-subject.ts';
import { type Command, commands } from '../../store/commands.ts';
import type { Store } from '../../store/database.ts';
import { type TakenBack, takenBack } from '../../store/taken-back.ts';
import type { Difference } from './difference.ts';
import { COMMAND_FIELDS, expectedCommand, expectedDecision, type Last } from './expected.ts';
import type { ReplayedMessage, ReplayedRun } from './replayed-run.ts';

/** Told to whoever opens the reference page of a command that neither store has any more. */
const LOST = 'LOST_IN_RESTORE';

/** Puts right what MongoDB has of one message; a command that its run knows nothing of is taken back. */
export async function repairMessage(
  store: Store,
  run: ReplayedRun,
  last: Last,
  { difference, repair }: { readonly difference: Difference; readonly repair: string },
  session: ClientSession,
): Promise<void> {
  const { kind, nonce, workflowId } = difference;
  if (nonce === undefined || kind === 'comment-differs') return;
  const message = run.messages.find(({ envelope }) => envelope.nonce === nonce);
  if (message) {
    if (kind === 'decision-missing' || kind === 'decision-differs') await writeToLog(store, run, last, message, session);
    await settleCommand(store, run, last, message, session);
  } else if (kind === 'decision-unknown' || kind === 'command-lost') {
    await takeBack(store, { workflowId, nonce, repair }, session);
  }
  await auditRows(store).insertOne(
    { _id: new ObjectId(), at: new Date(), what: `repaired-${kind}`, target: workflowId, requestId: nonce },
    { session },
  );
}

/** Out of the decisions in force; the row stays for the record, for its person, and for county staff. */
async function takeBack(
  store: Store,
  { workflowId, nonce, repair }: { readonly workflowId: string; readonly nonce: string; readonly repair: string },
  session: ClientSession,
): Promise<void> {
  const _id = `${workflowId}#${nonce}`;
  const now = new Date();
  const decision = await commandLog(store).findOneAndDelete({ _id }, { session });
  const command = await commands(store).findOne({ _id: nonce }, { session });
  const row = rowOf(decision, command);
  if (row) await takenBack(store).replaceOne({ _id }, { ...row, nonce, takenBackAt: now, repair }, { session, upsert: true });
  const lost = { status: 'refused', code: LOST, details: {}, settledAt: now } as const;
  await commands(store).updateOne({ _id: nonce }, { $set: lost, $unset: { receipt: '', confirmedAt: '', unsettled: '' } }, { session });
}

function rowOf(
  decision: LoggedCommand | null,
  command: Command | null,
): Omit<TakenBack, '_id' | 'nonce' | 'takenBackAt' | 'repair'> | undefined {
  if (decision) {
    const { workflowId, campaign, township, message, envelope, nonce, recordedAt } = decision;
    const { actor } = envelope as { readonly actor: Actor };
    return {
      workflowId,
      campaign,
      message,
      actor,
      decision,
      was: 'recorded',
      reference: referenceOf(nonce),
      sentAt: command?.sentAt ?? recordedAt,
      ...(township === undefined ? {} : { township }),
      ...commandSubject(message, envelope, township !== undefined),
    };
  }
  if (!command) return undefined;
  const { workflowId, campaign, township, message, item, round, verdict, actor, reference, sentAt, status } = command;
  return {
    workflowId,
    campaign,
    message,
    actor,
    reference,
    sentAt,
    was: status === 'recorded' ? 'recorded' : 'received',
    ...(township === undefined ? {} : { township }),
    ...(item === undefined ? {} : { item }),
    ...(round === undefined ? {} : { round }),
    ...(verdict === undefined ? {} : { verdict }),
  };
}

/** The reference page of a message that took effect; made anew where MongoDB is older than the command. */
async function settleCommand(store: Store, run: ReplayedRun, last: Last, message: ReplayedMessage, session: ClientSession): Promise<void> {
  const at = new Date(message.at);
  const expected = expectedCommand(run, last, message);
  const gone = COMMAND_FIELDS.filter((field) => expected[field] === undefined).map((field) => [field, ''] as const);
  await commands(store).updateOne(
    { _id: message.envelope.nonce },
    {
      $set: { ...expected, status: 'recorded', settledAt: at },
      $unset: { code: '', details: '', unsettled: '', ...Object.fromEntries(gone) },
      $setOnInsert: { sentAt: at, madeAnewAt: new Date() },
    },
    { session, upsert: true },
  );
}

async function writeToLog(store: Store, run: ReplayedRun, last: Last, message: ReplayedMessage, session: ClientSession): Promise<void> {
  const row = { ...expectedDecision(run, last, message), recordedAt: new Date(message.at) };
  await commandLog(store).replaceOne({ _id: row._id }, row, { session, upsert: true });
}
