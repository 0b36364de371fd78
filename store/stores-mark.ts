import { randomUUID } from 'node:crypto';
import type { Collection } from 'mongodb';
import type { StoresTrouble } from '../domain/language/stores-trouble.ts';
import { commandLog } from './command-log.ts';
import { commands } from './commands.ts';
import { collection, type Store } from './database.ts';
import { dossiers } from './dossiers.ts';
import { events } from './events.ts';

/** What MongoDB keeps of the installation whose records it holds, and of how far it is. */
export interface StoresMark {
  readonly _id: 'installation';
  /** Temporal holds the same. */
  readonly id?: string;
  /** Grows with everything that is recorded; Temporal is told afterwards. */
  readonly mark?: number;
  /** The last mark that Temporal is known to have. */
  readonly told?: number;
  /** What had been recorded when the mark was set, as figures. */
  readonly recorded?: string;
  readonly markedAt?: Date;
  readonly trouble?: SeenTrouble;
  /** Digests of the keys that sign messages: with others, what was signed is worth nothing. */
  readonly keys?: readonly string[];
}

/** The two stores do not fit together, and somebody should know. */
export interface SeenTrouble {
  readonly kind: StoresTrouble;
  readonly since: Date;
}

function rows(store: Store): Collection<StoresMark> {
  return collection(store, 'installation');
}

export async function readStoresMark(store: Store): Promise<StoresMark | undefined> {
  return (await rows(store).findOne({ _id: 'installation' })) ?? undefined;
}

/** The installation's id; made by whoever comes first, or taken over from Temporal. */
export async function installationId(store: Store, known?: string): Promise<string> {
  await rows(store).updateOne({ _id: 'installation' }, { $setOnInsert: { changes: 0 } as never }, { upsert: true });
  await rows(store).updateOne({ _id: 'installation', id: { $exists: false } }, { $set: { id: known ?? randomUUID(), mark: 0, told: 0 } });
  const id = (await readStoresMark(store))?.id;
  if (id === undefined) throw new Error('the installation has no id');
  return id;
}

/** Marks are no further apart than this, ms: one process at a time sets them. */
const AT_MOST_EVERY_MS = 4_000;

async function recordedSoFar(store: Store): Promise<string> {
  const counts = [events(store), commands(store), commandLog(store), dossiers(store)].map((one) => one.estimatedDocumentCount());
  return (await Promise.all(counts)).join(' ');
}

/**
 * Sets the next mark if anything was recorded since the last. Call {@link markTold} once Temporal has it.
 * @param atLeast sets one in any case, beyond this mark: an earlier copy of either store is then known for what it is
 * @returns undefined when nothing was recorded, or another process has just set one
 */
export async function nextMark(store: Store, now: Date, atLeast?: number): Promise<{ installation: string; mark: number } | undefined> {
  const recorded = await recordedSoFar(store);
  const due = {
    recorded: { $ne: recorded },
    // Later than now: the machine's clock was set back.
    $or: [{ markedAt: { $exists: false } }, { markedAt: { $lt: new Date(now.getTime() - AT_MOST_EVERY_MS) } }, { markedAt: { $gt: now } }],
  };
  const row = await rows(store).findOneAndUpdate(
    { _id: 'installation', id: { $exists: true }, ...(atLeast === undefined ? due : {}) } as never,
    [{ $set: { mark: { $add: [{ $max: ['$mark', atLeast ?? 0] }, 1] }, recorded, markedAt: now } }],
    { returnDocument: 'after' },
  );
  return row?.id === undefined || row.mark === undefined ? undefined : { installation: row.id, mark: row.mark };
}

/** Notes which keys sign. @param keys their digests @returns false, and notes nothing, when none of them is one of before */
export async function noteKeys(store: Store, keys: readonly string[]): Promise<boolean> {
  const known = (await readStoresMark(store))?.keys ?? [];
  if (known.length > 0 && !keys.some((key) => known.includes(key))) return false;
  await rows(store).updateOne({ _id: 'installation' }, { $addToSet: { keys: { $each: [...keys] } } as never });
  return true;
}

export async function markTold(store: Store, mark: number): Promise<void> {
  await rows(store).updateOne({ _id: 'installation' }, { $max: { told: mark } });
}

/** After a restore of both stores from one instant: Temporal's copy was taken first, and may have been told less. */
export async function forgetTold(store: Store): Promise<void> {
  await rows(store).updateOne({ _id: 'installation', id: { $exists: true } }, { $set: { told: 0 } });
}

/** Shown on every page until it is cleared. */
export async function noteTrouble(store: Store, kind: StoresTrouble, now: Date): Promise<void> {
  await rows(store).updateOne({ _id: 'installation' }, { $set: { trouble: { kind, since: now } } });
}

export async function clearTrouble(store: Store): Promise<void> {
  await rows(store).updateOne({ _id: 'installation' }, { $unset: { trouble: '' } });
}
