import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Worker } from '@temporalio/worker';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Store } from '../../store/database.ts';
import { findTownshipProgress } from '../../store/progress.ts';
import { ensureBundle } from '../../worker/build-bundle.ts';
import { AwayStore } from '../support/away-store.ts';
import { addProcessPeople } from '../support/process-people.ts';
import { startTestEngines, type TestEngines } from '../support/running-engines.ts';
import { startTestWorker, type TestWorker } from '../support/running-worker.ts';
import { type SkippingEngines, startSkippingEngines } from '../support/skipping-engines.ts';
import { actor, trialClock } from '../support/township.ts';
import { plain, submission } from '../support/township-messages.ts';
import { TownshipRun } from '../support/township-run.ts';
import { until } from '../support/until.ts';

const PC = 'township-party-committee';
const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

async function replays({ workflowId, handle }: TownshipRun): Promise<void> {
  const bundle = await ensureBundle(path.join(tmpdir(), 'league-reorg-test-bundles'));
  await Worker.runReplayHistory({ workflowBundle: { codePath: bundle } }, await handle.fetchHistory(), workflowId);
}

describe('a database that is away', () => {
  let engines: SkippingEngines;
  let away: AwayStore;
  beforeAll(async () => {
    engines = await startSkippingEngines((store) => {
      away = new AwayStore(store);
      return away.store;
    });
  });
  afterAll(() => engines.stop());

  it('for hours costs a run a few events, however often it tries, and it goes on by itself', { timeout: 300_000 }, async () => {
    const clock = await engines.startClock();
    const run = await TownshipRun.start(engines, 'away', clock);
    await engines.untilDay(clock, '2012-06-05', 8);
    const before = (await run.handle.describe()).historyLength;
    away.away = true;
    // At nine the working body is reminded that it is due on the next day.
    await engines.until(clock, (await engines.now(clock)) + 3 * HOUR_MS);
    expect(away.tries).toBeGreaterThan(100);
    expect((await run.handle.describe()).historyLength - before).toBeLessThanOrEqual(10);
    away.away = false;
    await engines.until(clock, (await engines.now(clock)) + HOUR_MS / 60);
    const progress = await findTownshipProgress(engines.store, run.workflowId);
    expect(progress?.state).toEqual(await run.state());
    expect(progress?.state.stepsTaken.length).toBeGreaterThan(0);
    await replays(run);
  });
});

/** A store whose transactions begin late, for the next few of them. */
class SlowStore {
  readonly store: Store;
  readonly delays: number[] = [];

  constructor(store: Store) {
    const withSession = async (work: (session: never) => Promise<unknown>) => {
      await pause(this.delays.shift() ?? 0);
      return store.client.withSession(work as never);
    };
    const client = new Proxy(store.client, {
      get(target, key) {
        if (key === 'withSession') return withSession;
        const value: unknown = Reflect.get(target, key);
        return typeof value === 'function' ? (value.bind(target) as unknown) : value;
      },
    });
    this.store = { ...store, client };
  }
}

describe('a database that is slow', () => {
  let engines: TestEngines;
  let worker: TestWorker;
  let slow: SlowStore;
  beforeAll(async () => {
    engines = await startTestEngines();
    await addProcessPeople(engines.store);
    slow = new SlowStore(engines.store);
    worker = await startTestWorker({ ...engines, store: slow.store }, 'https://app.example');
  });
  afterAll(async () => {
    await worker.stop();
    await engines.stop();
  });

  it('is waited for outside the step, which never lasts as long as a heartbeat; what the given-up try writes late counts for nothing', async () => {
    const run = await TownshipRun.start(engines, 'slow', trialClock(Date.now(), DAY_MS));
    await until(async () => ((await run.item('survey')).status === 'open' ? true : undefined));
    const state = await run.state();
    // The try inside the step begins when it has long been given up; the sure one is quick.
    slow.delays.push(4_000);
    const messages = [submission(state, 'survey'), plain('hold', actor(PC))];
    const receipts = await Promise.all(messages.map((message) => run.send(message)));
    expect(receipts.map(({ reference }) => reference)).toHaveLength(2);
    await run.send(plain('release', actor(PC)));
    await pause(3_000);
    const progress = await findTownshipProgress(engines.store, run.workflowId);
    expect(progress?.state).toEqual(await run.state());
    expect(Object.keys(progress?.state.receipts ?? {})).toHaveLength(3);
    expect(progress).toMatchObject({ epoch: 1 });
    const { events } = await run.handle.fetchHistory();
    const scheduled = (events ?? []).filter((event) => event.activityTaskScheduledEventAttributes?.activityType?.name === 'recordTownship');
    expect(scheduled).toHaveLength(1);
    await replays(run);
  });
});
