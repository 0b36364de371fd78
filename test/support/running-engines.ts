import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Client, type Connection } from '@temporalio/client';
import { prepareNamespace } from '../../config/namespace.ts';
import { connectTemporal } from '../../config/temporal.ts';
import { type RunningMongo, type RunningTemporal, startMongo, startTemporal } from '../../engines/index.ts';
import { openStore, type Store } from '../../store/database.ts';
import { prepareIndexes } from '../../store/indexes.ts';
import { createVouchers, type Vouchers } from '../../store/vouchers.ts';

/** Namespace and database of every test; each test file has engines of its own. */
export const TEST_NAMESPACE = 'league-reorg';
export const TEST_DATABASE = 'league_reorg';

/** A real `mongod` and a real Temporal on free ports and a scratch folder. */
export interface TestEngines {
  readonly folder: string;
  readonly mongo: RunningMongo;
  readonly temporal: RunningTemporal;
  readonly store: Store;
  readonly client: Client;
  /** Signs for the api and verifies for the worker. */
  readonly vouchers: Vouchers;
  stop(): Promise<void>;
}

/** Starts both engines and prepares namespace and indexes; about three seconds. Stop it in `afterAll`. */
export async function startTestEngines(): Promise<TestEngines> {
  const folder = await mkdtemp(path.join(tmpdir(), 'league-reorg-test-'));
  const [mongo, temporal] = await Promise.all([startMongo({ dataDir: folder }), startTemporal({ dataDir: folder })]);
  const store = openStore(mongo.uri, TEST_DATABASE, 'test');
  const [connection] = await Promise.all([openNamespace(temporal.address), prepareIndexes(store)]);
  return {
    folder,
    mongo,
    temporal,
    store,
    client: new Client({ connection, namespace: TEST_NAMESPACE, identity: 'test' }),
    vouchers: createVouchers([{ id: 'test', secret: randomBytes(32) }]),
    async stop() {
      // The client's connection stays open: closed, it would throw, outside of any test, at a call that is still tried again.
      await store.client.close();
      await Promise.all([mongo.stop(1_000), temporal.stop(1_000)]);
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

async function openNamespace(address: string): Promise<Connection> {
  const connection = await connectTemporal({ TEMPORAL_ADDRESS: address });
  await prepareNamespace(connection, TEST_NAMESPACE);
  return connection;
}
