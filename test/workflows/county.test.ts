import type { WorkflowHandle } from '@temporalio/client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { taskQueue } from '../../config/temporal.ts';
import type { PlanClock } from '../../domain/calendar/clock.ts';
import type { CountyMessage } from '../../domain/state/county-messages.ts';
import type { CountyState } from '../../domain/state/county-state.ts';
import type { Receipt, Vouched } from '../../domain/state/messages.ts';
import type { ItemState } from '../../domain/state/township-state.ts';
import { commandLog } from '../../store/command-log.ts';
import { countyReports } from '../../store/county-reports.ts';
import { findCountyProgress, listTownshipProgress } from '../../store/progress.ts';
import { appointmentsOf, type Behaviour, countyPlayer, DILIGENT, play, townshipPlayer } from '../support/half-year.ts';
import { countyInput, decidePlan, enrol } from '../support/played-county.ts';
import { type SkippingEngines, startSkippingEngines } from '../support/skipping-engines.ts';
import { PLAN_2012, vouchedStart } from '../support/township.ts';
import { TownshipRun } from '../support/township-run.ts';

const ID = 'reorganization/lanyu/2012';
const CAMPAIGN = 'lanyu-2012';
const MONTHS = PLAN_2012.reports.months.map((row) => row.month);

let engines: SkippingEngines;
let clock: PlanClock;
let county: WorkflowHandle;

beforeAll(async () => {
  engines = await startSkippingEngines();
  clock = await engines.startClock();
});
afterAll(() => engines.stop());

const state = () => county.query<CountyState>('progress');
const send = ({ name, envelope }: CountyMessage): Promise<Receipt> =>
  county.executeUpdate<Receipt, [Vouched<unknown>]>(name, {
    args: [{ envelope, voucher: engines.vouchers.sign({ name, envelope, workflowId: ID }) }],
    updateId: envelope.nonce,
  });
const run = (township: string) => new TownshipRun(engines, `${ID}/${township}`, clock, township);

/** Diligent but for one month's report: never sent, or sent on another day. */
function but(month: string, day: string | undefined): Behaviour {
  const submits = (item: ItemState, opened: string) => (item.id === `monthly-report/${month}` ? day : DILIGENT.submits(item, opened));
  return { ...DILIGENT, submits };
}

describe('a county’s half-year', { timeout: 300_000 }, () => {
  it('starts no township before the organization department approved the plan, then all of them', async () => {
    const input = countyInput(['landu', 'shiyu', 'fengya'], { clock, campaign: CAMPAIGN });
    county = await engines.client.workflow.start('reorganizeCounty', { workflowId: ID, taskQueue, args: vouchedStart(engines, ID, input) });
    await engines.untilDay(clock, '2012-06-04', 9);
    expect(await state()).toMatchObject({ status: 'preparing', enrolled: [] });
    await expect(run('landu').handle.describe()).rejects.toThrow('not found');
    await send(decidePlan('approve'));
    await engines.untilDay(clock, '2012-06-04', 10);
    expect((await state()).enrolled).toEqual(['landu', 'shiyu', 'fengya']);
    expect(await run('shiyu').state()).toMatchObject({ status: 'running' });
  });

  it('runs to the results document, one township joining in August', async () => {
    const townships = [
      townshipPlayer(run('landu'), DILIGENT),
      townshipPlayer(run('shiyu'), but('2012-07', '2012-08-10')),
      townshipPlayer(run('fengya'), but('2012-08', '2012-09-03')),
    ];
    const first = appointmentsOf([{ on: '2012-08-20', do: () => send(enrol(['qilu'])) }]);
    await play(engines, clock, [...townships, countyPlayer(state, send), first], '2012-08-21');
    expect((await state()).enrolled).toContain('qilu');
    await play(engines, clock, [...townships, townshipPlayer(run('qilu'), but('2012-10', undefined)), countyPlayer(state, send)]);
    expect(await county.result()).toEqual({ status: 'completed' });
  });

  it('has compiled, signed and sent a report for every month, with each township’s standing', async () => {
    const rows = await countyReports(engines.store).find({ campaign: CAMPAIGN }).sort({ month: 1 }).toArray();
    expect(rows.map(({ month, counts: { units, onTime, late, missing } }) => [month, units, onTime, late, missing])).toEqual([
      ['2012-06', 3, 3, 0, 0],
      ['2012-07', 3, 2, 0, 1],
      ['2012-08', 4, 3, 1, 0],
      ['2012-09', 4, 4, 0, 0],
      ['2012-10', 4, 3, 0, 1],
      ['2012-11', 4, 4, 0, 0],
      ['2012-12', 4, 4, 0, 0],
    ]);
    const standings = rows[1]?.townships.map((row) => [row.township, row.months[0]?.standing]);
    expect(standings).toEqual([
      ['landu', 'on-time'],
      ['shiyu', 'missing'],
      ['fengya', 'on-time'],
    ]);
    const { items } = await state();
    expect(items.map((item) => [item.id, item.status, item.done?.late])).toEqual(
      ['plan', ...MONTHS.map((month) => `county-report/${month}`), 'results'].map((id) => [id, 'passed', false]),
    );
    for (const row of rows) expect(items.find((item) => item.id === `county-report/${row.month}`)?.document?.digest).toBe(row.digest);
  });

  it('keeps what was compiled when a missing report comes after all', async () => {
    const july = (await run('shiyu').item('monthly-report/2012-07')).submission;
    expect(july).toMatchObject({ late: true });
    expect(await run('shiyu').events('report-missing')).toHaveLength(1);
  });

  it('asks a township that joined in August for the months from then on', async () => {
    const asked = (await run('qilu').state()).items.filter((item) => item.id.startsWith('monthly-report/'));
    expect(asked.map((item) => item.status)).toEqual(['off', 'off', 'passed', 'passed', 'missing', 'passed', 'passed']);
  });

  it('ends with every township completed, and the read model knows it', async () => {
    const rows = await listTownshipProgress(engines.store, CAMPAIGN);
    expect(rows.map((row) => [row.township, row.state.status])).toEqual(
      ['fengya', 'landu', 'qilu', 'shiyu'].map((township) => [township, 'completed']),
    );
    expect((await findCountyProgress(engines.store, ID))?.state).toEqual(await state());
    const messages = await commandLog(engines.store).distinct('message', { workflowId: ID });
    expect(messages.toSorted()).toEqual(['decidePlan', 'enrol', 'publish', 'sign']);
  });

  it('a plan that is sent back ends the run, and no township begins', async () => {
    const own = `${ID}-returned`;
    const again = await engines.startClock();
    const input = countyInput(['landu'], { clock: again, campaign: `${CAMPAIGN}-returned` });
    county = await engines.client.workflow.start('reorganizeCounty', {
      workflowId: own,
      taskQueue,
      args: vouchedStart(engines, own, input),
    });
    const { name, envelope } = decidePlan('return');
    const voucher = engines.vouchers.sign({ name, envelope, workflowId: own });
    await county.executeUpdate(name, { args: [{ envelope, voucher }], updateId: envelope.nonce });
    expect(await county.result()).toEqual({ status: 'returned' });
    await expect(engines.client.workflow.getHandle(`${own}/landu`).describe()).rejects.toThrow('not found');
  });
});
