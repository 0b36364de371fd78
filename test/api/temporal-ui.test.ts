import { randomBytes } from 'node:crypto';
import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { countyUpload } from '../support/example-county.ts';
import { PageVisitor } from '../support/page-visitor.ts';
import { TEST_NAMESPACE } from '../support/running-engines.ts';
import { startTestSystem, type TestSystem } from '../support/running-system.ts';
import { until } from '../support/until.ts';

let system: TestSystem;
let workflowId: string;

beforeAll(async () => {
  system = await startTestSystem();
  const league = await system.as('county-league', 'lanyu');
  const begun = await league.post('/api/campaigns', { ...countyUpload(), year: 2012, clock: 'trial', msPerPlanDay: 3_600_000 });
  expect(begun.status).toBe(201);
  const department = await system.as('organization-department', 'lanyu');
  const campaign = begun.body.campaign.id as string;
  const { digest } = await until(async () => {
    const { status, body } = await department.get(`/api/campaigns/${campaign}/plan`);
    return status === 200 && body.digest ? body : undefined;
  });
  await until(async () => {
    const answer = await department.post(`/api/campaigns/${campaign}/plan/decisions`, { nonce: nonce(), digest, verdict: 'approve' });
    return answer.status === 200 || answer.status === 409 ? answer : undefined;
  });
  workflowId = await until(async () => {
    for await (const run of system.engines.client.workflow.list({ query: 'Township = "landu"' })) return run.workflowId;
    return undefined;
  });
}, 180_000);
afterAll(() => system.stop());

const nonce = () => randomBytes(18).toString('base64url');

async function browserOf(...who: Parameters<TestSystem['signIn']>): Promise<PageVisitor> {
  const visitor = new PageVisitor(system.url);
  const [name = '', value = ''] = (await system.signIn(...who)).split(/=(.*)/s);
  visitor.cookies.set(name, value);
  return visitor;
}

const deepLink = () => `/temporal/namespaces/${TEST_NAMESPACE}/workflows/${encodeURIComponent(workflowId)}`;
const apiOf = (what: string) => `/temporal/api/v1/namespaces/${TEST_NAMESPACE}/workflows/${encodeURIComponent(workflowId)}${what}`;
const events = async () => (await system.engines.client.workflow.getHandle(workflowId).describe()).historyLength;

describe('the engine’s own pages', () => {
  it('are shown to county staff, auditors and administrators, who come back to them after signing in', async () => {
    for (const [role, unit] of [
      ['county-league', 'lanyu'],
      ['organization-department', 'lanyu'],
      ['auditor', 'lanyu'],
      ['administrator', '*'],
    ] as const) {
      const page = await (await browserOf(role, unit)).get(deepLink());
      expect([role, page.status]).toEqual([role, 200]);
      expect(page.headers.get('content-security-policy')).toContain("frame-ancestors 'self'");
      expect(page.headers.get('x-frame-options')).toBe('SAMEORIGIN');
    }
    const stranger = await new PageVisitor(system.url).get(deepLink());
    expect(stranger.status).toBe(303);
    expect(decodeURIComponent(stranger.headers.get('location') ?? '')).toContain('/temporal/namespaces/');
  });

  it('are not shown to townships', async () => {
    for (const role of ['township-league', 'township-party-committee'] as const) {
      const visitor = await browserOf(role, 'lanyu/landu');
      expect((await visitor.get(deepLink())).status).toBe(403);
      expect((await visitor.get(apiOf(''))).status).toBe(403);
    }
  });

  it('show the run, with every button that changes something disabled', async () => {
    const visitor = await browserOf('auditor', 'lanyu');
    const run = JSON.parse((await visitor.get(apiOf(''))).text);
    expect(run.workflowExecutionInfo.execution.workflowId).toBe(workflowId);
    const settings = JSON.parse((await visitor.get('/temporal/api/v1/settings')).text);
    expect(settings.DisableWriteActions).toBe(true);
  });

  it('let nothing be changed: a signal by hand is refused, and the run is untouched', async () => {
    const before = await events();
    const cookie = await system.signIn('county-league', 'lanyu');
    const deeds: [string, string][] = [
      ['POST', apiOf('/signal/decide')],
      ['POST', apiOf('/terminate')],
      ['POST', apiOf('/cancel')],
      ['POST', apiOf('/reset')],
      ['POST', apiOf('/update/decide')],
      ['POST', apiOf('/query/x/../../signal/decide')],
      ['POST', apiOf('/query/x%2f..%2f..%2fsignal%2fdecide')],
      ['POST', apiOf('/signal/decide?x=/query/y')],
      ['POST', `/temporal/api/v1/namespaces/${TEST_NAMESPACE}/workflows`],
      ['POST', `/temporal/api/v1/namespaces/${TEST_NAMESPACE}/batch-operations/x`],
      ['DELETE', apiOf('')],
      ['PUT', apiOf('/signal/decide')],
      ['PATCH', `/temporal/api/v1/namespaces/${TEST_NAMESPACE}`],
    ];
    for (const [method, path] of deeds) {
      const body = JSON.stringify({ input: { payloads: [] } });
      const headers = { cookie, 'content-type': 'application/json', 'x-http-method-override': 'POST' };
      const response = await rawSend(method, path, headers, body);
      expect([method, path, response >= 400 && response < 500]).toEqual([method, path, true]);
    }
    expect(await events()).toBe(before);
    expect((await system.engines.client.workflow.getHandle(workflowId).describe()).status.name).toBe('RUNNING');
  });
});

/** As it stands: `fetch` would tidy the path. */
async function rawSend(method: string, path: string, headers: Record<string, string>, body: string): Promise<number> {
  const { hostname, port } = new URL(system.url);
  return new Promise((resolve, reject) => {
    const sending = request(
      { hostname, port, method, path, headers: { ...headers, 'content-length': Buffer.byteLength(body) } },
      (response) => {
        response.resume().once('end', () => resolve(response.statusCode ?? 0));
      },
    );
    sending.once('error', reject).end(body);
  });
}
