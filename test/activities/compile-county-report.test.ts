import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createReportingActivities } from '../../activities/compile-county-report.ts';
import { createRecordingActivities } from '../../activities/record.ts';
import { countyReports } from '../../store/county-reports.ts';
import { PlayedTownship } from '../support/played-township.ts';
import { activityDeps, recordOf } from '../support/recorded-changes.ts';
import { startTestStore, type TestStore } from '../support/running-store.ts';
import { COUNTY, townshipInput } from '../support/township.ts';
import { report } from '../support/township-messages.ts';

const JUNE = report('2012-06');
const CAMPAIGN = `${COUNTY}-2012`;

let test: TestStore;
beforeAll(async () => {
  test = await startTestStore();
});
afterAll(() => test.stop());

let records = 0;

/** A township's run as it stands when the county compiles June, on record. */
async function township(id: string, play: (played: PlayedTownship) => unknown): Promise<void> {
  const played = new PlayedTownship('2012-06-01', townshipInput({ township: id }));
  play(played);
  played.until('2012-07-06', 8);
  // A later stand of the same township takes the place of the one before.
  records += 1;
  const source = { workflowId: `run/${id}`, township: id, sure: true, epoch: records };
  await createRecordingActivities(activityDeps(test.store)).recordTownship(
    recordOf({ state: played.state, events: played.events }, source),
  );
}

const compile = (townships: readonly string[], months = ['2012-06']) =>
  createReportingActivities({ store: test.store }).compileCountyReport({
    workflowId: 'run',
    campaign: CAMPAIGN,
    county: COUNTY,
    months,
    townships,
  });

describe('the county’s report', () => {
  it('has each township’s month as it stands, by its first submission', async () => {
    const by = { township: '' };
    await township('on-time', (played) => played.until('2012-06-28', 10).submit(JUNE, { township: 'on-time' }));
    await township('late', (played) => played.until('2012-07-02', 10).submit(JUNE, { township: 'late' }));
    await township('silent', () => by);
    await township('corrected', (played) => {
      played.until('2012-06-28', 10).submit(JUNE, { township: 'corrected' });
      played.answer(JUNE, 'county-league', { verdict: 'return' });
      played.until('2012-07-05', 10).submit(JUNE, { township: 'corrected' });
    });
    const townships = ['on-time', 'late', 'silent', 'corrected', 'not-begun'];
    const { counts } = await compile(townships);
    expect(counts).toMatchObject({ units: 5, onTime: 2, late: 1, missing: 2, escalated: 4 });
    const kept = await countyReports(test.store).findOne({ workflowId: 'run', month: '2012-06' });
    expect(kept?.townships.map((row) => [row.township, row.months[0]?.standing, row.months[0]?.revision !== undefined])).toEqual([
      ['on-time', 'on-time', true],
      ['late', 'late', true],
      ['silent', 'missing', false],
      ['corrected', 'on-time', true],
      ['not-begun', 'missing', false],
    ]);
  });

  it('stays as it was first compiled, whatever comes later, and however often it is asked for', async () => {
    const first = await countyReports(test.store).findOne({ workflowId: 'run', month: '2012-06' });
    await township('silent', (played) => played.until('2012-07-05', 10).submit(JUNE, { township: 'silent' }));
    const again = await compile(['on-time', 'late', 'silent', 'corrected', 'not-begun']);
    expect(again).toMatchObject({ revision: first?.revision, digest: first?.digest });
    expect(await countyReports(test.store).countDocuments()).toBe(1);
  });

  it('of a quarter has every month of it and the name of the last', async () => {
    const { counts } = await compile(['on-time', 'late'], ['2012-06', '2012-07', '2012-08']);
    expect(counts).toMatchObject({ units: 2, onTime: 1, late: 1, missing: 4 });
    expect(await countyReports(test.store).findOne({ month: '2012-08' })).toMatchObject({ _id: 'run#2012-08' });
  });
});
