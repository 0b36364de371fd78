import { existsSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { MongoClient } from 'mongodb';
import { finishSwap, isHalfSwapped, noteSwap, type Replacement, stagingName } from '../../engines/data-swap.ts';
import { lockDataDir, startMongo } from '../../engines/index.ts';
import { forgetTold } from '../../store/stores-mark.ts';
import type { ArchiveKey } from './archive-key.ts';
import { ArchiveError, type Manifest, names } from './manifest.ts';
import { readCollections } from './mongodb-files.ts';
import { unpackArchive } from './pack.ts';
import { type ExpectedRun, proveTemporal } from './prove-temporal.ts';
import { readProgress } from './same-instant.ts';

/** What of a data folder a backup replaces. */
const replaced = ['temporal', 'mongodb', 'secrets.json'] as const;

/** What was restored, and where what was there before has gone. */
export interface Restored {
  readonly manifest: Manifest;
  readonly before: string | undefined;
}

/** How a backup is restored. */
export interface RestoreOptions {
  /** Replaces data that is there. */
  readonly force: boolean;
  /** What opens an encrypted archive. */
  readonly key?: ArchiveKey;
  readonly say?: (line: string) => void;
  readonly now?: Date;
}

/**
 * Puts a backup in place of what a data folder holds. Everything is unpacked, loaded and opened beside it first; only a whole backup
 * touches the folder, and what was there is kept in it under `before-restore-…`. Cut off while it replaces the data, it is finished by
 * whoever takes the folder next.
 * @throws {AlreadyRunningError} while a system runs there
 * @throws {ArchiveError} when the file is no whole backup, or data is there and `force` is not given
 */
export async function restoreBackup(
  file: string,
  dataDir: string,
  { force, key = { keyFile: '' }, say = () => undefined, now = new Date() }: RestoreOptions,
): Promise<Restored> {
  if (!existsSync(file)) throw new ArchiveError(`没有文件 ${file} / there is no such file`);
  const lock = await lockDataDir(dataDir, say);
  const staging = path.join(dataDir, stagingName);
  try {
    const there = replaced.filter((name) => existsSync(path.join(dataDir, name)));
    if (there.length > 0 && !force) {
      throw new ArchiveError(`${dataDir} 里已有数据；要替换它，请加 --force / there is data there; add --force to replace it`);
    }
    await rm(staging, { recursive: true, force: true });
    await mkdir(staging, { mode: 0o700 });
    const unpacked = path.join(staging, 'archive');
    const manifest = await unpackArchive(file, unpacked, key);
    say('备份完整，正在载入 … / the backup is whole; loading it');
    const runs = await loadMongo(staging, unpacked, manifest);
    await rename(path.join(unpacked, 'temporal'), path.join(staging, 'temporal'));
    await proveTemporal(staging, manifest.namespace, runs);
    const before = there.length > 0 ? await makeAside(dataDir, now) : undefined;
    await noteSwap(dataDir, replacements(dataDir, before));
    await finishSwap(dataDir);
    return { manifest, before: before === undefined ? undefined : path.join(dataDir, before) };
  } finally {
    // Half of the data may be in it.
    if (!isHalfSwapped(dataDir)) await rm(staging, { recursive: true, force: true, maxRetries: 5 });
    lock.release();
  }
}

/** @returns the runs that it has records of */
async function loadMongo(staging: string, unpacked: string, { database, collections }: Manifest): Promise<readonly ExpectedRun[]> {
  const mongod = await startMongo({ dataDir: staging });
  const client = new MongoClient(mongod.uri, { appName: 'league-reorg restore', writeConcern: { w: 1, journal: false } });
  try {
    const loaded = await readCollections(client.db(database), unpacked);
    for (const [name, count] of Object.entries(collections)) {
      if (loaded[name] !== count) throw new ArchiveError(`${name}：应有 ${count} 条，只有 ${loaded[name] ?? 0} 条 / documents are missing`);
    }
    await forgetTold({ client, db: client.db(database) });
    return await readProgress(client.db(database));
  } finally {
    await client.close();
    await mongod.stop();
  }
}

/** A folder for what was there. @returns its name */
async function makeAside(dataDir: string, now: Date): Promise<string> {
  const before = `before-restore-${now.toISOString().replaceAll(/\D/g, '').slice(0, 14)}`;
  await mkdir(path.join(dataDir, before), { mode: 0o700 });
  return before;
}

/** What is put in place of what: the two stores and, as far as the backup has them, keys and ports. */
function replacements(dataDir: string, before: string | undefined): Replacement[] {
  const { secrets, ports } = names;
  const unpacked = (name: string) => path.join(stagingName, 'archive', name);
  const has = (name: string) => existsSync(path.join(dataDir, unpacked(name)));
  const staged: Readonly<Record<(typeof replaced)[number], string | undefined>> = {
    temporal: path.join(stagingName, 'temporal'),
    mongodb: path.join(stagingName, 'mongodb'),
    'secrets.json': has(secrets) ? unpacked(secrets) : undefined,
  };
  return [
    ...replaced.map((name) => ({ name, staged: staged[name], aside: before === undefined ? undefined : path.join(before, name) })),
    ...(has(ports) ? [{ name: ports, staged: unpacked(ports) }] : []),
  ];
}
