import { tmpdir } from 'node:os';
import path from 'node:path';
import { taskQueue } from '../../config/temporal.ts';
import { addDays } from '../../domain/calendar/plan-date.ts';
import { STAGE_IDS } from '../../domain/stages/stages.ts';
import { itemOf } from '../../domain/state/township-state.ts';
import { keepDigests } from '../../launcher/histories/history-digests.ts';
import { keepHistory } from '../../launcher/histories/history-files.ts';
import { ensureBundle } from '../../worker/build-bundle.ts';
import { message, objection, step } from '../domain/process/paths/counted.ts';
import { countsFor, type Outcome } from '../domain/process/paths/outcomes.ts';
import {
  appointmentsOf,
  type Behaviour,
  countyPlayer,
  DILIGENT,
  lateBy,
  type Player,
  play,
  playHalfYear,
  townshipPlayer,
} from './half-year.ts';
import { enterRecord, RECORD_CLOCK } from './past-record.ts';
import { countyInput, decidePlan } from './played-county.ts';
import { COUNTY_RUN, HISTORIES } from './recorded-histories.ts';
import { digestsOf } from './replayed-histories.ts';
import { startSkippingEngines } from './skipping-engines.ts';
import { actor, vouchedStart } from './township.ts';
import { digestOf, plain } from './township-messages.ts';
import { TownshipRun } from './township-run.ts';

/**
 * `node --import tsx test/support/record-histories.ts [FOLDER]`: plays the half-years whose histories every later
 * version of the workflows has to replay, and keeps them in test/histories. To be run, and its files committed, when
 * the workflows' commands were changed on purpose before anything runs on them; after that only with `patched`.
 */
const folder = process.argv[2] ?? HISTORIES;
const league = actor('county-league');
const committee = actor('township-party-committee');
const department = actor('organization-department');

/** The members' election is reported after that of the leaders: what follows waits for the later of the two. */
const crossed: Behaviour = {
  ...DILIGENT,
  submits: (item, opened) => {
    const usual = DILIGENT.submits(item, opened) ?? opened;
    return item.id === 'member-report' ? addDays(usual, 28) : usual;
  },
};

const engines = await startSkippingEngines();
try {
  await straight();
  await recordRun('late', lateBy(1));
  await recordRun('returned', returning());
  await held();
  await unusual();
  await recordRun('member-report-last', crossed);
  await county();
  await pastRecord();
} finally {
  await engines.stop();
}
await keepDigests(
  await digestsOf(await ensureBundle(path.join(tmpdir(), 'league-reorg-test-bundles'), 'replay'), undefined, folder),
  folder,
);

async function keep(name: string, run: Pick<TownshipRun, 'handle'>): Promise<void> {
  const history = await run.handle.fetchHistory();
  await keepHistory(name, history, folder);
  process.stdout.write(`${name}: ${history.events?.length ?? 0} events\n`);
}

async function start(name: string): Promise<TownshipRun> {
  return TownshipRun.start(engines, name, await engines.startClock());
}

async function recordRun(name: string, behaviour: Behaviour): Promise<void> {
  const run = await start(name);
  const { status } = await playHalfYear(engines, run, behaviour);
  if (status !== 'completed') process.stderr.write(`${name} ended as ${status}\n`);
  await keep(name, run);
}

/** The straight run, kept also as it stood when each stage was open and when it lay before its deciders. */
async function straight(): Promise<void> {
  const run = await start('straight');
  const seen = new Set<string>();
  const recorder: Player = {
    own: true,
    async look() {
      const state = await run.state();
      for (const id of STAGE_IDS) {
        const status = itemOf(state, id)?.status;
        const name = `open-at-${id}`;
        if (status !== 'open' || seen.has(name)) continue;
        seen.add(name);
        await keep(name, run);
      }
      return { deeds: [], over: true };
    },
  };
  await play(engines, run.clock, [townshipPlayer(run, DILIGENT), recorder]);
  await keep('straight', run);
}

/** Every decider of every stage sends back once; the organization department behind the votes. */
function returning(): Behaviour {
  const returned = new Set<string>();
  return {
    ...DILIGENT,
    answer: (item, body) => {
      const key = `${item.id} ${body}`;
      if (item.asked.find((asked) => asked.body === body)?.kind === 'note' || returned.has(key)) return {};
      returned.add(key);
      const stage = item.id === 'inspection' ? 'member-election' : item.id;
      return { verdict: 'return', returnTo: { stage, then: 'step-by-step' } };
    },
  };
}

async function held(): Promise<void> {
  const run = await start('held');
  await playHalfYear(engines, run, DILIGENT, {
    appointments: [
      { on: '2012-06-11', do: () => run.send(plain('hold', committee)) },
      { on: '2012-06-28', do: () => run.send(plain('release', department)) },
      { on: '2012-08-27', do: () => run.send(plain('hold', department)) },
      { on: '2012-09-17', do: () => run.send(plain('release', department)) },
    ],
  });
  await keep('held', run);
}

/** Extension, waiver, amendment, a postponed and a tied vote, a deferred person, an objection: the paths beside the straight one. */
async function unusual(): Promise<void> {
  const run = await start('unusual');
  const rounds: Readonly<Record<string, readonly Outcome[]>> = {
    'member-election': ['postponed', 'tied', 'well'],
    'leadership-election': ['void', 'well'],
    inspection: ['tied'],
  };
  const behaviour: Behaviour = {
    ...DILIGENT,
    submission: (item, state) => ({ counts: countsFor(state, item.id, rounds[item.id]?.[item.round - 1] ?? 'well') }),
  };
  const amendment = { planVersion: 2, planDigest: digestOf('amended'), stages: [{ id: 'summary', due: '2012-12-24' } as const] };
  const own = appointmentsOf([
    { on: '2012-06-04', do: () => run.send(plain('extend', league, { item: 'survey', round: 1, due: '2012-06-18' })) },
    { on: '2012-06-20', do: () => run.send(message('waive', league, { item: 'functions' })) },
    { on: '2012-07-02', do: () => run.send(message('amendPlan', league, { ...amendment, reportFields: [], targets: {} })) },
  ]);
  await play(engines, run.clock, [townshipPlayer(run, behaviour), own, objecting(run)], '2013-06-01');
  const { status, seats } = await run.state();
  process.stdout.write(`unusual ended as ${status}, ${seats.length} seats on their own track\n`);
  await keep('unusual', run);
}

/** An objection is received while the notice runs, and found not upheld once the others are appointed. */
function objecting(run: TownshipRun): Player {
  const next = {
    received: 'accepted',
    accepted: 'investigating',
    investigating: 'not-upheld',
    'not-upheld': 'answered',
    answered: 'closed',
  } as const;
  return {
    own: true,
    async look(now) {
      const state = await run.state();
      const known = state.objections[0];
      const then = known && known.status in next ? next[known.status as keyof typeof next] : undefined;
      const runs = itemOf(state, 'public-notice')?.status === 'submitted';
      const waits = then === 'not-upheld' && itemOf(state, 'appointment')?.status !== 'passed';
      const said = !known && runs ? objection(2) : then && !waits ? step(known?.number ?? 1, then) : undefined;
      return { deeds: said ? [{ at: now, do: () => run.send(said) }] : [], over: true };
    },
  };
}

/** A county of two townships, with its monthly reports, to the results document. */
async function county(): Promise<void> {
  const clock = await engines.startClock();
  const workflowId = COUNTY_RUN;
  const input = countyInput(['landu', 'shiyu'], { clock, campaign: 'lanyu-2012-county' });
  const handle = await engines.client.workflow.start('reorganizeCounty', {
    workflowId,
    taskQueue,
    args: vouchedStart(engines, workflowId, input),
  });
  const send: Parameters<typeof countyPlayer>[1] = ({ name, envelope }) =>
    handle.executeUpdate(name, {
      args: [{ envelope, voucher: engines.vouchers.sign({ name, envelope, workflowId }) }],
      updateId: envelope.nonce,
    });
  await send(decidePlan('approve'));
  await engines.untilDay(clock, '2012-06-01', 9);
  const runs = ['landu', 'shiyu'].map((township) => new TownshipRun(engines, `${workflowId}/${township}`, clock, township));
  const players = runs.map((run) => townshipPlayer(run, DILIGENT));
  await play(engines, clock, [...players, countyPlayer(() => handle.query('progress'), send), appointmentsOf([])]);
  await keep('county', { handle });
}

/** A record of the past, entered whole in one go. */
async function pastRecord(): Promise<void> {
  const run = await TownshipRun.start(engines, 'past-record', RECORD_CLOCK);
  const { status } = await enterRecord(run);
  if (status !== 'completed') process.stderr.write(`past-record ended as ${status}\n`);
  await keep('past-record', run);
}
