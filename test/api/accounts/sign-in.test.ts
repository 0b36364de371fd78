import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { auditRows } from '../../../store/audit.ts';
import { mails } from '../../../store/mails.ts';
import { people } from '../../../store/people.ts';
import { hashOf, signInLinks } from '../../../store/sign-in-links.ts';
import { PageVisitor } from '../../support/page-visitor.ts';
import { startTestSystem, type TestSystem } from '../../support/running-system.ts';
import { TestSession } from '../../support/test-session.ts';
import { truthful } from '../json/truthful.ts';

let system: TestSystem;
beforeAll(async () => {
  system = await startTestSystem({ worker: 'none', mailIsSent: true, check: truthful });
});
afterAll(() => system.stop());

const HOUR_MS = 3_600_000;
const tokenOf = (link: string): string => new URL(link).searchParams.get('token') ?? '';
const sessions = () => system.engines.store.db.collection<{ _id: string; userId: string; token: string }>('sessions');

/** A session with this cookie. */
const withCookie = (cookie: string): TestSession => new TestSession(system.url, { cookie }, truthful);

/** Signs in over JSON. @returns status, and the session's cookie if there is one */
async function signIn(body: object, headers: Record<string, string> = {}) {
  const answer = await system.anybody().post('/api/session', body, headers);
  const cookie = answer.headers.getSetCookie().find((line) => line.startsWith('league_session='));
  return { status: answer.status, code: answer.body.error?.code as string | undefined, cookie: cookie?.split(';')[0] ?? '', line: cookie };
}

describe('a one-time link', () => {
  it('signs in once, and is kept as a hash', async () => {
    const link = await system.linkFor('township-league', 'lanyu/landu');
    const token = tokenOf(link);
    expect(await signInLinks(system.engines.store).findOne({ _id: hashOf(token) })).not.toBeNull();
    expect(JSON.stringify(await signInLinks(system.engines.store).find().toArray())).not.toContain(token);
    const first = await signIn({ token });
    expect(first.status).toBe(200);
    expect(first.line).toMatch(/; Path=\/; HttpOnly; SameSite=Lax$/);
    expect((await withCookie(first.cookie).get('/api/me')).body).toMatchObject({ role: 'township-league', unit: 'lanyu/landu' });
    expect(await signIn({ token })).toMatchObject({ status: 401, code: 'LINK_REFUSED', cookie: '' });
  });

  it('is used by one of many who press at one instant', async () => {
    const token = tokenOf(await system.linkFor('township-league', 'lanyu/landu'));
    const statuses = (await Promise.all(Array.from({ length: 8 }, () => signIn({ token })))).map(({ status }) => status);
    expect(statuses.toSorted((a, b) => a - b)).toEqual([200, 401, 401, 401, 401, 401, 401, 401]);
  });

  it('is not used up by being opened, and signs in the browser in which the button is pressed', async () => {
    const link = await system.linkFor('county-league', 'lanyu');
    const scanner = new PageVisitor(system.url);
    for (let i = 0; i < 3; i++) expect((await scanner.get(link)).status).toBe(200);
    await fetch(link, { method: 'HEAD' });
    expect(scanner.cookies.has('league_session')).toBe(false);
    const browser = new PageVisitor(system.url);
    const page = await browser.get(link);
    expect(page.headers.get('cache-control')).toBe('no-store');
    const answer = await browser.post('/sign-in', { token: tokenOf(link) }, link);
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/']);
    expect((await browser.get('/')).status).toBe(200);
    expect((await scanner.get('/')).status).toBe(303);
    const again = await scanner.post('/sign-in', { token: tokenOf(link) }, link);
    expect([again.status, scanner.cookies.has('league_session')]).toEqual([403, false]);
  });

  it('works no longer after half an hour, and not when it is no link at all', async () => {
    const { store } = system.engines;
    const late = tokenOf(await system.linkFor('auditor', 'lanyu'));
    await signInLinks(store).updateOne({ _id: hashOf(late) }, { $set: { expiresAt: new Date(Date.now() - 1) } });
    expect((await signIn({ token: late })).status).toBe(401);
    expect((await signIn({ token: 'x' })).status).toBe(401);
    const row = await auditRows(store).findOne({ what: 'sign-in-refused', code: 'LINK' });
    expect(row).toMatchObject({ address: expect.stringContaining('127.0.0.1'), requestId: expect.any(String) });
  });

  it('asked for by mail reaches who has the address; whether anybody has it is not to be seen', async () => {
    const { store } = system.engines;
    const clerk = await system.person('township-league', 'lanyu/landu');
    const visitor = new PageVisitor(system.url);
    const shown: string[] = [];
    for (const email of [clerk.email.toUpperCase(), 'nobody@lanyu.example']) {
      const answer = await visitor.post('/sign-in/link', { 'link-email': email }, '/sign-in');
      shown.push(`${answer.status} ${answer.text.replaceAll(/value="[^"]*"/g, '')}`);
    }
    expect(shown[0]).toBe(shown[1]);
    const sent = await mails(store).find({ subject: '乡镇团组织格局创新系统：您的登录链接' }).toArray();
    expect(sent).toMatchObject([{ to: clerk.email, personId: clerk._id, status: 'waiting', trial: false }]);
    const token = tokenOf(sent[0]?.link ?? '');
    expect((await signIn({ token })).status).toBe(200);
    const after = await mails(store).findOne({ _id: sent[0]?._id ?? '' });
    expect(JSON.stringify(after)).not.toContain(token);
  });

  it('leads to what the mail was about that it was asked for from, within the app', async () => {
    const { store } = system.engines;
    const clerk = await system.person('township-league', 'lanyu/shiyu');
    const visitor = new PageVisitor(system.url);
    const asked = async (next: string) => {
      await visitor.post('/sign-in/link', { 'link-email': clerk.email, next }, '/sign-in');
      const [sent] = await mails(store).find({ to: clerk.email }).sort({ createdAt: -1, _id: -1 }).limit(1).toArray();
      return new URL(sent?.link ?? '').searchParams.get('next');
    };
    const about = '/campaigns/lanyu-2012/townships/shiyu/items/survey';
    expect(await asked(about)).toBe(about);
    expect(await asked('https://evil.example/')).toBeNull();
  });
});

describe('a session', () => {
  it('has a new id after each sign-in, and the one before is gone', async () => {
    const before = await system.signIn('county-league', 'lanyu');
    const { cookie } = await signIn({ token: tokenOf(await system.linkFor('county-league', 'lanyu')) }, { cookie: before });
    expect(cookie).not.toBe(before);
    expect((await withCookie(before).get('/api/me')).status).toBe(401);
    expect((await withCookie(cookie).get('/api/me')).status).toBe(200);
  });

  it('is not begun by a cookie that somebody else chose', async () => {
    const chosen = 'league_session=chosen-by-somebody-else.AAAA';
    const { cookie } = await signIn({ token: tokenOf(await system.linkFor('county-league', 'lanyu')) }, { cookie: chosen });
    expect(cookie).not.toBe(chosen);
    for (const bad of [chosen, 'league_session=', 'league_session=%E0%A4%A', `${cookie}x`, cookie.replace('=', '=a')]) {
      expect([bad, (await withCookie(bad).get('/api/me')).status]).toEqual([bad, 401]);
    }
  });

  it('ends after twelve idle hours, and after seven days in any case', async () => {
    const cookie = await system.signIn('auditor', 'lanyu');
    const { _id } = await system.person('auditor', 'lanyu');
    const [row] = await sessions().find({ userId: _id }).sort({ createdAt: -1 }).toArray();
    const set = (change: object) => sessions().updateOne({ _id: row?._id ?? '' }, { $set: change });
    // Half of the idle time is over: a request prolongs it, and the cookie with it.
    await set({ expiresAt: new Date(Date.now() + 6 * HOUR_MS) });
    const prolonged = await withCookie(cookie).get('/api/me');
    expect(prolonged.headers.getSetCookie().join()).toMatch(/league_session=.*Max-Age=43200/);
    const after = await sessions().findOne({ _id: row?._id ?? '' });
    expect((after as unknown as { expiresAt: Date }).expiresAt.getTime()).toBeGreaterThan(Date.now() + 11.9 * HOUR_MS);
    await set({ createdAt: new Date(Date.now() - 7 * 24 * HOUR_MS - 1_000) });
    expect((await withCookie(cookie).get('/api/me')).status).toBe(401);
    expect(await sessions().findOne({ _id: row?._id ?? '' })).toBeNull();

    const idle = await system.signIn('auditor', 'lanyu');
    await sessions().updateMany({ userId: _id }, { $set: { expiresAt: new Date(Date.now() - 1_000) } });
    expect((await withCookie(idle).get('/api/me')).status).toBe(401);
  });

  it('ends when its person signs out or is deactivated, at once, and does not come back', async () => {
    const out = await system.as('organization-department', 'lanyu');
    expect((await out.delete('/api/session')).status).toBe(204);
    expect((await out.get('/api/tasks')).status).toBe(401);

    const administrator = await system.as('administrator', '*');
    const person = await system.person('organization-department', 'lanyu');
    const theirs = await system.as('organization-department', 'lanyu');
    const unused = tokenOf(await system.linkFor('organization-department', 'lanyu'));
    expect((await theirs.get('/api/tasks')).status).toBe(200);
    expect((await administrator.post(`/api/people/${person._id}/deactivation`)).body).toMatchObject({ active: false });
    expect((await theirs.get('/api/tasks')).status).toBe(401);
    expect(await sessions().countDocuments({ userId: person._id })).toBe(0);
    expect((await signIn({ token: unused })).status).toBe(401);
    expect((await administrator.post(`/api/people/${person._id}/sign-in-links`)).body.error.code).toBe('NOT_ACTIVE');
    await administrator.post(`/api/people/${person._id}/reactivation`);
    expect((await theirs.get('/api/tasks')).status).toBe(401);
    expect((await signIn({ token: unused })).status).toBe(401);
  });
});

describe('a password', () => {
  const next = '一个足够长的口令 good';

  it('is set after signing in by link, ends other sessions, and signs in; a forgotten one is replaced the same way', async () => {
    const { email, _id } = await system.person('township-party-committee', 'lanyu/landu');
    const other = await system.as('township-party-committee', 'lanyu/landu');
    const own = await system.as('township-party-committee', 'lanyu/landu');
    expect((await own.post('/api/me/password', { next: 'short' })).status).toBe(400);
    for (const easy of ['          ', '1234567890', email, 'password123']) {
      const refused = await own.post('/api/me/password', { next: easy });
      expect([easy, refused.status, refused.body.error.code]).toEqual([easy, 422, 'PASSWORD_EASY']);
    }
    expect((await own.get('/api/me')).body.hasPassword).toBe(false);
    expect((await own.post('/api/me/password', { next })).status).toBe(204);
    expect((await other.get('/api/me')).status).toBe(401);
    expect((await own.get('/api/me')).body.hasPassword).toBe(true);
    expect(JSON.stringify(await system.engines.store.db.collection('credentials').find().toArray())).not.toContain(next);

    expect(await signIn({ email, password: 'wrong password' })).toMatchObject({ status: 401, code: 'PASSWORD_REFUSED' });
    expect(await signIn({ email: 'nobody@lanyu.example', password: next })).toMatchObject({ status: 401, code: 'PASSWORD_REFUSED' });
    const { status, cookie } = await signIn({ email: email.toUpperCase(), password: next });
    expect(status).toBe(200);
    const byPassword = withCookie(cookie);
    expect((await byPassword.post('/api/me/password', { next: `${next}2` })).body.error.code).toBe('PASSWORD_WRONG');
    expect((await byPassword.post('/api/me/password', { present: 'wrong password', next: `${next}2` })).status).toBe(403);
    expect((await byPassword.post('/api/me/password', { present: next, next: `${next}2` })).status).toBe(204);
    expect((await own.get('/api/me')).status).toBe(401);

    const byLink = await system.as('township-party-committee', 'lanyu/landu');
    await sessions().updateMany({ userId: _id }, { $set: { createdAt: new Date(Date.now() - HOUR_MS) } });
    expect((await byLink.post('/api/me/password', { next })).status).toBe(403);
    expect((await (await system.as('township-party-committee', 'lanyu/landu')).post('/api/me/password', { next })).status).toBe(204);
  });

  it('of somebody who may not sign in opens nothing', async () => {
    const { email, _id } = await system.person('township-league', 'lanyu/shiyu');
    await (await system.as('township-league', 'lanyu/shiyu')).post('/api/me/password', { next });
    await people(system.engines.store).updateOne({ _id }, { $set: { active: false } });
    expect((await signIn({ email, password: next })).status).toBe(401);
    await people(system.engines.store).updateOne({ _id }, { $set: { active: true } });
    expect((await signIn({ email, password: next })).status).toBe(200);
  });
});
