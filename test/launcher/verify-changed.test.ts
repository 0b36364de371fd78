import { WorkflowIdReusePolicy } from '@temporalio/client';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { taskQueue } from '../../config/temporal.ts';
import { campaigns } from '../../store/campaigns.ts';
import { commandLog } from '../../store/command-log.ts';
import { commands } from '../../store/commands.ts';
import { dossiers } from '../../store/dossiers.ts';
import { events } from '../../store/events.ts';
import { files } from '../../store/files.ts';
import { notices } from '../../store/notices.ts';
import { townshipProgress } from '../../store/progress.ts';
import { TEST_NAMESPACE } from '../support/running-engines.ts';
import { PNG } from '../support/sample-files.ts';
import { putBack, type StoreCopy, takeCopy } from '../support/store-copy.ts';
import { until } from '../support/until.ts';
import { kindsOf, newNonce, startVerifiedCounty, type VerifiedCounty } from '../support/verified-county.ts';

let county: VerifiedCounty;
let submitted: string;
let returned: string;

beforeAll(async () => {
  county = await startVerifiedCounty();
  const clerk = await county.system.as('township-league', 'lanyu/landu');
  const place = `/api/campaigns/${county.campaign}/townships/landu/items/survey/attachments`;
  const { body: file } = await clerk.send('POST', `${place}?filename=${encodeURIComponent('盖章.png')}`, {
    raw: PNG,
    headers: { 'content-type': 'application/octet-stream' },
  });
  submitted = await county.submitSurvey(1, 100, [file.id]);
  returned = await county.decideSurvey(1, 'return', '请补充。');
});
afterAll(() => county.system.stop());

describe('npm run verify, where somebody changed the database', () => {
  let whole: StoreCopy;
  beforeEach(async () => {
    whole = await takeCopy(county.store);
    expect((await county.verify()).differences).toEqual([]);
  });
  afterEach(() => putBack(county.store, whole));

  it('hashes dossiers, their files, the plan and the words of a reason again, and says what it cannot put right', async () => {
    const { store, verify, landu } = county;
    await dossiers(store).updateOne({ _id: submitted }, { $set: { 'dossier.youth': 101 } });
    const plan = await dossiers(store).findOne({ campaign: county.campaign, item: 'plan' });
    await dossiers(store).updateOne({ _id: plan?._id ?? '' }, { $set: { 'dossier.plan.title.zh': '另一个方案' } });
    await commands(store).updateOne({ _id: returned }, { $set: { comment: '同意。' } });
    expect((await verify({ repair: true })).differences).toEqual([
      expect.objectContaining({ kind: 'document-differs', workflowId: county.county, item: 'plan', detail: 'content' }),
      expect.objectContaining({ kind: 'comment-differs', workflowId: landu, nonce: returned, detail: 'other words' }),
      { kind: 'document-differs', workflowId: landu, township: 'landu', item: 'survey', round: 1, revision: submitted, detail: 'content' },
    ]);
    await putBack(store, whole);
    const [file] = await files(store).find().toArray();
    const pieces = store.db.collection('attachments.chunks');
    const [piece] = await pieces.find({ files_id: file?._id }).toArray();
    await pieces.updateOne({ _id: piece?._id as never }, { $set: { data: Buffer.from(PNG).fill(7, 40, 41) } });
    await commands(store).updateOne({ _id: returned }, { $unset: { comment: '' } });
    expect((await verify()).differences.map(({ kind, detail }) => [kind, detail])).toEqual([
      ['comment-differs', 'missing'],
      ['document-differs', 'file 1 content differs'],
    ]);
  });

  it('compares commands, the rows of decisions, events, notices and snapshots, the labels of dossiers and the campaign, and puts them right', async () => {
    const { store, verify, landu, campaign } = county;
    // What was returned is said to be approved, by somebody else.
    await commands(store).updateOne({ _id: returned }, { $set: { verdict: 'approve', 'actor.account': 'somebody' } });
    await commandLog(store).updateOne({ nonce: submitted }, { $set: { account: 'somebody' } });
    await events(store).updateOne({ workflowId: landu, kind: 'returned' }, { $set: { township: 'shiyu' } });
    await townshipProgress(store).updateOne({ _id: landu }, { $set: { 'standing.stage': 'appointment' } });
    await dossiers(store).updateOne({ _id: submitted }, { $set: { round: 3, account: 'somebody' } });
    await campaigns(store).updateOne({ _id: campaign, 'townships.id': 'gongye' }, { $set: { 'townships.$.seats': 3 } });
    const clerk = await county.system.person('township-league', 'lanyu/landu');
    const notice = { person: clerk._id, kind: 'returned', campaign, township: 'landu' };
    await notices(store).updateOne(notice, { $set: { 'params.body': 'county-league' } });
    const found = await notices(store).findOne(notice);
    if (!found) throw new Error('nobody was told');
    await notices(store).insertOne({ ...found, _id: `${landu}#passed:survey:1#${clerk._id}`, kind: 'passed' });

    const { differences, repaired } = await verify({ repair: true });
    expect(differences.map(({ kind, detail }) => [kind, detail])).toEqual([
      ['campaign-differs', 'township gongye'],
      ['decision-differs', expect.any(String)],
      ['command-differs', 'verdict, actor'],
      ['snapshot-differs', expect.any(String)],
      ['document-misfiled', 'round, account'],
      ['events-differ', expect.stringMatching(/^0 missing, 0 too many, 1 other/)],
      ['notices-differ', expect.stringMatching(/^0 missing, 1 too many, 1 other/)],
    ]);
    expect(repaired).toHaveLength(differences.length);
    expect((await verify()).differences).toEqual([]);
    expect(await commands(store).findOne({ _id: returned })).toMatchObject({ verdict: 'return', comment: '请补充。' });
    expect(await notices(store).findOne(notice)).toEqual({ ...found, params: { ...found.params, body: 'township-party-committee' } });
  });
});

describe('npm run verify, where somebody went past the app', () => {
  it('takes the same message under another Update id for what it is', async () => {
    const { store, verify, landu, system } = county;
    const row = await commandLog(store).findOne({ nonce: submitted });
    const { client, vouchers } = system.engines;
    const voucher = vouchers.sign({ name: 'submit', workflowId: landu, envelope: row?.envelope });
    const again = { args: [{ envelope: row?.envelope, voucher }], updateId: newNonce() };
    expect(await client.workflow.getHandle(landu).executeUpdate('submit', again as never)).toEqual(row?.receipt);
    expect((await verify()).differences).toEqual([]);
  });

  it('names a run that somebody started by hand under the id of one that was terminated, and finds the stores alike once it is undone', async () => {
    const { store, verify, system } = county;
    const { client } = system.engines;
    const workflowId = `${county.county}/gongye`;
    const own = client.workflow.getHandle(workflowId);
    const { runId } = await own.describe();
    await own.terminate('by hand');
    const [start] = (await own.fetchHistory()).events ?? [];
    const payload = start?.workflowExecutionStartedEventAttributes?.input?.payloads?.[0]?.data;
    const input = JSON.parse(Buffer.from(payload ?? []).toString('utf8'));
    const invented = { ...input, clock: { ...input.clock, planStart: input.clock.planStart + 90 * 86_400_000 } };
    const forged = await client.workflow.start('reorganizeTownship', {
      workflowId,
      taskQueue,
      args: [invented],
      workflowIdReusePolicy: WorkflowIdReusePolicy.ALLOW_DUPLICATE,
    });
    // Nobody vouched for its beginning: its first record is refused, and it ends.
    await until(async () => ((await forged.describe()).status.name === 'FAILED' ? true : undefined));

    const told = (await verify()).differences.filter(({ kind }) => kind === 'run-forged');
    expect(told).toEqual([expect.objectContaining({ workflowId, detail: `${forged.firstExecutionRunId} FAILED` })]);

    // As the operations manual says.
    const { events: history } = await client.workflow.getHandle(workflowId, runId).fetchHistory();
    const last = history?.findLast((event) => event.workflowTaskCompletedEventAttributes);
    await client.workflowService.resetWorkflowExecution({
      namespace: TEST_NAMESPACE,
      workflowExecution: { workflowId, runId },
      reason: 'forged',
      requestId: newNonce(),
      workflowTaskFinishEventId: last?.eventId ?? null,
    });
    await until(async () => ((await own.describe()).status.name === 'RUNNING' ? true : undefined));
    await verify({ repair: true });
    await until(async () => ((await townshipProgress(store).findOne({ _id: workflowId }))?.runId !== runId ? true : undefined));
    expect(kindsOf(await verify())).toEqual([]);
  });
});
