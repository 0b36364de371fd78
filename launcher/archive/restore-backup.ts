import { existsSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { Client } from '@temporalio/client';
import { MongoClient } from 'mongodb';
import { connectTemporal } from '../../config/temporal.ts';
import { finishSwap, isHalfSwapped, noteSwap, type Replacement, stagingName } from '../../engines/data-swap.ts';
import { lockDataDir, startMongo, startTemporal } from '../../engines/index.ts';
import { ArchiveError, type Manifest, names } from './manifest.ts';
import { readCollections } from './mongodb-files.ts';
import { unpackArchive } from './pack.ts';

/** What of a data folder a backup replaces. */
const replaced = ['temporal', 'mongodb', 'secrets.json'] as const;

/** What was restored, and where what was there before has gone. */
export interface Restored {
  readonly manifest: Manifest;
  readonly before: string | undefined;
}

/**
 * Puts a backup in place of what a data folder holds. Everything is unpacked, loaded and opened beside it first; only a whole backup
 * touches the folder, and what was there is kept in it under `before-restore-…`. Cut off while it replaces the data, it is finished by
 * whoever takes the folder next.
 * @param force replaces data that is there
 * @throws {AlreadyRunningError} while a system runs there
 * @throws {ArchiveError} when the file is no whole backup, or data is there and `force` is not given
 */
export async function restoreBackup(
  file: string,
  dataDir: string,
  { force, say = () => undefined, now = new Date() }: { force: boolean; say?: (line: string) => void; now?: Date },
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
    const manifest = await unpackArchive(file, unpacked);
    say('备份完整，正在载入 … / the backup is whole; loading it');
    await loadMongo(staging, unpacked, manifest);
    await rename(path.join(unpacked, 'temporal'), path.join(staging, 'temporal'));
    await openTemporal(staging, manifest);
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

async function loadMongo(staging: string, unpacked: string, { database, collections }: Manifest): Promise<void> {
  const mongod = await startMongo({ dataDir: staging });
  const client = new MongoClient(mongod.uri, { appName: 'league-reorg restore', writeConcern: { w: 1, journal: false } });
  try {
    const loaded = await readCollections(client.db(database), unpacked);
    for (const [name, count] of Object.entries(collections)) {
      if (loaded[name] !== count) throw new ArchiveError(`${name}：应有 ${count} 条，只有 ${loaded[name] ?? 0} 条 / documents are missing`);
    }
  } finally {
    await client.close();
    await mongod.stop();
  }
}

/** A server that opens the copy and lists its runs proves that it is a database. */
async function openTemporal(staging: string, { namespace, runs }: Manifest): Promise<void> {
  const temporal = await startTemporal({ dataDir: staging });
  const connection = await connectTemporal({ TEMPORAL_ADDRESS: temporal.address });
  try {
    const client = new Client({ connection, namespace });
    const { count } = await client.workflow.count("WorkflowType IN ('reorganizeCounty', 'reorganizeTownship')");
    if (count < runs) throw new ArchiveError(`流程引擎里应有 ${runs} 个流程，只有 ${count} 个 / runs are missing in Temporal’s database`);
  } finally {
    await connection.close();
    await temporal.stop();
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
