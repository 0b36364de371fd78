import { type Collection, MongoServerError } from 'mongodb';
import { collection, type Store } from './database.ts';

/** The instants at which something was lately tried; every process of the installation counts here. Goes by itself. */
export interface AttemptRow {
  /** What is tried, and by whom or for whom. */
  readonly _id: string;
  readonly at: readonly Date[];
  readonly expiresAt: Date;
}

/** What is counted, since when, and how far. */
export interface Counted {
  readonly key: string;
  readonly now: Date;
  readonly withinMs: number;
  /** More is not counted. */
  readonly most: number;
}

/** MongoDB's number for a row that is there already. */
const DUPLICATE = 11_000;

export function attempts(store: Store): Collection<AttemptRow> {
  return collection(store, 'attempts');
}

/**
 * Counts one more, unless there were `most` already: of any number that come at one instant no more than that are counted.
 * @returns how many there were before this one
 */
export async function countAttempt(store: Store, counted: Counted): Promise<number> {
  try {
    return await countOne(store, counted);
  } catch (error) {
    // Two first ones at one instant: the other has made the row.
    if (!(error instanceof MongoServerError) || error.code !== DUPLICATE) throw error;
    return countOne(store, counted);
  }
}

async function countOne(store: Store, { key, now, withinMs, most }: Counted): Promise<number> {
  const since = new Date(now.getTime() - withinMs);
  const recent = { $filter: { input: { $ifNull: ['$at', []] }, cond: { $gt: ['$$this', since] } } };
  const row = await attempts(store).findOneAndUpdate(
    { _id: key },
    [
      { $set: { at: recent } },
      {
        $set: {
          at: { $cond: [{ $lt: [{ $size: '$at' }, most] }, { $concatArrays: ['$at', [now]] }, '$at'] },
          expiresAt: new Date(now.getTime() + withinMs),
        },
      },
    ],
    { upsert: true, returnDocument: 'before' },
  );
  return recentOf(row, since);
}

/** How many there were, up to `most`. */
export async function attemptsOf(store: Store, { key, now, withinMs }: Omit<Counted, 'most'>): Promise<number> {
  return recentOf(await attempts(store).findOne({ _id: key }), new Date(now.getTime() - withinMs));
}

export async function forgetAttempts(store: Store, key: string): Promise<void> {
  await attempts(store).deleteOne({ _id: key });
}

function recentOf(row: AttemptRow | null, since: Date): number {
  return (row?.at ?? []).filter((at) => at > since).length;
}
