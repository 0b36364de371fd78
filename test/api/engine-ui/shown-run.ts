import { randomBytes } from 'node:crypto';
import { request } from 'node:http';
import { countyUpload } from '../../support/example-county.ts';
import { PageVisitor } from '../../support/page-visitor.ts';
import { TEST_NAMESPACE } from '../../support/running-engines.ts';
import { startTestSystem, type TestSystem } from '../../support/running-system.ts';
import { until } from '../../support/until.ts';

/** A service with one township's run, to be looked at in the engine's own pages. */
export interface ShownRun {
  readonly system: TestSystem;
  readonly workflowId: string;
  /** Of another county, and of one whose name begins alike: runs that nobody works on. */
  readonly foreign: readonly string[];
}

const nonce = () => randomBytes(18).toString('base64url');

export async function startShownRun(): Promise<ShownRun> {
  const system = await startTestSystem();
  const league = await system.as('county-league', 'lanyu');
  const begun = await league.post('/api/campaigns', { ...countyUpload(), year: 2012, clock: 'trial', msPerPlanDay: 3_600_000 });
  if (begun.status !== 201) throw new Error(`not begun: ${begun.status}`);
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
  const workflowId = await until(async () => {
    for await (const run of system.engines.client.workflow.list({ query: 'Township = "landu"' })) return run.workflowId;
    return undefined;
  });
  // All of them, so that two lists one after the other are alike.
  await until(async () => {
    const { count } = await system.engines.client.workflow.count('County = "lanyu"');
    return count === system.county.townships.length + 1 ? true : undefined;
  });
  const foreign = ['reorganization/yunxi/2012', 'reorganization/lanyu-east/2012/landu', 'reorganization/lanyu'];
  for (const id of foreign) {
    await system.engines.client.workflow.start('reorganizeCounty', { workflowId: id, taskQueue: 'nobody', args: [] });
  }
  await until(async () => {
    const { count } = await system.engines.client.workflow.count('TaskQueue = "nobody"');
    return count === foreign.length ? true : undefined;
  });
  return { system, workflowId, foreign };
}

export async function browserOf(system: TestSystem, ...who: Parameters<TestSystem['signIn']>): Promise<PageVisitor> {
  const visitor = new PageVisitor(system.url);
  const [name = '', value = ''] = (await system.signIn(...who)).split(/=(.*)/s);
  visitor.cookies.set(name, value);
  return visitor;
}

/** A run's page. */
export const pageOfRun = (workflowId: string) => `/temporal/namespaces/${TEST_NAMESPACE}/workflows/${encodeURIComponent(workflowId)}`;
/** What the engine's API says of the namespace. */
export const inNamespace = (what: string) => `/temporal/api/v1/namespaces/${TEST_NAMESPACE}${what}`;
export const ofRun = (workflowId: string, what = '') => inNamespace(`/workflows/${encodeURIComponent(workflowId)}${what}`);

/** As it stands: `fetch` would tidy the path. */
export async function sendRaw(
  system: TestSystem,
  { method = 'GET', path, headers = {}, body = '' }: { method?: string; path: string; headers?: Record<string, string>; body?: string },
): Promise<{ status: number; headers: Record<string, unknown>; text: string }> {
  const { hostname, port } = new URL(system.url);
  return new Promise((resolve, reject) => {
    const length = body === '' ? {} : { 'content-length': Buffer.byteLength(body) };
    const sending = request({ hostname, port, method, path, headers: { ...headers, ...length } }, (response) => {
      const pieces: Buffer[] = [];
      response.on('data', (piece: Buffer) => pieces.push(piece));
      response.once('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, text: Buffer.concat(pieces).toString() }),
      );
    });
    sending.once('error', reject).end(body);
  });
}
