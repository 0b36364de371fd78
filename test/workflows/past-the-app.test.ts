import { WorkflowFailedError } from '@temporalio/client';
import { defaultPayloadConverter } from '@temporalio/common';
import proto from '@temporalio/proto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { taskQueue } from '../../config/temporal.ts';
import type { TownshipMessage } from '../../domain/state/messages.ts';
import type { TownshipInput } from '../../domain/state/township-state.ts';
import { auditRows } from '../../store/audit.ts';
import { campaigns } from '../../store/campaigns.ts';
import { commandLog } from '../../store/command-log.ts';
import { notices } from '../../store/notices.ts';
import { findTownshipProgress } from '../../store/progress.ts';
import { createVouchers } from '../../store/vouchers.ts';
import { watchRuns } from '../../worker/watch-runs.ts';
import { addProcessPeople } from '../support/process-people.ts';
import { refusal } from '../support/refusal-of.ts';
import { startTestEngines, TEST_NAMESPACE, type TestEngines } from '../support/running-engines.ts';
import { startTestWorker, type TestWorker } from '../support/running-worker.ts';
import { actor, trialClock } from '../support/township.ts';
import { nonce, submission } from '../support/township-messages.ts';
import { TownshipRun } from '../support/township-run.ts';
import { until } from '../support/until.ts';

const PC = 'township-party-committee';
const DAY_MS = 86_400_000;

let engines: TestEngines;
let worker: TestWorker;
beforeAll(async () => {
  engines = await startTestEngines();
  await addProcessPeople(engines.store);
  worker = await startTestWorker(engines, 'https://app.example');
});
afterAll(async () => {
  await worker.stop();
  await engines.stop();
});

/** A township on its first day, whose survey is open. */
const start = async (name: string): Promise<TownshipRun> => {
  const run = await TownshipRun.start(engines, name, trialClock(Date.now(), DAY_MS));
  await until(async () => ((await run.item('survey')).status === 'open' ? true : undefined));
  return run;
};

const decided = (run: TownshipRun, nonces: readonly string[]) =>
  commandLog(engines.store).countDocuments({ workflowId: run.workflowId, nonce: { $in: [...nonces] } });
const audited = (requestId: string) => auditRows(engines.store).find({ requestId }).toArray();

describe('a message that did not come through the app', () => {
  const forged = createVouchers([{ id: 'test', secret: Buffer.alloc(32, 7) }]);

  /** Sends it by an Update, past the api. */
  const update = (run: TownshipRun, message: TownshipMessage, vouched: unknown) =>
    refusal(run.handle.executeUpdate(message.name, { args: [vouched], updateId: message.envelope.nonce }));

  it('is refused without a voucher, audited, and changes nothing', async () => {
    const run = await start('no-voucher');
    const before = await run.state();
    const message = submission(before, 'survey');
    expect(await update(run, message, { envelope: message.envelope })).toBe('VOUCHER_REFUSED');
    expect(await until(async () => (await audited(message.envelope.nonce))[0])).toMatchObject({
      what: 'message-refused',
      code: 'VOUCHER_REFUSED',
      target: run.workflowId,
      by: message.envelope.actor.account,
    });
    expect(await run.state()).toEqual(before);
  });

  it.each([
    [
      'of another key',
      (run: TownshipRun, { name, envelope }: TownshipMessage) => forged.sign({ name, envelope, workflowId: run.workflowId }),
    ],
    ['of an unknown key', () => 'other.AAAA'],
    ['that is none', () => 'x'],
    [
      'for another run',
      (run: TownshipRun, { name, envelope }: TownshipMessage) =>
        engines.vouchers.sign({ name, envelope, workflowId: `${run.workflowId}x` }),
    ],
    [
      'for another message',
      (run: TownshipRun, { envelope }: TownshipMessage) => engines.vouchers.sign({ name: 'decide', envelope, workflowId: run.workflowId }),
    ],
    [
      'for another envelope',
      (run: TownshipRun, { name, envelope }: TownshipMessage) =>
        engines.vouchers.sign({ name, envelope: { ...envelope, actor: actor('county-league') }, workflowId: run.workflowId }),
    ],
  ] as const)('is refused with a voucher %s, by Update and by Signal, audited once each, and changes nothing', async (what, voucher) => {
    const run = await start(`wrong-voucher-${what.replaceAll(' ', '-')}`);
    const before = await run.state();
    const [first, second] = [submission(before, 'survey'), submission(before, 'survey')];
    expect(await update(run, first, { envelope: first.envelope, voucher: voucher(run, first) })).toBe('VOUCHER_REFUSED');
    await run.handle.signal(second.name, { envelope: second.envelope, voucher: voucher(run, second) });
    for (const { envelope } of [first, second]) {
      await until(async () => (await audited(envelope.nonce))[0]);
      expect((await audited(envelope.nonce)).map((row) => row.code)).toEqual(['VOUCHER_REFUSED']);
    }
    expect(await run.state()).toEqual(before);
    expect(await decided(run, [first.envelope.nonce, second.envelope.nonce])).toBe(0);
    expect(
      await notices(engines.store).countDocuments({
        kind: 'message-refused',
        campaign: `lanyu-wrong-voucher-${what.replaceAll(' ', '-')}`,
      }),
    ).toBe(0);
    await run.submit('survey');
    expect((await run.item('survey')).status).toBe('submitted');
  });

  it('is refused when it is malformed, in whatever way, and the run lives on', async () => {
    const run = await start('malformed');
    const before = await run.state();
    const { name, envelope } = submission(before, 'survey');
    const bodies: unknown[] = [
      undefined,
      null,
      'text',
      7,
      [],
      {},
      { envelope: null, voucher: 'x' },
      { envelope: { ...envelope, nonce: 'short' }, voucher: 'x' },
      { envelope: { ...envelope, actor: { ...envelope.actor, role: 'township-clerk' } }, voucher: 'x' },
      { envelope: { ...envelope, extra: true }, voucher: 'x' },
      { envelope: { ...envelope, counts: { 'people.name': '赵' } }, voucher: 'x' },
    ];
    for (const body of bodies) {
      expect(await refusal(run.handle.executeUpdate(name, { args: [body] }))).toBe('MESSAGE_MALFORMED');
      await run.handle.signal(name, body);
    }
    await run.handle.signal(name);
    expect(await run.state()).toEqual(before);
    await until(async () =>
      (await auditRows(engines.store).countDocuments({ target: run.workflowId, code: 'MESSAGE_MALFORMED' })) === 2 * bodies.length + 1
        ? true
        : undefined,
    );
    await run.submit('survey');
  });

  it.each([
    ['of an unknown encoding', { metadata: { encoding: Buffer.from('binary/unknown') }, data: Buffer.from('x') }],
    ['that is no JSON', { metadata: { encoding: Buffer.from('json/plain') }, data: Buffer.from('{not json') }],
    ['without an encoding', { metadata: {}, data: Buffer.from('x') }],
    ['of bytes', { metadata: { encoding: Buffer.from('binary/plain') }, data: Buffer.from([255, 0, 1]) }],
    ['of nothing', { metadata: { encoding: Buffer.from('binary/null') } }],
  ])('is refused with a payload %s, by Signal and by Update, and the run lives on', async (what, payload) => {
    const run = await start(`payload-${what.replaceAll(' ', '-')}`);
    const before = await run.state();
    const to = { namespace: TEST_NAMESPACE, workflowExecution: { workflowId: run.workflowId } };
    const { workflowService } = engines.client;
    await workflowService.signalWorkflowExecution({
      ...to,
      signalName: 'submit',
      input: { payloads: [payload] },
      identity: 'x',
      requestId: nonce(),
    });
    const { outcome } = await workflowService.updateWorkflowExecution({
      ...to,
      waitPolicy: {
        lifecycleStage:
          proto.temporal.api.enums.v1.UpdateWorkflowExecutionLifecycleStage.UPDATE_WORKFLOW_EXECUTION_LIFECYCLE_STAGE_COMPLETED,
      },
      request: { meta: { updateId: nonce(), identity: 'x' }, input: { name: 'submit', args: { payloads: [payload] } } },
    });
    expect(outcome?.failure?.applicationFailureInfo?.type).toBe('MESSAGE_MALFORMED');
    expect(await run.state()).toEqual(before);
    const refused = { target: run.workflowId, code: 'MESSAGE_MALFORMED' };
    await until(async () => ((await auditRows(engines.store).countDocuments(refused)) === 2 ? true : undefined));
    expect((await run.submit('survey')).late).toBe(false);
  });

  it('is refused from whoever has no say, whatever role it claims', async () => {
    const run = await start('forged');
    const before = await run.state();
    for (const by of [
      actor('auditor'),
      actor('administrator'),
      actor('township-league', 1, undefined, 'shiyu'),
      { ...actor(PC), role: 'township-league' as const, unit: 'lanyu' },
    ]) {
      const code = await refusal(run.submit('survey', { by }));
      expect(code).toMatch(/^(NOT_AUTHORIZED|WRONG_UNIT)$/);
    }
    expect(await run.state()).toEqual(before);
  });
});

describe('a run that was started without the app', () => {
  const snapshot = (run: TownshipRun) => findTownshipProgress(engines.store, run.workflowId);
  const inputOf = async (run: TownshipRun) => {
    const { events } = await run.handle.fetchHistory();
    const payloads = events?.[0]?.workflowExecutionStartedEventAttributes?.input?.payloads ?? [];
    return payloads.map((payload) => defaultPayloadConverter.fromPayload(payload)) as [TownshipInput, string];
  };

  it.each([
    [
      'with another clock and the voucher of the real one',
      'VOUCHER_REFUSED',
      ([input, voucher]: [TownshipInput, string]) => [shifted(input), voucher],
    ],
    ['with another clock and no voucher', 'VOUCHER_REFUSED', ([input]: [TownshipInput, string]) => [shifted(input)]],
    ['with everything that the real one was started with', 'RUN_FOREIGN', (args: [TownshipInput, string]) => args],
  ] as const)(
    'in the place of one that was terminated, %s, records nothing and ends; the real one goes on when it is reset',
    async (what, code, forge) => {
      const run = await start(`forged-${code}-${what.length}`);
      const { runId } = await run.handle.describe();
      const before = await snapshot(run);
      const args = await inputOf(run);
      await run.handle.terminate('by hand');
      await engines.client.workflow.start('reorganizeTownship', { workflowId: run.workflowId, taskQueue, args: [...forge(args)] });
      const failed = await run.handle.result().catch((error: unknown) => error);
      expect(failed).toBeInstanceOf(WorkflowFailedError);
      expect(JSON.stringify(failed, ['cause', 'type'])).toContain(code);
      expect(await snapshot(run)).toEqual(before);
      await campaigns(engines.store).insertOne({
        _id: before?.campaign,
        status: 'started',
        workflowId: 'none',
        townships: [],
        createdAt: new Date(),
      } as never);
      const stuck = await watchRuns(engines.store, engines.client, new Date());
      expect(stuck).toContainEqual(expect.objectContaining({ _id: run.workflowId, kind: 'ended-outside', detail: 'FAILED' }));
      const last = await lastTask(run, runId);
      await engines.client.workflowService.resetWorkflowExecution({
        namespace: TEST_NAMESPACE,
        workflowExecution: { workflowId: run.workflowId, runId },
        workflowTaskFinishEventId: last,
        requestId: nonce(),
        reason: 'terminated by hand',
      });
      await until(async () => ((await run.item('survey')).status === 'open' ? true : undefined));
      await run.submit('survey');
      expect((await snapshot(run))?.state).toEqual(await run.state());
      expect(await snapshot(run)).toMatchObject({ firstRunId: before?.firstRunId, replaced: [runId] });
    },
  );

  function shifted(input: TownshipInput): TownshipInput {
    return { ...input, clock: trialClock(Date.now() - 300 * DAY_MS, DAY_MS) };
  }

  /** The last completed workflow task of a run, as `temporal workflow reset --type LastWorkflowTask` takes it. */
  async function lastTask(run: TownshipRun, runId: string) {
    const { events } = await engines.client.workflow.getHandle(run.workflowId, runId).fetchHistory();
    const last = events?.findLast((event) => event.workflowTaskCompletedEventAttributes);
    if (!last?.eventId) throw new Error('no workflow task was completed');
    return last.eventId;
  }
});
