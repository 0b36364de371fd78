import { randomBytes } from 'node:crypto';
import { WorkflowNotFoundError } from '@temporalio/client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerOutcome } from '../../../api/json/outcomes.ts';
import { REFUSAL_CODES } from '../../../domain/errors.ts';
import { townshipProgress } from '../../../store/progress.ts';
import { countyUpload } from '../../support/example-county.ts';
import { temporalForgotten } from '../../support/forgotten.ts';
import { TEST_NAMESPACE } from '../../support/running-engines.ts';
import { startTestSystem, type TestSystem } from '../../support/running-system.ts';
import type { TestSession } from '../../support/test-session.ts';
import { until } from '../../support/until.ts';
import { PageSession } from '../pages/page-session.ts';
import { surveyDossier } from './survey-dossier.ts';
import { truthful } from './truthful.ts';

const nonce = () => randomBytes(18).toString('base64url');

describe('a refusal', () => {
  it('has a status by its code and a sentence in either language', () => {
    for (const code of REFUSAL_CODES) {
      for (const [language, words] of [
        ['zh-Hans', /\p{Script=Han}/u],
        ['en', /[a-z]/],
      ] as const) {
        const { status, body } = answerOutcome({ kind: 'refused', code, details: {} }, language);
        expect([403, 409, 422]).toContain(status);
        expect(body).toMatchObject({ outcome: 'refused', code, message: expect.stringMatching(words) });
      }
    }
    const statusOf = (code: (typeof REFUSAL_CODES)[number]) => answerOutcome({ kind: 'refused', code, details: {} }, 'en').status;
    expect([statusOf('WRONG_UNIT'), statusOf('STALE_REVISION'), statusOf('RULE_FAILED')]).toEqual([403, 409, 422]);
  });
});

describe('what is said while something is away', () => {
  let system: TestSystem;
  let league: TestSession;
  let department: TestSession;
  let county: string;
  beforeAll(async () => {
    system = await startTestSystem({ check: truthful });
    league = await system.as('county-league', 'lanyu');
    department = await system.as('organization-department', 'lanyu');
    const { body } = await league.post('/api/campaigns', { ...countyUpload(), year: 2012, clock: 'trial', msPerPlanDay: 86_400_000 });
    county = `/api/campaigns/${body.campaign.id}`;
    await until(async () => (await department.get('/api/tasks')).body.tasks[0]);
    const { digest } = (await department.get(`${county}/plan`)).body;
    await department.post(`${county}/plan/decisions`, { nonce: nonce(), digest, verdict: 'approve' });
    await until(async () => ((await league.get(`${county}/townships/landu`)).status === 200 ? true : undefined));
  });
  afterAll(() => system.stop());

  it('without a worker: received, and it takes effect when one is back; what has no signal: nothing recorded', async () => {
    const clerk = await system.as('township-league', 'lanyu/landu');
    await system.stopWorker();
    const survey = `${county}/townships/landu/items/survey`;
    const held = await department.post(`${county}/townships/landu/holds`, { nonce: nonce(), reason: '情况待核实。' });
    expect([held.status, held.body.outcome, held.headers.get('retry-after')]).toEqual([503, 'unavailable', '2']);
    const key = nonce();
    const sent = await clerk.post(`${survey}/submissions`, { nonce: key, round: 1, dossier: surveyDossier });
    expect([sent.status, sent.body.outcome]).toEqual([202, 'received']);
    // Sent again, it is the same message to the last sign: the engine may play one to the run and keep the other in its history.
    const again = await clerk.post(`${survey}/submissions`, { nonce: key, round: 1, dossier: surveyDossier });
    expect([again.status, again.body.reference]).toEqual([202, sent.body.reference]);
    const run = await townshipProgress(system.deps.store).findOne({ township: 'landu' });
    const history = await system.engines.client.workflow.getHandle(run?._id ?? '').fetchHistory();
    const taken = (history.events ?? []).flatMap(({ workflowExecutionSignaledEventAttributes: signal }) => (signal ? [signal.input] : []));
    expect(taken).toHaveLength(2);
    expect(taken[1]).toEqual(taken[0]);
    await system.startWorker();
    const command = await until(async () => {
      const { body } = await clerk.get(`/api/commands/${key}`);
      return body.status === 'recorded' ? body : undefined;
    });
    expect(command.reference).toBe(sent.body.reference);
    expect((await clerk.get(survey)).body.item.status).toBe('submitted');
  });

  it('of a run that Temporal has lost: nothing recorded, and never that it has ended, on pages and over JSON', async () => {
    const { client, store } = system.engines;
    const run = (await townshipProgress(store).findOne({ township: 'qilu' }))!;
    const workflowExecution = { workflowId: run._id };
    await client.workflowService.deleteWorkflowExecution({ namespace: TEST_NAMESPACE, workflowExecution });
    const gone = (error: unknown) => (error instanceof WorkflowNotFoundError ? true : undefined);
    await until(() =>
      client.workflow
        .getHandle(run._id)
        .describe()
        .then(() => undefined, gone),
    );

    const key = nonce();
    const held = await department.post(`${county}/townships/qilu/holds`, { nonce: key, reason: '情况待核实。' });
    expect([held.status, held.body.outcome, held.headers.get('retry-after')]).toEqual([503, 'unavailable', '2']);
    const clerk = await system.as('township-league', 'lanyu/qilu');
    const survey = `${county}/townships/qilu/items/survey/submissions`;
    const sent = await clerk.post(survey, { nonce: nonce(), round: 1, dossier: surveyDossier });
    expect([sent.status, sent.body.outcome]).toEqual([503, 'unavailable']);
    // Neither recorded nor refused for good.
    expect((await department.get(`/api/commands/${key}`)).body.status).toBe('sent');

    const browser = new PageSession(system.url, await system.signIn('organization-department', 'lanyu'));
    const hold = `${county.replace('/api', '')}/townships/qilu/interventions/hold`;
    const check = await browser.post(await browser.get(hold), hold, { reason: '班子调整，暂停。', reviewOn: '' });
    const told = await browser.post(check, hold, { do: 'confirm' });
    expect(told.status).toBe(503);
    expect(told.html).toContain('系统里找不到这项工作的流程，这次没有保存；它并未办结。');
    expect(told.html).not.toContain('稍等一两分钟');
    expect(held.body.message).toContain('系统里找不到这项工作的流程，这次没有保存');
    expect(told.html).toContain('班子调整，暂停。');
    expect([told.html, held.body.message, sent.body.message].join()).not.toMatch(/已经结束|has ended/);
  });

  it('without Temporal: nothing recorded, and no campaign begun', async () => {
    await system.stopWorker();
    await system.engines.temporal.kill9();
    await temporalForgotten();
    const held = await department.post(`${county}/townships/landu/holds`, { nonce: nonce(), reason: '情况待核实。' });
    expect([held.status, held.body.outcome]).toEqual([503, 'unavailable']);
    const begun = await league.post('/api/campaigns', { ...countyUpload(), year: 2012, clock: 'trial' });
    expect([begun.status, begun.body.error.code]).toEqual([503, 'UNAVAILABLE']);
    expect((await league.get('/api/campaigns')).body.campaigns).toHaveLength(1);
  });

  it('without the database: not available', async () => {
    await system.engines.mongo.kill9();
    const { status, body, headers } = await league.get('/api/tasks');
    expect([status, body.error.code, headers.get('retry-after')]).toEqual([503, 'UNAVAILABLE', '2']);
  });
});
