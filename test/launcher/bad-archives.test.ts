import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { readEnv } from '../../config/env.ts';
import { makeBackup } from '../../launcher/archive/make-backup.ts';
import { listFiles, packFolder, unpackArchive } from '../../launcher/archive/pack.ts';
import { restoreBackup } from '../../launcher/archive/restore-backup.ts';
import { rotateBackups } from '../../launcher/archive/rotate.ts';
import { reachStores } from '../../launcher/reach-stores.ts';
import { runNode } from '../support/command.ts';
import { startTestEngines, TEST_DATABASE, TEST_NAMESPACE, type TestEngines } from '../support/running-engines.ts';
import { scratchFolder } from '../support/scratch-folder.ts';

let engines: TestEngines;
const stores = () => ({
  temporalAddress: engines.temporal.address,
  namespace: TEST_NAMESPACE,
  mongodbUri: engines.mongo.uri,
  database: TEST_DATABASE,
});
const launcherEnv = (dataDir: string) => ({ DATA_DIR: dataDir, TEMPORAL_NAMESPACE: TEST_NAMESPACE, MONGODB_DATABASE: TEST_DATABASE });

beforeAll(async () => {
  engines = await startTestEngines();
  // Histories long enough to fill pages beyond the first half of the file.
  for (let n = 0; n < 12; n += 1) {
    const workflowId = `run/${n}`;
    const args = ['x'.repeat(60_000)];
    const { firstExecutionRunId: runId } = await engines.client.workflow.start('reorganizeTownship', {
      workflowId,
      taskQueue: 'nobody',
      args,
    });
    await engines.store.db
      .collection<{ _id: string }>('township_progress')
      .insertOne({ _id: workflowId, runId, historyLength: 1, updatedAt: new Date(0) } as never);
  }
  writeFileSync(path.join(engines.folder, 'secrets.json'), '{"voucherKeys":"find-me-in-plain-text"}', { mode: 0o600 });
});
afterAll(() => engines.stop());

const none = { keyFile: '' };

describe('an encrypted backup', { timeout: 300_000 }, () => {
  it('is opened by its key file alone, which is made once and kept from others', async () => {
    const folder = scratchFolder();
    const key = { keyFile: path.join(folder, 'keys', 'backup.key') };
    const file = path.join(folder, 'one.tar.gz.age');
    await makeBackup(stores(), engines.folder, file, { key });
    expect(readFileSync(file, 'latin1')).toMatch(/^age-encryption\.org\/v1\n-> X25519 /);
    expect([statSync(file).mode & 0o777, statSync(key.keyFile).mode & 0o777]).toEqual([0o600, 0o600]);
    const kept = readFileSync(key.keyFile, 'utf8');
    const again = path.join(folder, 'two.tar.gz.age');
    await makeBackup(stores(), engines.folder, again, { key });
    expect(readFileSync(key.keyFile, 'utf8')).toBe(kept);

    const other = { keyFile: path.join(folder, 'other.key') };
    await makeBackup(stores(), engines.folder, path.join(folder, 'three.age'), { key: other });
    for (const wrong of [none, other, { passphrase: 'correct horse battery' }]) {
      const refused = path.join(scratchFolder(), 'data');
      await expect(restoreBackup(file, refused, { force: false, key: wrong })).rejects.toThrow(/已加密[\s\S]*is encrypted/);
      expect(readdirSync(refused)).toEqual([]);
    }
    const dataDir = path.join(scratchFolder(), 'data');
    await restoreBackup(file, dataDir, { force: false, key });
    expect(readFileSync(path.join(dataDir, 'secrets.json'), 'utf8')).toContain('find-me-in-plain-text');
    // One bit changed in what is encrypted.
    const bytes = readFileSync(again);
    bytes[bytes.length - 100] = (bytes.at(-100) ?? 0) ^ 1;
    writeFileSync(again, bytes);
    await expect(restoreBackup(again, path.join(scratchFolder(), 'data'), { force: false, key })).rejects.toThrow(/不是完整的备份/);
  });

  it('is opened by its passphrase', async () => {
    const folder = scratchFolder();
    const file = path.join(folder, 'one.tar.gz.age');
    const key = { passphrase: 'correct horse battery staple' };
    await makeBackup(stores(), engines.folder, file, { key });
    expect((await unpackArchive(file, path.join(folder, 'out'), key)).runs).toBe(12);
    await expect(unpackArchive(file, path.join(folder, 'no'), { passphrase: 'correct horse battery stapler' })).rejects.toThrow(/已加密/);
  });
});

describe('a process database that is cut to half', { timeout: 300_000 }, () => {
  async function damaged(): Promise<{ dataDir: string; archive: string }> {
    const folder = scratchFolder();
    const whole = path.join(folder, 'whole.tar.gz');
    await makeBackup(stores(), engines.folder, whole);
    const unpacked = path.join(folder, 'unpacked');
    const manifest = await unpackArchive(whole, unpacked, none);
    const dataDir = path.join(folder, 'data');
    await restoreBackup(whole, dataDir, { force: false });
    for (const database of [unpacked, dataDir].map((at) => path.join(at, 'temporal', 'temporal.db'))) {
      truncateSync(database, Math.floor(statSync(database).size / 2));
    }
    const archive = path.join(folder, 'half.tar.gz');
    await packFolder(unpacked, { ...manifest, files: await listFiles(unpacked) }, archive, undefined);
    return { dataDir, archive };
  }

  it('is not backed up, and its backup is not restored', async () => {
    const { dataDir, archive } = await damaged();
    const file = path.join(scratchFolder(), 'bad.tar.gz');
    const backUp = async () => {
      const reached = await reachStores(readEnv('launcher', launcherEnv(dataDir)), () => undefined);
      try {
        return await makeBackup(reached, dataDir, file);
      } finally {
        await reached.close();
      }
    };
    await expect(backUp()).rejects.toThrow(/流程库损坏或不完整/);
    expect(readdirSync(path.dirname(file))).toEqual([]);
    expect(readdirSync(dataDir).filter((name) => name.startsWith('backup-'))).toEqual([]);

    const target = path.join(scratchFolder(), 'data');
    await expect(restoreBackup(archive, target, { force: false })).rejects.toThrow(/流程库损坏或不完整/);
    expect(readdirSync(target)).not.toContain('temporal');
  });
});

describe('a backup that is killed', { timeout: 300_000 }, () => {
  it('leaves nothing that the next command does not clear, and says so', async () => {
    const folder = scratchFolder();
    const whole = path.join(folder, 'whole.tar.gz');
    await makeBackup(stores(), engines.folder, whole);
    const dataDir = path.join(folder, 'data');
    await restoreBackup(whole, dataDir, { force: false });
    const file = path.join(folder, 'archives', 'killed.tar.gz.age');
    const env = { ...process.env, ...launcherEnv(dataDir), BACKUP_KEY_FILE: path.join(folder, 'backup.key') };
    const command = runNode(['launcher/bootstrap.mjs', 'launcher/backup.ts', file], env);
    const working = () =>
      readdirSync(dataDir).find((name) => name.startsWith('backup-') && existsSync(path.join(dataDir, name, 'files', 'temporal')));
    await expect.poll(working, { timeout: 300_000, interval: 5 }).toBeDefined();
    command.process.kill('SIGKILL');
    await command.ended;
    // As it is when the file was half written.
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(`${file}.partial`, 'half');
    expect(working()).toBeDefined();

    const said: string[] = [];
    const reached = await reachStores(readEnv('launcher', launcherEnv(dataDir)), (line) => said.push(line));
    onTestFinished(() => reached.close());
    expect(readdirSync(dataDir).filter((name) => name.startsWith('backup-'))).toEqual([]);
    expect(readdirSync(path.dirname(file))).toEqual([]);
    expect(said.filter((line) => line.includes('a killed backup left'))).toHaveLength(2);
    // While somebody works on it, nobody restores over it.
    expect((await restoreFails(dataDir)).message).toMatch(/running/);
  });

  async function restoreFails(dataDir: string): Promise<Error> {
    return restoreBackup(path.join(dataDir, '..', 'whole.tar.gz'), dataDir, { force: true }).then(
      () => new Error('restored'),
      (error: unknown) => error as Error,
    );
  }
});

describe('rotation', () => {
  it('removes what is older than asked by its name, never the one just made, and nothing else', () => {
    const folder = scratchFolder();
    const kept = ['league-reorg-20260601-023000.tar.gz', 'league-reorg-20260629-023000.tar.gz.age', 'mine-20200101.tar.gz', 'notes.txt'];
    const old = ['league-reorg-20260501-023000.tar.gz', 'league-reorg-20250501-023000.tar.gz.age'];
    for (const name of [...kept, ...old]) writeFileSync(path.join(folder, name), '');
    const now = new Date('2026-06-30T12:00:00');
    expect(rotateBackups(path.join(folder, 'league-reorg-20260601-023000.tar.gz'), 7, now).map((file) => path.basename(file))).toEqual(
      old.toSorted(),
    );
    expect(readdirSync(folder)).toEqual(kept.toSorted());
  });
});
