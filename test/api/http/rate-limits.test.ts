import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PageVisitor } from '../../support/page-visitor.ts';
import { startTestSystem, type TestSystem } from '../../support/running-system.ts';

let system: TestSystem;
beforeAll(async () => {
  system = await startTestSystem({ worker: 'none', rateLimits: { account: 20, badTokens: 5 } });
});
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

  it('with wrong tokens are limited by address and by how the token begins: nobody else there is kept out', async () => {
    const tokens = ['sameStart-1', 'sameStart-2', 'sameStart-3', 'sameStart-4', 'sameStart-5'];
    const guess = (token: string) => system.anybody().post('/api/session', { token });
    for (const token of tokens) expect((await guess(token)).status).toBe(401);
    expect((await guess('sameStart-6')).status).toBe(429);
    const page = await new PageVisitor(system.url).post('/sign-in', { token: 'sameStart-7' });
    expect([page.status, page.headers.get('content-type')]).toEqual([429, 'text/html; charset=utf-8']);
    expect(page.text).toContain('操作太频繁');
    expect((await guess('otherStart')).status).toBe(401);
    // A link of somebody at the same address.
    await system.signIn('auditor', 'lanyu');
  });
});
