import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { amendPlan, resumeAmendments } from '../../../api/use-cases/amend-plan.ts';
import { campaigns, findCampaign } from '../../../store/campaigns.ts';
import { commandLog } from '../../../store/command-log.ts';
import { readPlanFile } from '../../../store/plan-files.ts';
import { countyUpload } from '../../support/example-county.ts';
import { startTestSystem, type TestSystem } from '../../support/running-system.ts';
import type { TestSession } from '../../support/test-session.ts';
import { until } from '../../support/until.ts';
import { truthful } from './truthful.ts';

let system: TestSystem;
let league: TestSession;
let county: string;

const nonce = () => randomBytes(18).toString('base64url');
const PLAN = readFileSync(new URL('../../../plans/one-plus-three-x.yaml', import.meta.url), 'utf8');

/** The shipped plan as a county would amend it: a later day for the summary, a new figure in the reports. */
function amended(version = 2, day = '12-25'): { filename: string; content: string } {
  const text = PLAN.replace(/^version: 1$/m, `version: ${version}`)
    .replace('    due: 12-20', `    due: ${day}`)
    .replace('  fields: []', '  fields: [{name: newUnits, label: {zh: 新建团组织数, en: New units}}]');
  return countyUpload(text, 'plan.yaml');
}

beforeAll(async () => {
  system = await startTestSystem({ check: truthful });
  league = await system.as('county-league', 'lanyu');
  const start = { ...countyUpload(), year: 2012, clock: 'trial', msPerPlanDay: 86_400_000 };
  const { body } = await league.post('/api/campaigns', start);
  county = `/api/campaigns/${body.campaign.id}`;
  const department = await system.as('organization-department', 'lanyu');
  await until(async () => (await department.get('/api/tasks')).body.tasks[0]);
  const { digest } = (await department.get(`${county}/plan`)).body;
  await department.post(`${county}/plan/decisions`, { nonce: nonce(), digest, verdict: 'approve' });
  await until(async () => (await league.get(county)).body.townships.every((row: { stage?: string }) => row.stage) || undefined);
});
afterAll(() => system.stop());

async function stateOf(township: string) {
  return (await league.get(`${county}/townships/${township}`)).body.state;
}

describe('the plan is amended while townships run', () => {
  it('by the county league only, and never by a file with mistakes or an older version', async () => {
    const department = await system.as('organization-department', 'lanyu');
    const body = { nonce: nonce(), ...amended(), reason: '省里提出新要求。' };
    const byDepartment = await department.post(`${county}/amendments`, body);
    expect([byDepartment.status, byDepartment.body.code]).toEqual([403, 'NOT_AUTHORIZED']);
    const broken = countyUpload(PLAN.replace('due: 12-20', 'due: 13-20'), 'plan.yaml');
    const wrong = await league.post(`${county}/amendments`, { nonce: nonce(), ...broken, reason: '测试。' });
    expect([wrong.status, wrong.body.error.code]).toEqual([422, 'PLAN_FILE_WRONG']);
    expect(wrong.body.error.problems[0]).toMatchObject({ path: 'stages.summary.due', row: expect.any(Number) });
    const same = await league.post(`${county}/amendments`, { nonce: nonce(), ...countyUpload(PLAN, 'plan.yaml'), reason: '测试。' });
    expect([same.status, same.body.code]).toEqual([409, 'PLAN_NOT_NEWER']);
    expect((await stateOf('landu')).amendment).toBeNull();
  });

  it('is previewed for the county league: what changes, whose dates move, and nothing is recorded', async () => {
    const preview = `${county}/amendments/preview`;
    const { status, body } = await league.post(preview, amended());
    expect(status).toBe(200);
    expect(body.changes).toContainEqual({ path: 'stages.summary.due', before: '12-20', after: '12-25', reaches: 'ahead' });
    expect(body.townships).toHaveLength(12);
    expect(body.townships[0].moved).toContainEqual(expect.objectContaining({ item: 'summary' }));
    expect((await (await system.as('auditor', 'lanyu')).post(preview, amended())).status).toBe(403);
    expect((await league.post(preview, { filename: 'plan.yaml' })).status).toBe(400);
    const wrong = await league.post(preview, countyUpload(PLAN.replace('due: 12-20', 'due: 13-20'), 'plan.yaml'));
    expect([wrong.status, wrong.body.error.code]).toEqual([422, 'PLAN_FILE_WRONG']);
    expect((await stateOf('landu')).amendment).toBeNull();
  });

  it('reaches every township once, however often the same nonce is sent', async () => {
    const body = { nonce: nonce(), ...amended(), reason: '省里提出新要求。' };
    const first = await league.post(`${county}/amendments`, body);
    expect([first.status, first.body.outcome]).toEqual([200, 'recorded']);
    const again = await league.post(`${county}/amendments`, body);
    expect(again.body).toEqual(first.body);
    for (const township of ['landu', 'gongye']) {
      const { amendment } = await stateOf(township);
      expect(amendment).toMatchObject({ planVersion: 2, stages: [{ id: 'summary', due: '2012-12-25' }], reportFields: ['newUnits'] });
    }
    const events = await system.engines.store.db.collection('events').countDocuments({ kind: 'plan-amended' });
    expect(events).toBe(13);
  });

  it('goes on from the amended plan the next time', async () => {
    const next = await league.post(`${county}/amendments`, { nonce: nonce(), ...amended(3, '12-26'), reason: '再延一天。' });
    expect(next.status).toBe(200);
    expect((await stateOf('landu')).amendment).toMatchObject({ planVersion: 3, stages: [{ id: 'summary', due: '2012-12-26' }] });
  });
});

describe('an amendment whose way to the townships was cut off', () => {
  it('reaches them and the campaign by itself, once, though nobody sends it again', async () => {
    const { deps } = system;
    const campaign = await findCampaign(deps.store, county.split('/').at(-1) ?? '');
    const { _id: account } = await system.person('county-league', 'lanyu');
    const read = readPlanFile(Buffer.from(amended(4, '12-27').content, 'base64'));
    if (!campaign || 'problems' in read) throw new Error('no campaign, or no plan');
    let calls = 0;
    const cutOff = {
      ...deps,
      temporal: () => (calls++ === 0 ? deps.temporal() : Promise.reject(new Error('the api was stopped'))),
    };
    const key = nonce();
    const sender = { account, role: 'county-league', unit: 'lanyu' } as const;
    const { county: told, townships } = await amendPlan(cutOff, sender, { campaign, nonce: key, plan: read.plan, reason: '再延两天。' });
    expect(told.kind).toBe('recorded');
    expect(townships.map(({ outcome }) => outcome.kind)).toEqual(townships.map(() => 'unavailable'));
    expect((await stateOf('landu')).amendment.planVersion).toBe(3);
    // As if it had been stopped before the campaign knew.
    await campaigns(deps.store).updateOne({ _id: campaign._id }, { $unset: { amendedPlan: '' } });

    // Its sender may still be telling them.
    expect(await resumeAmendments(deps)).toBe(0);
    const minuteAgo = [{ $set: { recordedAt: { $subtract: ['$recordedAt', 60_000] } } }];
    await commandLog(deps.store).updateMany({ message: 'amendPlan' }, minuteAgo);
    expect(await resumeAmendments(deps)).toBe(12);
    expect((await stateOf('landu')).amendment).toMatchObject({ planVersion: 4, stages: [{ id: 'summary', due: '2012-12-27' }] });
    expect((await findCampaign(deps.store, campaign._id))?.amendedPlan).toBe(key);
    expect(await resumeAmendments(deps)).toBe(0);
  });
});

describe('interventions beside the stages', () => {
  it('waives a stage with a reason, and never one in which people compete', async () => {
    const waivers = `${county}/townships/landu/waivers`;
    const competitive = await league.post(waivers, { nonce: nonce(), item: 'nomination', reason: '从简。' });
    expect(competitive.body).toMatchObject({ outcome: 'refused' });
    const functions = await league.post(waivers, { nonce: nonce(), item: 'functions', reason: '县里统一设计。' });
    expect(functions.body).toMatchObject({ outcome: 'recorded' });
    const { items } = await stateOf('landu');
    expect(items.find((item: { id: string }) => item.id === 'functions')).toMatchObject({ status: 'passed', waived: expect.anything() });
  });

  it('refuses an objection where no notice runs, and a tie where there is none', async () => {
    const committee = await system.as('township-party-committee', 'lanyu/landu');
    const objection = {
      nonce: nonce(),
      item: 'public-notice',
      round: 1,
      person: 1,
      named: true,
      channel: 'visit',
      reason: '反映年龄不符。',
    };
    expect((await committee.post(`${county}/townships/landu/objections`, objection)).body.outcome).toBe('refused');
    const tie = {
      nonce: nonce(),
      item: 'member-election',
      round: 1,
      office: 'members',
      digest: '0'.repeat(64),
      people: [1],
      reason: '基层经历较长。',
    };
    expect((await committee.post(`${county}/townships/landu/ties`, tie)).body.outcome).toBe('refused');
    const elsewhere = await (await system.as('township-party-committee', 'lanyu/shiyu')).post(
      `${county}/townships/landu/objections`,
      objection,
    );
    expect([elsewhere.status, elsewhere.body.code]).toEqual([403, 'WRONG_UNIT']);
  });
});
