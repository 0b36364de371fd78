import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newPersonId, people } from '../../../store/people.ts';
import { LINK_MINUTES, makeSignInLink } from '../../../store/sign-in-links.ts';
import type { TestSystem } from '../../support/running-system.ts';
import { TestSession } from '../../support/test-session.ts';
import { inNamespace, ofRun, pageOfRun, sendRaw, startShownRun } from './shown-run.ts';

let system: TestSystem;
let workflowId: string;
let foreign: readonly string[];
/** Sessions of readers, by who they are. */
const cookies = new Map<string, string>();

beforeAll(async () => {
  ({ system, workflowId, foreign } = await startShownRun());
  for (const [who, role, unit] of READERS) cookies.set(who, await signInAs(role, unit));
});
afterAll(() => system.stop());

const CONFINED = [
  ['league', 'county-league', 'lanyu'],
  ['department', 'organization-department', 'lanyu'],
  ['auditor', 'auditor', 'lanyu'],
  ['administrator of the county', 'administrator', 'lanyu'],
] as const;
const READERS = [...CONFINED, ['everywhere', 'auditor', '*'], ['installation', 'administrator', '*']] as const;

async function signInAs(role: (typeof READERS)[number][1], unit: string): Promise<string> {
  const _id = newPersonId();
  const person = { _id, name: '读例甲', email: `${_id.toLowerCase()}@reader.example`, role, unit, lead: false, active: true };
  await people(system.deps.store).insertOne({ ...person, createdAt: new Date(), createdBy: 'test' });
  const { token } = await makeSignInLink(system.deps.store, { person: _id, by: 'test', minutes: LINK_MINUTES, now: new Date() });
  const { headers } = await new TestSession(system.url, {}).post('/api/session', { token });
  return (
    headers
      .getSetCookie()
      .find((line) => line.startsWith(`${system.deps.sessionCookie}=`))
      ?.split(';')[0] ?? ''
  );
}

const read = (who: string, path: string) => sendRaw(system, { path, headers: { cookie: cookies.get(who) ?? '' } });
const listed = async (who: string, query: string): Promise<string[] | number> => {
  const { status, text } = await read(who, `${inNamespace('/workflows')}?pageSize=100&nextPageToken=&query=${encodeURIComponent(query)}`);
  if (status !== 200) return status;
  return (JSON.parse(text).executions as { execution: { workflowId: string } }[]).map(({ execution }) => execution.workflowId);
};

/** Searches that reach for everybody's runs, whatever they are put into. */
const ATTACKS = [
  '',
  'County = "yunxi"',
  'WorkflowId = "reorganization/yunxi/2012"',
  'WorkflowId != "x" OR WorkflowId = "reorganization/yunxi/2012"',
  'RunId != "x" OR (RunId != "y")',
  'RunId != "x") OR (RunId != "y"',
  'RunId != "x")) OR ((RunId != "y"',
  ') OR (RunId != "y"',
  'RunId != "x" -- ',
  'RunId != "x") -- ',
  'RunId != "x") /* ',
  'RunId != "x" /* ) OR ( */ OR RunId != "y"',
  'RunId != "x\\") OR (RunId != "y"',
  'RunId != "x"") OR (RunId != ""y"',
  "RunId != 'x'') OR (RunId != ''y'",
  'RunId != "x\') OR (RunId != \'y"',
  'NOT (WorkflowId STARTS_WITH "reorganization/lanyu/")',
  'WorkflowId NOT IN ("a") OR TRUE',
  'RunId != "x" UNION SELECT * FROM executions',
  'RunId != "x"; SELECT 1',
  'RunId != "x" GROUP BY ExecutionStatus',
  'RunId != "x" ORDER BY StartTime DESC) OR (RunId != "y"',
  'RunId != "x" order by StartTime',
  '`RunId` != "x" OR `RunId` != "y"',
  'WorkflowType = "reorganizeCounty" or 1 = 1',
];

describe('the engine’s own pages show a county its own runs', () => {
  it('in lists, whatever is searched for', async () => {
    const everywhere = await listed('everywhere', '');
    expect(everywhere).toEqual(expect.arrayContaining([...foreign, workflowId]));
    const own = (everywhere as string[]).filter((id) => id.startsWith('reorganization/lanyu/')).toSorted();
    for (const [who] of CONFINED) expect([who, ((await listed(who, '')) as string[]).toSorted()]).toEqual([who, own]);
    const shown: string[] = [];
    for (const query of ATTACKS) {
      const rows = await listed('league', query);
      if (Array.isArray(rows)) shown.push(...rows.filter((id) => !own.includes(id)).map((id) => `${query}: ${id}`));
      else expect([query, rows]).toEqual([query, 400]);
    }
    expect(shown).toEqual([]);
    expect(await listed('league', 'Township="landu" AND `ExecutionStatus` = "Running"')).toEqual([workflowId]);
    expect(await listed('league', 'WorkflowType = "reorganizeCounty" OR (Township = "landu")')).toHaveLength(2);
  });

  it('in counts, by status too', async () => {
    const counted = async (who: string, query: string): Promise<number> => {
      const { status, text } = await read(who, `${inNamespace('/workflow-count')}?query=${encodeURIComponent(query)}`);
      return status === 200 ? Number(JSON.parse(text).count ?? 0) : -status;
    };
    const own = await counted('league', '');
    expect(own).toBe(((await listed('league', '')) as string[]).length);
    expect(await counted('everywhere', '')).toBeGreaterThanOrEqual(own + foreign.length);
    expect(await counted('league', 'GROUP BY ExecutionStatus')).toBe(own);
    expect(await counted('league', 'Township = "landu" GROUP BY ExecutionStatus')).toBe(1);
    for (const query of ATTACKS) expect([query, (await counted('league', query)) <= own]).toEqual([query, true]);
    expect(await counted('league', 'WorkflowId = "reorganization/yunxi/2012"')).toBe(0);
  });

  it('by name, however the name is written, and never with a run or a page of another', async () => {
    const [other = ''] = foreign;
    const { runId } = await system.engines.client.workflow.getHandle(other).describe();
    const own = encodeURIComponent(workflowId);
    const found: string[] = [];
    for (const id of foreign) {
      const written = [
        encodeURIComponent(id),
        encodeURIComponent(encodeURIComponent(id)),
        encodeURIComponent(id).replaceAll('%2F', '%2f'),
        id,
        encodeURIComponent(id).replace('r', '%72'),
      ];
      for (const path of [
        ...written.flatMap((one) =>
          ['', '/history', '/history-reverse', `/runs/${runId}`].map((what) => inNamespace(`/workflows/${one}${what}`)),
        ),
        pageOfRun(id),
        `${pageOfRun(id)}/${runId}/timeline`,
        ofRun(id, `?execution.runId=${runId}&execution.workflowId=${own}`),
      ]) {
        const { status } = await read('league', path);
        if (status !== 404 && status !== 403) found.push(`${path}: ${status}`);
      }
    }
    expect(found).toEqual([]);
    for (const path of [
      ofRun(workflowId, `?execution.runId=${runId}`),
      ofRun(workflowId, `/history?execution.runId=${runId}`),
      ofRun(workflowId, `?execution.workflowId=${encodeURIComponent(other)}&execution.runId=${runId}`),
      ofRun(workflowId, `?namespace=default&workflowExecution.workflowId=${encodeURIComponent(other)}`),
      inNamespace(`/workflows/${own}%2F..%2F..%2F..%2Fyunxi%2F2012`),
    ]) {
      const { status, text } = await read('league', path);
      // The engine's "not found" names what was asked for.
      const told = status === 200 ? text : '';
      expect([path, told.includes('yunxi'), told.includes(runId)]).toEqual([path, false, false]);
    }
    const query = ofRun(other, '/query/__stack_trace');
    expect((await sendRaw(system, { method: 'POST', path: query, headers: { cookie: cookies.get('league') ?? '' } })).status).toBe(404);
  });

  it('page by page, with pages that were given out for this and to them', async () => {
    const history = async (who: string, page: string) =>
      read(who, `${ofRun(workflowId, '/history')}?maximumPageSize=2&next_page_token=${encodeURIComponent(page)}`);
    const first = JSON.parse((await history('league', '')).text);
    const next = await history('league', first.nextPageToken);
    expect([next.status, JSON.parse(next.text).history.events[0].eventId]).toEqual([200, '3']);
    const raw = Buffer.from(first.nextPageToken, 'base64').subarray(16).toString('base64');
    expect((await history('league', raw)).status).toBe(404);
    const county = workflowId.split('/').slice(0, 3).join('/');
    expect((await read('league', `${ofRun(county, '/history')}?nextPageToken=${encodeURIComponent(first.nextPageToken)}`)).status).toBe(
      404,
    );
  });

  it('and the whole installation to those who see to all of it', async () => {
    for (const who of ['everywhere', 'installation']) {
      const { status, text } = await read(who, ofRun('reorganization/yunxi/2012'));
      expect([who, status, text.includes('reorganization/yunxi/2012')]).toEqual([who, 200, true]);
    }
    const { text } = await read('everywhere', '/temporal/api/v1/namespaces');
    expect(JSON.parse(text).namespaces.map((one: { namespaceInfo: { name: string } }) => one.namespaceInfo.name)).toEqual(['league-reorg']);
  });
});
