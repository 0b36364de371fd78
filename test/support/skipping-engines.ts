import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Client } from '@temporalio/client';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { type PlanClock, planTimeAt, wallTimeOf } from '../../domain/calendar/clock.ts';
import { instantOf, type PlanDate, type PlanInstant } from '../../domain/calendar/plan-date.ts';
import { startMongo } from '../../engines/index.ts';
import { startTestServer } from '../../engines/test-server.ts';
import { openStore, type Store } from '../../store/database.ts';
import { prepareIndexes } from '../../store/indexes.ts';
import { createVouchers, type Vouchers } from '../../store/vouchers.ts';
import { addProcessPeople } from './process-people.ts';
import { quietRuntime, startTestWorker } from './running-worker.ts';
import { trialClock } from './township.ts';

const DAY_MS = 86_400_000;

/**
 * Temporal's time-skipping server, a real `mongod` behind the recording activities, and one worker. Time passes only
 * in {@link SkippingEngines.until}; its clock is global, so each test file has engines of its own.
 */
export interface SkippingEngines {
  readonly client: Client;
  readonly store: Store;
  readonly vouchers: Vouchers;
  /** A plan clock on which 2012-06-01, 00:00, is now, one plan day a day. */
  startClock(): Promise<PlanClock>;
  now(clock: PlanClock): Promise<PlanInstant>;
  /** Lets time pass until plan time is there; every timer on the way fires. */
  until(clock: PlanClock, instant: PlanInstant): Promise<void>;
  untilDay(clock: PlanClock, date: PlanDate, hour?: number): Promise<void>;
  stop(): Promise<void>;
}

/**
 * About four seconds. Start it in `beforeAll`, stop it in `afterAll`.
 * @param recordingOn what the worker records on, made from the real store
 */
export async function startSkippingEngines(recordingOn: (store: Store) => Store = (store) => store): Promise<SkippingEngines> {
  const folder = await mkdtemp(path.join(tmpdir(), 'league-reorg-test-'));
  quietRuntime();
  const [mongo, environment] = await Promise.all([startMongo({ dataDir: folder }), startTestServer()]);
  const store = openStore(mongo.uri, 'league_reorg', 'test');
  await prepareIndexes(store);
  await addProcessPeople(store);
  // Time stands still between two waits.
  let wall = await environment.currentTimeMs();
  const vouchers = createVouchers([{ id: 'test', secret: randomBytes(32) }], () => wall);
  const engines = { temporal: { address: environment.address }, store, vouchers };
  const recording = { ...engines, store: recordingOn(store) };
  const worker = await startTestWorker(recording, 'https://app.example', { namespace: 'default', now: Date.now });
  const until = async (clock: PlanClock, instant: PlanInstant) => {
    await sleepUntil(environment, wallTimeOf(clock, instant));
    wall = await environment.currentTimeMs();
  };
  return {
    client: environment.client,
    store,
    vouchers,
    startClock: async () => trialClock(await environment.currentTimeMs(), DAY_MS),
    now: async (clock) => planTimeAt(clock, await environment.currentTimeMs()),
    until,
    untilDay: (clock, date, hour = 8) => until(clock, instantOf(date, hour)),
    async stop() {
      await worker.stop();
      await environment.teardown();
      await store.client.close();
      await mongo.stop(1_000);
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

async function sleepUntil(environment: TestWorkflowEnvironment, wall: number): Promise<void> {
  const left = wall - (await environment.currentTimeMs());
  if (left > 0) await environment.sleep(left);
}
