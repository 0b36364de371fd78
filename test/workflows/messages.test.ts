import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { auditRows } from '../../store/audit.ts';
import { commandLog } from '../../store/command-log.ts';
import { beginCommand, findCommand } from '../../store/commands.ts';
import { mails } from '../../store/mails.ts';
import { notices } from '../../store/notices.ts';
import { PlayedTownship } from '../support/played-township.ts';
import { addProcessPeople } from '../support/process-people.ts';
import { refusal } from '../support/refusal-of.ts';
import { startTestEngines, type TestEngines } from '../support/running-engines.ts';
import { startTestWorker, type TestWorker } from '../support/running-worker.ts';
import { actor, trialClock } from '../support/township.ts';
import { answer, nonce, plain, submission } from '../support/township-messages.ts';
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

describe('three decisions at one instant', () => {
  it('fifty times: exactly one is recorded each time', { timeout: 300_000 }, async () => {
    const run = await start('race');
    for (let round = 1; round <= 50; round += 1) {
      await run.submit('survey', { round });
      const state = await run.state();
      const three = [1, 2, 2].map((which) => answer(state, 'survey', PC, { by: actor(PC, which), verdict: 'return' }));
      const codes = await Promise.all(three.map((message) => refusal(run.send(message))));
      expect(codes.filter((code) => code === 'recorded')).toHaveLength(1);
      for (const code of codes) expect(['recorded', 'ALREADY_ANSWERED', 'NOT_SUBMITTED', 'STALE_ROUND']).toContain(code);
      expect(
        await decided(
          run,
          three.map((message) => message.envelope.nonce),
        ),
      ).toBe(1);
    }
    expect(await run.item('survey')).toMatchObject({ status: 'open', round: 51 });
    expect(await run.events('returned')).toHaveLength(50);
  });
});

describe('a message that arrives while the step before it is being recorded', () => {
  it('waits for that step, as soon as people can see it', async () => {
    const run = await start('at-once');
    for (let round = 1; round <= 10; round += 1) {
      const sent = submission(await run.state(), 'survey', { round });
      const { digest, nonce: key } = sent.envelope as { digest: string; nonce: string };
      const submitted = run.send(sent);
      // On record, while the run may still be at the end of its step.
      await until(async () => (await decided(run, [key])) || undefined);
      const verdict = round < 10 ? 'return' : 'approve';
      const answered = run.send(answer(new PlayedTownship().state, 'survey', PC, { round, digest, verdict }));
      expect([(await submitted).late, (await answered).late]).toEqual([false, false]);
    }
    expect((await run.item('survey')).status).toBe('passed');
  });

  it('waits for the beginning, when it was there before any worker', async () => {
    await worker.stop();
    const run = await TownshipRun.start(engines, 'before-any', trialClock(Date.now(), DAY_MS));
    const begun = new PlayedTownship().state;
    const body = submission(begun, 'working-body', { round: 1 });
    await run.handle.signal(body.name, run.vouch(body));
    const survey = run.send(submission(begun, 'survey', { round: 1 }));
    worker = await startTestWorker(engines, 'https://app.example');
    expect((await survey).late).toBe(false);
    expect([(await run.item('survey')).status, (await run.item('working-body')).status]).toEqual(['submitted', 'passed']);
  });

  it('is refused after it, and audited, when that step did not make it possible', async () => {
    const run = await start('not-after-all');
    const state = await run.state();
    const second = submission(state, 'survey');
    const [one, two] = await Promise.all([refusal(run.send(submission(state, 'survey'))), refusal(run.send(second))]);
    expect(new Set([one, two])).toEqual(new Set(['ALREADY_SUBMITTED', 'recorded']));
    const loser = one === 'recorded' ? second.envelope.nonce : undefined;
    const rows = await until(async () => {
      const found = await auditRows(engines.store).find({ target: run.workflowId }).toArray();
      return found.length > 0 ? found : undefined;
    });
    expect(rows.map((row) => row.code)).toEqual(['ALREADY_SUBMITTED']);
    if (loser) expect(rows[0]?.requestId).toBe(loser);
  });
});

describe('the same nonce', () => {
  it.each(['Update, then Signal', 'Signal, then Update', 'both at one instant'])('as %s counts once', async (order) => {
    const run = await start(`twice-${order.replaceAll(/[^a-zA-Z]+/g, '-')}`);
    const message = submission(await run.state(), 'survey');
    const ways = [() => run.send(message), () => run.handle.signal(message.name, run.vouch(message))];
    if (order.startsWith('both')) await Promise.all(ways.map((send) => send()));
    else for (const send of order.startsWith('Update') ? ways : ways.toReversed()) await send();
    const receipt = await run.send(message);
    expect(receipt).toEqual((await run.state()).receipts[message.envelope.nonce]);
    expect(await run.events('submitted')).toHaveLength(1);
    expect(await decided(run, [message.envelope.nonce])).toBe(1);
    expect(await run.item('survey')).toMatchObject({ status: 'submitted', round: 1 });
    expect(await auditRows(engines.store).countDocuments({ target: run.workflowId })).toBe(0);
  });

  it('is answered with its first answer after the stage went on', async () => {
    const run = await start('later');
    const message = submission(await run.state(), 'survey');
    const receipt = await run.send(message);
    await run.answer('survey', PC);
    expect((await run.item('survey')).status).toBe('passed');
    expect(await run.send(message)).toEqual(receipt);
    await run.send(plain('close', actor('county-league')));
    await run.handle.result();
  });
});

describe('a signal that is refused', () => {
  it('reaches its sender’s inbox with the reason, is audited, and settles what the sender did', async () => {
    const run = await start('refused-signal');
    const message = submission(await run.state(), 'survey', { round: 9 });
    const { actor: sender, nonce: key } = message.envelope;
    await beginCommand(engines.store, {
      _id: key,
      workflowId: run.workflowId,
      campaign: 'lanyu-refused-signal',
      message: 'submit',
      actor: sender,
      reference: 'X',
      status: 'received',
      sentAt: new Date(),
    });
    await run.handle.signal(message.name, run.vouch(message));
    const notice = await until(
      async () => (await notices(engines.store).findOne({ person: sender.account, kind: 'message-refused' })) ?? undefined,
    );
    expect(notice).toMatchObject({ campaign: 'lanyu-refused-signal', params: { code: 'STALE_ROUND', round: 1 }, link: `/commands/${key}` });
    expect(await mails(engines.store).findOne({ _id: notice._id })).toMatchObject({ personId: sender.account, status: 'kept' });
    expect(await findCommand(engines.store, key)).toMatchObject({ status: 'refused', code: 'STALE_ROUND' });
    expect((await audited(key)).map((row) => row.code)).toEqual(['STALE_ROUND']);
    expect((await run.item('survey')).status).toBe('open');
  });

  it('that arrives while the worker is away is taken when it is back', async () => {
    const run = await start('away');
    const [good, bad] = [submission(await run.state(), 'survey'), submission(await run.state(), 'survey', { nonce: nonce() })];
    await worker.stop();
    for (const message of [good, bad]) await run.handle.signal(message.name, run.vouch(message));
    worker = await startTestWorker(engines, 'https://app.example');
    const notice = await until(async () => (await notices(engines.store).findOne({ _id: { $regex: bad.envelope.nonce } })) ?? undefined);
    expect(notice.params['code']).toBe('ALREADY_SUBMITTED');
    expect((await run.item('survey')).submission?.nonce).toBe(good.envelope.nonce);
  });
});
