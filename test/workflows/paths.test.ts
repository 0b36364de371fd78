import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { taskQueue } from '../../config/temporal.ts';
import type { PlanClock } from '../../domain/calendar/clock.ts';
import { stepsOf } from '../../domain/process/objections.ts';
import type { CountyState } from '../../domain/state/county-state.ts';
import type { ItemState } from '../../domain/state/township-state.ts';
import { commandLog } from '../../store/command-log.ts';
import { findTownshipProgress } from '../../store/progress.ts';
import { membersVote, message, NINE_OF_TEN, objection, step } from '../domain/process/paths/counted.ts';
import { type Behaviour, DILIGENT, type Player, play, townshipPlayer } from '../support/half-year.ts';
import { sizeOf } from '../support/history.ts';
import { passingCounts } from '../support/passing-counts.ts';
import { countyInput, decidePlan, enrol } from '../support/played-county.ts';
import { type SkippingEngines, startSkippingEngines } from '../support/skipping-engines.ts';
import { actor, PLAN_2012, vouchedStart } from '../support/township.ts';
import { digestOf, nonce, type SubmitOptions } from '../support/township-messages.ts';
import { TownshipRun } from '../support/township-run.ts';

let engines: SkippingEngines;
let clock: PlanClock;

beforeAll(async () => {
  engines = await startSkippingEngines();
  clock = await engines.startClock();
});
afterAll(() => engines.stop());

/** The congress: too few the first time, a tie the second, a run-off the third. */
const CONGRESS = [
  membersVote({ votes: NINE_OF_TEN.map(() => 0), present: 60, issued: 0 }, 0),
  membersVote({ votes: [78, 77, 76, 75, 74, 73, 72, 71, 50, 50] }, 8),
  membersVote({ votes: [45, 30] }),
];

/** Diligent people to whom much happens: three returns, a congress in three rounds, a by-election. */
const TRIED: Behaviour = {
  ...DILIGENT,
  submission: (item: ItemState): SubmitOptions => {
    if (item.id === 'member-election') return { counts: CONGRESS[item.round - 1] ?? passingCounts(item.id) };
    if (item.id === 'seat/1/by-election') return { counts: membersVote({ votes: [60, 20] }, 1) };
    return item.id === 'appointment' ? { counts: { ...passingCounts(item.id), onNotice: 3 } } : {};
  },
  answer: (item, body) => {
    const sentBack = item.round === 1 && (item.id === 'survey' || item.id === 'nomination' || item.id === 'functions');
    return sentBack && body !== 'organization-department' ? { verdict: 'return' } : {};
  },
};

/** Somebody objects to the third person on the notice, and the office deals with it, a step an hour: the objection is upheld. */
function objector(run: TownshipRun): Player {
  return {
    own: true,
    async look(now) {
      const state = (await findTownshipProgress(engines.store, run.workflowId))?.state;
      const over = state !== undefined && state.status !== 'running';
      const raised = state?.objections[0];
      const posted = state?.items.some((item) => item.id === 'public-notice' && item.status === 'submitted');
      const next = raised ? stepsOf(raised)[0] : undefined;
      if (over || (raised ? !next : !posted)) return { deeds: [], over };
      const deed = raised && next ? step(raised.number, raised.status === 'investigating' ? 'upheld' : next) : objection(3);
      return { deeds: [{ at: now + 3_600_000, do: () => run.send(deed) }], over };
    },
  };
}

describe('on a real engine', { timeout: 300_000 }, () => {
  it('a township with a congress in three rounds, three returns and an upheld objection fills the seat and completes', async () => {
    const run = await TownshipRun.start(engines, 'tried', clock);
    await play(engines, clock, [townshipPlayer(run, TRIED), objector(run)], '2013-02-01');
    const state = await run.state();
    expect(state.status).toBe('completed');
    expect(state.items.find((item) => item.id === 'member-election')?.pastRounds.map((round) => round.ended)).toEqual([
      'postponed',
      'run-off',
    ]);
    expect(state.objections).toMatchObject([{ finding: 'upheld', status: 'closed' }]);
    expect(state.seats).toMatchObject([{ cause: 'objection-upheld', person: 3, status: 'appointed' }]);
    const appointed = (id: string) => state.items.find((item) => item.id === id)?.passedAt ?? 0;
    expect(appointed('appointment')).toBeLessThan(appointed('seat/1/appointment'));
    expect(await run.events('returned')).toHaveLength(3);
  });

  it('its snapshot is what the run says, every message is a decision, and the history stays small', async () => {
    const run = new TownshipRun(engines, 'reorganization/lanyu/tried/landu', clock);
    const state = await run.state();
    expect((await findTownshipProgress(engines.store, run.workflowId))?.state).toEqual(state);
    const recorded = await commandLog(engines.store).distinct('nonce', { workflowId: run.workflowId });
    expect(recorded.toSorted()).toEqual(Object.keys(state.receipts).toSorted());
    const events = await run.events();
    expect(events.map((event) => event.sequence)).toEqual(events.map((_, index) => index + 1));
    const size = sizeOf(await run.handle.fetchHistory());
    expect(size.events).toBeLessThanOrEqual(2_000);
    expect(size.bytes).toBeLessThanOrEqual(1_000_000);
  });

  it('refuses what is not due on a path, by its code and without a trace', async () => {
    const run = await TownshipRun.start(engines, 'refusing', clock);
    const before = await run.state();
    const refused = async (sent: Parameters<TownshipRun['send']>[0]) =>
      run.send(sent).then(
        () => 'taken',
        (error: unknown) => ((error as Error).cause as { type?: string }).type,
      );
    const league = actor('county-league');
    const party = actor('township-party-committee');
    expect(await refused(message('object', league, { item: 'public-notice', round: 1, person: 1, named: false, channel: 'mail' }))).toBe(
      'NOT_AUTHORIZED',
    );
    expect(await refused(objection(1))).toBe('NO_NOTICE_RUNNING');
    expect(await refused(step(1, 'accepted'))).toBe('NO_SUCH_ITEM');
    expect(await refused(message('waive', league, { item: 'member-election' }))).toBe('NOT_WAIVABLE');
    expect(await refused(message('withdrawCandidate', party, { round: 1, person: 1 }))).toBe('NOT_OPEN');
    expect(await refused(message('reportVacancy', party, { seat: 1 }))).toBe('SEAT_NOT_VACANT');
    expect(
      await refused(message('settleTie', party, { item: 'survey', round: 1, office: 'members', digest: '0'.repeat(64), people: [1] })),
    ).toBe('NO_TIE_TO_SETTLE');
    expect(await run.state()).toEqual(before);
  });

  it('an amended plan reaches the townships that run, and those that are added after it begin with it', async () => {
    const workflowId = 'reorganization/lanyu/amended';
    const input = countyInput(['landu'], { clock, campaign: 'lanyu-amended' });
    const county = await engines.client.workflow.start('reorganizeCounty', {
      workflowId,
      taskQueue,
      args: vouchedStart(engines, workflowId, input),
    });
    const send = ({ name, envelope }: { name: string; envelope: { nonce: string } }) =>
      county.executeUpdate(name, {
        args: [{ envelope, voucher: engines.vouchers.sign({ name, envelope, workflowId }) }],
        updateId: envelope.nonce,
      });
    await send(decidePlan('approve'));
    const amendment = {
      planVersion: PLAN_2012.planVersion + 1,
      planDigest: digestOf('amended'),
      stages: [{ id: 'summary' as const, due: '2013-01-18' }],
      reportFields: ['newUnits'],
      targets: { newUnits: 20 },
    };
    const key = nonce();
    const envelope = { nonce: key, actor: actor('county-league'), reasonDigest: digestOf(key), ...amendment };
    await send({ name: 'amendPlan', envelope });
    const landu = new TownshipRun(engines, `${workflowId}/landu`, clock);
    await expect.poll(() => landu.state().catch(() => undefined), { timeout: 300_000 }).toMatchObject({ status: 'running' });
    await landu.send(message('amendPlan', actor('county-league'), amendment));
    await send(enrol(['qilu']));
    const qilu = new TownshipRun(engines, `${workflowId}/qilu`, clock, 'qilu');
    await expect.poll(() => qilu.state().catch(() => undefined), { timeout: 300_000 }).toMatchObject({ amendment });
    expect((await landu.state()).amendment).toEqual(amendment);
    expect((await county.query<CountyState>('progress')).amendment).toEqual(amendment);
  });
});
