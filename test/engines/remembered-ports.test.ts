import { once } from 'node:events';
import { createServer, type Server } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { anyFreePort } from '../../engines/ports.ts';
import { rememberedPorts } from '../../engines/remembered-ports.ts';
import { scratchFolder } from '../support/scratch-folder.ts';

async function occupy(port: number): Promise<Server> {
  const server = createServer().listen(port, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  return server;
}

describe('the ports of a data folder', () => {
  it('moves on from a taken port, says so, and keeps the other one even when the wanted one is free again', async () => {
    const folder = scratchFolder();
    const wanted = await anyFreePort();
    const taken = await occupy(wanted);
    const said: string[] = [];
    const port = await rememberedPorts(folder, (line) => said.push(line)).choose('app', wanted);
    expect(port).toBeGreaterThan(wanted);
    expect(said).toHaveLength(1);
    expect(said[0]).toContain(String(port));

    taken.close();
    await once(taken, 'close');
    expect(await rememberedPorts(folder, (line) => said.push(line)).choose('app')).toBe(port);
    expect(await rememberedPorts(folder, (line) => said.push(line)).choose('app', wanted)).toBe(port);
    expect(said).toHaveLength(1);
  });

  it('takes another port that a person asks for', async () => {
    const folder = scratchFolder();
    const [first, second] = [await anyFreePort(), await anyFreePort()];
    expect(await rememberedPorts(folder, () => undefined).choose('app', first)).toBe(first);
    expect(await rememberedPorts(folder, () => undefined).choose('app', second)).toBe(second);
  });

  it('gives no two names the same port, asked at one instant', async () => {
    const ports = rememberedPorts(scratchFolder(), () => undefined);
    const wanted = await anyFreePort();
    const chosen = await Promise.all([ports.choose('app', wanted), ports.choose('temporal', wanted), ports.choose('mongodb', wanted)]);
    expect(new Set(chosen).size).toBe(3);
  });
});
