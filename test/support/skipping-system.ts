import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Client } from '@temporalio/client';
import { type PlanClock, wallTimeOf } from '../../domain/calendar/clock.ts';
import { instantOf, type PlanDate } from '../../domain/calendar/plan-date.ts';
import { startMongo } from '../../engines/index.ts';
import { startTestServer } from '../../engines/test-server.ts';
import { openStore } from '../../store/database.ts';
import { beat } from '../../store/heartbeats.ts';
import { prepareIndexes } from '../../store/indexes.ts';
import { createVouchers } from '../../store/vouchers.ts';
import { TEST_DATABASE } from './running-engines.ts';
import { type AppSystem, startSystemOn } from './running-system.ts';
import { quietRuntime } from './running-worker.ts';

/** The whole service on Temporal's time-skipping server: half a year passes while people press buttons. */
export interface SkippingSystem extends AppSystem {
  /**
   * Lets time pass until the plan's clock shows this day and hour (15.5 is half past three), for the engine and the app
   * alike; every timer on the way fires. Between two calls time goes on as on any clock.
   */
  until(clock: PlanClock, day: PlanDate, hour?: number): Promise<void>;
}

/** About six seconds; people have to be signed in before time is skipped, since a link is good for minutes. */
export async function startSkippingSystem(): Promise<SkippingSystem> {
  const folder = await mkdtemp(path.join(tmpdir(), 'league-reorg-test-'));
  quietRuntime();
  const [mongo, environment] = await Promise.all([startMongo({ dataDir: folder }), startTestServer()]);
  const store = openStore(mongo.uri, TEST_DATABASE, 'test');
  await prepareIndexes(store);
  let ahead = 0;
  const now = () => Date.now() + ahead;
  const system = await startSystemOn({
    // The test server has no pages of its own.
    temporal: { address: environment.address, uiAddress: 'http://127.0.0.1:9' },
    namespace: 'default',
    now,
    store,
    client: new Client({ connection: environment.connection, namespace: 'default', identity: 'test' }),
    vouchers: createVouchers([{ id: 'test', secret: randomBytes(32) }], now),
    async stop() {
      await environment.teardown();
      await store.client.close();
      await mongo.stop(1_000);
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  });
  return {
    ...system,
    async until(clock, day, hour = 9) {
      const left = wallTimeOf(clock, instantOf(day, hour)) - (await environment.currentTimeMs());
      if (left > 0) await environment.sleep(left);
      ahead = (await environment.currentTimeMs()) - Date.now();
      // The worker's next word would come up to two seconds later, too late for an app whose clock has just moved.
      await beat(store, `worker@test-${process.pid}`, new Date(now()));
    },
  };
}
