import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type RunningMongo, startMongo } from '../../engines/index.ts';
import { openStore, type Store } from '../../store/database.ts';
import { prepareIndexes } from '../../store/indexes.ts';

/** A real `mongod` alone, with the app's indexes, for tests that need no other engine. */
export interface TestStore {
  readonly mongo: RunningMongo;
  readonly store: Store;
  stop(): Promise<void>;
}

/** About two seconds. Start it in `beforeAll`, stop it in `afterAll`. */
export async function startTestStore(): Promise<TestStore> {
  const folder = await mkdtemp(path.join(tmpdir(), 'league-reorg-test-'));
  const mongo = await startMongo({ dataDir: folder });
  const store = openStore(mongo.uri, 'league_reorg', 'test');
  await prepareIndexes(store);
  return {
    mongo,
    store,
    async stop() {
      await store.client.close();
      await mongo.stop(1_000);
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
