import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findPersonByEmail } from '../../../store/people.ts';
import { smallCounty } from '../../domain/county/small-county.ts';
import { countyUpload } from '../../support/example-county.ts';
import { startTestSystem, type TestSystem } from '../../support/running-system.ts';
import type { TestSession } from '../../support/test-session.ts';
import { until } from '../../support/until.ts';
import { truthful } from './truthful.ts';

let system: TestSystem;
let league: TestSession;
let county: string;

const nonce = () => randomBytes(18).toString('base64url');

/** The small county as a file: JSON is YAML. */
function file(change: (county: ReturnType<typeof smallCounty>) => void = () => undefined) {
  const small = smallCounty();
  change(small);
  return countyUpload(JSON.stringify(small));
}

/** Without its second township. */
const oneTownship = file((small) => {
  small.units.splice(1);
  small.people.splice(4);
});

beforeAll(async () => {
  system = await startTestSystem({ check: truthful });
  league = await system.as('county-league', 'lanyu');
  const { body } = await league.post('/api/campaigns', { ...oneTownship, year: 2012, clock: 'trial', msPerPlanDay: 50 });
  county = `/api/campaigns/${body.campaign.id}`;
});
afterAll(() => system.stop());

async function approvePlan(): Promise<void> {
  const department = await system.as('organization-department', 'lanyu');
  await until(async () => (await department.get('/api/tasks')).body.tasks[0]);
  const { digest } = (await department.get(`${county}/plan`)).body;
  expect((await department.post(`${county}/plan/decisions`, { nonce: nonce(), digest, verdict: 'approve' })).status).toBe(200);
}

describe('townships join later', () => {
  it('not before the plan is approved, and then the list is as it was', async () => {
    const early = await league.post(`${county}/townships`, { nonce: nonce(), ...file() });
    expect([early.status, early.body.code]).toEqual([409, 'PLAN_NOT_APPROVED']);
    expect((await league.get(county)).body.townships.map((row: { id: string }) => row.id)).toEqual(['landu']);
    await approvePlan();
  });

  it('with their people, once, under the campaign’s own plan', async () => {
    const upload = { nonce: nonce(), ...file() };
    const joined = await league.post(`${county}/townships`, upload);
    expect(joined.body).toMatchObject({ outcome: 'recorded' });
    expect((await league.post(`${county}/townships`, upload)).body).toEqual(joined.body);
    const again = await league.post(`${county}/townships`, { ...upload, nonce: nonce() });
    expect([again.status, again.body.error.code]).toEqual([422, 'NOTHING_TO_ADD']);
    const row = await until(async () =>
      (await league.get(county)).body.townships.find((one: { id: string; stage?: string }) => one.id === 'gongye' && one.stage),
    );
    expect(row.name).toBe('岚榆工业园区');
    expect(await findPersonByEmail(system.engines.store, 'league@gongye.example')).toMatchObject({
      role: 'township-league',
      unit: 'lanyu/gongye',
      active: true,
    });
  });

  it('not from another county’s file', async () => {
    const other = file((small) => {
      small.county.id = 'yunxi';
    });
    const { status, body } = await league.post(`${county}/townships`, { nonce: nonce(), ...other });
    expect([status, body.error.problems[0].code]).toEqual([422, 'OTHER_COUNTY']);
  });
});

describe('the half-year ends', () => {
  it('with every month signed and the results document published', async () => {
    const early = await league.post(`${county}/results`, { nonce: nonce(), title: '工作成果', text: '正文。' });
    expect([early.status, early.body.code]).toEqual([409, 'NOT_OPEN']);
    expect((await league.get(`${county}/results`)).status).toBe(404);
    let joined = 1;
    for (const month of ['06', '07', '08', '09', '10', '11', '12'].map((number) => `2012-${number}`)) {
      const report = await until(async () => {
        const { status, body } = await league.get(`${county}/reports/${month}`);
        return status === 200 ? body : undefined;
      });
      // A month of this trial lasts two seconds: the second township joined before some month's end, and stays.
      const { units, missing } = report.counts;
      expect([report.month, missing]).toEqual([month, units]);
      expect([joined, 2]).toContain(units);
      joined = units;
      const signed = await until(async () => {
        const answer = await league.post(`${county}/reports/${month}/signature`, { nonce: nonce(), digest: report.digest });
        return answer.status === 200 ? answer.body : undefined;
      });
      expect(signed.outcome).toBe('recorded');
    }
    expect(joined).toBe(2);
    const published = await league.post(`${county}/results`, { nonce: nonce(), title: '工作成果', text: '第一行。\n第二行。' });
    expect(published.body).toMatchObject({ outcome: 'recorded' });
    const { body } = await (await system.as('auditor', 'lanyu')).get(`${county}/results`);
    expect(body.dossier).toEqual({ title: '工作成果', text: '第一行。\n第二行。' });
    expect((await league.get(county)).body.county.status).toBe('completed');
  });
});
