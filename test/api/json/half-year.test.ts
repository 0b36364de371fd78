import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { auditRows } from '../../../store/audit.ts';
import { countyUpload } from '../../support/example-county.ts';
import { startTestSystem, type TestSystem } from '../../support/running-system.ts';
import type { TestSession } from '../../support/test-session.ts';
import { until } from '../../support/until.ts';
import { surveyDossier as survey } from './survey-dossier.ts';
import { truthful } from './truthful.ts';

let system: TestSystem;
let campaign: string;

const nonce = () => randomBytes(18).toString('base64url');
const county = () => `/api/campaigns/${campaign}`;
const landu = () => `${county()}/townships/landu`;

beforeAll(async () => {
  system = await startTestSystem({ check: truthful });
});
afterAll(() => system.stop());

describe('a campaign begins', () => {
  let league: TestSession;
  let department: TestSession;
  beforeAll(async () => {
    league = await system.as('county-league', 'lanyu');
    department = await system.as('organization-department', 'lanyu');
  });

  it('shows what the file says before anything is recorded', async () => {
    const { status, body } = await league.post('/api/campaigns/preview', { ...countyUpload(), year: 2012 });
    expect(status).toBe(200);
    expect(body.county).toEqual({ id: 'lanyu', name: '岚榆县' });
    expect(body.townships).toHaveLength(12);
    expect(body.problems).toEqual([]);
    expect((await league.get('/api/campaigns')).body.campaigns).toEqual([]);
  });

  it('names every fault of a file with its place', async () => {
    const { body } = await league.post('/api/campaigns/preview', countyUpload('county:\n  id: lanyu\n'));
    expect(body.problems.length).toBeGreaterThan(1);
    expect(body.problems[0]).toMatchObject({ row: expect.any(Number), message: expect.stringMatching(/\p{Script=Han}/u) });
    const refused = await league.post('/api/campaigns', { ...countyUpload('county:\n  id: lanyu\n'), year: 2012, clock: 'trial' });
    expect(refused.status).toBe(422);
    expect(refused.body.error.code).toBe('COUNTY_FILE_WRONG');
  });

  it('starts as a trial, and lays the plan before the organization department', async () => {
    const { status, body } = await league.post('/api/campaigns', {
      ...countyUpload(),
      year: 2012,
      clock: 'trial',
      msPerPlanDay: 86_400_000,
    });
    expect(status).toBe(201);
    expect(body.campaign).toMatchObject({ id: 'lanyu-2012-trial-1', trial: true, status: 'started' });
    campaign = body.campaign.id;
    const task = await until(async () => (await department.get('/api/tasks')).body.tasks[0]);
    expect(task).toMatchObject({ campaign, item: 'plan', kind: 'answer', overdue: false, notByMe: false, trial: true });
    expect((await department.get(`${county()}/plan`)).body.dossier.plan.id).toBeTypeOf('string');
  });

  it('refuses a plan decision by the wrong body, on another digest, and malformed ones', async () => {
    const digest = (await department.get(`${county()}/plan`)).body.digest as string;
    const decisions = `${county()}/plan/decisions`;
    const byLeague = await league.post(decisions, { nonce: nonce(), digest, verdict: 'approve' });
    expect([byLeague.status, byLeague.body.code]).toEqual([403, 'NOT_AUTHORIZED']);
    const stale = await department.post(decisions, { nonce: nonce(), digest: '0'.repeat(64), verdict: 'approve' });
    expect([stale.status, stale.body.code]).toEqual([409, 'STALE_REVISION']);
    const noReason = await department.post(decisions, { nonce: nonce(), digest, verdict: 'return' });
    expect([noReason.status, noReason.body.code]).toEqual([422, 'REASON_MISSING']);
    const forged = await department.post(decisions, { nonce: nonce(), digest, verdict: 'approve', actor: { account: 'x' } });
    expect([forged.status, forged.body.error.problems[0]]).toEqual([
      400,
      expect.objectContaining({ path: 'actor', code: 'UNKNOWN_FIELD' }),
    ]);
  });

  it('is approved once, however often the same nonce arrives', async () => {
    const digest = (await department.get(`${county()}/plan`)).body.digest as string;
    const body = { nonce: nonce(), digest, verdict: 'approve' };
    const first = await department.post(`${county()}/plan/decisions`, body);
    expect(first.body).toMatchObject({ outcome: 'recorded', late: false });
    expect((await department.post(`${county()}/plan/decisions`, body)).body).toEqual(first.body);
    const again = await department.post(`${county()}/plan/decisions`, { ...body, nonce: nonce() });
    expect([again.status, again.body.outcome]).toEqual([409, 'refused']);
    const rows = await until(async () => {
      const { townships } = (await league.get(county())).body;
      return townships.every((row: { stage?: string }) => row.stage) ? townships : undefined;
    });
    expect(rows).toHaveLength(12);
  });
});

describe('a dossier goes its way', () => {
  let clerk: TestSession;
  let committee: TestSession;
  beforeAll(async () => {
    clerk = await system.as('township-league', 'lanyu/landu');
    committee = await system.as('township-party-committee', 'lanyu/landu');
  });

  it('waits for the clerk, who sees the own township only', async () => {
    const { tasks } = (await clerk.get('/api/tasks')).body;
    expect(tasks.map((task: { item: string }) => task.item)).toContain('survey');
    expect((await clerk.get(county())).body.townships).toMatchObject([{ id: 'landu', stage: 'survey' }]);
    expect((await clerk.get(`${county()}/townships/shiyu`)).status).toBe(404);
    expect((await clerk.get(`${county()}/reports/2012-06`)).status).toBe(404);
  });

  it('is checked without being recorded', async () => {
    const { body } = await clerk.post(`${landu()}/items/survey/checks`, { dossier: survey });
    expect(body.counts).toMatchObject({ youth: 100 });
    const wrong = await clerk.post(`${landu()}/items/survey/checks`, { dossier: { ...survey, youth: 'viele', extra: 1 } });
    expect(wrong.body.problems.map((one: { path: string }) => one.path)).toEqual(expect.arrayContaining(['youth', 'extra']));
    const submitted = await clerk.post(`${landu()}/items/survey/submissions`, { nonce: nonce(), round: 1, dossier: { youth: 1 } });
    expect([submitted.status, submitted.body.code]).toEqual([422, 'DOSSIER_HAS_PROBLEMS']);
    expect((await clerk.get(`${landu()}/items/survey`)).body.item.status).toBe('open');
  });

  it('is refused at another unit and by another role, audited, leaving no revision', async () => {
    const key = nonce();
    const elsewhere = await clerk.post(`${county()}/townships/shiyu/items/survey/submissions`, { nonce: key, round: 1, dossier: survey });
    expect([elsewhere.status, elsewhere.body.code]).toEqual([403, 'WRONG_UNIT']);
    const byCommittee = await committee.post(`${landu()}/items/survey/submissions`, { nonce: nonce(), round: 1, dossier: survey });
    expect([byCommittee.status, byCommittee.body.code]).toEqual([403, 'NOT_AUTHORIZED']);
    // Refused before its nonce was read: on record under the request's own id.
    expect(await auditRows(system.engines.store).findOne({ requestId: elsewhere.headers.get('x-request-id') ?? '' })).toMatchObject({
      what: 'message-refused',
      code: 'WRONG_UNIT',
    });
    expect(await system.engines.store.db.collection('dossiers').countDocuments({ item: 'survey' })).toBe(0);
  });

  it('is submitted, shown to the decider, sent back with a reason, submitted again and approved', async () => {
    const items = `${landu()}/items/survey`;
    const submission = { nonce: nonce(), round: 1, dossier: survey };
    const submitted = await clerk.post(`${items}/submissions`, submission);
    expect(submitted.body).toMatchObject({ outcome: 'recorded' });
    expect((await clerk.post(`${items}/submissions`, submission)).body).toEqual(submitted.body);

    const shown = (await committee.get(items)).body;
    expect(shown.revision.dossier).toMatchObject({ youth: 100 });
    expect(shown.ruleResults.length).toBeGreaterThan(0);
    const { digest } = shown.item.submission;
    const own = await clerk.post(`${items}/decisions`, { nonce: nonce(), round: 1, digest, verdict: 'approve' });
    expect([own.status, own.body.code]).toEqual([403, 'NOT_AUTHORIZED']);
    const returned = await committee.post(`${items}/decisions`, {
      nonce: nonce(),
      round: 1,
      digest,
      verdict: 'return',
      comment: '请补充在校学生人数。',
    });
    expect(returned.body).toMatchObject({ outcome: 'recorded' });

    const stale = await committee.post(`${items}/decisions`, { nonce: nonce(), round: 1, digest, verdict: 'approve' });
    expect([stale.status, stale.body.code]).toEqual([409, 'STALE_ROUND']);
    const seen = (await clerk.get(items)).body;
    expect(seen.item).toMatchObject({ status: 'open', round: 2, submission: null });
    expect(seen.earlier).toMatchObject([
      { round: 1, ended: 'returned', reason: '请补充在校学生人数。', revision: { dossier: { youth: 100 } } },
    ]);

    await clerk.post(`${items}/submissions`, { nonce: nonce(), round: 2, dossier: { ...survey, youth: 110, school: 20 } });
    const second = (await committee.get(items)).body.item.submission.digest as string;
    expect(second).not.toBe(digest);
    const approved = await committee.post(`${items}/decisions`, { nonce: nonce(), round: 2, digest: second, verdict: 'approve' });
    expect(approved.status).toBe(200);
    expect((await clerk.get(landu())).body.standing).toMatchObject({ stage: 'implementation-plan', status: 'open' });
    const { events } = (await clerk.get(`${landu()}/events`)).body;
    expect(events.map((event: { kind: string }) => event.kind)).toEqual(expect.arrayContaining(['submitted', 'returned', 'passed']));
  });

  it('lets one of three decisions sent at one instant through', async () => {
    const items = `${county()}/townships/qilu/items/survey`;
    const [one, other] = await Promise.all([0, 1].map((which) => system.as('township-party-committee', 'lanyu/qilu', which)));
    await (await system.as('township-league', 'lanyu/qilu')).post(`${items}/submissions`, { nonce: nonce(), round: 1, dossier: survey });
    const { digest } = (await one!.get(items)).body.item.submission;
    const answers = await Promise.all(
      [one!, other!, one!].map((by) => by.post(`${items}/decisions`, { nonce: nonce(), round: 1, digest, verdict: 'approve' })),
    );
    expect(answers.map((answer) => answer.body.outcome).filter((outcome) => outcome === 'recorded')).toHaveLength(1);
    expect(answers.filter((answer) => answer.status === 409)).toHaveLength(2);
  });

  it('is held, released, extended and closed by those who may, with a reason', async () => {
    const fengya = `${county()}/townships/fengya`;
    const [league, department, party] = await Promise.all([
      system.as('county-league', 'lanyu'),
      system.as('organization-department', 'lanyu'),
      system.as('township-party-committee', 'lanyu/fengya'),
    ]);
    expect((await party.post(`${fengya}/holds`, { nonce: nonce(), reason: '情况待核实。' })).status).toBe(200);
    expect((await department.get(fengya)).body.state.hold).toMatchObject({ body: 'township-party-committee' });
    const twice = await department.post(`${fengya}/holds`, { nonce: nonce(), reason: '情况待核实。' });
    expect([twice.status, twice.body.code]).toEqual([409, 'ALREADY_HELD']);
    expect((await department.post(`${fengya}/releases`, { nonce: nonce(), reason: '已核实。' })).status).toBe(200);
    expect(
      (await league.post(`${fengya}/items/survey/extensions`, { nonce: nonce(), round: 1, due: '2012-06-20', reason: '汛期。' })).status,
    ).toBe(200);
    expect((await league.get(`${fengya}/items/survey`)).body.item).toMatchObject({ due: '2012-06-20', extensions: 1 });
    const notLater = await league.post(`${fengya}/items/survey/extensions`, {
      nonce: nonce(),
      round: 1,
      due: '2012-06-01',
      reason: '汛期。',
    });
    expect([notLater.status, notLater.body.code]).toEqual([422, 'DUE_DATE_NOT_LATER']);
    const blank = await league.post(`${fengya}/closure`, { nonce: nonce(), reason: ' ' });
    expect(blank.status).toBe(400);
    expect((await league.post(`${fengya}/closure`, { nonce: nonce(), reason: '撤并。' })).status).toBe(200);
    expect((await league.get(fengya)).body.state.status).toBe('closed');
    const closed = await party.post(`${fengya}/holds`, { nonce: nonce(), reason: '情况待核实。' });
    expect([closed.status, closed.body.code]).toEqual([409, 'CLOSED']);
  });
});

describe('what became of it', () => {
  it('stands at its nonce for the sender, the county league and auditors, and for nobody else', async () => {
    const clerk = await system.as('township-league', 'lanyu/xingxi');
    const key = nonce();
    const sent = await clerk.post(
      `${county()}/townships/xingxi/items/survey/submissions`,
      { nonce: key, round: 1, dossier: survey },
      { prefer: 'respond-async' },
    );
    expect([sent.status, sent.body.outcome]).toEqual([202, 'received']);
    const command = await until(async () => {
      const { body } = await clerk.get(`/api/commands/${key}`);
      return body.status === 'recorded' ? body : undefined;
    });
    expect(command).toMatchObject({ reference: sent.body.reference, message: 'submit', item: 'survey', late: false });
    for (const [role, status] of [
      ['county-league', 200],
      ['auditor', 200],
      ['organization-department', 404],
    ] as const) {
      const asked = await (await system.as(role, 'lanyu')).get(`/api/commands/${key}`);
      expect([role, asked.status]).toEqual([role, status]);
    }
    expect((await (await system.as('township-league', 'lanyu/xingxi', 1)).get(`/api/commands/${key}`)).status).toBe(404);
  });

  it('reaches inboxes, and notices once read stay read', async () => {
    const committee = await system.as('township-party-committee', 'lanyu/landu');
    const { notices, unread } = (await committee.get('/api/notices')).body;
    expect(unread).toBeGreaterThan(0);
    expect(notices[0]).toMatchObject({
      campaign,
      subject: expect.stringContaining('澜渡镇'),
      link: expect.stringMatching(/^\/campaigns\//),
    });
    expect((await committee.get('/api/notices', { 'accept-language': 'en' })).body.notices[0].subject).not.toBe(notices[0].subject);
    expect((await committee.post('/api/notices/read', { ids: notices.map((one: { id: string }) => one.id) })).body.unread).toBe(
      unread - notices.length,
    );
    expect((await committee.get('/api/notices?page=2')).body).toMatchObject({ notices: [], page: 2, more: false });
  });

  it('is read by the auditor, who changes nothing', async () => {
    const auditor = await system.as('auditor', 'lanyu');
    expect((await auditor.get(`${landu()}/items/survey`)).body.revision.dossier).toMatchObject({ youth: 110 });
    expect((await auditor.get('/api/tasks')).body.tasks).toEqual([]);
    const { entries } = (await auditor.get('/api/audit')).body;
    expect(entries).toContainEqual(expect.objectContaining({ what: 'message-refused', code: 'WRONG_UNIT' }));
    for (const [path, body] of [
      [`${landu()}/items/implementation-plan/submissions`, { round: 1, dossier: {} }],
      [`${landu()}/items/survey/decisions`, { round: 2, digest: '0'.repeat(64), verdict: 'approve' }],
      [`${landu()}/holds`, { reason: '试' }],
      [`${county()}/results`, { title: '试', text: '试' }],
      [`${county()}/townships`, countyUpload()],
    ] as const) {
      const answer = await auditor.post(path, { nonce: nonce(), ...body });
      expect([path, answer.status, answer.body.code]).toEqual([path, 403, 'NOT_AUTHORIZED']);
    }
  });

  it('is no affair of the administrator, who sees mail and that there is a campaign', async () => {
    const administrator = await system.as('administrator', '*');
    expect((await administrator.get('/api/campaigns')).body.campaigns).toMatchObject([{ id: campaign }]);
    expect((await administrator.get(county())).status).toBe(404);
    expect((await administrator.get(`${landu()}/items/survey`)).status).toBe(404);
    const { mails, more } = (await administrator.get('/api/mails')).body;
    expect(mails[0]).toMatchObject({ trial: true, status: 'kept', subject: expect.stringContaining('【演练】') });
    expect(more).toBe(true);
    expect((await (await system.as('county-league', 'lanyu')).get('/api/mails')).body.error.code).toBe('NOT_YOURS');
  });
});
