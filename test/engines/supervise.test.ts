import { closeSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { guardPid } from '../../engines/guard.ts';
import { openLog, rotateLog } from '../../engines/log-file.ts';
import { supervise } from '../../engines/supervise.ts';
import { nodeChild, untilTold } from '../support/node-child.ts';
import { scratchFolder } from '../support/scratch-folder.ts';

describe('a child', () => {
  it('ends in order when it can, and by force when it does not', async () => {
    const folder = scratchFolder();
    const orderly = await nodeChild(folder, untilTold);
    expect(await orderly.stop()).toEqual({ code: null, signal: 'SIGTERM' });
    const stubborn = await nodeChild(folder, `process.on('SIGTERM', () => {}); console.log('up'); ${untilTold}`, {
      name: 'stubborn',
      graceMs: 300,
    });
    await expect.poll(() => readFileSync(stubborn.log, 'utf8')).toContain('up');
    expect(await stubborn.stop()).toEqual({ code: null, signal: 'SIGKILL' });
    expect(await stubborn.stop()).toEqual({ code: null, signal: 'SIGKILL' });
  });

  it('is guarded again when the guard has died', async () => {
    const child = await nodeChild(scratchFolder(), untilTold);
    const guard = guardPid()!;
    process.kill(guard, 'SIGKILL');
    await expect.poll(guardPid).not.toBe(guard);
    expect(guardPid()).toBeGreaterThan(0);
    await child.stop();
  });

  it('writes to a log that only its owner reads and that does not grow for ever', async () => {
    const folder = scratchFolder();
    const child = await nodeChild(folder, `console.log('out'); console.error('err')`);
    await child.ended;
    expect(readFileSync(child.log, 'utf8')).toBe('out\nerr\n');
    expect(statSync(child.log).mode & 0o777).toBe(0o600);

    const file = path.join(folder, 'large.log');
    writeFileSync(file, Buffer.alloc(20_000_001, 'x'));
    const log = openLog(file);
    writeFileSync(log, 'next\n');
    closeSync(log);
    expect([statSync(file).size, statSync(`${file}.1`).size]).toEqual([5, 20_000_001]);
    expect(() => rotateLog(path.join(folder, 'none.log'))).not.toThrow();
  });
});

describe('supervision', () => {
  const watch = (folder: string, said: string[]) =>
    supervise({ name: 'worker', start: (signal) => nodeChild(folder, untilTold, { signal }), say: (line) => said.push(line) });

  it('starts a dead child again and says so in one line', async () => {
    const said: string[] = [];
    const child = await watch(scratchFolder(), said);
    const first = await child.running();
    process.kill(first.pid, 'SIGKILL');
    await first.ended;
    await expect.poll(async () => (await child.running()).pid).not.toBe(first.pid);
    expect(said).toHaveLength(2);
    expect(said[0]).toMatch(/worker .*SIGKILL.*0\.5/);
    await child.stop();
    await expect(child.running()).rejects.toThrow('worker is stopped');
  });

  it('keeps it down as long as asked after a kill, and at once after a restart', async () => {
    const said: string[] = [];
    const child = await watch(scratchFolder(), said);
    const began = Date.now();
    await child.kill9(700);
    await child.running();
    expect(Date.now() - began).toBeGreaterThanOrEqual(700);
    const { pid } = await child.running();
    expect((await child.restart()).pid).not.toBe(pid);
    await child.stop();
  });

  it('waits longer each time a start fails, and goes on', async () => {
    const folder = scratchFolder();
    const said: string[] = [];
    let starts = 0;
    const child = await supervise({
      name: 'api',
      start: (signal) => {
        starts += 1;
        return starts === 2 ? Promise.reject(new Error('port taken')) : nodeChild(folder, untilTold, { signal });
      },
      say: (line) => said.push(line),
    });
    await child.kill9(10);
    await child.running();
    expect(starts).toBe(3);
    expect(said.join('\n')).toContain('port taken');
    await child.stop();
  });

  it('stops for good while a restart is due, and while a start is under way', async () => {
    const folder = scratchFolder();
    const child = await watch(folder, []);
    await child.kill9(60_000);
    await child.stop();
    await expect(child.running()).rejects.toThrow();

    const unwanted = new AbortController();
    const slow = supervise({
      name: 'slow',
      start: async (signal) => {
        const started = await nodeChild(folder, untilTold, { signal });
        unwanted.abort(new Error('no longer wanted'));
        await started.ended;
        throw new Error('ended');
      },
      say: () => undefined,
      signal: unwanted.signal,
    });
    await expect(slow).rejects.toThrow('ended');
  });
});
