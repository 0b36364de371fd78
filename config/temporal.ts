import os from 'node:os';
import { Connection, type ConnectionOptions } from '@temporalio/client';

/** The one task queue: api starts runs on it, workers poll it. */
export const taskQueue = 'reorganization';

/** Who a process says it is in the Temporal UI, such as `api@host-4711`; without it only `pid@host` would stand there. */
export function processIdentity(role: 'api' | 'worker' | 'launcher' | 'rehearsal'): string {
  return `${role}@${os.hostname()}-${process.pid}`;
}

/**
 * Connects a client to Temporal.
 * @throws when nothing answers there within `connectTimeout` (default 10 s)
 */
export function connectTemporal(env: { readonly TEMPORAL_ADDRESS: string }, options: ConnectionOptions = {}): Promise<Connection> {
  return Connection.connect({ connectTimeout: '10s', ...options, address: env.TEMPORAL_ADDRESS });
}
