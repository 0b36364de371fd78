import { existsSync } from 'node:fs';
import { copyFile, cp, mkdir, mkdtemp, rm } from 'node:fs/promises';
import path from 'node:path';
import { type ClientSession, MongoClient } from 'mongodb';
import { backupFolderPrefix, clearBackups, noteBackupFolder } from '../../engines/leftovers.ts';
import type { ReachedStores } from '../reach-stores.ts';
import type { ArchiveKey } from './archive-key.ts';
import { ArchiveError, FORMAT, type Manifest, names } from './manifest.ts';
import { writeCollections } from './mongodb-files.ts';
import { listFiles, packFolder, partialOf, proveArchive } from './pack.ts';
import { proveTemporal } from './prove-temporal.ts';
import { atOneInstant } from './same-instant.ts';

/** What was packed, and how long a moment at which both stores agreed was looked for. */
export interface MadeBackup {
  readonly manifest: Manifest;
  readonly tries: number;
}

/**
 * Packs both stores of the embedded engines, as of one instant, with the keys and the remembered ports, into one file (mode 0600). The
 * service may run meanwhile, and is not held up. A backup that is made is proven: every run was read to its end from the copy, every
 * document was read, and the file was read again.
 * @param key what it is encrypted with; none: not encrypted
 * @param now stands in the manifest
 * @throws {ArchiveError} when the file is there already, no instant was found, or a store is damaged: then there is no file
 */
export async function makeBackup(
  reached: Pick<ReachedStores, 'temporalAddress' | 'namespace' | 'mongodbUri' | 'database'>,
  dataDir: string,
  file: string,
  { key, now = new Date(), say = () => undefined }: { key?: ArchiveKey; now?: Date; say?: (line: string) => void } = {},
): Promise<MadeBackup> {
  if (existsSync(file)) throw new ArchiveError(`${file} 已存在 / is there already`);
  for (const left of clearBackups(dataDir)) say(`已清除中断的备份留下的 ${left} / removed what a killed backup left`);
  const work = await mkdtemp(path.join(dataDir, backupFolderPrefix));
  noteBackupFolder(work, partialOf(file));
  const folder = path.join(work, 'files');
  await mkdir(folder, { mode: 0o700 });
  const mongo = new MongoClient(reached.mongodbUri, { appName: 'league-reorg backup', serverSelectionTimeoutMS: 5_000 });
  try {
    const db = mongo.db(reached.database);
    const { session, runs, tries } = await atOneInstant(reached, db, dataDir, folder);
    const collections = await readThrough(session, () => writeCollections(db, session, folder));
    for (const name of [names.secrets, names.ports]) {
      if (existsSync(path.join(dataDir, name))) await copyFile(path.join(dataDir, name), path.join(folder, name));
    }
    // A copy of the copy: the server that reads it goes on with what is due.
    await cp(path.join(folder, 'temporal'), path.join(work, 'proof', 'temporal'), { recursive: true });
    await proveTemporal(path.join(work, 'proof'), reached.namespace, runs);
    const files = await listFiles(folder);
    const manifest: Manifest = {
      format: FORMAT,
      madeAt: now.toISOString(),
      database: reached.database,
      namespace: reached.namespace,
      secrets: names.secrets in files,
      runs: runs.length,
      collections,
      files,
    };
    await packFolder(folder, manifest, file, key);
    await proveWritten(file, key);
    return { manifest, tries };
  } finally {
    await mongo.close();
    await rm(work, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** A file that cannot be read again is none. */
async function proveWritten(file: string, key: ArchiveKey | undefined): Promise<void> {
  try {
    await proveArchive(file, key ?? { keyFile: '' });
  } catch (error) {
    await rm(file, { force: true });
    throw error;
  }
}

async function readThrough<T>(session: ClientSession, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } finally {
    await session.endSession();
  }
}
