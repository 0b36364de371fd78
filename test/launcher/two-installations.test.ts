import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { MongoClient } from 'mongodb';
import { describe, expect, it, onTestFinished } from 'vitest';
import { readEnv } from '../../config/env.ts';
import { notePlace } from '../../engines/data-place.ts';
import { anyFreePort, type RunningSystem, readRunning, startSystem } from '../../engines/index.ts';
import { isAlive } from '../../engines/process-identity.ts';
import type { PortName } from '../../engines/remembered-ports.ts';
import { runNode } from '../support/command.ts';
import { scratchFolder } from '../support/scratch-folder.ts';

const entries = { api: 'test/support/small-api.ts', worker: 'test/support/small-worker.ts', bundle: 'test/support/small-bundle.ts' };
const portOf = (address: string) =>
  Number(new URL(address.replace(/^(mongodb:\/\/|)(?=.)/, 'http://').replace('http://http', 'http')).port);

async function startOne(choose: (name: PortName) => Promise<number>): Promise<RunningSystem> {
  const dataDir = path.join(scratchFolder(), 'data');
  const system = await startSystem({ env: readEnv('launcher', { DATA_DIR: dataDir }), ports: { choose }, entries });
  onTestFinished(() => system.stop());
  return system;
}

describe('two installations on one machine', () => {
  it('that chose the same ports: the later one proves nothing there, reads nothing there, and chooses again', async () => {
    const one = await startOne(() => anyFreePort());
    const taken: Record<PortName, number> = {
      app: portOf(one.apiUrl),
      temporal: portOf(`http://${one.temporalAddress}`),
      mongodb: portOf(one.mongodbUri),
    };
    const asked = new Set<PortName>();
    // As it is when both looked for free ports before either listened.
    const other = await startOne((name) => {
      if (asked.has(name)) return anyFreePort();
      asked.add(name);
      return Promise.resolve(taken[name]);
    });
    expect(other.apiUrl).not.toBe(one.apiUrl);
    expect(other.temporalAddress).not.toBe(one.temporalAddress);
    expect(other.url).toBe(other.apiUrl);
    const given = (await (await fetch(`${other.apiUrl}/env`)).json()) as Record<string, string>;
    expect(given).toMatchObject({ MONGODB_URI: other.mongodbUri, TEMPORAL_ADDRESS: other.temporalAddress, PUBLIC_URL: other.url });
    const client = new MongoClient(other.mongodbUri.replace(/:\d+\/\?/, `:${taken.mongodb}/?`), { serverSelectionTimeoutMS: 2_000 });
    await expect(client.db('league_reorg').collection('people').findOne()).rejects.toThrow(/Authentication failed/);
    await client.close();
  });

  it('one of which is a copy of the other’s folder: both run, and the copy says what it is', async () => {
    const folder = scratchFolder();
    const [original, copy] = [path.join(folder, 'office'), path.join(folder, 'copy')];
    const start = async (dataDir: string) => {
      const command = runNode(['launcher/bootstrap.mjs', 'test/support/small-start.ts'], { ...process.env, DATA_DIR: dataDir });
      await expect.poll(command.output, { timeout: 300_000, interval: 50 }).toMatch(/已就绪|错误|Error|已在运行/);
      const url = /open：\s+(\S+)/.exec(command.output())?.[1] ?? command.output();
      return { command, given: (await (await fetch(`${url}/env`)).json()) as Record<string, string> };
    };
    const first = await start(original);
    expect(first.command.output()).not.toMatch(/副本|a copy of/);
    const processes = readRunning(original)?.processes ?? [];
    // While it runs, as whoever copies a folder does not think of it; MongoDB recovers from what was copied.
    cpSync(original, copy, { recursive: true });
    // Whatever asks the copy is not led to the original.
    expect(readRunning(copy)).toBeUndefined();
    const second = await start(copy);
    expect(second.command.output()).toContain(`本文件夹是 ${original} 的副本`);
    expect(processes.filter(isAlive)).toHaveLength(processes.length);
    for (const name of ['PORT', 'MONGODB_URI', 'TEMPORAL_ADDRESS']) expect(second.given[name]).not.toBe(first.given[name]);
    second.command.process.kill('SIGTERM');
    await second.command.ended;
    expect(processes.filter(isAlive)).toHaveLength(processes.length);
    first.command.process.kill('SIGTERM');
    await first.command.ended;
    // Moved, not copied: said once, and no copy of anything.
    rmSync(original, { recursive: true });
    const said: string[] = [];
    for (let n = 0; n < 2; n += 1) notePlace(copy, (line) => said.push(line));
    expect(said).toEqual([]);
  });

  it('started within a second each prints its own address', async () => {
    const wanted = { temporal: await anyFreePort(), temporalUi: await anyFreePort(), mongodb: await anyFreePort() };
    const PORT = String(await anyFreePort());
    const commands = ['one', 'two'].map((name) => {
      const dataDir = path.join(scratchFolder(), name);
      mkdirSync(dataDir, { mode: 0o700 });
      const ports = Object.fromEntries(Object.entries(wanted).map(([key, port]) => [key, { wanted: port, port }]));
      writeFileSync(path.join(dataDir, 'ports.json'), JSON.stringify(ports));
      const env = { ...process.env, DATA_DIR: dataDir, PORT };
      return { dataDir, command: runNode(['launcher/bootstrap.mjs', 'test/support/small-start.ts'], env) };
    });
    const urls = await Promise.all(
      commands.map(async ({ dataDir, command }) => {
        await expect.poll(command.output, { timeout: 300_000, interval: 50 }).toMatch(/已就绪|错误|Error/);
        const url = /open：\s+(\S+)/.exec(command.output())?.[1] ?? command.output();
        const given = (await (await fetch(`${url}/env`)).json()) as Record<string, string>;
        expect(given['DATA_DIR']).toBe(dataDir);
        return given;
      }),
    );
    for (const name of ['PORT', 'MONGODB_URI', 'TEMPORAL_ADDRESS', 'TEMPORAL_UI_ADDRESS']) {
      expect(urls[0]?.[name]).not.toBe(urls[1]?.[name]);
    }
  });
});
