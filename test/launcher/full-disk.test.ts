import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statfsSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { readRunning } from '../../engines/index.ts';
import { rotateLog } from '../../engines/log-file.ts';
import { isAlive } from '../../engines/process-identity.ts';
import { runCommand, runNode } from '../support/command.ts';
import { scratchFolder } from '../support/scratch-folder.ts';
import { addExamplePeople, startService } from '../support/started-service.ts';
import { until } from '../support/until.ts';

/** A small disk of its own; only root may make one. */
function smallDisk(megabytes: number): string | undefined {
  const folder = path.join(scratchFolder(), 'disk');
  mkdirSync(folder);
  if (spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', folder]).status !== 0) return undefined;
  onTestFinished(() => void spawnSync('umount', ['-l', folder]));
  return folder;
}

const mounts = process.getuid?.() === 0;

describe.skipIf(!mounts)('a disk that fills up', { timeout: 300_000 }, () => {
  it('makes the service read-only before MongoDB aborts, ends no process, and is over by itself', async () => {
    const disk = smallDisk(700);
    if (disk === undefined) return;
    const dataDir = path.join(disk, 'data');
    const service = await startService(dataDir);
    onTestFinished(() => service.stop());
    await addExamplePeople(service.store);
    const league = await service.signIn('county-league', 'lanyu');
    const processes = readRunning(dataDir)?.processes ?? [];
    const filler = path.join(disk, 'filler');
    const { bavail, bsize } = statfsSync(disk);
    writeFileSync(filler, Buffer.alloc(Math.max(0, bavail * bsize - 20_000_000)));

    const command = () => league.post('/api/campaigns', { nonce: randomBytes(18).toString('base64url') });
    const refused = await until(async () => {
      const answer = await command();
      return answer.status === 503 ? answer : undefined;
    });
    expect(refused.body).toMatchObject({ error: { code: 'READ_ONLY', message: expect.stringContaining('磁盘已满') } });
    expect(refused.headers.get('retry-after')).toBe('60');
    // Everything can still be read, and says why.
    const page = await (await fetch(`${service.system.apiUrl}/sign-in`)).text();
    expect(page).toContain('服务器磁盘已满');
    expect((await league.get('/api/campaigns')).status).toBe(200);
    const ready = (await (await fetch(`${service.system.apiUrl}/readyz`)).json()) as { status: string; conditions: unknown };
    expect(ready.conditions).toEqual([expect.objectContaining({ kind: 'disk-full' })]);
    expect(processes.filter(isAlive)).toHaveLength(processes.length);

    rmSync(filler);
    await until(async () => ((await command()).status === 503 ? undefined : true));
    expect(processes.filter(isAlive)).toHaveLength(processes.length);
  });

  it.each(['full', 'read-only'] as const)('is told at the start in one sentence: %s', async (state) => {
    const disk = smallDisk(1);
    if (disk === undefined) return;
    if (state === 'full') spawnSync('dd', ['if=/dev/zero', `of=${path.join(disk, 'filler')}`, 'bs=64k']);
    else spawnSync('mount', ['-o', 'remount,ro', disk]);
    const command = runNode(['launcher/bootstrap.mjs', 'launcher/start.ts'], { ...process.env, DATA_DIR: path.join(disk, 'data') });
    expect((await command.ended).code).toBe(1);
    expect(command.output()).toMatch(state === 'full' ? /磁盘已满[\s\S]*The disk is full/ : /磁盘是只读的[\s\S]*read-only disk/);
    expect(command.output()).not.toMatch(/\n\s+at /);
  });

  it.each([
    ['belongs to another user', /没有读写权限[\s\S]*chown -R[\s\S]*belong to another user/],
    ['is a file', /应当是文件夹[\s\S]*should be a folder/],
    ['is a link that leads nowhere', /应当是文件夹[\s\S]*should be a folder/],
  ] as const)('where the data folder %s: one sentence, and nothing made worse', async (state, sentence) => {
    const dataDir = path.join(scratchFolder(), 'data');
    if (state === 'is a file') writeFileSync(dataDir, 'mine');
    else if (state === 'is a link that leads nowhere') symlinkSync('/nowhere/at/all', dataDir);
    else mkdirSync(dataDir, { mode: 0o700 });
    const env = { ...process.env, DATA_DIR: dataDir, HOME: '/nonexistent' };
    const nobody = ['--reuid=65534', '--regid=65534', '--clear-groups', process.execPath];
    const start = ['--import', 'tsx', 'launcher/start.ts'];
    const command = state === 'belongs to another user' ? runCommand('setpriv', [...nobody, ...start], env) : runNode(start, env);
    expect((await command.ended).code).toBe(1);
    expect(command.output()).toMatch(sentence);
    expect(command.output()).toContain(dataDir);
    expect(command.output()).not.toMatch(/\n\s+at /);
    if (state === 'is a file') expect(readFileSync(dataDir, 'utf8')).toBe('mine');
    else if (state === 'belongs to another user') expect(readdirSync(dataDir)).toEqual([]);
  });

  it('is no reason for a log to end the process that keeps it', () => {
    const disk = smallDisk(24);
    if (disk === undefined) return;
    const log = path.join(disk, 'api.log');
    writeFileSync(log, Buffer.alloc(21_000_000));
    rotateLog(log);
    expect(statfsSync(disk).bavail * statfsSync(disk).bsize).toBeGreaterThan(20_000_000);
    expect(existsSync(`${log}.1`)).toBe(false);
  });
});
