import {
  chmodSync,
  cpSync,
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
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { anyFreePort, loadSecrets, readRunning, startMongo, startTemporal } from '../../engines/index.ts';
import { compareFoundStores } from '../../launcher/compare-at-start.ts';
import { openStore, type Store } from '../../store/database.ts';
import { heartbeats, workerAlive } from '../../store/heartbeats.ts';
import { readStoresMark } from '../../store/stores-mark.ts';
import { type RunningCommand, runNode } from '../support/command.ts';
import { countyUpload, exampleTextOf } from '../support/example-county.ts';
import { giveReplayBundle } from '../support/replay-bundle.ts';
import { scratchFolder } from '../support/scratch-folder.ts';
import { addExamplePeople, startService } from '../support/started-service.ts';
import { until } from '../support/until.ts';

const names = { namespace: 'league-reorg', database: 'league_reorg' };

/** A stopped installation with a county at work, and its MongoDB as it was before the county began. */
let original: string;
let older: string;

beforeAll(async () => {
  original = await mkdtemp(path.join(tmpdir(), 'league-reorg-test-'));
  const dataDir = path.join(original, 'data');
  older = path.join(original, 'older-mongodb');
  const first = await startService(dataDir);
  await compareFoundStores({ ...found(first), ...names, voucherKeys: loadSecrets(dataDir).voucherKeys });
  await addExamplePeople(first.store);
  await first.stop();
  cpSync(path.join(dataDir, 'mongodb'), older, { recursive: true });

  const second = await startService(dataDir);
  expect(await compareFoundStores({ ...found(second), ...names })).toBeUndefined();
  const league = await second.signIn('county-league', 'lanyu');
  const { body } = await league.post('/api/campaigns', {
    ...countyUpload(exampleTextOf('landu')),
    year: 2012,
    clock: 'trial',
    msPerPlanDay: 86_400_000,
  });
  await until(async () => ((await second.store.db.collection('county_progress').countDocuments()) > 0 ? true : undefined));
  expect(body.campaign.trial).toBe(true);
  // The worker marks both stores once something was recorded.
  await until(async () => ((await readStoresMark(second.store))?.recorded?.startsWith('0 ') === false ? true : undefined));
  await second.stop();
  await giveReplayBundle(dataDir);
});
afterAll(() => rm(original, { recursive: true, force: true, maxRetries: 5 }));

function found({ system }: { system: { temporalAddress: string; mongodbUri: string } }) {
  return { temporalAddress: system.temporalAddress, mongodbUri: system.mongodbUri };
}

/** A copy to be damaged. */
function copied(): string {
  const dataDir = path.join(scratchFolder(), 'data');
  cpSync(path.join(original, 'data'), dataDir, { recursive: true });
  return dataDir;
}

async function start(dataDir: string): Promise<RunningCommand> {
  const env = { ...process.env, DATA_DIR: dataDir, PORT: String(await anyFreePort()) };
  return runNode(['launcher/bootstrap.mjs', 'launcher/start.ts'], env);
}

/** What `npm start` says when it refuses. */
async function refusal(dataDir: string): Promise<string> {
  const command = await start(dataDir);
  expect((await command.ended).code).toBe(1);
  expect(command.output()).not.toMatch(/\n\s+at /);
  expect(command.output()).not.toContain('已就绪');
  return command.output();
}

describe('npm start', { timeout: 240_000 }, () => {
  it('refuses when MongoDB is gone, and makes no new installation of what is left', async () => {
    const dataDir = copied();
    rmSync(path.join(dataDir, 'mongodb'), { recursive: true });
    const said = await refusal(dataDir);
    expect(said).toMatch(/数据库丢失或被清空[\s\S]*Restore the newest backup/);
    expect(said).not.toContain('sign-in?token');
    // Again: the first try has left nothing that would pass for an installation.
    expect(await refusal(dataDir)).toMatch(/数据库丢失或被清空/);
  });

  it('refuses when Temporal’s database is gone', async () => {
    const dataDir = copied();
    rmSync(path.join(dataDir, 'temporal'), { recursive: true });
    expect(await refusal(dataDir)).toMatch(/流程库丢失或被清空/);
  });

  it('refuses when it is cut off, before anything is started on it', async () => {
    const dataDir = copied();
    const file = path.join(dataDir, 'temporal', 'temporal.db');
    truncateSync(file, Math.floor(statSync(file).size / 2));
    const before = readFileSync(file);
    expect(await refusal(dataDir)).toMatch(/流程库损坏或不完整[\s\S]*Restore the newest backup/);
    expect(readFileSync(file).equals(before)).toBe(true);
  });

  it('refuses when a file of MongoDB is damaged, in one sentence', async () => {
    const dataDir = copied();
    truncateSync(path.join(dataDir, 'mongodb', 'WiredTiger.wt'), 4_096);
    expect(await refusal(dataDir)).toMatch(/数据库文件损坏或不完整[\s\S]*mongod --repair/);
  });

  it('refuses when the keys are gone, and makes none', async () => {
    const dataDir = copied();
    rmSync(path.join(dataDir, 'secrets.json'));
    expect(await refusal(dataDir)).toMatch(/密钥文件[\s\S]*没有生成新的/);
    expect(existsSync(path.join(dataDir, 'secrets.json'))).toBe(false);
  });

  it('refuses the keys of another installation, and a file of keys that is cut off', async () => {
    const dataDir = copied();
    const file = path.join(dataDir, 'secrets.json');
    const own = readFileSync(file, 'utf8');
    const other = path.join(scratchFolder(), 'data');
    loadSecrets(other);
    cpSync(path.join(other, 'secrets.json'), file);
    expect(await refusal(dataDir)).toMatch(/密钥不是这套数据的[\s\S]*not those of this data/);
    writeFileSync(file, own.slice(0, 40));
    const said = await refusal(dataDir);
    expect(said).toMatch(/密钥文件[\s\S]*损坏或不完整[\s\S]*damaged or incomplete/);
    expect(said).not.toContain(own.slice(20, 40));
    expect(readFileSync(file, 'utf8')).toBe(own.slice(0, 40));
  });

  it('refuses when the file of one collection is gone, in one sentence, and makes none in its place', async () => {
    const dataDir = copied();
    const files = () => readdirSync(path.join(dataDir, 'mongodb')).filter((name) => name.startsWith('collection-'));
    const size = (name: string) => statSync(path.join(dataDir, 'mongodb', name)).size;
    const gone = files().toSorted((a, b) => size(b) - size(a))[0] ?? '';
    rmSync(path.join(dataDir, 'mongodb', gone));
    const left = files();
    expect(await refusal(dataDir)).toMatch(/数据库文件损坏或不完整[\s\S]*Restore the newest backup/);
    expect(files()).toEqual(left);
  });

  it('refuses a process database of no bytes, with and without the log that belonged to it', async () => {
    for (const log of [true, false]) {
      const dataDir = copied();
      const file = path.join(dataDir, 'temporal', 'temporal.db');
      truncateSync(file, 0);
      if (log) writeFileSync(`${file}-wal`, 'as after a kill');
      else rmSync(`${file}-wal`, { force: true });
      expect(await refusal(dataDir)).toMatch(/流程库损坏或不完整[\s\S]*Restore the newest backup/);
      if (log) expect(statSync(file).size).toBe(0);
    }
  });

  it('mends a key that others may read, garbage in the place of its note, and marks from a clock that was set back', async () => {
    const dataDir = copied();
    const tomorrow = new Date(Date.now() + 86_400_000);
    const mongo = await startMongo({ dataDir });
    const ahead = openStore(mongo.uri, names.database);
    // As it is when the machine's clock was a day ahead until now.
    await ahead.db.collection('installation').updateOne({}, { $set: { markedAt: tomorrow } });
    await heartbeats(ahead).insertOne({ _id: 'worker@gone-1', at: tomorrow });
    expect(await workerAlive(ahead, new Date())).toBe(false);
    await ahead.client.close();
    await mongo.stop();
    const key = path.join(dataDir, 'engine.key');
    chmodSync(key, 0o644);
    rmSync(path.join(dataDir, 'running.json'), { force: true });
    mkdirSync(path.join(dataDir, 'running.json'));

    const whileRunning = async (look: (url: string, store: Store) => Promise<void>) => {
      const command = await start(dataDir);
      await expect.poll(command.output, { timeout: 120_000, interval: 50 }).toContain('已就绪');
      const store = openStore(readRunning(dataDir)?.mongodbUri ?? '', names.database);
      await look(/open：\s+(\S+)/.exec(command.output())?.[1] ?? '', store);
      await store.client.close();
      command.process.kill('SIGTERM');
      expect((await command.ended).code).toBe(0);
    };
    await whileRunning(async (url, store) => {
      expect(statSync(key).mode & 0o777).toBe(0o600);
      const ready = (await (await fetch(`${url}/readyz`)).json()) as { status: string; conditions?: unknown };
      expect(ready).toMatchObject({ status: 'ready', stuckRuns: [] });
      expect(ready.conditions ?? []).not.toContainEqual(expect.objectContaining({ kind: expect.stringMatching(/older|repairing/) }));
      const mark = (await readStoresMark(store))?.mark ?? 0;
      await store.db.collection('events').insertOne({ _id: 'later' as never });
      await until(async () => (((await readStoresMark(store))?.mark ?? 0) > mark ? true : undefined));
      await store.db.collection('events').deleteOne({ _id: 'later' as never });
    });

    // Emptied, as on a full disk: made anew, and what the old one let in is let in again.
    writeFileSync(key, '');
    await whileRunning(async (_url, store) => {
      expect(readFileSync(key, 'utf8')).toMatch(/^[A-Za-z0-9+/=]{32,}$/);
      expect(statSync(key).mode & 0o777).toBe(0o600);
      expect(await store.db.collection('county_progress').countDocuments()).toBe(1);
    });
  });

  it('refuses stores of two installations', async () => {
    const dataDir = copied();
    const other = path.join(scratchFolder(), 'data');
    const [mongo, temporal] = await Promise.all([startMongo({ dataDir: other }), startTemporal({ dataDir: other })]);
    const at = { mongodbUri: mongo.uri, temporalAddress: temporal.address };
    const { connectTemporal } = await import('../../config/temporal.ts');
    const { prepareNamespace } = await import('../../config/namespace.ts');
    const connection = await connectTemporal({ TEMPORAL_ADDRESS: temporal.address });
    await prepareNamespace(connection, names.namespace);
    await connection.close();
    await compareFoundStores({ ...at, ...names });
    await Promise.all([mongo.stop(), temporal.stop()]);
    rmSync(path.join(dataDir, 'mongodb'), { recursive: true });
    renameSync(path.join(other, 'mongodb'), path.join(dataDir, 'mongodb'));
    expect(await refusal(dataDir)).toMatch(/两套不同的系统/);
  });

  it('completes a MongoDB that is older than Temporal, and says so on every page until it has', async () => {
    const dataDir = copied();
    rmSync(path.join(dataDir, 'mongodb'), { recursive: true });
    cpSync(older, path.join(dataDir, 'mongodb'), { recursive: true });
    const command = await start(dataDir);
    await expect.poll(command.output, { timeout: 120_000, interval: 50 }).toMatch(/补齐 \d+ 处|已按流程补齐|没有补齐/);
    expect(command.output()).toMatch(/数据库恢复自较早的时刻，正在按流程记录补齐/);
    const url = /open：\s+(\S+)/.exec(command.output())?.[1];
    // The campaign itself is only in MongoDB: that stays said.
    const page = await until(async () => {
      const text = await (await fetch(`${url}/sign-in`)).text();
      return text.includes('数据库恢复自较早的时刻') ? text : undefined;
    });
    expect(page).toContain('banner remark');
    const { conditions } = (await (await fetch(`${url}/readyz`)).json()) as { conditions: { kind: string }[] };
    expect(conditions.map(({ kind }) => kind)).toEqual(expect.arrayContaining([expect.stringMatching(/mongodb-older|repairing/)]));
  });

  it('says that Temporal is older than MongoDB, until that was repaired', async () => {
    const dataDir = copied();
    const [mongo, temporal] = await Promise.all([startMongo({ dataDir }), startTemporal({ dataDir })]);
    onTestFinished(() => Promise.all([mongo.stop(1_000), temporal.stop(1_000)]).then(() => undefined));
    const at = { mongodbUri: mongo.uri, temporalAddress: temporal.address, ...names };
    expect(await compareFoundStores(at)).toBeUndefined();
    const store = openStore(mongo.uri, names.database);
    onTestFinished(() => store.client.close());
    // As it is when Temporal is put back to an earlier day: MongoDB knows of marks that Temporal was told.
    await store.db.collection('installation').updateOne({}, { $inc: { mark: 5, told: 5 } });
    expect(await compareFoundStores(at)).toBe('temporal-older');
    expect((await readStoresMark(store))?.trouble?.kind).toBe('temporal-older');
    // Once said, it stays said over the next start, though the marks agree again.
    expect(await compareFoundStores(at)).toBe('temporal-older');
  });
});
