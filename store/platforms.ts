import type { Collection } from 'mongodb';
import { collection, type Store } from './database.ts';

/** The county's messaging group and web exchange (R81, R82), as county staff put it on record; every change is a row. */
export interface PlatformRecord {
  readonly _id: string;
  readonly county: string;
  readonly group: string;
  readonly number: string;
  readonly since: string;
  readonly members: number;
  readonly website?: string;
  readonly account: string;
  readonly writtenAt: Date;
}

export function platforms(store: Store): Collection<PlatformRecord> {
  return collection(store, 'platforms');
}

/** The record in force: the one written last. */
export async function findPlatform(store: Store, county: string): Promise<PlatformRecord | undefined> {
  const [latest] = await platforms(store).find({ county }).sort({ writtenAt: -1 }).limit(1).toArray();
  return latest;
}

/** Writing the same id again changes nothing. @returns whether it was written now */
export async function keepPlatform(store: Store, record: PlatformRecord): Promise<boolean> {
  const { upsertedCount } = await platforms(store).updateOne({ _id: record._id }, { $setOnInsert: record }, { upsert: true });
  return upsertedCount === 1;
}
