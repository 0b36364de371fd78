import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** A network in front of an engine: passes everything on, until it takes what comes and passes nothing on, in either direction. */
export interface StallingProxy {
  readonly port: number;
  stall(): void;
  /** Passes on again, what was held back first. */
  flow(): void;
  close(): void;
}

/** @param port where the engine listens on this machine, at `host` */
export async function startStallingProxy(port: number, host = '127.0.0.1'): Promise<StallingProxy> {
  const pairs = new Set<readonly [Socket, Socket]>();
  let stalled = false;
  const join = ([near, far]: readonly [Socket, Socket]) => {
    near.pipe(far);
    far.pipe(near);
  };
  const part = ([near, far]: readonly [Socket, Socket]) => {
    near.unpipe(far).pause();
    far.unpipe(near).pause();
  };
  const server = createServer((near) => {
    const pair = [near, connect(port, host)] as const;
    pairs.add(pair);
    for (const socket of pair) {
      socket.on('error', () => undefined);
      socket.on('close', () => {
        pairs.delete(pair);
        for (const one of pair) one.destroy();
      });
    }
    if (!stalled) join(pair);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    stall() {
      if (stalled) return;
      stalled = true;
      pairs.forEach(part);
    },
    flow() {
      if (!stalled) return;
      stalled = false;
      pairs.forEach(join);
    },
    close() {
      server.close();
      for (const pair of pairs) for (const socket of pair) socket.destroy();
    },
  };
}
