import { createHash } from 'node:crypto';
import { MongoError, ObjectId } from 'mongodb';
import type { Store } from '../../store/database.ts';
import type { Attachment } from '../../store/dossiers.ts';
import { files, readFile } from '../../store/files.ts';

/** What is wrong with a submitted file: its place in the dossier, from 1; names of files may hold names of people. */
export interface FileFault {
  readonly number: number;
  readonly fault: 'missing' | 'content differs' | 'name differs';
}

/** Reads every file to its end and compares it with what the revision, and so its digest, says of it. */
export async function faultsOfFiles(store: Store, attachments: readonly Attachment[]): Promise<FileFault[]> {
  const faults: FileFault[] = [];
  for (const [index, attachment] of attachments.entries()) {
    const fault = await faultOf(store, attachment);
    if (fault) faults.push({ number: index + 1, fault });
  }
  return faults;
}

async function faultOf(store: Store, { id, name, size, sha256 }: Attachment): Promise<FileFault['fault'] | undefined> {
  const row = ObjectId.isValid(id) ? await files(store).findOne({ _id: new ObjectId(id) }) : undefined;
  if (!row) return 'missing';
  const content = await contentOf(store, id);
  if (content?.sha256 !== sha256 || content.size !== size) return 'content differs';
  return row.filename === name && row.length === size && row.metadata.sha256 === sha256 ? undefined : 'name differs';
}

/** undefined where pieces are missing. */
async function contentOf(store: Store, id: string): Promise<{ readonly sha256: string; readonly size: number } | undefined> {
  const hash = createHash('sha256');
  let size = 0;
  try {
    for await (const piece of readFile(store, id) as AsyncIterable<Buffer>) {
      size += piece.length;
      hash.update(piece);
    }
  } catch (error) {
    if (error instanceof MongoError && error.hasErrorLabel('RetryableWriteError')) throw error;
    if (error instanceof MongoError && /Network|Selection|Timeout/.test(error.name)) throw error;
    return undefined;
  }
  return { sha256: hash.digest('hex'), size };
}
