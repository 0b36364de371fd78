import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dateOf, timeOfDay } from '../../domain/calendar/plan-date.ts';
import type { Body } from '../../domain/roles.ts';
import { STAGES, type StageId } from '../../domain/stages/stages.ts';
import { commandLog } from '../../store/command-log.ts';
import type { EventRow } from '../../store/events.ts';
import { mails } from '../../store/mails.ts';
import { findTownshipProgress } from '../../store/progress.ts';
import { DILIGENT, lateBy, playHalfYear } from '../support/half-year.ts';
import { sizeOf } from '../support/history.ts';
import { type SkippingEngines, startSkippingEngines } from '../support/skipping-engines.ts';
import { actor, PLAN_2012 } from '../support/township.ts';
import { plain } from '../support/township-messages.ts';
import { stagesOf, TownshipRun } from '../support/township-run.ts';

const PC = 'township-party-committee';
const OD = 'organization-department';
const BODIES = ['township-league', PC, 'county-league', OD] as const;
const MONTHS = PLAN_2012.reports.months.map((row) => row.month);

let engines: SkippingEngines;
beforeAll(async () => {
  engines = await startSkippingEngines();
});
afterAll(() => engines.stop());

const line = (event: EventRow) => `${dateOf(event.at)} ${timeOfDay(event.at)} ${event.item} ${event.kind}${event.level ?? ''}`;
const start = async (name: string) => TownshipRun.start(engines, name, await engines.startClock());

describe('June to December of one township', { timeout: 300_000 }, () => {
  it('straight: every stage and month on time, nobody reminded, in a small history', async () => {
    const run = await start('straight');
    const state = await playHalfYear(engines, run, DILIGENT);
    expect(state.status).toBe('completed');
    expect(dateOf(state.endedAt ?? 0).slice(0, 7)).toBe('2012-12');
    expect(stagesOf(state).map((item) => [item.id, item.status, item.round])).toEqual(STAGES.map(({ id }) => [id, 'passed', 1]));
    expect(state.items.flatMap((item) => (item.submission?.late ? [item.id] : []))).toEqual([]);
    expect((await run.events('reminder', 'overdue', 'escalated', 'report-missing')).map(line)).toEqual([]);
    expect(await run.handle.result()).toEqual({ status: 'completed', events: state.sequence });

    const history = await run.handle.fetchHistory();
    const size = sizeOf(history);
    expect(size.events).toBeLessThanOrEqual(1_000);
    expect(size.bytes).toBeLessThanOrEqual(250_000);
  });

  it('is on record: a decision for each message, an event for each position, the last state', async () => {
    const run = new TownshipRun(engines, 'reorganization/lanyu/straight/landu', await engines.startClock());
    const state = await run.state();
    const kept = await run.events();
    expect(kept.map((event) => event.sequence)).toEqual(kept.map((_, index) => index + 1));
    expect(kept).toHaveLength(state.sequence);
    const decided = await commandLog(engines.store).find({ workflowId: run.workflowId }).toArray();
    expect(new Set(decided.map((row) => row.nonce))).toEqual(new Set(Object.keys(state.receipts)));
    const progress = await findTownshipProgress(engines.store, run.workflowId);
    expect(progress).toMatchObject({ township: 'landu', standing: { status: 'completed', level: 0, waitingOn: [] } });
    expect(progress?.state).toEqual(state);
    expect(await mails(engines.store).countDocuments({ campaign: 'lanyu-straight', status: { $ne: 'kept' } })).toBe(0);
  });

  it('late: everybody a working day after the due date; accepted, marked, and completed', async () => {
    const run = await start('late');
    const state = await playHalfYear(engines, run, lateBy(1));
    expect(state.status).toBe('completed');
    const submitted = state.items.filter((item) => item.submission);
    expect(submitted.map((item) => [item.id, item.submission?.late])).toEqual(submitted.map((item) => [item.id, true]));
    expect(stagesOf(state).every((item) => item.asked.every((asked) => asked.given?.late))).toBe(true);
    const levels = await run.events('escalated');
    expect(new Set(levels.map((event) => event.level))).toEqual(new Set([1]));
    expect(levels).toHaveLength((await run.events('overdue')).length);
    expect(await run.events('report-missing')).toEqual([]);
  });

  it('silent: everybody ten working days late; each clock climbs its whole ladder once, at nine, and its top once more', async () => {
    const run = await start('silent');
    const state = await playHalfYear(engines, run, lateBy(10), { until: '2013-03-01' });
    expect(state.status).toBe('running');
    expect(MONTHS.map((month) => [month, state.items.find((item) => item.id === `monthly-report/${month}`)?.submission?.late])).toEqual(
      MONTHS.map((month) => [month, true]),
    );
    expect(await run.events('report-missing')).toHaveLength(MONTHS.length);

    const rungs = (await run.events('reminder', 'overdue', 'escalated')).filter((event) => !event.item?.startsWith('monthly-report/'));
    expect(rungs.filter((event) => timeOfDay(event.plannedFor ?? 0) !== '09:00')).toEqual([]);
    expect(rungs.filter((event) => Math.abs(event.at - (event.plannedFor ?? 0)) > 60_000)).toEqual([]);
    const climbed = byClock(rungs).filter((steps) => steps.some((event) => event.level === 3));
    for (const steps of climbed) {
      const told = steps.filter((event) => event.kind !== 'reminder').map((event) => `${event.kind}${event.level ?? ''}`);
      expect(told.slice(0, 4)).toEqual(['overdue', 'escalated1', 'escalated2', 'escalated3']);
      // The top rung goes out again a week after it; nearly all command before that, and one where days off lie between does not.
      expect(told.slice(4)).toEqual(told.length > 4 ? ['escalated3'] : []);
    }
    expect(climbed.filter((steps) => steps.filter((event) => event.level === 3).length === 2)).toHaveLength(1);
    const kinds = new Set(
      climbed.map((steps) => `${steps[0]?.key.includes(':submit') ? 'submits' : 'answers'} ${steps[0]?.params['body']}`),
    );
    expect(kinds).toEqual(new Set(['submits township-league', `submits ${PC}`, `answers ${PC}`, 'answers county-league', `answers ${OD}`]));
    expect(levelsTold(climbed.flat())).toEqual({
      'township-league': [PC, 'county-league', OD],
      [PC]: ['county-league', 'county-league', OD],
      'county-league': [OD, OD, OD],
      [OD]: ['organization-department-lead', 'organization-department-lead', 'organization-department-lead'],
    });
  });

  it('returned: once at every stage by everybody who decides, and once behind the votes', async () => {
    const run = await start('returned');
    const returned = new Set<string>();
    const state = await playHalfYear(engines, run, {
      ...DILIGENT,
      answer: (item, body) => {
        const key = `${item.id} ${body}`;
        const kind = item.asked.find((asked) => asked.body === body)?.kind;
        if (kind === 'note' || returned.has(key)) return {};
        returned.add(key);
        return { verdict: 'return', returnTo: { stage: backTo(item.id as StageId, body), then: 'step-by-step' } };
      },
    });
    expect(state.status).toBe('completed');
    const returns = await run.events('returned');
    const stages = STAGES.flatMap(({ id, answers }) => answers.flatMap(({ by, kind }) => (kind === 'note' ? [] : [`${id} ${by}`])));
    const of = (events: EventRow[]) => events.map((event) => `${event.item} ${event.params['body']}`);
    expect(of(returns.filter((event) => !event.item?.startsWith('monthly-report/'))).toSorted()).toEqual(stages.toSorted());
    expect(returns.filter((event) => event.item?.startsWith('monthly-report/'))).toHaveLength(MONTHS.length);
    expect((await run.events('vote-void')).map((event) => event.item)).toEqual(['leadership-election', 'member-election']);
    expect(state.items.every((item) => item.pastRounds.length === item.round - 1)).toBe(true);
  });

  it('held: by the party committee over a due date, and again by the organization department over a month’s end', async () => {
    const run = await start('held');
    const later = {
      ...DILIGENT,
      submits: (item: Parameters<typeof DILIGENT.submits>[0], opened: string) =>
        item.id === 'survey' ? (item.due ?? opened) : DILIGENT.submits(item, opened),
    };
    const hold = (body: typeof PC | typeof OD) => run.send(plain('hold', actor(body)));
    const release = () => run.send(plain('release', actor(OD)));
    const state = await playHalfYear(engines, run, later, {
      appointments: [
        { on: '2012-06-11', do: () => hold(PC) },
        { on: '2012-06-28', do: release },
        { on: '2012-08-27', do: () => hold(OD) },
        { on: '2012-09-17', do: release },
      ],
    });
    expect(state.status).toBe('completed');
    expect((await run.events('held', 'released', 'hold-review')).map((event) => `${dateOf(event.at)} ${event.kind}`)).toEqual([
      '2012-06-11 held',
      '2012-06-26 hold-review',
      '2012-06-28 released',
      '2012-08-27 held',
      '2012-09-10 hold-review',
      '2012-09-17 released',
    ]);
    const opened = (await run.events('stage-opened', 'passed')).filter((event) => !event.item?.startsWith('monthly-report/'));
    const during = opened.filter(({ at }) =>
      ['2012-06-11', '2012-08-27'].some((from, index) => dateOf(at) > from && dateOf(at) < (['2012-06-28', '2012-09-17'][index] ?? '')),
    );
    expect(during.filter((event) => event.kind === 'stage-opened')).toEqual([]);
    const months = await run.events('passed');
    expect(months.filter((event) => event.item === 'monthly-report/2012-08').map((event) => dateOf(event.at))).toEqual(['2012-08-28']);
    expect((await run.events('overdue')).map(line)).toEqual([]);
  });
});

/** Where each decider sends a stage back to: mostly to itself; the organization department goes behind the votes. */
function backTo(id: StageId, body: Body): StageId {
  if (id === 'inspection') return 'member-election';
  if (id === 'post-design' && body === OD) return 'survey';
  if (id === 'nomination') return 'recommendation';
  return id;
}

/** The rungs of each clock of the run, which stands in their keys. */
function byClock(rungs: readonly EventRow[]): EventRow[][] {
  const clocks = new Map<string, EventRow[]>();
  for (const event of rungs) {
    const clock = event.key.split('#')[0] ?? '';
    clocks.set(clock, [...(clocks.get(clock) ?? []), event]);
  }
  return [...clocks.values()];
}

/** Whom the three levels were told, by who was late. */
function levelsTold(rungs: readonly EventRow[]): Record<string, unknown> {
  return Object.fromEntries(
    BODIES.map((body) => {
      const told = ([1, 2, 3] as const).map((level) => [
        ...new Set(rungs.filter((event) => event.level === level && event.params['body'] === body).flatMap((event) => event.notify)),
      ]);
      return [body, told.flat()];
    }),
  );
}
