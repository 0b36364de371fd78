import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { BSON, type ClientSession, type Db, type Document, type IndexDescriptionInfo } from 'mongodb';
import { ArchiveError, names } from './manifest.ts';

/** Gone after an hour by itself, and written anew by every worker. */
const passing: readonly string[] = ['heartbeats'];

/** Documents sent at a time, and bytes after which a batch is full. */
const batchDocuments = 1_000;
const batchBytes = 8_000_000;

/**
 * Writes every collection as `NAME.bson` (documents one after the other) and `NAME.metadata.json` (its indexes), as `mongodump` does.
 * @param session reads all of them as of one instant
 * @returns documents by collection
 */
export async function writeCollections(db: Db, session: ClientSession, folder: string): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  const base = path.join(folder, names.mongodb);
  await mkdir(base, { recursive: true, mode: 0o700 });
  const found = await db.listCollections({ type: 'collection' }, { nameOnly: true }).toArray();
  const wanted = found.map(({ name }) => name).filter((name) => !name.startsWith('system.') && !passing.includes(name));
  for (const name of wanted.sort()) {
    let count = 0;
    const documents = db.collection(name).find({}, { session, raw: true }).stream();
    const counted = async function* (source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
      for await (const document of source) {
        count += 1;
        yield document;
      }
    };
    await pipeline(documents, counted, createWriteStream(path.join(base, `${name}.bson`), { mode: 0o600 }));
    const indexes = await db.collection(name).listIndexes().toArray();
    await writeFile(path.join(base, `${name}.metadata.json`), BSON.EJSON.stringify({ indexes }), { mode: 0o600 });
    counts[name] = count;
  }
  return counts;
}

/** Documents of a `.bson` file one after the other, their types kept. */
async function* documentsIn(file: string): AsyncGenerator<{ readonly document: Document; readonly bytes: number }> {
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of createReadStream(file, { highWaterMark: 1_000_000 })) {
    rest = rest.length === 0 ? (chunk as Buffer) : Buffer.concat([rest, chunk as Buffer]);
    let at = 0;
    for (let length = sizeAt(rest, at); length !== undefined && at + length <= rest.length; length = sizeAt(rest, at)) {
      const document = BSON.deserialize(rest.subarray(at, at + length), { promoteValues: false, promoteBuffers: false, bsonRegExp: true });
      yield { document, bytes: length };
      at += length;
    }
    rest = rest.subarray(at);
  }
  if (rest.length > 0) throw new ArchiveError(`${path.basename(file)} 不完整 / ends in the middle of a document`);
}

function sizeAt(buffer: Buffer, at: number): number | undefined {
  return at + 4 <= buffer.length ? buffer.readInt32LE(at) : undefined;
}

/**
 * Reads what {@link writeCollections} wrote into an empty database: documents first, then indexes.
 * @returns documents by collection
 */
export async function readCollections(db: Db, folder: string): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  const base = path.join(folder, names.mongodb);
  const files = (await readdir(base)).filter((file) => file.endsWith('.bson'));
  for (const file of files) {
    const name = file.slice(0, -'.bson'.length);
    counts[name] = 0;
    for await (const batch of batches(documentsIn(path.join(base, file)))) {
      await db.collection(name).insertMany(batch, { ordered: true });
      counts[name] += batch.length;
    }
    const metadata = BSON.EJSON.parse(await readFile(path.join(base, `${name}.metadata.json`), 'utf8')) as {
      indexes: IndexDescriptionInfo[];
    };
    const indexes = metadata.indexes.filter(({ name: index }) => index !== '_id_').map(({ v: _version, ...index }) => index);
    if (counts[name] === 0) await db.createCollection(name);
    if (indexes.length > 0) await db.collection(name).createIndexes(indexes);
  }
  return counts;
}

async function* batches(documents: AsyncIterable<{ document: Document; bytes: number }>): AsyncGenerator<Document[]> {
  let batch: Document[] = [];
  let size = 0;
  for await (const { document, bytes } of documents) {
    if (batch.length > 0 && (batch.length >= batchDocuments || size + bytes > batchBytes)) {
      yield batch;
      [batch, size] = [[], 0];
    }
    batch.push(document);
    size += bytes;
  }
  if (batch.length > 0) yield batch;
}
