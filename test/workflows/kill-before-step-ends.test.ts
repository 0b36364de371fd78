import { randomBytes } from 'node:crypto';
import { setTimeout as stayDown } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type RunningTemporal, startTemporal } from '../../engines/index.ts';
import { commandLog } from '../../store/command-log.ts';
import { findTownshipProgress } from '../../store/progress.ts';
import { surveyDossier } from '../api/json/survey-dossier.ts';
import { countyUpload } from '../support/example-county.ts';
import { InterruptedStore } from '../support/interrupted-store.ts';
import { startTestSystem, type TestSystem } from '../support/running-system.ts';
import { startTestWorker, type TestWorker } from '../support/running-worker.ts';
import type { TestSession } from '../support/test-session.ts';
import { until } from '../support/until.ts';

const nonce = () => randomBytes(18).toString('base64url');
/** What the outage is about: longer than anybody is kept waiting for an answer. */
const DOWN_MS = 10_000;

describe('Temporal killed between the activity’s write and the end of the workflow task, and held down ten seconds', () => {
  let system: TestSystem;
  let interrupted: InterruptedStore;
  let worker: TestWorker;
  let temporal: RunningTemporal;
  let clerk: TestSession;
  let party: TestSession;
  let county: string;
  let workflows: string;

  beforeAll(async () => {
    system = await startTestSystem({ worker: 'none' });
    ({ temporal } = system.engines);
    interrupted = new InterruptedStore(system.engines.store);
    worker = await startTestWorker({ ...system.engines, store: interrupted.store }, system.url);
    const league = await system.as('county-league', 'lanyu');
    const department = await system.as('organization-department', 'lanyu');
    clerk = await system.as('township-league', 'lanyu/landu');
    party = await system.as('township-party-committee', 'lanyu/landu');
    const { body } = await league.post('/api/campaigns', { ...countyUpload(), year: 2012, clock: 'trial', msPerPlanDay: 86_400_000 });
    county = `/api/campaigns/${body.campaign.id}`;
    await until(async () => (await department.get('/api/tasks')).body.tasks[0]);
    const { digest } = (await department.get(`${county}/plan`)).body;
    await department.post(`${county}/plan/decisions`, { nonce: nonce(), digest, verdict: 'approve' });
    await until(async () => ((await league.get(`${county}/townships/landu`)).status === 200 ? true : undefined));
    const campaign = await system.engines.store.db.collection<{ workflowId: string }>('campaigns').findOne({});
    workflows = campaign?.workflowId ?? '';
  });

  afterAll(async () => {
    await worker?.stop();
    await temporal?.stop(1_000);
    await system?.stop();
  });

  /** Resolves once Temporal is back: killed when this is on record, up again ten seconds later on the same file and port. */
  function killWhenWritten(key: string): Promise<void> {
    return new Promise((resolve, reject) => {
      interrupted.afterCommitOf(key, async () => {
        await temporal.kill9();
        void bringBack().then(resolve, reject);
      });
    });
  }

  async function bringBack(): Promise<void> {
    await stayDown(DOWN_MS);
    const port = Number(temporal.address.split(':').at(-1));
    temporal = await startTemporal({ dataDir: system.engines.folder, port, uiPort: Number(new URL(temporal.uiAddress).port) });
  }

  /** Nonces that took effect in the township's history. */
  async function nonces(): Promise<string[]> {
    const { events } = await system.engines.client.workflow.getHandle(`${workflows}/landu`).fetchHistory();
    return (events ?? []).flatMap(({ workflowExecutionUpdateCompletedEventAttributes: done }) =>
      done?.outcome?.success && done.meta?.updateId ? [done.meta.updateId] : [],
    );
  }

  async function onRecord(key: string): Promise<number> {
    return commandLog(system.engines.store).countDocuments({ nonce: key });
  }

  test('a submission that nobody sends again: first unconfirmed, then recorded, once', async () => {
    const key = nonce();
    const back = killWhenWritten(key);
    const sent = await clerk.post(`${county}/townships/landu/items/survey/submissions`, { nonce: key, round: 1, dossier: surveyDossier });
    expect([sent.status, sent.body.outcome]).toEqual([202, 'unconfirmed']);
    // MongoDB holds the record already, and the engine does not: the reference page says what is certain.
    expect(await onRecord(key)).toBe(1);
    expect((await clerk.get(`/api/commands/${key}`)).body.status).toBe('sent');
    await back;
    const command = await until(async () => {
      const { body } = await clerk.get(`/api/commands/${key}`);
      return body.status === 'recorded' ? body : undefined;
    });
    expect(command.reference).toBe(sent.body.reference);
    expect(await onRecord(key)).toBe(1);
    expect((await nonces()).filter((one) => one === key)).toHaveLength(1);
  });

  test('a decision whose sender presses again and again: one decision, answered once', async () => {
    const item = `${county}/townships/landu/items/survey`;
    const { submission, round } = (await party.get(item)).body.item;
    const decision = { nonce: nonce(), round, digest: submission.digest, verdict: 'approve' };
    const answers: { readonly outcome: string; readonly reference?: string }[] = [];
    const back = killWhenWritten(decision.nonce);
    const recorded = await until(async () => {
      const { body } = await party.post(`${item}/decisions`, decision);
      answers.push(body);
      return body.outcome === 'recorded' ? body : undefined;
    });
    await back;
    // While Temporal was away nobody was told that it is recorded, nor that it is not.
    expect(answers.slice(0, -1).map(({ outcome }) => outcome)).toEqual(answers.slice(0, -1).map(() => 'unconfirmed'));
    expect(answers.length).toBeGreaterThan(1);
    expect(await onRecord(decision.nonce)).toBe(1);
    expect((await nonces()).filter((one) => one === decision.nonce)).toHaveLength(1);

    const run = await system.engines.client.workflow
      .getHandle(`${workflows}/landu`)
      .query<{ sequence: number; receipts: object }>('progress');
    const snapshot = (await findTownshipProgress(system.engines.store, `${workflows}/landu`))?.state;
    expect(JSON.parse(JSON.stringify(snapshot))).toEqual(run);
    expect(run.receipts).toHaveProperty(decision.nonce, { reference: recorded.reference, at: recorded.at, late: false });
  });
});
