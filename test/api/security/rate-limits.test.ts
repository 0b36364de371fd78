import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PageVisitor } from '../../support/page-visitor.ts';
import { startTestSystem, type TestSystem } from '../../support/running-system.ts';

let system: TestSystem;
beforeAll(async () => {
  system = await startTestSystem({ worker: 'none', rateLimits: { account: 20, failedSignIns: 5, mailedLinks: 3 } });
}, 120_000);
afterAll(() => system.stop());

describe('requests', () => {
  it('of one account are limited; a colleague at the same address is not touched', async () => {
    const hasty = await system.as('county-league', 'lanyu');
    const colleague = await system.as('organization-department', 'lanyu');
    const statuses: number[] = [];
    for (let i = 0; i < 22; i++) statuses.push((await hasty.get('/api/me')).status);
    expect(statuses.filter((status) => status === 200)).toHaveLength(20);
    const refused = await hasty.get('/api/me');
    expect([refused.status, refused.body.error.code]).toEqual([429, 'TOO_MANY']);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await colleague.get('/api/me')).status).toBe(200);
  });

  it('to sign in that fail are limited by address; those that succeed do not count', async () => {
    for (let i = 0; i < 8; i++) await system.signIn('auditor', 'lanyu');
    const guess = () => system.anybody().post('/api/session', { token: 'x' });
    for (let i = 0; i < 5; i++) expect((await guess()).status).toBe(401);
    expect((await guess()).status).toBe(429);
    const page = await new PageVisitor(system.url).post('/sign-in', { token: 'x' });
    expect([page.status, page.headers.get('content-type')]).toEqual([429, 'text/html; charset=utf-8']);
    expect(page.text).toContain('操作太频繁');
  });

  it('for links by mail are limited by address', async () => {
    const visitor = new PageVisitor(system.url);
    const ask = async () => (await visitor.post('/sign-in/link', { 'link-email': 'nobody@lanyu.example' }, '/sign-in')).status;
    expect([await ask(), await ask(), await ask(), await ask()]).toEqual([200, 200, 200, 429]);
  });
});
