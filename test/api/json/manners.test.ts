import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { campaigns } from '../../../store/campaigns.ts';
import { countyUpload } from '../../support/example-county.ts';
import { startTestSystem, type TestSystem } from '../../support/running-system.ts';
import type { TestSession } from '../../support/test-session.ts';
import { truthful } from './truthful.ts';

let system: TestSystem;
let league: TestSession;
let clerk: TestSession;

beforeAll(async () => {
  system = await startTestSystem({ worker: 'none', check: truthful });
  league = await system.as('county-league', 'lanyu');
  clerk = await system.as('township-league', 'lanyu/landu');
});
afterAll(() => system.stop());

const NONCE = 'a'.repeat(24);
const json = { 'content-type': 'application/json' };

/** Status and code of what is answered. */
async function told(
  session: TestSession,
  method: string,
  path: string,
  request: Parameters<TestSession['send']>[2] = {},
): Promise<[number, string]> {
  const { status, body } = await session.send(method, path, request);
  return [status, body.error.code];
}

describe('a request that is none', () => {
  it('to an unknown place is answered in JSON', async () => {
    for (const path of [
      '/api',
      '/api/',
      '/api/nothing',
      '/api/tasks/',
      '/api/Tasks',
      '/api/campaigns/lanyu-2012/nothing',
      '/api/commands/short',
      '/api/campaigns/%00',
      '/api/campaigns/..%2f',
    ]) {
      expect([path, ...(await told(clerk, 'GET', path))]).toEqual([path, 404, 'NOT_FOUND']);
    }
    expect(await told(clerk, 'GET', '/api/campaigns/%E0%A4%A')).toEqual([400, 'MALFORMED']);
  });

  it('by another method names those that are taken', async () => {
    const { status, headers, body } = await clerk.delete('/api/tasks');
    expect([status, headers.get('allow'), body.error.code]).toEqual([405, 'GET, HEAD', 'METHOD_NOT_ALLOWED']);
    expect((await clerk.send('PUT', '/api/campaigns')).headers.get('allow')).toBe('GET, HEAD, POST');
    expect((await clerk.get(`/api/campaigns/lanyu-2012/townships/landu/items/monthly-report/2012-08/decisions`)).status).toBe(405);
    expect((await clerk.send('OPTIONS', '/api/tasks')).status).toBe(405);
    expect((await clerk.send('HEAD', '/api/tasks')).status).toBe(200);
  });

  it('by nobody is asked to sign in, before anything of it is read', async () => {
    const nobody = system.anybody();
    expect(await told(nobody, 'GET', '/api/tasks')).toEqual([401, 'SIGN_IN_NEEDED']);
    expect(await told(nobody, 'POST', '/api/campaigns/preview', { raw: '{', headers: json })).toEqual([401, 'SIGN_IN_NEEDED']);
    expect((await nobody.get('/api/openapi.json')).body.openapi).toBe('3.1.0');
  });

  it('with a body of another kind is not taken', async () => {
    const path = '/api/notices/read';
    expect(await told(clerk, 'POST', path, { raw: '{"ids":[]}', headers: { 'content-type': 'text/plain' } })).toEqual([415, 'NOT_JSON']);
    expect(await told(clerk, 'POST', path, { raw: 'ids=1', headers: { 'content-type': 'application/x-www-form-urlencoded' } })).toEqual([
      415,
      'NOT_JSON',
    ]);
    expect(
      await told(clerk, 'POST', path, { raw: '{"ids":[]}', headers: { 'content-type': 'application/json; charset=gb18030' } }),
    ).toEqual([415, 'NOT_JSON']);
    expect(await told(clerk, 'POST', path, { raw: '{"ids":[]}', headers: { ...json, 'content-encoding': 'zstd' } })).toEqual([
      415,
      'NOT_JSON',
    ]);
    expect(await told(clerk, 'POST', path)).toEqual([400, 'MALFORMED']);
  });

  it('with malformed, deep, unknown or hidden content is named as such', async () => {
    const path = '/api/notices/read';
    for (const raw of [
      '{',
      '[]',
      '"x"',
      'null',
      '',
      '{"ids":[1]}',
      '{"ids":["x"],"more":1}',
      `{"ids":${'['.repeat(5_000)}${']'.repeat(5_000)}}`,
    ]) {
      expect([raw, ...(await told(clerk, 'POST', path, { raw, headers: json }))]).toEqual([raw, 400, 'MALFORMED']);
    }
    // Whether there is such a place is asked first.
    const place = { _id: 'lanyu-2011', county: 'lanyu', status: 'started', workflowId: 'none', townships: [{ id: 'landu' }] };
    await campaigns(system.engines.store).insertOne({ ...place, clock: { kind: 'live' }, createdAt: new Date() } as never);
    const holds = '/api/campaigns/lanyu-2011/townships/landu/holds';
    for (const reason of ['a\u0000b', 'a\u202eb', '\ud800', '   ', 'x'.repeat(2_001)]) {
      expect([reason, ...(await told(league, 'POST', holds, { body: { nonce: NONCE, reason } }))]).toEqual([reason, 400, 'MALFORMED']);
    }
    await campaigns(system.engines.store).deleteOne({ _id: 'lanyu-2011' });
    expect(await told(clerk, 'GET', '/api/notices?page=0')).toEqual([400, 'MALFORMED']);
    expect(await told(clerk, 'GET', '/api/notices?page=1&page=2')).toEqual([400, 'MALFORMED']);
    expect(await told(clerk, 'GET', '/api/tasks?all=1')).toEqual([400, 'MALFORMED']);
  });

  it('with too much in it is stopped', async () => {
    expect(await told(clerk, 'POST', '/api/notices/read', { raw: `{"ids":["${'x'.repeat(300_000)}"]}`, headers: json })).toEqual([
      413,
      'TOO_LARGE',
    ]);
    expect(await told(league, 'POST', '/api/campaigns/preview', { raw: `{"content":"${'A'.repeat(1_600_000)}"}`, headers: json })).toEqual([
      413,
      'TOO_LARGE',
    ]);
  });

  it('by somebody whose role it is not is refused', async () => {
    expect(await told(clerk, 'POST', '/api/campaigns/preview', { body: countyUpload() })).toEqual([403, 'NOT_YOURS']);
    expect(await told(clerk, 'GET', '/api/audit')).toEqual([403, 'NOT_YOURS']);
  });
});

describe('sentences', () => {
  it('are in the language of the request', async () => {
    expect((await clerk.get('/api/nothing')).body.error.message).toMatch(/\p{Script=Han}/u);
    expect((await clerk.get('/api/nothing', { 'accept-language': 'en-GB,en;q=0.9' })).body.error.message).toMatch(/^[ -~]+$/);
  });
});

describe('an uploaded county file', () => {
  it('of a county league makes no administrators', async () => {
    const text = JSON.stringify({
      county: {
        id: 'lanyu',
        name: '岚榆县',
        city: '望榆市',
        actors: { municipalLeague: '甲', countyLeague: '乙', organizationDepartment: '丙' },
      },
      units: [{ id: 'xinzhen', name: '新镇', kind: '镇', body: 'COMMITTEE', x: 5 }],
      people: [
        { name: '甲样甲', email: 'new-admin@lanyu.example', role: 'administrator' },
        { name: '乙样乙', email: 'league1@lanyu.example', role: 'organization-department', lead: true },
        { name: '丙样丙', email: 'clerk@xinzhen.example', role: 'township-league', unit: 'xinzhen' },
        { name: '丁样丁', email: 'party@xinzhen.example', role: 'township-party-committee', unit: 'xinzhen' },
        { name: '戊样戊', email: 'league9@lanyu.example', role: 'county-league' },
      ],
    });
    const { body } = await league.post('/api/campaigns/preview', countyUpload(text));
    expect(body.problems).toEqual([]);
    expect(body.warnings).toMatchObject([
      { path: 'people[0].role', code: 'ADMINISTRATOR_ADDS' },
      { path: 'people[1].email', code: 'ACCOUNT_DIFFERS' },
    ]);
  });

  it('of a year without calendar data wants consent', async () => {
    const { status, body } = await league.post('/api/campaigns', { ...countyUpload(), year: 2090, clock: 'trial' });
    expect([status, body.error.code]).toEqual([422, 'PROVISIONAL_DAYS']);
  });

  it('that is no file at all has its problem named', async () => {
    const { body } = await league.post('/api/campaigns/preview', { filename: 'county.pdf', content: 'JVBERi0=' });
    expect(body.problems).toMatchObject([{ path: '', code: 'FILE_TYPE' }]);
  });
});
