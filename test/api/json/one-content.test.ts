import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findPersonByEmail } from '../../../store/people.ts';
import { countyUpload, exampleTextOf } from '../../support/example-county.ts';
import { PageVisitor } from '../../support/page-visitor.ts';
import { startTestSystem, type TestSystem } from '../../support/running-system.ts';
import type { TestAnswer, TestSession } from '../../support/test-session.ts';
import { until } from '../../support/until.ts';
import { surveyDossier as survey } from './survey-dossier.ts';
import { truthful } from './truthful.ts';

let system: TestSystem;
let league: TestSession;
let department: TestSession;
let clerk: TestSession;
let committee: TestSession;
let county: string;

const nonce = () => randomBytes(18).toString('base64url');
const PLAN = readFileSync(new URL('../../../plans/one-plus-three-x.yaml', import.meta.url), 'utf8');
const plan = (version: number) => countyUpload(PLAN.replace(/^version: 1$/m, `version: ${version}`).replace('12-20', '12-25'), 'plan.yaml');
const said = ({ status, body }: TestAnswer): unknown[] => [status, body.code ?? body.outcome];
const USED = [409, 'NONCE_USED'];

beforeAll(async () => {
  system = await startTestSystem({ check: truthful });
  league = await system.as('county-league', 'lanyu');
  department = await system.as('organization-department', 'lanyu');
  clerk = await system.as('township-league', 'lanyu/landu');
  committee = await system.as('township-party-committee', 'lanyu/landu');
  const start = { ...countyUpload(exampleTextOf('landu')), year: 2012, clock: 'trial', msPerPlanDay: 86_400_000 };
  county = `/api/campaigns/${(await league.post('/api/campaigns', start)).body.campaign.id}`;
  await until(async () => (await department.get('/api/tasks')).body.tasks[0]);
});
afterAll(() => system.stop());

/** What is on record under a nonce. */
async function onRecord(key: string) {
  const { store } = system.engines;
  const [command, decision] = await Promise.all([
    store.db.collection<{ _id: string }>('commands').findOne({ _id: key }),
    store.db.collection('command_log').findOne({ nonce: key }),
  ]);
  return { command, decision };
}

describe('one nonce, one content', () => {
  it('a decision on the plan that was refused is not taken with another verdict under its nonce', async () => {
    const { digest } = (await department.get(`${county}/plan`)).body;
    const decisions = `${county}/plan/decisions`;
    const key = nonce();
    const stale = { nonce: key, digest: '0'.repeat(64), verdict: 'return', comment: '甲' };
    expect(said(await department.post(decisions, stale))).toEqual([409, 'STALE_REVISION']);
    const other = await department.post(decisions, { nonce: key, digest, verdict: 'approve', comment: '乙' });
    expect(said(other)).toEqual(USED);
    expect(other.body.message).toMatch(/重新打开/);
    expect(await onRecord(key)).toMatchObject({ command: { verdict: 'return', comment: '甲', status: 'refused' }, decision: null });
    // The same again is the same command.
    expect(said(await department.post(decisions, stale))).toEqual([409, 'STALE_REVISION']);
    expect(said(await department.post(decisions, { nonce: nonce(), digest, verdict: 'approve', comment: '乙' }))).toEqual([
      200,
      'recorded',
    ]);
    await until(async () => (await clerk.get(`${county}/townships/landu`)).body.state?.items?.[0]);
  });

  it('a dossier that was refused is not taken with another text, round or file under its nonce', async () => {
    const submissions = `${county}/townships/landu/items/survey/submissions`;
    const key = nonce();
    const first = { ...survey, gathering: ['第一稿'] };
    expect(said(await clerk.post(submissions, { nonce: key, round: 9, dossier: first }))).toEqual([409, 'STALE_ROUND']);
    for (const changed of [
      { round: 1, dossier: { ...survey, gathering: ['第二稿'] } },
      { round: 1, dossier: first },
      { round: 9, dossier: { ...survey, gathering: ['第二稿'] } },
    ]) {
      expect(said(await clerk.post(submissions, { nonce: key, ...changed }))).toEqual(USED);
    }
    // Of another colleague, with the same text.
    const colleague = await system.as('township-league', 'lanyu/landu', 1);
    expect(said(await colleague.post(submissions, { nonce: key, round: 9, dossier: first }))).toEqual(USED);
    expect(await onRecord(key)).toMatchObject({ command: { status: 'refused', round: 9 }, decision: null });
    const fresh = { nonce: nonce(), round: 1, dossier: { ...survey, gathering: ['第二稿'] } };
    const taken = await clerk.post(submissions, fresh);
    expect(said(taken)).toEqual([200, 'recorded']);
    expect((await clerk.post(submissions, fresh)).body).toEqual(taken.body);
    expect(said(await clerk.post(submissions, { ...fresh, dossier: first }))).toEqual(USED);
    expect((await clerk.get(`${county}/townships/landu/items/survey`)).body.revision.dossier.gathering).toEqual(['第二稿']);
  });

  it('of two contents sent at one instant under one nonce one is on record, and that is the one that took effect', async () => {
    const item = `${county}/townships/landu/items/survey`;
    const { digest } = (await committee.get(item)).body.item.submission;
    const key = nonce();
    const verdicts = ['return', 'approve'].map((verdict) => ({ nonce: key, round: 1, digest, verdict, comment: `意见：${verdict}` }));
    const answers = await Promise.all([...verdicts, ...verdicts].map((body) => committee.post(`${item}/decisions`, body)));
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 200, 409, 409]);
    const { command, decision } = await onRecord(key);
    expect(command).toMatchObject({ comment: `意见：${decision?.['envelope'].verdict}`, verdict: decision?.['envelope'].verdict });
  });

  it('holds for interventions, amendments, results, joining townships and the platform', async () => {
    const [hold, amendment, results, joining] = [nonce(), nonce(), nonce(), nonce()];
    const holds = `${county}/townships/landu/holds`;
    expect(said(await department.post(holds, { nonce: hold, reason: '情况待核实。', reviewOn: '2001-01-01' }))[0]).toBe(422);
    expect(said(await department.post(holds, { nonce: hold, reason: '另一个理由。' }))).toEqual(USED);
    // Nor for another thing altogether.
    expect(said(await department.post(`${county}/townships/landu/closure`, { nonce: hold, reason: '情况待核实。' }))[0]).toBeGreaterThan(
      400,
    );

    const amendments = `${county}/amendments`;
    expect(said(await league.post(amendments, { nonce: amendment, ...plan(1), reason: '甲' }))).toEqual([409, 'PLAN_NOT_NEWER']);
    expect(said(await league.post(amendments, { nonce: amendment, ...plan(2), reason: '甲' }))).toEqual(USED);
    expect(said(await league.post(amendments, { nonce: amendment, ...plan(1), reason: '乙' }))).toEqual(USED);
    expect((await league.get(`${county}/townships/landu`)).body.state.amendment).toBeNull();

    const published = { nonce: results, title: '工作成果', text: '第一稿' };
    expect(said(await league.post(`${county}/results`, published))).toEqual([409, 'NOT_OPEN']);
    expect(said(await league.post(`${county}/results`, { ...published, text: '第二稿' }))).toEqual(USED);

    const townships = `${county}/townships`;
    expect(said(await league.post(townships, { nonce: joining, ...countyUpload(exampleTextOf('shiyu')) }))).toEqual([200, 'recorded']);
    expect(said(await league.post(townships, { nonce: joining, ...countyUpload(exampleTextOf('qilu')) }))).toEqual(USED);
    expect((await league.get(county)).body.townships).toHaveLength(2);
    const known = countyUpload(exampleTextOf('landu').replace('name: ', 'name: 甲'));
    expect((await league.post(townships, { nonce: joining, ...known })).status).toBeGreaterThan(400);
  });

  it('a form that was sent before and changed since is told so on its page, with what was typed', async () => {
    const visitor = new PageVisitor(system.url);
    const [name = '', value = ''] = (await system.signIn('county-league', 'lanyu')).split('=');
    visitor.cookies.set(name, value);
    const page = `${county.replace('/api', '')}/platform`;
    const group = { nonce: nonce(), group: '岚榆团干', number: '123456789', since: '2012-06-01', members: '30', website: '' };
    expect((await visitor.post(page, group)).status).toBe(303);
    expect((await visitor.post(page, group)).status).toBe(303);
    const changed = await visitor.post(page, { ...group, members: '31', group: '改过的群' });
    expect(changed.status).toBe(409);
    expect(changed.text).toContain('这张表单已经用来报送过别的内容');
    expect(changed.text).toContain('改过的群');
    const [, fresh = ''] = /name="nonce" value="([^"]+)"/.exec(changed.text) ?? [];
    expect(fresh).not.toBe(group.nonce);
    expect((await visitor.post(page, { ...group, nonce: fresh, members: '31', group: '改过的群' })).status).toBe(303);
    expect((await visitor.get(page)).text).toContain('改过的群');
  });

  it('people of a file that is refused for its nonce get no account', async () => {
    const { store } = system.engines;
    await store.db.collection('people').deleteMany({ unit: /^lanyu\/qilu$/ });
    const key = nonce();
    const decisions = `${county}/plan/decisions`;
    await department.post(decisions, { nonce: key, digest: '0'.repeat(64), verdict: 'approve' });
    const answer = await league.post(`${county}/townships`, { nonce: key, ...countyUpload(exampleTextOf('qilu')) });
    expect(said(answer)).toEqual(USED);
    const clerkOfQilu = system.county.people.find(({ unit }) => unit === 'lanyu/qilu');
    expect(await findPersonByEmail(store, clerkOfQilu?.email ?? '')).toBeUndefined();
  });
});
