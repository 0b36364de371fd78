import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PageVisitor } from '../../support/page-visitor.ts';
import { startTestSystem, type TestSystem } from '../../support/running-system.ts';
import { truthful } from '../json/truthful.ts';

let system: TestSystem;
beforeAll(async () => {
  system = await startTestSystem({ worker: 'none', check: truthful });
});
afterAll(() => system.stop());

const PASSWORD = '一个足够长的口令 good';

describe('one’s own sessions', () => {
  it('are listed without their tokens, and the others end when the owner asks and proves who they are', async () => {
    const stolen = await system.as('county-league', 'lanyu');
    const own = await system.as('county-league', 'lanyu');
    const { sessions } = (await own.get('/api/me/sessions')).body;
    expect(sessions).toHaveLength(2);
    expect(sessions.filter((one: { current: boolean }) => one.current)).toHaveLength(1);
    expect(Object.keys(sessions[0]).toSorted((a, b) => a.localeCompare(b))).toEqual(['address', 'begunAt', 'browser', 'current', 'usedAt']);
    expect((await own.post('/api/me/sessions/end', {})).status).toBe(204);
    expect((await stolen.get('/api/me')).status).toBe(401);
    expect((await own.get('/api/me/sessions')).body.sessions).toHaveLength(1);
  });

  it('end on the account page too, and not for whoever cannot say the password', async () => {
    const other = await system.as('auditor', 'lanyu');
    const cookie = await system.signIn('auditor', 'lanyu');
    const visitor = new PageVisitor(system.url);
    const [name = '', ...value] = cookie.split('=');
    visitor.cookies.set(name, value.join('='));
    await visitor.post('/account/password', { next: PASSWORD }, '/account');
    expect((await other.get('/api/me')).status).toBe(401);
    const again = await system.as('auditor', 'lanyu');
    await system.engines.store.db.collection('sessions').updateMany({}, { $set: { createdAt: new Date(Date.now() - 3_600_000) } });
    const refused = await visitor.post('/account/sessions', { 'present-to-end': 'a wrong password' }, '/account');
    expect(refused.status).toBe(422);
    expect((await again.get('/api/me')).status).toBe(200);
    const ended = await visitor.post('/account/sessions', { 'present-to-end': PASSWORD }, '/account');
    expect([ended.status, ended.headers.get('location')]).toEqual([303, '/account?ended=1']);
    expect((await again.get('/api/me')).status).toBe(401);
    expect((await visitor.get('/account?ended=1')).text).toContain('已全部退出');
  });
});
