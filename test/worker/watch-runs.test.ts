import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { bundleWorkflowCode, DefaultLogger, NativeConnection, Worker } from '@temporalio/worker';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { taskQueue } from '../../config/temporal.ts';
import { stuckRunText } from '../../domain/language/stuck-runs.ts';
import { verifyStores } from '../../launcher/verify/verify-stores.ts';
import { campaigns } from '../../store/campaigns.ts';
import { countyProgress, townshipProgress } from '../../store/progress.ts';
import { listStuckRuns } from '../../store/stuck-runs.ts';
import { keepOutboxRelay, startOutboxRelay } from '../../worker/outbox-relay.ts';
import { keepWatchingRuns, watchRuns } from '../../worker/watch-runs.ts';
import { countyUpload } from '../support/example-county.ts';
import { PageVisitor } from '../support/page-visitor.ts';
import { TEST_NAMESPACE } from '../support/running-engines.ts';
import { startTestSystem, type TestSystem } from '../support/running-system.ts';
import { until } from '../support/until.ts';

let system: TestSystem;
let campaign: string;
const nonce = () => randomBytes(18).toString('base64url');
const idOf = (township: string) => `${county}/${township}`;
let county: string;

const look = async () => {
  await watchRuns(system.engines.store, system.engines.client, new Date());
  return listStuckRuns(system.engines.store, campaign);
};

beforeAll(async () => {
  system = await startTestSystem();
  const league = await system.as('county-league', 'lanyu');
  const department = await system.as('organization-department', 'lanyu');
  const started = await league.post('/api/campaigns', { ...countyUpload(), year: 2012, clock: 'trial', msPerPlanDay: 86_400_000 });
  campaign = started.body.campaign.id;
  await until(async () => (await department.get('/api/tasks')).body.tasks[0]);
  const { digest } = (await department.get(`/api/campaigns/${campaign}/plan`)).body;
  await department.post(`/api/campaigns/${campaign}/plan/decisions`, { nonce: nonce(), digest, verdict: 'approve' });
  const board = async () => (await league.get(`/api/campaigns/${campaign}`)).body.townships as readonly { stage?: string }[];
  await until(async () => ((await board()).every(({ stage }) => stage) ? true : undefined));
  county = (await townshipProgress(system.engines.store).findOne({ campaign, township: 'landu' }))!._id.replace(/\/landu$/, '');
});
afterAll(() => system.stop());

describe('runs that do not go on by themselves', () => {
  it('are none while everything is well', async () => {
    expect(await look()).toEqual([]);
  });

  it('are seen when ended from outside, with what to do, and kept with the instant at which it was first seen', async () => {
    await system.engines.client.workflow.getHandle(idOf('landu')).terminate('by hand');
    const [first, ...others] = await look();
    expect(others).toEqual([]);
    expect(first).toMatchObject({ _id: idOf('landu'), campaign, township: 'landu', kind: 'ended-outside', detail: 'TERMINATED' });
    expect(stuckRunText(first!.kind, 'zh-Hans')).toContain('终止');
    expect((await look())[0]?.since).toEqual(first?.since);
    const visitor = new PageVisitor(system.url);
    const [name = '', value = ''] = (await system.signIn('county-league', 'lanyu')).split(/=(.*)/s);
    visitor.cookies.set(name, value);
    const board = await visitor.get(`/campaigns/${campaign}`);
    expect(board.text).toContain('1 个乡镇（区）的办理暂时停住，已报送的内容没有丢失；请联系系统管理员');
    expect(board.text).not.toContain('npm run');
  });

  it('go on once the run is reset to its last step, which it then records anew, as the manual says', async () => {
    await resetToLastStep('landu');
    await expect.poll(look, { timeout: 300_000 }).toEqual([]);
    const { store, temporal } = system.engines;
    const reached = { temporalAddress: temporal.address, namespace: TEST_NAMESPACE, service: 'stopped' } as const;
    const workFolder = path.join(tmpdir(), 'league-reorg-test-bundles');
    expect(await verifyStores({ reached, store, workFolder, repair: false })).toMatchObject({ runs: 13, differences: [] });
    const party = await system.as('township-party-committee', 'lanyu/landu');
    const held = await party.post(`/api/campaigns/${campaign}/townships/landu/holds`, { nonce: nonce(), reason: '核实情况。' });
    expect(held.body).toMatchObject({ outcome: 'recorded' });
  });

  it('are seen when reset from outside, until the run has recorded its next step', async () => {
    await system.stopWorker();
    await resetToLastStep('qilu');
    expect(await look()).toContainEqual(expect.objectContaining({ _id: idOf('qilu'), kind: 'reset-outside' }));
    await system.startWorker();
    const league = await system.as('county-league', 'lanyu');
    const held = { nonce: nonce(), reason: '核实情况。' };
    const party = await system.as('township-party-committee', 'lanyu/qilu');
    expect((await party.post(`/api/campaigns/${campaign}/townships/qilu/holds`, held)).body).toMatchObject({ outcome: 'recorded' });
    expect((await look()).map(({ _id }) => _id)).not.toContain(idOf('qilu'));
    expect((await league.get(`/api/campaigns/${campaign}`)).status).toBe(200);
  });

  it('are seen when MongoDB is ahead of Temporal, or has a run that Temporal does not know', async () => {
    const progress = townshipProgress(system.engines.store);
    const row = (await progress.findOne({ _id: idOf('shiyu') }))!;
    await progress.updateOne({ _id: row._id }, { $set: { historyLength: 9_000 } });
    await progress.insertOne({ ...row, _id: idOf('nowhere'), township: 'nowhere' });
    const found = await look();
    expect(found).toContainEqual(expect.objectContaining({ _id: idOf('shiyu'), kind: 'pages-ahead' }));
    expect(found).toContainEqual(expect.objectContaining({ _id: idOf('nowhere'), kind: 'missing' }));
    await progress.replaceOne({ _id: row._id }, row);
    await progress.deleteOne({ _id: idOf('nowhere') });
    expect(await look()).toEqual([]);
  });

  it('stay seen while MongoDB holds what only a later state can have written, until the pages are repaired', async () => {
    const { store, client, temporal } = system.engines;
    const of = { _id: idOf('shiyu') };
    const lengthNow = async () => (await client.workflow.getHandle(of._id).describe()).historyLength;
    const { step, runId } = (await townshipProgress(store).findOne(of))!;
    await townshipProgress(store).updateOne(of, { $set: { step: step + 3, durable: step + 2, digest: 'later' } });
    const party = await system.as('township-party-committee', 'lanyu/shiyu');
    await party.post(`/api/campaigns/${campaign}/townships/shiyu/holds`, { nonce: nonce(), reason: '核实情况。' });
    await expect.poll(look, { timeout: 300_000, interval: 500 }).toMatchObject([{ ...of, kind: 'pages-ahead' }]);
    const length = await lengthNow();
    for (let rounds = 0; rounds < 3; rounds += 1)
      expect(await look()).toMatchObject([{ ...of, kind: 'pages-ahead', detail: expect.stringContaining(`on record ${step + 3}`) }]);
    // However often it is tried.
    expect(await lengthNow()).toBe(length);
    const reached = { temporalAddress: temporal.address, namespace: TEST_NAMESPACE, service: 'stopped' } as const;
    const { repaired } = await verifyStores({ reached, store, workFolder: path.join(tmpdir(), 'league-reorg-test-bundles'), repair: true });
    expect(repaired).toContainEqual(expect.objectContaining({ kind: 'snapshot-differs', workflowId: of._id }));
    await expect.poll(look, { timeout: 300_000 }).toEqual([]);
    const held = async () => (await townshipProgress(store).findOne(of))?.state.hold ?? undefined;
    await expect.poll(held, { timeout: 300_000, interval: 500 }).toBeDefined();
    expect(await townshipProgress(store).findOne(of)).toMatchObject({ runId, step: step + 1, epoch: 1 });
    expect(await look()).toEqual([]);
  });

  it('are seen within a minute when the code no longer fits their history, and forgotten once it does again', async () => {
    await system.stopWorker();
    const changed = await startChangedWorker(system.engines.temporal.address);
    await system.engines.client.workflow.getHandle(idOf('xingxi')).signal('submit', {});
    const began = Date.now();
    const stuck = await expect
      .poll(async () => (await look()).find(({ _id }) => _id === idOf('xingxi')), { timeout: 300_000, interval: 500 })
      .toMatchObject({ kind: 'code-differs', detail: expect.stringMatching(/^attempt \d+: .*[Nn]ondeterminism/) })
      .then(() => Date.now() - began);
    console.log(`seen stuck after ${stuck} ms`);
    await changed.stop();
    await system.startWorker();
    await expect.poll(async () => (await look()).map(({ _id }) => _id), { timeout: 300_000, interval: 500 }).not.toContain(idOf('xingxi'));
  });

  it('are seen when they ended before they recorded anything', async () => {
    const { store, client } = system.engines;
    await client.workflow.getHandle(idOf('qilu')).terminate('by hand');
    await client.workflow.getHandle(county).terminate('by hand');
    await townshipProgress(store).deleteMany({ campaign, township: { $in: ['qilu', 'shiyu'] } });
    const updated = (ms: number) => countyProgress(store).updateOne({ _id: county }, { $set: { updatedAt: new Date(ms) } });
    await updated(Date.now());
    expect((await look()).map(({ _id }) => _id)).toEqual([county]);
    await updated(Date.now() - 120_000);
    const ended = { campaign, kind: 'ended-outside', detail: 'TERMINATED' };
    // The other one goes on, and has only nothing on record.
    expect(await look()).toMatchObject([
      { _id: county, ...ended },
      { _id: idOf('qilu'), township: 'qilu', ...ended },
    ]);
    await updated(Date.now());
    expect((await look()).map(({ _id }) => _id)).toEqual([county, idOf('qilu')]);

    const created = (ms: number) => campaigns(store).updateOne({ _id: campaign }, { $set: { createdAt: new Date(ms) } });
    await created(Date.now());
    await countyProgress(store).deleteOne({ _id: county });
    expect(await look()).toEqual([]);
    await created(Date.now() - 120_000);
    expect(await look()).toMatchObject([{ _id: county, ...ended }]);
  });

  it('do not cost the outbox relay: one that was ended is started again', async () => {
    await system.stopWorker();
    const { store, client } = system.engines;
    const room = client.workflow.getHandle('outbox-relay');
    const runs = async () => (await room.describe().catch(() => undefined))?.status.name;
    const told: unknown[] = [];
    const tell = (...line: unknown[]) => void told.push(line.at(-1));
    const stop = new AbortController();
    await startOutboxRelay(client);
    expect(await keepOutboxRelay(client)).toBe(false);
    await room.terminate('by hand');
    expect(await runs()).toBe('TERMINATED');
    const watching = keepWatchingRuns({ store, client, logger: { warn: tell, error: tell } }, stop.signal);
    await expect.poll(runs, { timeout: 300_000 }).toBe('RUNNING');
    stop.abort();
    await watching;
    expect(told).toContain('the outbox relay did not run, and was started again');
    await room.terminate('the test is over');
  });
});

/** What `temporal workflow reset --type LastWorkflowTask` does. */
async function resetToLastStep(township: string): Promise<void> {
  const { workflowService } = system.engines.client;
  const execution = { workflowId: idOf(township) };
  const { history } = await workflowService.getWorkflowExecutionHistory({ namespace: TEST_NAMESPACE, execution });
  const last = history?.events?.findLast((event) => event.workflowTaskCompletedEventAttributes);
  await workflowService.resetWorkflowExecution({
    namespace: TEST_NAMESPACE,
    workflowExecution: execution,
    reason: 'by hand',
    workflowTaskFinishEventId: last!.eventId!,
    requestId: nonce(),
  });
}

async function startChangedWorker(address: string): Promise<{ stop(): Promise<void> }> {
  const folder = await mkdtemp(path.join(tmpdir(), 'changed-bundle-'));
  const codePath = path.join(folder, 'bundle.js');
  const logger = new DefaultLogger('ERROR', () => undefined);
  const workflowsPath = path.resolve(import.meta.dirname, '../support/changed-workflows.ts');
  await writeFile(codePath, (await bundleWorkflowCode({ workflowsPath, logger })).code);
  const connection = await NativeConnection.connect({ address });
  const worker = await Worker.create({ connection, namespace: TEST_NAMESPACE, taskQueue, workflowBundle: { codePath }, activities: {} });
  const running = worker.run();
  return {
    async stop() {
      worker.shutdown();
      await running;
      await connection.close();
      await rm(folder, { recursive: true });
    },
  };
}
