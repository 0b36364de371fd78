import { mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Mutex } from 'async-mutex';
import { z } from 'zod';
import { anyFreePort, isFree, nextFreePort } from './ports.ts';
import { replaceFile } from './replace-file.ts';

/** What listens. */
export type PortName = 'app' | 'temporal' | 'mongodb';

const one = z.object({ wanted: z.number().int(), port: z.number().int() }).optional();

/** What else an earlier version remembered is passed over. */
const schema = z.object({ app: one, temporal: one, mongodb: one });

type Remembered = z.infer<typeof schema>;

/** The ports of one data folder. */
export interface Ports {
  /**
   * The port for `name`: the one that was used instead of `wanted` last time, so that links stay valid; else `wanted`; else the next
   * free one. Remembered.
   */
  choose(name: PortName, wanted?: number, host?: string): Promise<number>;
}

/** For tests and rehearsals: whatever is free, remembered nowhere. */
export const freePorts: Ports = { choose: anyFreePort };

/** For what is started again: whatever is free, and the same each time. */
export function heldPorts(): Ports {
  const held = new Map<PortName, number>();
  return {
    choose: async (name) => {
      const port = held.get(name) ?? (await anyFreePort());
      held.set(name, port);
      return port;
    },
  };
}

const usual: Record<PortName, number> = { app: 8080, temporal: 7233, mongodb: 27_017 };

const chinese: Record<PortName, string> = { app: '网页', temporal: 'Temporal', mongodb: 'MongoDB' };

/** Reads the remembered ports of a data folder. A file that cannot be read counts as none: ports are found again. */
export function rememberedPorts(dataDir: string, say: (line: string) => void): Ports {
  const file = path.join(dataDir, 'ports.json');
  let remembered: Remembered = {};
  try {
    remembered = schema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    // First start.
  }
  const taken = new Set<number>();

  async function pick(name: PortName, asked: number | undefined, host: string): Promise<{ wanted: number; port: number }> {
    const before = remembered[name];
    const wanted = asked ?? before?.wanted ?? usual[name];
    if (before?.wanted === wanted && !taken.has(before.port) && (await isFree(before.port, host))) return before;
    const port = await nextFreePort(wanted, host, taken);
    const busy = before?.wanted === wanted ? before.port : wanted;
    if (port !== busy)
      say(`${chinese[name]}：端口 ${busy} 已被占用，改用 ${port} 并记住 / port ${busy} is taken, ${port} is used and remembered`);
    return { wanted, port };
  }

  async function choose(name: PortName, asked: number | undefined, host: string): Promise<number> {
    const choice = await pick(name, asked, host);
    taken.add(choice.port);
    remembered = { ...remembered, [name]: choice };
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    replaceFile(file, `${JSON.stringify(remembered, undefined, 2)}\n`);
    return choice.port;
  }

  // One after the other: no two are given the same port.
  const turn = new Mutex();
  return { choose: (name, asked, host = '127.0.0.1') => turn.runExclusive(() => choose(name, asked, host)) };
}
