import os from 'node:os';
import { Connection, type ConnectionOptions } from '@temporalio/client';

/** The one task queue: api starts runs on it, workers poll it. */
export const taskQueue = 'reorganization';

/** Who a process says it is in the Temporal UI, such as `api@host-4711`; without it only `pid@host` would stand there. */
export function processIdentity(role: 'api' | 'worker' | 'launcher' | 'rehearsal'): string {
  return `${role}@${os.hostname()}-${process.pid}`;
}

/** Thrown when no Temporal answers at an address. */
export class TemporalAwayError extends Error {
  override readonly name = 'TemporalAwayError';

  constructor(address: string, cause: unknown) {
    super(
      [
        `流程引擎没有应答（${address}）：请启动 Temporal，或检查 TEMPORAL_ADDRESS，然后重新运行。`,
        `Temporal does not answer at ${address}: start it, or check TEMPORAL_ADDRESS, then run this again.`,
      ].join('\n'),
    );
    // Not as `cause`, which would be printed: a gRPC trace says nothing more.
    Object.defineProperty(this, 'reason', { value: cause, enumerable: false });
  }
}

/**
 * Connects a client to Temporal.
 * @throws {TemporalAwayError} when nothing answers there within `connectTimeout` (default 10 s)
 */
export async function connectTemporal(env: { readonly TEMPORAL_ADDRESS: string }, options: ConnectionOptions = {}): Promise<Connection> {
  try {
    return await Connection.connect({ connectTimeout: '10s', ...options, address: env.TEMPORAL_ADDRESS });
  } catch (error) {
    throw new TemporalAwayError(env.TEMPORAL_ADDRESS, error);
  }
}
