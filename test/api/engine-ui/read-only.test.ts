import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PageVisitor } from '../../support/page-visitor.ts';
import { TEST_NAMESPACE } from '../../support/running-engines.ts';
import type { TestSystem } from '../../support/running-system.ts';
import { browserOf, ofRun, pageOfRun, sendRaw, startShownRun } from './shown-run.ts';

let system: TestSystem;
let workflowId: string;

beforeAll(async () => {
  ({ system, workflowId } = await startShownRun());
});
afterAll(() => system.stop());

const apiOf = (what: string) => ofRun(workflowId, what);
const events = async () => (await system.engines.client.workflow.getHandle(workflowId).describe()).historyLength;

describe('the engine’s own pages', () => {
  it('are shown to county staff, auditors and administrators, who come back to them after signing in', async () => {
    for (const [role, unit] of [
      ['county-league', 'lanyu'],
      ['organization-department', 'lanyu'],
      ['auditor', 'lanyu'],
      ['administrator', '*'],
    ] as const) {
      const page = await (await browserOf(system, role, unit)).get(pageOfRun(workflowId));
      expect([role, page.status]).toEqual([role, 200]);
      expect(page.headers.get('content-security-policy')).toContain("frame-ancestors 'self'");
      expect(page.headers.get('x-frame-options')).toBe('SAMEORIGIN');
    }
    const stranger = await new PageVisitor(system.url).get(pageOfRun(workflowId));
    expect(stranger.status).toBe(303);
    expect(decodeURIComponent(stranger.headers.get('location') ?? '')).toContain('/temporal/namespaces/');
  });

  it('are not shown to townships', async () => {
    for (const role of ['township-league', 'township-party-committee'] as const) {
      const visitor = await browserOf(system, role, 'lanyu/landu');
      expect((await visitor.get(pageOfRun(workflowId))).status).toBe(403);
      expect((await visitor.get(apiOf(''))).status).toBe(403);
    }
  });

  it('show the run, with every button that changes something disabled', async () => {
    const visitor = await browserOf(system, 'auditor', 'lanyu');
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
      const { status } = await sendRaw(system, { method, path, headers, body });
      expect([method, path, status >= 400 && status < 500]).toEqual([method, path, true]);
    }
    expect(await events()).toBe(before);
    expect((await system.engines.client.workflow.getHandle(workflowId).describe()).status.name).toBe('RUNNING');
  });

  it('hand on no header of the UI’s server: no cookie, no redirect, nothing but the type of what they are', async () => {
    const cookie = await system.signIn('county-league', 'lanyu');
    const seen = new Set<string>();
    for (const path of [
      '/temporal/',
      pageOfRun(workflowId),
      '/temporal/render?content=x',
      '/temporal/favicon.ico',
      apiOf(''),
      '/temporal/api/v1/settings',
    ]) {
      const { status, headers } = await sendRaw(system, { path, headers: { cookie } });
      expect([path, status]).toEqual([path, 200]);
      for (const name of Object.keys(headers)) seen.add(name);
      expect([path, headers['content-security-policy']]).toEqual([path, expect.stringMatching(/default-src 'none'/)]);
    }
    for (const name of ['set-cookie', 'location', 'access-control-allow-origin', 'x-csrf-token']) expect(seen).not.toContain(name);
  });

  it('are its list of runs and its runs: every other path is refused', async () => {
    const cookie = await system.signIn('administrator', '*');
    const namespace = `/temporal/api/v1/namespaces/${TEST_NAMESPACE}`;
    const paths = [
      ...['schedules', 'batch-operations', 'archived-workflows', 'worker-deployments', 'activities', 'task-queues/other', 'update'].map(
        (one) => `${namespace}/${one}`,
      ),
      ...['schedules', 'batch-operations', 'archival', 'workers', 'activities'].map(
        (one) => `/temporal/namespaces/${TEST_NAMESPACE}/${one}`,
      ),
      '/temporal/api/v1/nexus/endpoints',
      '/temporal/api/v1/namespaces/temporal-system/workflows',
      '/temporal/api/v1/namespaces/default/workflows',
      '/temporal/namespaces/default/workflows',
      '/temporal/api/v2/x',
      '/temporal/temporal/render?content=x',
      '/temporal/auth/sso',
      '/temporal/login',
      '/temporal/import/events',
      '/temporal/healthz',
      '/temporal/_app/../api/v1/settings',
      '/temporal/_app/%2e%2e/api/v1/settings',
      '/temporal/_app/immutable/none.js',
      '/temporal/temporal.api.workflowservice.v1.WorkflowService/ListNamespaces',
      '/temporal/%E0%A4%A',
    ];
    const let_through: string[] = [];
    for (const path of paths) {
      const { status } = await sendRaw(system, { path, headers: { cookie } });
      if (status !== 403 && status !== 404) let_through.push(`${path}: ${status}`);
    }
    expect(let_through).toEqual([]);
  });
});
