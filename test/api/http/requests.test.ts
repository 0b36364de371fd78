import { once } from 'node:events';
import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SERVER_LIMITS } from '../../../api/http/server-limits.ts';
import { campaigns } from '../../../store/campaigns.ts';
import { people } from '../../../store/people.ts';
import { PageVisitor, tokenIn } from '../../support/page-visitor.ts';
import { startTestSystem, type TestSystem } from '../../support/running-system.ts';
import type { TestSession } from '../../support/test-session.ts';

let system: TestSystem;
let clerk: TestSession;

beforeAll(async () => {
  system = await startTestSystem({ worker: 'none' });
  clerk = await system.as('township-league', 'lanyu/landu');
});
afterAll(() => system.stop());

/** A browser in which this person is signed in. */
async function browserOf(...who: Parameters<TestSystem['signIn']>): Promise<PageVisitor> {
  const visitor = new PageVisitor(system.url);
  const [name = '', value = ''] = (await system.signIn(...who)).split(/=(.*)/s);
  visitor.cookies.set(name, value);
  return visitor;
}

const languageOf = async (role: Parameters<TestSystem['person']>[0], unit: string) =>
  (await people(system.engines.store).findOne({ _id: (await system.person(role, unit))._id }))?.language;

describe('a form', () => {
  it('is taken with the token of its own page and session, and of no other', async () => {
    const own = await browserOf('county-league', 'lanyu');
    const other = await browserOf('organization-department', 'lanyu');
    const stranger = new PageVisitor(system.url);
    const foreign = tokenIn((await other.get('/account')).text);
    const anonymous = tokenIn((await stranger.get('/sign-in')).text);
    expect(foreign).toMatch(/^[0-9a-f]{20,}/);
    expect(anonymous).toMatch(/^[0-9a-f]{20,}/);
    for (const _csrf of ['', 'x', foreign, anonymous, `${'0'.repeat(64)}.${'0'.repeat(64)}`]) {
      const answer = await own.post('/language', { next: '/', _csrf });
      expect([_csrf, answer.status, answer.headers.get('content-type')]).toEqual([_csrf, 403, 'text/html; charset=utf-8']);
    }
    expect(await languageOf('county-league', 'lanyu')).toBeUndefined();
    expect((await own.post('/language', { next: '/' }, '/account')).status).toBe(303);
    expect(await languageOf('county-league', 'lanyu')).toBe('en');
  });

  it('is not taken with another browser’s cookie and token planted together', async () => {
    const own = await browserOf('auditor', 'lanyu');
    const attacker = new PageVisitor(system.url);
    const _csrf = tokenIn((await attacker.get('/sign-in')).text);
    own.cookies.set('league_csrf', attacker.cookies.get('league_csrf') ?? '');
    expect((await own.post('/language', { next: '/', _csrf })).status).toBe(403);
  });

  it('to sign in works from a page that was opened with a session that has ended', async () => {
    const visitor = new PageVisitor(system.url);
    visitor.cookies.set('league_session', 'of-yesterday.AAAA');
    const link = await system.linkFor('auditor', 'lanyu');
    const answer = await visitor.post('/sign-in', { token: new URL(link).searchParams.get('token') ?? '' }, link);
    expect(answer.status).toBe(303);
  });
});

describe('the JSON API', () => {
  const foreign = [
    { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' },
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { 'sec-fetch-site': 'same-site' },
    { 'sec-fetch-site': 'none' },
  ];

  it('takes nothing that comes from another origin', async () => {
    const cookie = await system.signIn('township-league', 'lanyu/landu');
    for (const headers of foreign) {
      const response = await fetch(`${system.url}/api/me`, {
        method: 'PATCH',
        headers: { cookie, 'content-type': 'application/json', ...(headers as Record<string, string>) },
        body: '{"language":"en"}',
      });
      expect([headers, response.status, (await response.json()).error.code]).toEqual([headers, 403, 'FOREIGN_ORIGIN']);
      expect((await fetch(`${system.url}/api/session`, { method: 'DELETE', headers: { cookie, ...(headers as object) } })).status).toBe(
        403,
      );
    }
    expect(await languageOf('township-league', 'lanyu/landu')).toBeUndefined();
    expect((await clerk.patch('/api/me', { language: 'en' })).status).toBe(204);
    expect(await languageOf('township-league', 'lanyu/landu')).toBe('en');
    await people(system.engines.store).updateMany({}, { $unset: { language: '' } });
  });

  it('lets no other origin read it', async () => {
    const { headers } = await clerk.get('/api/me', { origin: 'https://evil.example' });
    expect([headers.get('access-control-allow-origin'), headers.get('cross-origin-resource-policy')]).toEqual([null, 'same-origin']);
    expect((await clerk.send('OPTIONS', '/api/me')).headers.get('access-control-allow-methods')).toBeNull();
  });

  it('takes the actor from the session: a body that names another is malformed', async () => {
    const { _id: account } = await system.person('organization-department', 'lanyu');
    const actor = { account, role: 'organization-department', unit: 'lanyu' };
    // Whose it is to decide there is asked first.
    await campaigns(system.engines.store).insertOne({
      _id: 'lanyu-2012',
      county: 'lanyu',
      status: 'started',
      workflowId: 'none',
      townships: [],
      clock: { kind: 'live' },
      createdAt: new Date(),
    } as never);
    const path = '/api/campaigns/lanyu-2012/plan/decisions';
    const sent = { nonce: 'a'.repeat(24), digest: '0'.repeat(64), verdict: 'approve', actor };
    expect((await clerk.post(path, sent)).body.code).toBe('WRONG_UNIT');
    const decider = await system.as('organization-department', 'lanyu');
    const answer = await decider.post(path, { ...sent, actor: { ...actor, account: 'somebody else' } });
    expect(answer.body.error).toMatchObject({ code: 'MALFORMED', problems: [{ path: 'actor', code: 'UNKNOWN_FIELD' }] });
  });

  it('says at once that an upload is too large, and says so in the place’s own way', async () => {
    const began = performance.now();
    for (const [path, type] of [
      ['/api/campaigns/preview', 'application/json'],
      ['/api/me', 'application/json'],
      ['/campaigns/new', 'multipart/form-data; boundary=x'],
    ] as const) {
      const cookie = await system.signIn('county-league', 'lanyu');
      const sending = httpRequest(new URL(path, system.url), {
        method: 'POST',
        headers: { cookie, 'content-type': type, 'content-length': 30_000_000, origin: system.url },
      });
      sending.on('error', () => undefined).write('{');
      const [response] = await once(sending, 'response');
      expect([path, response.statusCode]).toEqual([path, 413]);
      expect(response.headers['content-type']).toContain(path.startsWith('/api') ? 'application/json' : 'text/html');
      sending.destroy();
    }
    expect(performance.now() - began).toBeLessThan(3_000);
  });
});

describe('somebody else’s id in the address', () => {
  it('shows and changes nothing', async () => {
    const other = await system.as('county-league', 'lanyu');
    const { _id } = await system.person('township-league', 'lanyu/shiyu');
    for (const path of [
      '/api/campaigns/lanyu-2099/townships/shiyu',
      '/api/campaigns/lanyu-2099/townships/shiyu/items/survey',
      '/api/commands/aaaaaaaaaaaaaaaaaaaaaaaa',
    ]) {
      expect([path, (await clerk.get(path)).status]).toEqual([path, 404]);
    }
    for (const session of [clerk, other]) {
      expect((await session.patch(`/api/people/${_id}`, { name: '改名' })).status).toBe(403);
      expect((await session.post(`/api/people/${_id}/deactivation`)).status).toBe(403);
    }
    expect(await people(system.engines.store).findOne({ _id })).toMatchObject({ active: true });
  });
});

describe('every answer', () => {
  it('of a page forbids inline scripts, framing and guessing of types, and leaves plain HTTP plain', async () => {
    for (const path of ['/sign-in', '/nothing', '/api/openapi.json']) {
      const { status, headers } = await fetch(`${system.url}${path}`, { redirect: 'manual' });
      const policy = headers.get('content-security-policy') ?? '';
      expect(policy).toContain("default-src 'none'");
      expect(policy).toContain("frame-ancestors 'none'");
      expect(policy).not.toMatch(/unsafe-inline|unsafe-eval|upgrade-insecure-requests/);
      expect(headers.get('x-frame-options')).toBe('DENY');
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('referrer-policy')).toBe('same-origin');
      // A redirect to sign in says nothing.
      if (status !== 303) expect(headers.get('content-type')).toMatch(/^(?:text\/html|application\/json); charset=utf-8$/);
      expect(headers.get('strict-transport-security')).toBeNull();
      expect(headers.get('x-powered-by')).toBeNull();
      expect(headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
    }
  });

  it('has an id of its own, whatever a client without a proxy claims', async () => {
    const { headers } = await fetch(`${system.url}/sign-in`, { headers: { 'x-request-id': 'chosen-by-the-client' } });
    expect(headers.get('x-request-id')).not.toBe('chosen-by-the-client');
  });
});

describe('a client that sends its request slowly', () => {
  it('is cut off', async () => {
    expect(SERVER_LIMITS.headersTimeout).toBeLessThanOrEqual(10_000);
    const { hostname, port } = new URL(system.url);
    const socket = connect(Number(port), hostname);
    await once(socket, 'connect');
    const began = performance.now();
    const drip = setInterval(() => socket.write('x-slow: 1\r\n'), 500);
    socket.write('GET / HTTP/1.1\r\nhost: x\r\n');
    socket.on('error', () => undefined).resume();
    await once(socket, 'close');
    clearInterval(drip);
    expect(performance.now() - began).toBeLessThan(15_000);
  });
});
