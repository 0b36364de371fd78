import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { readEnv } from '../../config/env.ts';
import { anyFreePort, loadSecrets, startMongo, startTemporal } from '../../engines/index.ts';
import { compareFoundStores } from '../../launcher/compare-at-start.ts';
import { openStore } from '../../store/database.ts';
import { readStoresMark } from '../../store/stores-mark.ts';
import { type RunningCommand, runNode } from '../support/command.ts';
import { countyUpload, exampleTextOf } from '../support/example-county.ts';
import { giveRecallBundle } from '../support/recall-bundle.ts';
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
  await giveRecallBundle(dataDir);
}, 240_000);
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

describe('a command without an engine', () => {
  it('names the address and the cure, and no trace', async () => {
    const [mongo, temporal] = [await anyFreePort(), await anyFreePort()];
    const env = {
      ...process.env,
      TEMPORAL_ADDRESS: `127.0.0.1:${temporal}`,
      MONGODB_URI: `mongodb://u:hidden@127.0.0.1:${mongo}/?replicaSet=rs`,
    };
    for (const entry of ['launcher/setup.ts', 'launcher/verify.ts']) {
      const command = runNode(['--import', 'tsx', entry], env);
      expect((await command.ended).code).toBe(1);
      expect(command.output()).toMatch(new RegExp(`127\\.0\\.0\\.1:(${temporal}|${mongo})`));
      expect(command.output()).toMatch(/没有应答[\s\S]*does not answer/);
      expect(command.output()).not.toMatch(/\n\s+at |hidden/);
    }
  });

  it('tells a data folder that it may not write in one sentence', async () => {
    const folder = scratchFolder();
    const file = path.join(folder, 'a-file');
    writeFileSync(file, '');
    mkdirSync(path.join(folder, 'x'));
    expect(readEnv('launcher', { DATA_DIR: file }).DATA_DIR).toBe(file);
    const { plainFailure } = await import('../../launcher/plain-failure.ts');
    for (const [code, words] of [
      ['EACCES', '另一个用户'],
      ['EROFS', '只读'],
      ['ENOSPC', '磁盘已满'],
    ] as const) {
      expect(plainFailure(Object.assign(new Error(code), { code, path: '/srv/data' }))).toMatch(
        new RegExp(`/srv/data.*${words}|${words}.*/srv/data`),
      );
    }
  });
});
