import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeLinkFor } from '../../../launcher/make-link.ts';
import { mails } from '../../../store/mails.ts';
import type { Person } from '../../../store/people.ts';
import { countyUpload, exampleTextOf } from '../../support/example-county.ts';
import { PageVisitor } from '../../support/page-visitor.ts';
import { startTestSystem, type TestSystem } from '../../support/running-system.ts';
import { TestSession } from '../../support/test-session.ts';
import { until } from '../../support/until.ts';
import { surveyDossier } from '../json/survey-dossier.ts';
import { truthful } from '../json/truthful.ts';

/** An administrator tries to act as somebody else without being seen. */
let system: TestSystem;
let administrator: TestSession;
let root: Person;
let campaign: string;

const nonce = () => randomBytes(18).toString('base64url');
const PASSWORD = '一个足够长的口令 good';
const tokenOf = (link = ''): string => new URL(link).searchParams.get('token') ?? '';

beforeAll(async () => {
  system = await startTestSystem({ check: truthful });
  administrator = await system.as('administrator', '*');
  root = await system.person('administrator', '*');
  const start = { ...countyUpload(exampleTextOf('landu')), year: 2012, clock: 'trial', msPerPlanDay: 86_400_000 };
  const league = await system.as('county-league', 'lanyu');
  campaign = (await league.post('/api/campaigns', start)).body.campaign.id;
  const department = await system.as('organization-department', 'lanyu');
  await until(async () => (await department.get('/api/tasks')).body.tasks[0]);
  const { digest } = (await department.get(`/api/campaigns/${campaign}/plan`)).body;
  await department.post(`/api/campaigns/${campaign}/plan/decisions`, { nonce: nonce(), digest, verdict: 'approve' });
  await until(async () => (await league.get(`/api/campaigns/${campaign}/townships/landu`)).body.state?.items?.[0]);
});
afterAll(() => system.stop());

async function signedIn(body: object): Promise<{ session: TestSession; cookie: string }> {
  const { status, headers } = await system.anybody().post('/api/session', body);
  expect(status).toBe(200);
  const cookie = headers.getSetCookie()[0]?.split(';')[0] ?? '';
  return { session: new TestSession(system.url, { cookie }, truthful), cookie };
}

async function pageOf(cookie: string, path: string): Promise<string> {
  const visitor = new PageVisitor(system.url);
  const [name = '', ...value] = cookie.split('=');
  visitor.cookies.set(name, value.join('='));
  return (await visitor.get(path)).text;
}

/** What the county's auditor reads. */
async function audited(what: string) {
  const auditor = await system.as('auditor', 'lanyu');
  return ((await auditor.get('/api/audit')).body.entries as { what: string }[]).filter((entry) => entry.what === what);
}

const MARK = '用管例甲生成的登录链接';

describe('a link that an administrator makes for somebody', () => {
  it('is told to its owner, and marks the session, what is done in it, and what is done with the password that was set in it', async () => {
    const clerk = await system.person('township-league', 'lanyu/landu');
    const { body } = await administrator.post(`/api/people/${clerk._id}/sign-in-links`);
    const { session, cookie } = await signedIn({ token: tokenOf(body.link) });
    expect((await session.get('/api/me')).body).toMatchObject({ account: clerk._id, linkMadeBy: root._id });
    expect(await pageOf(cookie, '/')).toContain(MARK);

    // Its owner, in a session of their own.
    const own = await system.as('township-league', 'lanyu/landu');
    expect((await own.get('/api/me')).body.linkMadeBy).toBeUndefined();
    expect((await own.get('/api/notices')).body.notices).toContainEqual(
      expect.objectContaining({ kind: 'sign-in-link-made', subject: '管例甲为您生成了登录链接' }),
    );
    expect(await mails(system.engines.store).findOne({ to: clerk.email, subject: '管例甲为您生成了登录链接' })).not.toBeNull();

    const item = `/campaigns/${campaign}/townships/landu/items/survey`;
    const key = nonce();
    expect((await session.post(`/api${item}/submissions`, { nonce: key, round: 1, dossier: surveyDossier })).body.outcome).toBe('recorded');
    expect((await session.get(`/api/commands/${key}`)).body.linkMadeBy).toBe(root._id);
    expect((await own.get(`/api${item}`)).body.linksMadeBy).toEqual({ [key]: root._id });
    const ownCookie = await system.signIn('township-league', 'lanyu/landu');
    for (const path of [`/commands/${key}`, item, `/campaigns/${campaign}/townships/landu`])
      expect([path, await pageOf(ownCookie, path)]).toEqual([path, expect.stringContaining(MARK)]);
    expect(await audited('command-by-made-link')).toMatchObject([{ by: clerk._id, requestId: key, linkMadeBy: root._id }]);
    expect(await audited('sign-in-link-made')).toMatchObject([{ by: root._id, target: clerk._id }]);
    expect(await audited('signed-in')).toContainEqual(expect.objectContaining({ target: clerk._id, linkMadeBy: root._id }));

    // A password is no way out of it.
    expect((await session.post('/api/me/password', { next: PASSWORD })).status).toBe(204);
    const later = await signedIn({ email: clerk.email, password: PASSWORD });
    expect((await later.session.get('/api/me')).body.linkMadeBy).toBe(root._id);
    expect((await (await system.as('township-league', 'lanyu/landu')).post('/api/me/password', { next: `${PASSWORD}2` })).status).toBe(204);
    const cleared = await signedIn({ email: clerk.email, password: `${PASSWORD}2` });
    expect((await cleared.session.get('/api/me')).body.linkMadeBy).toBeUndefined();
  });

  it('marks a decision, on its page and in JSON, when it is made at the terminal', async () => {
    const secretary = await system.person('township-party-committee', 'lanyu/landu');
    const made = await makeLinkFor(system.engines.store, secretary.email, { publicUrl: system.url, mailIsSent: false, now: new Date() });
    const link = 'lines' in made ? made.lines.at(-1) : '';
    const { session } = await signedIn({ token: tokenOf(link) });
    const item = `/campaigns/${campaign}/townships/landu/items/survey`;
    const { digest } = (await session.get(`/api${item}`)).body.item.submission;
    const key = nonce();
    expect((await session.post(`/api${item}/decisions`, { nonce: key, round: 1, digest, verdict: 'approve' })).body.outcome).toBe(
      'recorded',
    );
    const own = await system.as('township-party-committee', 'lanyu/landu');
    expect((await own.get(`/api${item}`)).body.linksMadeBy).toMatchObject({ [key]: 'terminal' });
    expect(await pageOf(await system.signIn('township-party-committee', 'lanyu/landu'), item)).toContain('用服务器命令生成的登录链接');
    expect((await own.get('/api/notices')).body.notices[0]).toMatchObject({ subject: expect.stringContaining('服务器命令') });
    expect(await audited('sign-in-link-made')).toContainEqual(expect.objectContaining({ by: 'terminal', target: secretary._id }));
  });

  it('cannot be had by asking for one in somebody’s name and reading the outbox', async () => {
    const leader = await system.person('county-league', 'lanyu');
    const visitor = new PageVisitor(system.url);
    await visitor.post('/sign-in/link', { 'link-email': leader.email }, '/sign-in');
    const listed = JSON.stringify((await administrator.get('/api/mails')).body);
    expect(listed).toContain('索取登录链接');
    expect(listed).not.toContain('token=');
    expect(await pageOf(await system.signIn('administrator', '*'), `/mail?to=${encodeURIComponent(leader.email)}`)).not.toContain('token=');
    expect(await mails(system.engines.store).countDocuments({ text: /token=/ })).toBe(0);
  });
});

describe('the auditor of a county', () => {
  it('reads what an administrator of the whole installation did to its people', async () => {
    const entry = { name: '新样人', email: 'neu@lanyu.example', role: 'county-league', unit: 'lanyu' };
    const { id } = (await administrator.post('/api/people', entry)).body;
    await administrator.patch(`/api/people/${id}`, { role: 'organization-department' });
    await administrator.patch(`/api/people/${id}`, { email: 'anders@lanyu.example' });
    await administrator.post(`/api/people/${id}/deactivation`);
    await administrator.post(`/api/people/${id}/reactivation`);
    expect(await audited('person-added')).toMatchObject([{ by: root._id, target: id }]);
    expect(await audited('person-changed')).toMatchObject([
      { details: { fields: 'email' } },
      { details: { fields: 'role', role: 'organization-department', roleBefore: 'county-league' } },
    ]);
    for (const what of ['person-deactivated', 'person-reactivated'])
      expect([what, await audited(what)]).toMatchObject([what, [{ target: id }]]);
    // Whoever reads the old address is told.
    expect(await mails(system.engines.store).findOne({ to: 'neu@lanyu.example' })).toMatchObject({ subject: '管例甲修改了您账号的邮箱' });
    const elsewhere = await system.engines.store.db.collection('audit').countDocuments({ concerns: 'yunxi' });
    expect(elsewhere).toBe(0);
  });
});

describe('where mail is sent', () => {
  let sending: TestSystem;
  beforeAll(async () => {
    sending = await startTestSystem({ worker: 'none', mailIsSent: true, check: truthful });
  });
  afterAll(() => sending.stop());

  it('nobody but its recipient reads a link: not on the Mail page, in JSON, or when an administrator asks for one', async () => {
    const boss = await sending.as('administrator', '*');
    const person = await sending.person('county-league', 'lanyu');
    const visitor = new PageVisitor(sending.url);
    await visitor.post('/sign-in/link', { 'link-email': person.email }, '/sign-in');
    const answer = await boss.post(`/api/people/${person._id}/sign-in-links`);
    expect(answer.body).toEqual({ mailed: true, expiresAt: expect.any(String) });
    const cookie = await sending.signIn('administrator', '*');
    const [name = '', ...value] = cookie.split('=');
    visitor.cookies.set(name, value.join('='));
    const page = await visitor.post(`/people/${person._id}/link`, {}, `/people/${person._id}`);
    expect(page.status).toBe(200);
    expect(page.text).toContain(person.email);
    const sent = await mails(sending.engines.store).find({ personId: person._id }).toArray();
    expect(sent).toHaveLength(3);
    const tokens = sent.map(({ link }) => tokenOf(link));
    const seen = [
      page.text,
      (await visitor.get('/mail')).text,
      JSON.stringify((await boss.get('/api/mails')).body),
      JSON.stringify(answer.body),
    ];
    for (const text of seen) for (const token of [...tokens, 'token=']) expect(text).not.toContain(token);
    // What was mailed to its owner carries nobody else's mark.
    const { headers } = await sending.anybody().post('/api/session', { token: tokens[1] });
    const session = new TestSession(sending.url, { cookie: headers.getSetCookie()[0]?.split(';')[0] ?? '' }, truthful);
    expect((await session.get('/api/me')).body).toMatchObject({ account: person._id });
    expect((await session.get('/api/me')).body.linkMadeBy).toBeUndefined();
    // A rehearsal's mail, which is kept here, offers no link for its recipient either.
    const kept = {
      to: person.email,
      personId: person._id,
      subject: '【演练】',
      text: '正文',
      trial: true,
      status: 'kept' as const,
      attempts: 0,
    };
    await mails(sending.engines.store).insertOne({ ...kept, _id: 'kept', link: `${sending.url}/campaigns`, createdAt: new Date() });
    expect((await visitor.get('/mail')).text).not.toContain(`/people/${person._id}/link`);
  });
});
