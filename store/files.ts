import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type Collection, GridFSBucket, ObjectId } from 'mongodb';
import { collection, type Store } from './database.ts';
import { dossiers } from './dossiers.ts';

const BUCKET = 'attachments';

/** Files are written and read in pieces of this size, in bytes: what one upload holds in memory. */
const PIECE = 1024 * 1024;

/** A file that was never submitted goes this long after anybody last had it in a form, in ms. */
export const ORPHAN_KEPT_MS = 30 * 86_400_000;

/** Where a file belongs: the account that uploaded it, and the item of a township's run it was uploaded for. */
export interface FilePlace {
  readonly account: string;
  readonly workflowId: string;
  readonly item: string;
}

/** What is known of a file as soon as it was taken. */
interface Taken {
  /** Media type, by its content. */
  readonly type: string;
  /** SHA-256 of its content. */
  readonly sha256: string;
}

interface FileRow {
  readonly _id: ObjectId;
  readonly filename: string;
  readonly length: number;
  readonly metadata: FilePlace & Partial<Taken> & { readonly touchedAt: Date };
}

/** A file that was taken. */
export interface StoredFile extends FilePlace, Taken {
  readonly id: string;
  readonly name: string;
  /** In bytes. */
  readonly size: number;
}

/** Thrown while a file is written that turns out larger than allowed. */
export class FileTooLargeError extends Error {
  override readonly name = 'FileTooLargeError';
}

/** The rows that stand for files; their content lies in `attachments.chunks`. */
export function files(store: Store): Collection<FileRow> {
  return collection(store, `${BUCKET}.files`);
}

/** The pieces of all files. */
export function fileChunks(store: Store): Collection<{ readonly files_id: ObjectId; readonly n: number }> {
  return collection(store, `${BUCKET}.chunks`);
}

function bucketOf(store: Store): GridFSBucket {
  return new GridFSBucket(store.db, { bucketName: BUCKET, chunkSizeBytes: PIECE });
}

/**
 * Writes a file as it comes, a piece at a time. Nobody finds it before {@link takeFile} says what it is.
 * @throws FileTooLargeError as soon as more than `most` bytes came; whatever else breaks the stream is thrown too. Then
 * nothing of the file stays.
 */
export async function writeFile(
  store: Store,
  content: Readable,
  { name, most, now, ...place }: FilePlace & { readonly name: string; readonly most: number; readonly now: Date },
): Promise<{ readonly id: string; readonly size: number; readonly sha256: string }> {
  const upload = bucketOf(store).openUploadStream(name, { metadata: { ...place, touchedAt: now } });
  const hash = createHash('sha256');
  let size = 0;
  const counted = async function* (pieces: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    for await (const piece of pieces) {
      size += piece.length;
      if (size > most) throw new FileTooLargeError(`more than ${most} bytes`);
      hash.update(piece);
      yield piece;
    }
  };
  try {
    await pipeline(content, counted, upload);
  } catch (error) {
    await fileChunks(store).deleteMany({ files_id: upload.id });
    throw error;
  }
  return { id: upload.id.toHexString(), size, sha256: hash.digest('hex') };
}

/** From now on the file can be found. */
export async function takeFile(store: Store, id: string, { type, sha256 }: Taken): Promise<void> {
  await files(store).updateOne({ _id: new ObjectId(id) }, { $set: { 'metadata.type': type, 'metadata.sha256': sha256 } });
}

/** Files that were taken for an item, in the order of `ids`; ids that are none are passed over. */
export async function findFiles(
  store: Store,
  { workflowId, item }: Pick<FilePlace, 'workflowId' | 'item'>,
  ids: readonly string[],
): Promise<StoredFile[]> {
  const rows = await files(store)
    .find({ _id: { $in: objectIds(ids) }, 'metadata.workflowId': workflowId, 'metadata.item': item, 'metadata.sha256': { $exists: true } })
    .toArray();
  const found = new Map(rows.map((row) => [row._id.toHexString(), storedFile(row)]));
  return [...new Set(ids)].flatMap((id) => found.get(id) ?? []);
}

/** A person's own files for an item that no revision holds, oldest first. */
export async function filesOf(store: Store, { account, workflowId, item }: FilePlace): Promise<StoredFile[]> {
  const rows = await files(store)
    .find({ 'metadata.account': account, 'metadata.workflowId': workflowId, 'metadata.item': item, 'metadata.sha256': { $exists: true } })
    .sort({ _id: 1 })
    .toArray();
  const submitted = await Promise.all(rows.map(({ _id }) => isSubmitted(store, _id.toHexString())));
  return rows.filter((_row, index) => !submitted[index]).map(storedFile);
}

function objectIds(ids: readonly string[]): ObjectId[] {
  return ids.filter((id) => /^[0-9a-f]{24}$/.test(id)).map((id) => new ObjectId(id));
}

function storedFile({ _id, filename, length, metadata }: FileRow): StoredFile {
  const { account, workflowId, item, type = '', sha256 = '' } = metadata;
  return { id: _id.toHexString(), name: filename, size: length, account, workflowId, item, type, sha256 };
}

/** The content, a piece at a time. */
export function readFile(store: Store, id: string): Readable {
  return bucketOf(store).openDownloadStream(new ObjectId(id));
}

/** Removes files with their content; ids that are none are passed over. */
export async function removeFiles(store: Store, ids: readonly string[]): Promise<void> {
  const wanted = objectIds(ids);
  await files(store).deleteMany({ _id: { $in: wanted } });
  await fileChunks(store).deleteMany({ files_id: { $in: wanted } });
}

/** Somebody has these files in a form, or submits them: their thirty days begin anew. @returns how many of them are still there */
export async function touchFiles(store: Store, ids: readonly string[], now: Date): Promise<number> {
  if (ids.length === 0) return 0;
  const { matchedCount } = await files(store).updateMany({ _id: { $in: objectIds(ids) } }, { $set: { 'metadata.touchedAt': now } });
  return matchedCount;
}

/** True when a revision that is on record holds the file: then it stays for good. */
export async function isSubmitted(store: Store, id: string): Promise<boolean> {
  return (await dossiers(store).findOne({ 'attachments.id': id }, { projection: { _id: 1 } })) !== null;
}

/**
 * Removes files that no revision holds and that nobody has had in a form for thirty days, and pieces of uploads that
 * were cut off. @returns how many files went
 */
export async function sweepFiles(store: Store, now: Date): Promise<number> {
  const before = new Date(now.getTime() - ORPHAN_KEPT_MS);
  let removed = 0;
  for await (const { _id } of files(store).find({ 'metadata.touchedAt': { $lt: before } }, { projection: { _id: 1 } })) {
    if (await isSubmitted(store, _id.toHexString())) continue;
    // Whoever submits touches it first: then it no longer goes.
    const { deletedCount } = await files(store).deleteOne({ _id, 'metadata.touchedAt': { $lt: before } });
    if (deletedCount === 0) continue;
    await fileChunks(store).deleteMany({ files_id: _id });
    removed += 1;
  }
  await removePieces(store, before);
  return removed;
}

/** Pieces whose upload never ended: the process was stopped while it came. Their ids tell when that was. */
async function removePieces(store: Store, before: Date): Promise<void> {
  const old = ObjectId.createFromTime(Math.floor(before.getTime() / 1_000));
  const ids = await fileChunks(store).distinct('files_id', { files_id: { $lt: old } });
  const whole = await files(store)
    .find({ _id: { $in: ids } }, { projection: { _id: 1 } })
    .toArray();
  const known = new Set(whole.map(({ _id }) => _id.toHexString()));
  await fileChunks(store).deleteMany({ files_id: { $in: ids.filter((id) => !known.has(id.toHexString())) } });
}
