import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { anyFreePort, readRunning } from '../../engines/index.ts';
import { isAlive } from '../../engines/process-identity.ts';
import { type RunningCommand, runCommand, runNode } from '../support/command.ts';
import { scratchFolder } from '../support/scratch-folder.ts';

/** Ports of its own for every test: the usual ones may be taken by a test that runs beside this one. */
async function withOwnPorts(dataDir: string): Promise<string> {
  const ports = { temporal: 7233, mongodb: 27_017 };
  const own = Object.entries(ports).map(async ([name, wanted]) => [name, { wanted, port: await anyFreePort() }]);
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  writeFileSync(path.join(dataDir, 'ports.json'), JSON.stringify(Object.fromEntries(await Promise.all(own))));
  return dataDir;
}

function start(dataDir: string, env: Record<string, string> = {}): RunningCommand {
  return runNode(['launcher/bootstrap.mjs', 'test/support/small-start.ts'], { ...process.env, DATA_DIR: dataDir, ...env });
}

async function ready(command: RunningCommand): Promise<string> {
  await expect.poll(command.output, { timeout: 300_000, interval: 50 }).toMatch(/已就绪|错误|Error|正在运行|已在运行/);
  const url = /open：\s+(\S+)/.exec(command.output())?.[1];
  if (url === undefined) throw new Error(command.output());
  return url;
}

const envOf = async (url: string) => (await (await fetch(`${url}/env`)).json()) as Record<string, string>;

describe('npm start', () => {
  it('runs everything on one folder, refuses a second start there, and stops on one Ctrl-C, in order', async () => {
    const dataDir = await withOwnPorts(path.join(scratchFolder(), 'data'));
    const PORT = String(await anyFreePort());
    const command = start(dataDir, { PORT, UNRELATED_SECRET: 'x', TRIAL_MS_PER_DAY: '1000' });
    const url = await ready(command);
    expect(url).toBe(`http://127.0.0.1:${PORT}`);

    const given = await envOf(url);
    expect(given).toMatchObject({ DATA_DIR: dataDir, PORT, PUBLIC_URL: url, TEMPORAL_NAMESPACE: 'league-reorg', TRIAL_MS_PER_DAY: '1000' });
    expect(given).not.toHaveProperty('UNRELATED_SECRET');
    expect(given).not.toHaveProperty('SMTP_URL');

    const link = path.join(dataDir, 'first-sign-in.txt');
    expect(readFileSync(link, 'utf8')).toBe(`${url}/first-link\n`);
    expect([statSync(link).mode & 0o777, statSync(dataDir).mode & 0o777]).toEqual([0o600, 0o700]);
    expect(command.output()).toContain(`${url}/first-link`);
    for (const log of readdirSync(path.join(dataDir, 'logs'))) {
      expect(readFileSync(path.join(dataDir, 'logs', log), 'utf8')).not.toContain('first-link');
    }

    const second = start(dataDir);
    expect((await second.ended).code).toBe(1);
    expect(second.output()).toContain(`${url}（pid ${command.process.pid}`);

    const processes = readRunning(dataDir)?.processes ?? [];
    expect(processes.map(({ name }) => name).sort((a, b) => a.localeCompare(b))).toEqual(['api', 'guard', 'mongod', 'temporal', 'worker']);
    // As a terminal and npm do: the same key press arrives twice.
    command.process.kill('SIGINT');
    command.process.kill('SIGINT');
    expect(await command.ended).toEqual({ code: 0, signal: null });
    expect(command.output()).not.toContain('starting again');
    await expect.poll(() => processes.filter(isAlive)).toEqual([]);
    expect(existsSync(path.join(dataDir, 'running.json'))).toBe(false);
  });

  it('leaves nothing behind when killed, and the next start runs at once, at the same address', async () => {
    const dataDir = await withOwnPorts(scratchFolder());
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    onTestFinished(() => void taken.close());
    const PORT = String((taken.address() as { port: number }).port);
    const command = start(dataDir, { PORT });
    const url = await ready(command);
    expect(url).not.toContain(PORT);
    expect(command.output()).toContain(`端口 ${PORT} 已被占用`);
    const secrets = await envOf(url);
    const processes = readRunning(dataDir)?.processes ?? [];
    expect(processes).toHaveLength(5);

    command.process.kill('SIGKILL');
    await command.ended;
    const began = Date.now();
    const next = start(dataDir, { PORT });
    expect(await ready(next)).toBe(url);
    expect(Date.now() - began).toBeLessThan(20_000);
    expect(processes.filter(isAlive)).toEqual([]);
    expect(await envOf(url)).toMatchObject({ VOUCHER_KEYS: secrets['VOUCHER_KEYS'], SESSION_SECRET: secrets['SESSION_SECRET'] });

    const { pid } = await envOf(url);
    process.kill(Number(pid), 'SIGKILL');
    await expect.poll(next.output, { timeout: 10_000 }).toMatch(/api 已恢复/);
    expect((await envOf(url))['pid']).not.toBe(pid);
    next.process.kill('SIGTERM');
    expect((await next.ended).code).toBe(0);
  });

  it('ends what is left itself when the guard was killed too', async () => {
    const dataDir = await withOwnPorts(scratchFolder());
    const PORT = String(await anyFreePort());
    const command = start(dataDir, { PORT });
    const url = await ready(command);
    const processes = readRunning(dataDir)?.processes ?? [];
    for (const pid of [processes.find(({ name }) => name === 'guard')!.pid, command.process.pid!]) process.kill(pid, 'SIGKILL');
    await command.ended;
    expect(processes.filter(isAlive).map(({ name }) => name)).toContain('mongod');
    expect(await ready(start(dataDir, { PORT }))).toBe(url);
    expect(processes.filter(isAlive)).toEqual([]);
  });

  it('stops when npm, which ran it through a shell, is ended, and the next start waits for that', async () => {
    const dataDir = await withOwnPorts(scratchFolder());
    const env = { ...process.env, DATA_DIR: dataDir, PORT: String(await anyFreePort()), npm_lifecycle_event: 'start' };
    const shell = runCommand('sh', ['-c', `${process.execPath} launcher/bootstrap.mjs test/support/small-start.ts; true`], env);
    const url = await ready(shell);
    const processes = readRunning(dataDir)?.processes ?? [];
    shell.process.kill('SIGKILL');
    await expect.poll(() => readRunning(dataDir)?.stopping ?? !processes.some(isAlive), { timeout: 5_000 }).toBe(true);
    const next = start(dataDir, { PORT: env.PORT });
    expect(await ready(next)).toBe(url);
    await shell.ended;
    expect(shell.output()).toContain('已停止');
    expect(processes.filter(isAlive)).toEqual([]);
  });

  it('says everything that is wrong with the environment, and starts nothing', async () => {
    const dataDir = path.join(scratchFolder(), 'data');
    const command = start(dataDir, { PORT: 'http', SMTP_URL: 'mail' });
    expect((await command.ended).code).toBe(1);
    expect(command.output()).toMatch(/PORT = http[\s\S]*SMTP_URL/);
    expect(existsSync(dataDir)).toBe(false);
  });

  it('ends what it started when one part cannot start', async () => {
    const dataDir = await withOwnPorts(scratchFolder());
    const command = start(dataDir, { TEMPORAL_BIN: '/bin/false', PORT: String(await anyFreePort()) });
    expect((await command.ended).code).toBe(1);
    expect(command.output()).toContain('TEMPORAL_ADDRESS');
    expect(readFileSync(path.join(dataDir, 'logs', 'mongod.log'), 'utf8').includes('"exitCode":0')).toBe(true);
    expect(existsSync(path.join(dataDir, 'running.json'))).toBe(false);
  });
});
