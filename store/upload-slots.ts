import { type Collection, MongoServerError } from 'mongodb';
import { collection, type Store } from './database.ts';
import type { FilePlace } from './files.ts';

/** A place for one file beside a dossier. There are as many as a dossier may have files: so many can be there, however many come at once. */
interface UploadSlot {
  /** Account, run, item and the place's number. */
  readonly _id: string;
  /** Of whoever uploads into it, or did. */
  readonly claim: string;
  readonly since: Date;
  /** The file that came of it, once it was taken. */
  readonly file?: string;
}

export function uploadSlots(store: Store): Collection<UploadSlot> {
  return collection(store, 'upload_slots');
}

/** Longest that an upload holds its place without a file, in ms: twice what a request with a file may take. */
const UPLOADING_MS = 600_000;

const DUPLICATE = 11_000;

/**
 * Takes one of `most` places for the person's files of an item; each by one write that only one can make.
 * @param present the files that lie there now; asked after the places were looked at, so that none of them is missed
 * @returns false when all are taken
 */
export async function takeSlot(
  store: Store,
  { account, workflowId, item }: FilePlace,
  {
    claim,
    most,
    present,
    now,
  }: { readonly claim: string; readonly most: number; readonly present: () => Promise<readonly string[]>; readonly now: Date },
): Promise<boolean> {
  const ids = Array.from({ length: most }, (_, number) => `${account}#${workflowId}#${item}#${number}`);
  const taken = await uploadSlots(store)
    .find({ _id: { $in: ids } })
    .toArray();
  const known = new Set(taken.map(({ _id }) => _id));
  for (const _id of ids) if (!known.has(_id) && (await insert(store, { _id, claim, since: now }))) return true;
  const files = new Set(await present());
  for (const { _id, claim: before, since, file } of taken) {
    const gone = file === undefined ? now.getTime() - since.getTime() > UPLOADING_MS : !files.has(file);
    if (!gone) continue;
    const { modifiedCount } = await uploadSlots(store).replaceOne({ _id, claim: before }, { claim, since: now });
    if (modifiedCount === 1) return true;
  }
  return false;
}

async function insert(store: Store, slot: UploadSlot): Promise<boolean> {
  try {
    await uploadSlots(store).insertOne(slot);
    return true;
  } catch (error) {
    if (error instanceof MongoServerError && error.code === DUPLICATE) return false;
    throw error;
  }
}

/** The file that came: it holds the place as long as it lies there. */
export async function fillSlot(store: Store, claim: string, file: string): Promise<void> {
  await uploadSlots(store).updateOne({ claim }, { $set: { file } });
}

/** Nothing came of it. */
export async function freeSlot(store: Store, claim: string): Promise<void> {
  await uploadSlots(store).deleteOne({ claim });
}
