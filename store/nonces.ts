import type { Collection } from 'mongodb';
import { collection, type Store } from './database.ts';

/** What the press of a button was used for. Never changed, never removed: a nonce stands for one content for good. */
export interface NonceRow {
  /** The nonce. */
  readonly _id: string;
  readonly account: string;
  /** SHA-256 of what was sent with it: to whom, and everything typed and chosen. */
  readonly content: string;
  readonly usedAt: Date;
}

export function nonces(store: Store): Collection<NonceRow> {
  return collection(store, 'nonces');
}

/** Uses a nonce, or finds it used. Of two that come at one instant one is the first. @returns what it stands for from now on */
export async function useNonce(store: Store, row: NonceRow): Promise<NonceRow> {
  return (await nonces(store).findOneAndUpdate({ _id: row._id }, { $setOnInsert: row }, { upsert: true, returnDocument: 'after' })) ?? row;
}

export async function findNonce(store: Store, nonce: string): Promise<NonceRow | undefined> {
  return (await nonces(store).findOne({ _id: nonce })) ?? undefined;
}
