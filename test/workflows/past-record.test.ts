import type { WorkflowHandle } from '@temporalio/client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { taskQueue } from '../../config/temporal.ts';
import { addDays, dateOf } from '../../domain/calendar/plan-date.ts';
import type { CountyMessage } from '../../domain/state/county-messages.ts';
import type { CountyState } from '../../domain/state/county-state.ts';
import type { Receipt, Vouched } from '../../domain/state/messages.ts';
import { mails } from '../../store/mails.ts';
import { notices } from '../../store/notices.ts';
import { findCountyProgress } from '../../store/progress.ts';
import { enterRecord, RECORD_CLOCK } from '../support/past-record.ts';
import { countyInput, decidePlan, publish } from '../support/played-county.ts';
import { type SkippingEngines, startSkippingEngines } from '../support/skipping-engines.ts';
import { actor, vouchedStart } from '../support/township.ts';
import { digestOf, nonce, plain } from '../support/township-messages.ts';
import { TownshipRun } from '../support/township-run.ts';
import { until } from '../support/until.ts';

const ID = 'reorganization/lanyu/2012-record';
const CAMPAIGN = 'lanyu-2012-record';
const TOWNSHIPS = ['landu', 'shiyu'];

let engines: SkippingEngines;
let county: WorkflowHandle;

beforeAll(async () => {
  engines = await startSkippingEngines();
});
afterAll(() => engines.stop());

const state = () => county.query<CountyState>('progress');
const send = ({ name, envelope }: CountyMessage): Promise<Receipt> =>
  county.executeUpdate<Receipt, [Vouched<unknown>]>(name, {
    args: [{ envelope, voucher: engines.vouchers.sign({ name, envelope, workflowId: ID }) }],
    updateId: envelope.nonce,
  });
const run = (township: string) => new TownshipRun(engines, `${ID}/${township}`, RECORD_CLOCK, township);

/** Timers in a run's history. */
async function timersOf(handle: WorkflowHandle): Promise<number> {
  const { events } = await handle.fetchHistory();
  return (events ?? []).filter(({ timerStartedEventAttributes }) => timerStartedEventAttributes).length;
}

/** Sees a run end in order. Its result is not awaited: meanwhile the server would skip to the next timer of all, ten years on. */
async function over(handle: WorkflowHandle): Promise<void> {
  const status = await until(async () => {
    const { name } = (await handle.describe()).status;
    return name === 'RUNNING' ? undefined : name;
  });
  expect(status).toBe('COMPLETED');
}

/** Lets so many days of wall time pass, which is the record's plan time. */
async function pass(days: number): Promise<void> {
  await engines.untilDay(RECORD_CLOCK, addDays(dateOf(await engines.now(RECORD_CLOCK)), days), 12);
}

describe('a record of the year 2012, entered today', { timeout: 300_000 }, () => {
  it('starts its townships once the plan is approved, however long that takes, and compiles nothing', async () => {
    const input = countyInput(TOWNSHIPS, { clock: RECORD_CLOCK, campaign: CAMPAIGN });
    county = await engines.client.workflow.start('reorganizeCounty', { workflowId: ID, taskQueue, args: vouchedStart(engines, ID, input) });
    await pass(60);
    expect(await state()).toMatchObject({ status: 'preparing', enrolled: [] });
    await send(decidePlan('approve'));
    const { items } = await until(async () => {
      const seen = await state();
      return seen.enrolled.length === TOWNSHIPS.length ? seen : undefined;
    });
    expect(items.filter(({ id }) => id.startsWith('county-report/')).map(({ status }) => status)).toEqual(Array(7).fill('off'));
    expect(items.find(({ id }) => id === 'results')).toMatchObject({ status: 'open', due: null });
  });

  it('stands for as long as a whole window and more without a timer, and nobody is reminded of anything', async () => {
    await run('landu').submit('survey');
    await pass(300);
    for (const township of TOWNSHIPS) {
      expect(await run(township).events('reminder', 'overdue', 'escalated', 'report-missing', 'hold-review')).toEqual([]);
      expect(await timersOf(run(township).handle)).toBe(0);
      expect(await run(township).state()).toMatchObject({ status: 'running', stepsTaken: [] });
    }
    expect(await timersOf(county)).toBe(0);
  });

  it('is entered whole afterwards, answers and notice too, and nothing of it is late', async () => {
    const ended = await enterRecord(run('landu'));
    expect(ended.status).toBe('completed');
    expect(ended.items.flatMap(({ submission }) => (submission?.late ? [submission] : []))).toEqual([]);
    expect(await timersOf(run('landu').handle)).toBe(0);
    await over(run('landu').handle);
  });

  it('goes on after the results, and ends with the reason that county staff give', async () => {
    await send(publish());
    expect(await state()).toMatchObject({ status: 'running' });
    const key = nonce();
    const envelope = { nonce: key, actor: actor('county-league'), reasonDigest: digestOf(key) };
    await send({ name: 'endRecord', envelope });
    await over(county);
    expect(await state()).toMatchObject({ status: 'ended' });
    expect((await findCountyProgress(engines.store, ID))?.state.status).toBe('ended');
    await run('shiyu').send(plain('close', actor('county-league')));
    await over(run('shiyu').handle);
    expect(await run('shiyu').state()).toMatchObject({ status: 'closed' });
  });

  it('has told nobody and mailed nobody from its first day to its last', async () => {
    expect(await notices(engines.store).countDocuments({})).toBe(0);
    expect(await mails(engines.store).countDocuments({})).toBe(0);
  });
});
