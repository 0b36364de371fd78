import { randomInt } from 'node:crypto';
import { connect, createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** Whether nobody listens on this port of this machine. */
export function isFree(port: number, host = '127.0.0.1'): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(true)));
  });
}

/** Below what Linux, macOS and Windows give to outgoing connections (32768 and up): those come and go at any moment. */
const ownRange = { from: 15_000, to: 32_000 };

/** Some free port; another process may take it before it is used. */
export async function anyFreePort(): Promise<number> {
  for (;;) {
    const port = randomInt(ownRange.from, ownRange.to);
    if (await isFree(port)) return port;
  }
}

/**
 * The first free port from `wanted` on, passing over those in `taken`.
 * @throws when the next hundred are all taken
 */
export async function nextFreePort(wanted: number, host: string, taken: ReadonlySet<number> = new Set()): Promise<number> {
  for (let port = wanted; port < wanted + 100 && port <= 65_535; port += 1) {
    if (!taken.has(port) && (await isFree(port, host))) return port;
  }
  throw new Error(`端口 ${wanted} 及其后一百个均被占用 / port ${wanted} and the hundred after it are taken`);
}

/** Whether something accepts connections there. */
export function answers(port: number, host = '127.0.0.1', timeoutMs = 1_000): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host, timeout: timeoutMs });
    const end = (result: boolean) => {
      socket.destroy();
      resolve(result);
    };
    socket
      .once('connect', () => end(true))
      .once('error', () => end(false))
      .once('timeout', () => end(false));
  });
}

/** Waits until `check` holds; false when `giveUp` settles or the time is over first. */
export async function waitUntil(check: () => Promise<boolean>, timeoutMs: number, giveUp: () => boolean = () => false): Promise<boolean> {
  const deadline = Date.now() + timeoutMs;
  while (Date.now() < deadline && !giveUp()) {
    if (await check()) return true;
    await sleep(50);
  }
  return false;
}
