import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { readLock, tryLock } from '../../engines/file-lock.ts';
import { identify, isAlive } from '../../engines/process-identity.ts';
import { scratchFolder } from '../support/scratch-folder.ts';

describe('a lock file', () => {
  it('is held by one, tells who and what, and is free again after release', () => {
    const file = path.join(scratchFolder(), 'deeper', 'lock');
    const first = tryLock(file, { url: 'http://one' });
    if (!('lock' in first)) throw new Error('not taken');
    expect(tryLock(file)).toMatchObject({ holder: { owner: { pid: process.pid }, note: { url: 'http://one' } } });
    first.lock.write({ url: 'http://two' });
    expect(readLock(file)?.note).toEqual({ url: 'http://two' });
    first.lock.release();
    expect(readLock(file)).toBeUndefined();
    expect(tryLock(file)).toHaveProperty('lock');
  });

  it('does not count when its process is dead, and hands over what that one wrote', () => {
    const file = path.join(scratchFolder(), 'lock');
    const dead = spawnSync(process.execPath, ['-e', '']);
    writeFileSync(file, JSON.stringify({ owner: { pid: dead.pid, started: '' }, note: 'left' }));
    expect(tryLock(file)).toMatchObject({ left: { note: 'left' } });
  });

  it('does not take another process with the same number for its holder', () => {
    const file = path.join(scratchFolder(), 'lock');
    writeFileSync(file, JSON.stringify({ owner: { pid: process.pid, started: 'another boot/1' } }));
    expect(tryLock(file)).toHaveProperty('lock');
  });

  it('is taken over when its content is no record', () => {
    const file = path.join(scratchFolder(), 'lock');
    writeFileSync(file, '{"owner"');
    expect(tryLock(file)).toHaveProperty('lock');
  });

  it('lets one at a time through, in four processes at once', async () => {
    const folder = scratchFolder();
    const log = path.join(folder, 'log');
    const script = path.resolve('test/support/lock-taker.ts');
    const takers = [1, 2, 3, 4].map(() => spawn(process.execPath, ['--import', 'tsx', script, path.join(folder, 'lock'), log]));
    const codes = await Promise.all(takers.map(async (taker) => (await once(taker, 'exit'))[0] as number));
    expect(codes).toEqual([0, 0, 0, 0]);
    const lines = readFileSync(log, 'utf8').trim().split('\n');
    expect(lines).toHaveLength(40);
    for (let at = 0; at < lines.length; at += 2) expect(lines[at + 1]).toBe(lines[at]?.replace('in', 'out'));
    expect(existsSync(path.join(folder, 'lock'))).toBe(false);
  });
});

describe('a process', () => {
  it('is alive until it has ended', async () => {
    const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
    await once(child, 'spawn');
    const identity = identify(child.pid!);
    expect(isAlive(identity)).toBe(true);
    expect(isAlive({ ...identity, started: 'other' })).toBe(false);
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(isAlive(identity)).toBe(false);
  });
});
