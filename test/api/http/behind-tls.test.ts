import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { auditRows } from '../../../store/audit.ts';
import { startTestSystem, type TestSystem } from '../../support/running-system.ts';
import { TestSession } from '../../support/test-session.ts';

let system: TestSystem;
beforeAll(async () => {
  system = await startTestSystem({ worker: 'none', proxyUrl: 'https://league.example' });
});
afterAll(() => system.stop());

describe('behind a proxy that speaks TLS', () => {
  it('cookies go over TLS to this host alone, and browsers are told to stay there', async () => {
    const token = new URL(await system.linkFor('auditor', 'lanyu')).searchParams.get('token');
    const answer = await system.anybody().post('/api/session', { token });
    const [cookie = ''] = answer.headers.getSetCookie();
    expect(cookie).toMatch(/^__Host-league_session=.*; Path=\/; HttpOnly; Secure; SameSite=Lax$/);
    expect(answer.headers.get('strict-transport-security')).toBe('max-age=31536000; includeSubDomains');
    const session = new TestSession(system.url, { cookie: cookie.split(';')[0] ?? '' });
    expect((await session.get('/api/me')).status).toBe(200);
    const page = await fetch(`${system.url}/sign-in`);
    expect(page.headers.getSetCookie().join()).toMatch(/__Host-league_csrf=[^;]+; Path=\/; HttpOnly; Secure; SameSite=Lax/);
  });

  it('requests come from the public origin, under the proxy’s id and the client’s address', async () => {
    const headers = { 'x-forwarded-for': '10.1.2.3, 192.0.2.7', 'x-request-id': 'given-by-the-proxy', 'content-type': 'application/json' };
    const send = (origin: string) =>
      fetch(`${system.url}/api/session`, { method: 'POST', headers: { ...headers, origin }, body: '{"token":"x"}' });
    expect((await send(system.url)).status).toBe(403);
    const answer = await send('https://league.example');
    expect([answer.status, answer.headers.get('x-request-id')]).toEqual([401, 'given-by-the-proxy']);
    // The proxy itself wrote the last address; what stands before it anybody may have claimed.
    expect(await auditRows(system.engines.store).findOne({ requestId: 'given-by-the-proxy' })).toMatchObject({ address: '192.0.2.7' });
  });
});
