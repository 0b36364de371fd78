import type { ClientSession, Collection } from 'mongodb';
import type { Receipt } from '../domain/process/messages.ts';
import type { Actor } from '../domain/roles.ts';
import { collection, type Store } from './database.ts';

/**
 * - `sent` handed to the run, no answer yet · `recorded` took effect · `refused` · `received` kept by the engine until a worker is back
 */
export type ActStatus = 'sent' | 'received' | 'recorded' | 'refused';

/**
 * What a person did when pressing a button: the comment, which never travels to the run, and what became of it. Behind
 * the reference page.
 */
export interface Act {
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
  /** Reference number, as shown to the person. */
  readonly reference: string;
  readonly status: ActStatus;
  readonly code?: string;
  readonly details?: Readonly<Record<string, string | number>>;
  readonly receipt?: Receipt;
  readonly sentAt: Date;
  readonly settledAt?: Date;
  /** Set once it was handed to the engine without an answer: from then on nobody can say that nothing was recorded. */
  readonly handedOver?: true;
  /**
   * When the run itself said that it took effect. Until then a `recorded` act may be of a step that the engine forgot,
   * because it was stopped before the step ended.
   */
  readonly confirmedAt?: Date;
  /** Whoever sent it had signed in with a link that this account made for them. */
  readonly linkMadeBy?: string;
}

export function acts(store: Store): Collection<Act> {
  return collection(store, 'acts');
}

/** Puts the act on record before it is sent. Sending the same nonce again keeps the first act. @returns the act on record. */
export async function beginAct(store: Store, act: Act): Promise<Act> {
  const found = await acts(store).findOneAndUpdate({ _id: act._id }, { $setOnInsert: act }, { upsert: true, returnDocument: 'after' });
  return found ?? act;
}

/** Keeps what became of an act as far as it is known. What the run confirmed stays, whatever a late answer to an earlier try says. */
export async function settleAct(store: Store, nonce: string, change: Partial<Act>, session?: ClientSession): Promise<void> {
  // Only a run's own refusal takes a record back.
  await acts(store).updateOne({ _id: nonce, confirmedAt: { $exists: false } }, { $set: change }, session ? { session } : {});
}

/** The engine keeps it for the run. That is less than what the run has said of it since it was handed over. */
export async function receiveAct(store: Store, nonce: string, handedOverAt: Date, settledAt: Date): Promise<void> {
  const earlier = [{ status: 'sent' as const }, { status: 'refused' as const, settledAt: { $lt: handedOverAt } }];
  await acts(store).updateOne({ _id: nonce, $or: earlier }, { $set: { status: 'received', settledAt } });
}

/** The run said that the act took effect. Nobody waits for the disk here: were this lost, the run would be asked once more. */
export async function confirmAct(store: Store, nonce: string, receipt: Receipt, now: Date): Promise<void> {
  await acts(store).updateOne(
    { _id: nonce },
    { $set: { status: 'recorded', receipt, confirmedAt: now }, $min: { settledAt: now }, $unset: { code: '', details: '' } },
    { writeConcern: { w: 1, journal: false } },
  );
}

/** As it stands here and now: what {@link confirmAct} wrote is seen at once, before most of the set has it on disk. */
export async function findAct(store: Store, nonce: string): Promise<Act | undefined> {
  return (await acts(store).findOne({ _id: nonce }, { readConcern: 'local' })) ?? undefined;
}

/** Of the given acts those sent by somebody who had signed in with a link that another account made, and which, by nonce. */
export async function linkMakersOf(store: Store, nonces: readonly string[]): Promise<Map<string, string>> {
  const rows = await acts(store)
    .find({ _id: { $in: [...nonces] }, linkMadeBy: { $exists: true } }, { projection: { linkMadeBy: 1 } })
    .toArray();
  return new Map(rows.flatMap((row) => (row.linkMadeBy ? [[row._id, row.linkMadeBy] as const] : [])));
}

/** Comments of the given acts by nonce, for the rounds shown beside a decision. */
export async function commentsOf(store: Store, nonces: readonly string[]): Promise<Map<string, string>> {
  const rows = await acts(store)
    .find({ _id: { $in: [...nonces] } }, { projection: { comment: 1 } })
    .toArray();
  return new Map(rows.flatMap((row) => (row.comment ? [[row._id, row.comment] as const] : [])));
}
