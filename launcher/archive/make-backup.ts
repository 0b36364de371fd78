import { existsSync } from 'node:fs';
import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import path from 'node:path';
import { type ClientSession, MongoClient } from 'mongodb';
import type { ReachedStores } from '../reach-stores.ts';
import { ArchiveError, FORMAT, type Manifest, names } from './manifest.ts';
import { writeCollections } from './mongodb-files.ts';
import { listFiles, packFolder } from './pack.ts';
import { atOneInstant } from './same-instant.ts';

/** What was packed, and how long a moment at which both stores agreed was looked for. */
export interface MadeBackup {
  readonly manifest: Manifest;
  readonly tries: number;
}

/**
 * Packs both stores of the embedded engines, as of one instant, with the keys and the remembered ports, into one file (mode 0600). The
 * service may run meanwhile, and is not held up.
 * @param now stands in the manifest
 * @throws {ArchiveError} when the file is there already, or no instant was found
 */
export async function makeBackup(
  reached: Pick<ReachedStores, 'temporalAddress' | 'namespace' | 'mongodbUri' | 'database'>,
  dataDir: string,
  file: string,
  now = new Date(),
): Promise<MadeBackup> {
  if (existsSync(file)) throw new ArchiveError(`${file} 已存在 / is there already`);
  const folder = await mkdtemp(path.join(dataDir, 'backup-'));
  const mongo = new MongoClient(reached.mongodbUri, { appName: 'league-reorg backup', serverSelectionTimeoutMS: 5_000 });
  try {
    const db = mongo.db(reached.database);
    const { session, runs, tries } = await atOneInstant(reached, db, dataDir, folder);
    const collections = await readThrough(session, () => writeCollections(db, session, folder));
    for (const name of [names.secrets, names.ports]) {
      if (existsSync(path.join(dataDir, name))) await copyFile(path.join(dataDir, name), path.join(folder, name));
    }
    const files = await listFiles(folder);
    const manifest: Manifest = {
      format: FORMAT,
      madeAt: now.toISOString(),
      database: reached.database,
      namespace: reached.namespace,
      secrets: names.secrets in files,
      runs,
      collections,
      files,
    };
    await packFolder(folder, manifest, file);
    return { manifest, tries };
  } finally {
    await mongo.close();
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

async function readThrough<T>(session: ClientSession, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } finally {
    await session.endSession();
  }
}
