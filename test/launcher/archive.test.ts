import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { Client } from '@temporalio/client';
import { Binary, Decimal128, Double, Int32, Long, MongoClient, ObjectId, Timestamp } from 'mongodb';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { readEnv } from '../../config/env.ts';
import { connectTemporal } from '../../config/temporal.ts';
import { lockDataDir, startMongo, startTemporal } from '../../engines/index.ts';
import { makeBackup } from '../../launcher/archive/make-backup.ts';
import { restoreBackup } from '../../launcher/archive/restore-backup.ts';
import { reachStores } from '../../launcher/reach-stores.ts';
import { startTestEngines, TEST_DATABASE, TEST_NAMESPACE, type TestEngines } from '../support/running-engines.ts';
import { scratchFolder } from '../support/scratch-folder.ts';

/** Every kind of value that a driver may give back as something else. */
const everyType = {
  _id: 'types' as never,
  whole: new Int32(7),
  long: Long.fromString('9007199254740993'),
  double: new Double(7),
  decimal: Decimal128.fromString('0.10'),
  id: new ObjectId('65a000000000000000000001'),
  at: new Date('2026-06-01T00:00:00Z'),
  bytes: new Binary(Buffer.from([0, 255, 10]), 0),
  stamp: new Timestamp({ t: 5, i: 2 }),
  none: null,
  words: '岚榆县 · 一加三加X',
  nested: [{ empty: {}, list: [] }],
  pattern: /^a.c$/i,
};

let engines: TestEngines;
const stores = () => ({
  temporalAddress: engines.temporal.address,
  namespace: TEST_NAMESPACE,
  mongodbUri: engines.mongo.uri,
  database: TEST_DATABASE,
});

/** A run without a worker: its history grows by what is sent to it. */
async function startRun(township: string): Promise<void> {
  await engines.client.workflow.start('reorganizeTownship', { workflowId: `run/${township}`, taskQueue: 'nobody', args: [] });
}

async function writeProgress(township: string, historyLength: number): Promise<void> {
  const { runId } = await engines.client.workflow.getHandle(`run/${township}`).describe();
  await engines.store.db
    .collection<{ _id: string }>('township_progress')
    .replaceOne({ _id: `run/${township}` }, { runId, historyLength, updatedAt: new Date() }, { upsert: true });
}

/** What a restored folder holds, read by engines started on it. */
async function opened<T>(dataDir: string, read: (mongo: MongoClient, temporal: Client) => Promise<T>): Promise<T> {
  const [mongod, temporal] = await Promise.all([startMongo({ dataDir }), startTemporal({ dataDir })]);
  const client = new MongoClient(mongod.uri);
  const connection = await connectTemporal({ TEMPORAL_ADDRESS: temporal.address });
  try {
    return await read(client, new Client({ connection, namespace: TEST_NAMESPACE }));
  } finally {
    await connection.close();
    await client.close();
    await Promise.all([mongod.stop(1_000), temporal.stop(1_000)]);
  }
}

beforeAll(async () => {
  engines = await startTestEngines();
  writeFileSync(path.join(engines.folder, 'secrets.json'), '{"kept":true}', { mode: 0o600 });
  await engines.store.db
    .collection('things')
    .insertMany([everyType, ...Array.from({ length: 2_500 }, (_, n) => ({ n, text: 'x'.repeat(n) }))]);
  await engines.store.db.collection('things').createIndexes([{ key: { n: 1 }, unique: true, sparse: true }]);
  await startRun('landu');
  await writeProgress('landu', 1);
});
afterAll(() => engines.stop());

describe('a backup', { timeout: 300_000 }, () => {
  it('taken while both stores are open comes back whole in an empty folder: documents, types, indexes, histories, keys', async () => {
    const folder = scratchFolder();
    const file = path.join(folder, 'one.tar.gz');
    const { manifest } = await makeBackup(stores(), engines.folder, file);
    expect(manifest).toMatchObject({ runs: 1, secrets: true, collections: { things: 2_501, township_progress: 1 } });
    expect(manifest.collections).not.toHaveProperty('heartbeats');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readdirSync(engines.folder).filter((name) => name.startsWith('backup-'))).toEqual([]);

    const dataDir = path.join(folder, 'data');
    expect((await restoreBackup(file, dataDir, { force: false })).before).toBeUndefined();
    expect(readdirSync(dataDir).sort()).toEqual(expect.arrayContaining(['mongodb', 'secrets.json', 'temporal']));
    expect(existsSync(path.join(dataDir, 'restoring'))).toBe(false);
    expect(statSync(path.join(dataDir, 'secrets.json')).mode & 0o777).toBe(0o600);
    await opened(dataDir, async (mongo, temporal) => {
      const things = mongo.db(TEST_DATABASE).collection('things');
      expect(await things.countDocuments()).toBe(2_501);
      const raw = { promoteValues: false, promoteBuffers: false, bsonRegExp: true };
      const before = await engines.store.db.collection('things').findOne({ _id: 'types' as never }, raw);
      expect(await things.findOne({ _id: 'types' as never }, raw)).toEqual(before);
      expect(await things.listIndexes().toArray()).toEqual(await engines.store.db.collection('things').listIndexes().toArray());
      const history = await temporal.workflow.getHandle('run/landu').fetchHistory();
      expect(history.events?.length).toBe((await engines.client.workflow.getHandle('run/landu').fetchHistory()).events?.length);
    });
  });

  it('takes both stores from one instant while runs keep recording', async () => {
    await startRun('qilu');
    const recording = new AbortController();
    let records = 0;
    // As a worker does: the history first holds the step's beginning, then MongoDB the record, then the history its end.
    const busy = (async () => {
      for (let length = 3; !recording.signal.aborted; length += 1) {
        await engines.client.workflow.getHandle('run/qilu').signal('step', length);
        await writeProgress('qilu', length - 1);
        records += 1;
      }
    })();
    const folder = scratchFolder();
    const file = path.join(folder, 'busy.tar.gz');
    const { tries } = await makeBackup(stores(), engines.folder, file);
    recording.abort();
    await busy;
    expect(tries).toBeGreaterThanOrEqual(1);
    expect(records).toBeGreaterThan(3);
    const dataDir = path.join(folder, 'data');
    await restoreBackup(file, dataDir, { force: false });
    await opened(dataDir, async (mongo, temporal) => {
      const row = await mongo
        .db(TEST_DATABASE)
        .collection<{ _id: string; historyLength: number }>('township_progress')
        .findOne({ _id: 'run/qilu' });
      const { historyLength } = await temporal.workflow.getHandle('run/qilu').describe();
      // Nothing recorded is unknown to the history; at most the one step that had just begun is not on record.
      expect(historyLength - (row?.historyLength ?? 0)).toBeGreaterThanOrEqual(1);
      expect(historyLength - (row?.historyLength ?? 0)).toBeLessThanOrEqual(2);
    });
  });

  it('is not written over', async () => {
    const file = path.join(scratchFolder(), 'there.tar.gz');
    writeFileSync(file, 'mine');
    await expect(makeBackup(stores(), engines.folder, file)).rejects.toThrow(/已存在/);
    expect(readFileSync(file, 'utf8')).toBe('mine');
  });
});

describe('restoring', { timeout: 300_000 }, () => {
  let file: string;
  let folder: string;
  beforeAll(async () => {
    folder = path.join(engines.folder, 'backups');
    mkdirSync(folder);
    file = path.join(folder, 'whole.tar.gz');
    await makeBackup(stores(), engines.folder, file);
  });

  it('does not touch data that is there unless it is told to, and then keeps it', async () => {
    const dataDir = scratchFolder();
    mkdirSync(path.join(dataDir, 'mongodb'));
    writeFileSync(path.join(dataDir, 'mongodb', 'mine'), 'mine');
    await expect(restoreBackup(file, dataDir, { force: false })).rejects.toThrow(/--force/);
    expect(readdirSync(dataDir)).toEqual(['mongodb']);
    const { before } = await restoreBackup(file, dataDir, { force: true });
    expect(readFileSync(path.join(before ?? '', 'mongodb', 'mine'), 'utf8')).toBe('mine');
    expect(existsSync(path.join(dataDir, 'mongodb', 'mine'))).toBe(false);
  });

  describe('cut off while it replaced the data', () => {
    const asideName = 'before-restore-20260701000000';
    const mine = (dataDir: string) =>
      ['temporal/mine', 'mongodb/mine', 'secrets.json'].map((name) => readFileSync(path.join(dataDir, asideName, name), 'utf8'));

    /** What a kill leaves that comes when everything is put aside and nothing is in its place. */
    async function cutOff(): Promise<string> {
      const dataDir = scratchFolder();
      for (const name of ['temporal/mine', 'mongodb/mine', 'secrets.json', 'ports.json/in-the-way']) {
        mkdirSync(path.dirname(path.join(dataDir, name)), { recursive: true });
        writeFileSync(path.join(dataDir, name), 'mine');
      }
      // A file cannot replace a folder: the last rename fails.
      await expect(restoreBackup(withPorts, dataDir, { force: true, now: new Date('2026-07-01T00:00:00Z') })).rejects.toThrow(/ports/);
      rmSync(path.join(dataDir, 'ports.json'), { recursive: true });
      for (const name of ['temporal', 'mongodb']) renameSync(path.join(dataDir, name), path.join(dataDir, 'restoring', name));
      renameSync(path.join(dataDir, 'secrets.json'), path.join(dataDir, 'restoring/archive/secrets.json'));
      return dataDir;
    }

    let withPorts: string;
    beforeAll(async () => {
      withPorts = path.join(folder, 'with-ports.tar.gz');
      writeFileSync(path.join(engines.folder, 'ports.json'), '{}');
      await makeBackup(stores(), engines.folder, withPorts);
      rmSync(path.join(engines.folder, 'ports.json'));
    });

    it('is finished by a command that reads both stores', async () => {
      const dataDir = await cutOff();
      const said: string[] = [];
      const env = readEnv('launcher', { DATA_DIR: dataDir, TEMPORAL_NAMESPACE: TEST_NAMESPACE, MONGODB_DATABASE: TEST_DATABASE });
      const reached = await reachStores(env, (line) => said.push(line));
      onTestFinished(() => reached.close());
      const again = path.join(scratchFolder(), 'again.tar.gz');
      const { manifest } = await makeBackup(reached, dataDir, again);
      expect(manifest).toMatchObject({ secrets: true, collections: { things: 2_501 } });
      expect(said).toContainEqual(expect.stringContaining('a restore was cut off'));
      expect(readFileSync(path.join(dataDir, 'secrets.json'), 'utf8')).toBe('{"kept":true}');
      expect(mine(dataDir)).toEqual(['mine', 'mine', 'mine']);
      expect(existsSync(path.join(dataDir, 'restoring'))).toBe(false);
    });

    it('is finished by the next restore, which then counts what came in as data that is there', async () => {
      const dataDir = await cutOff();
      await expect(restoreBackup(file, dataDir, { force: false })).rejects.toThrow(/--force/);
      expect(existsSync(path.join(dataDir, 'restoring'))).toBe(false);
      const { before } = await restoreBackup(file, dataDir, { force: true });
      expect(readdirSync(before ?? '').sort()).toEqual(['mongodb', 'secrets.json', 'temporal']);
      expect(readFileSync(path.join(before ?? '', 'secrets.json'), 'utf8')).toBe('{"kept":true}');
      expect(mine(dataDir)).toEqual(['mine', 'mine', 'mine']);
      expect(existsSync(path.join(dataDir, 'temporal/temporal.db'))).toBe(true);
    });
  });

  it('starts anew where one before was cut off while it unpacked', async () => {
    const dataDir = scratchFolder();
    mkdirSync(path.join(dataDir, 'restoring/archive'), { recursive: true });
    writeFileSync(path.join(dataDir, 'restoring/archive/manifest.json'), '{');
    expect((await restoreBackup(file, dataDir, { force: false })).before).toBeUndefined();
    expect(existsSync(path.join(dataDir, 'restoring'))).toBe(false);
    expect(existsSync(path.join(dataDir, 'mongodb'))).toBe(true);
  });

  it('does not touch a folder on which the service runs', async () => {
    const dataDir = scratchFolder();
    const lock = await lockDataDir(dataDir, () => undefined);
    await expect(restoreBackup(file, dataDir, { force: true })).rejects.toThrow(/running/);
    lock.release();
  });

  it('refuses a file that is cut off, changed or something else, and leaves the folder as it was', async () => {
    const cut = path.join(folder, 'cut.tar.gz');
    copyFileSync(file, cut);
    truncateSync(cut, Math.floor(statSync(file).size * 0.7));
    const changed = path.join(folder, 'changed.tar.gz');
    const bytes = readFileSync(file);
    const middle = Math.floor(bytes.length / 2);
    bytes[middle] = (bytes[middle] ?? 0) ^ 0xff;
    writeFileSync(changed, bytes);
    const other = path.join(folder, 'other.tar.gz');
    writeFileSync(other, 'not an archive');
    for (const bad of [cut, changed, other]) {
      const dataDir = scratchFolder();
      mkdirSync(path.join(dataDir, 'temporal'));
      await expect(restoreBackup(bad, dataDir, { force: true })).rejects.toThrow(/不是完整的备份/);
      expect(readdirSync(dataDir)).toEqual(['temporal']);
    }
  });
});
