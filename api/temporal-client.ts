import { Client, Connection } from '@temporalio/client';
import { processIdentity } from '../config/temporal.ts';

/** The api's way to Temporal. */
export interface TemporalAccess {
  /** Connects on first use, and again by itself after an outage: every call on it needs a deadline. */
  readonly temporal: () => Promise<Client>;
  /** Throws when Temporal does not answer within `ms`. */
  answers(ms: number): Promise<void>;
}

/**
 * After an outage gRPC would wait up to two minutes before it looks again; people press the button sooner. A connection that went
 * dead without a word is found out by a ping.
 */
const CHANNEL = {
  'grpc.initial_reconnect_backoff_ms': 100,
  'grpc.min_reconnect_backoff_ms': 100,
  'grpc.max_reconnect_backoff_ms': 1_000,
  'grpc.keepalive_time_ms': 15_000,
  'grpc.keepalive_timeout_ms': 3_000,
  'grpc.keepalive_permit_without_calls': 1,
};

export function openTemporal({ address, namespace }: { readonly address: string; readonly namespace: string }): TemporalAccess {
  const connection = Connection.lazy({ address, channelArgs: CHANNEL });
  const client = new Client({ connection, namespace, identity: processIdentity('api') });
  return {
    temporal: () => Promise.resolve(client),
    async answers(ms) {
      await connection.withDeadline(Date.now() + ms, () => client.workflowService.getSystemInfo({}));
    },
  };
}
