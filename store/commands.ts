import type { ClientSession, Collection } from 'mongodb';
import type { Actor } from '../domain/roles.ts';
import type { Receipt } from '../domain/state/messages.ts';
import { collection, type Store } from './database.ts';

/**
 * - `sent` handed to the run, no answer yet · `recorded` took effect · `refused` · `received` kept by the engine until a worker is back
 */
export type CommandStatus = 'sent' | 'received' | 'recorded' | 'refused';

/**
 * What a person did when pressing a button: the comment, which never travels to the run, and what became of it. Behind
 * the reference page.
 */
export interface Command {
  /** The form's nonce. */
  readonly _id: string;
  readonly workflowId: string;
  readonly campaign: string;
  readonly township?: string;
  readonly message: string;
  readonly item?: string;
  readonly round?: number;
  readonly verdict?: string;
  readonly actor: Actor;
  readonly comment?: string;
  /** Number of the document with which the body answered; only its digest travels. */
  readonly document?: string;
  /** Reference number, as shown to the person. */
  readonly reference: string;
  readonly status: CommandStatus;
  readonly code?: string;
  readonly details?: Readonly<Record<string, string | number>>;
  readonly receipt?: Receipt;
  readonly sentAt: Date;
  readonly settledAt?: Date;
  /** Set once it was handed to the engine without an answer: from then on nobody can say that nothing was recorded. */
  readonly handedOver?: true;
  /**
   * When the run itself said that it took effect. Until then a `recorded` command may be of a step that the engine forgot,
   * because it was stopped before the step ended.
   */
  readonly confirmedAt?: Date;
  /** Whoever sent it had signed in with a link that this account made for them. */
  readonly linkMadeBy?: string;
  /** What was sent, to be handed over again: ids, counts and digests. */
  readonly envelope?: unknown;
  /** Somebody waits for what becomes of it: it was handed over, and the run has neither confirmed nor refused it. */
  readonly unsettled?: true;
  /** When it was made anew from its run, because MongoDB was older: the words of its comment are gone. */
  readonly madeAnewAt?: Date;
}

export function commands(store: Store): Collection<Command> {
  return collection(store, 'commands');
}

/** The longest, ms, that a message of which nothing was heard since may still reach its run: it is handed over again for a minute. */
const ON_ITS_WAY_MS = 120_000;

/**
 * Puts the command on record before it is sent. Sending the same nonce again keeps the first command, and the instant from which it counts:
 * the engine may hand one sending to the run and write another into its history, so both must say the same. Of what was refused, or
 * came to nothing, none is on its way any more: that counts from when it is sent anew.
 * @returns the command on record
 */
export async function beginCommand(store: Store, command: Command): Promise<Command> {
  const found = await commands(store).findOneAndUpdate(
    { _id: command._id },
    { $setOnInsert: command },
    { upsert: true, returnDocument: 'after' },
  );
  if (!found || mayBeOnItsWay(found, command.sentAt)) return found ?? command;
  const { _id, status, sentAt } = found;
  const { linkMadeBy } = command;
  const anew = await commands(store).findOneAndUpdate(
    { _id, status, sentAt },
    {
      $set: { status: 'sent', sentAt: command.sentAt, ...(linkMadeBy ? { linkMadeBy } : {}) },
      $unset: { code: '', details: '', settledAt: '' },
    },
    { returnDocument: 'after' },
  );
  return anew ?? (await findCommand(store, _id)) ?? found;
}

function mayBeOnItsWay({ status, handedOver, unsettled, sentAt }: Command, now: Date): boolean {
  if (status !== 'sent') return status !== 'refused';
  return handedOver === true || unsettled === true || now.getTime() - sentAt.getTime() < ON_ITS_WAY_MS;
}

/** What is known of a command on its way: handed over without an answer, or written down by a step that may yet be lost. */
type Interim = { readonly handedOver: true } | { readonly status: 'recorded'; readonly receipt: Receipt; readonly settledAt: Date };

/** Keeps what is known of a command until its run says what became of it. What the run confirmed stays. */
export async function noteCommand(store: Store, nonce: string, interim: Interim, session?: ClientSession): Promise<void> {
  const open = { _id: nonce, confirmedAt: { $exists: false } };
  await commands(store).updateOne(open, { $set: { ...interim, unsettled: true } }, session ? { session } : {});
}

/** Its run refused the command; only that takes back what a lost step had written down. What the run confirmed stays, whatever a late answer to an earlier try says. */
export async function refuseCommand(
  store: Store,
  nonce: string,
  { code, details, settledAt }: Required<Pick<Command, 'code' | 'details' | 'settledAt'>>,
): Promise<void> {
  const refused = { $set: { status: 'refused' as const, code, details, settledAt }, $unset: { unsettled: '' as const } };
  await commands(store).updateOne({ _id: nonce, confirmedAt: { $exists: false } }, refused);
}

/** The engine keeps it for the run. That is less than what the run has said of it since it was handed over. */
export async function receiveCommand(store: Store, nonce: string, handedOverAt: Date, settledAt: Date): Promise<void> {
  const earlier = [{ status: 'sent' as const }, { status: 'refused' as const, settledAt: { $lt: handedOverAt } }];
  await commands(store).updateOne({ _id: nonce, $or: earlier }, { $set: { status: 'received', settledAt, unsettled: true } });
}

/** How long, ms, the run is given to answer by itself before it is asked again: a recorded command, and one without any word. */
const ASK_AGAIN_AFTER = { recorded: 10_000, silent: 75_000 };

/** Commands whose run is to be asked again what became of them, oldest first. */
export async function listUnsettledCommands(store: Store, now: Date, limit: number): Promise<Command[]> {
  const before = (ms: number) => ({ $lt: new Date(now.getTime() - ms) });
  const due = [
    { status: 'recorded' as const, settledAt: before(ASK_AGAIN_AFTER.recorded) },
    { status: 'received' as const, settledAt: before(ASK_AGAIN_AFTER.silent) },
    { status: 'sent' as const, sentAt: before(ASK_AGAIN_AFTER.silent) },
  ];
  return commands(store).find({ unsettled: true, $or: due }).sort({ unsettled: 1, sentAt: 1 }).limit(limit).toArray();
}

/** Commands that a run has forgotten: they were handed over, and nobody knows what becomes of them until the run is asked again. */
export async function forgetCommands(store: Store, nonces: readonly string[], session: ClientSession): Promise<void> {
  if (nonces.length === 0) return;
  await commands(store).updateMany(
    { _id: { $in: [...nonces] } },
    { $set: { status: 'sent', handedOver: true, unsettled: true }, $unset: { receipt: '', settledAt: '', confirmedAt: '' } },
    { session },
  );
}

/** Which of these commands a run has confirmed. */
export async function confirmedOf(store: Store, nonces: readonly string[], session: ClientSession): Promise<string[]> {
  if (nonces.length === 0) return [];
  const rows = await commands(store)
    .find({ _id: { $in: [...nonces] }, confirmedAt: { $exists: true } }, { session, projection: { _id: 1 } })
    .toArray();
  return rows.map(({ _id }) => _id);
}

/** The run said that the command took effect. Nobody waits for the disk here: were this lost, the run would be asked once more. */
export async function confirmCommand(store: Store, nonce: string, receipt: Receipt, now: Date): Promise<void> {
  await commands(store).updateOne(
    { _id: nonce },
    { $set: { status: 'recorded', receipt, confirmedAt: now }, $min: { settledAt: now }, $unset: { code: '', details: '', unsettled: '' } },
    { writeConcern: { w: 1, journal: false } },
  );
}

/** As it stands here and now: what {@link confirmCommand} wrote is seen at once, before most of the set has it on disk. */
export async function findCommand(store: Store, nonce: string): Promise<Command | undefined> {
  return (await commands(store).findOne({ _id: nonce }, { readConcern: 'local' })) ?? undefined;
}

/** Of the given commands those sent by somebody who had signed in with a link that another account made, and which, by nonce. */
export function linkMakersOf(store: Store, nonces: readonly string[]): Promise<Map<string, string>> {
  return wordsOf(store, nonces, 'linkMadeBy');
}

/** Numbers of the documents that came with the given commands, by nonce. */
export function documentsOf(store: Store, nonces: readonly string[]): Promise<Map<string, string>> {
  return wordsOf(store, nonces, 'document');
}

/** Comments of the given commands by nonce, for the rounds shown beside a decision. */
export function commentsOf(store: Store, nonces: readonly string[]): Promise<Map<string, string>> {
  return wordsOf(store, nonces, 'comment');
}

/** What stands in one place of these commands, by nonce: of those that have anything there. */
async function wordsOf(
  store: Store,
  nonces: readonly string[],
  place: 'comment' | 'document' | 'linkMadeBy',
): Promise<Map<string, string>> {
  if (nonces.length === 0) return new Map();
  const rows = await commands(store)
    .find({ _id: { $in: [...nonces] }, [place]: { $exists: true } }, { projection: { [place]: 1 } })
    .toArray();
  return new Map(rows.flatMap((row) => (row[place] ? [[row._id, row[place]] as const] : [])));
}
