import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, dateOf, instantOf } from '../../../../domain/calendar/plan-date.ts';
import { stepsOf } from '../../../../domain/process/objections.ts';
import { progressSummaryOf } from '../../../../domain/process/progress-summary.ts';
import { openClocks } from '../../../../domain/process/township-clocks.ts';
import { TownshipProcess } from '../../../../domain/process/township-process.ts';
import { type ItemId, isStage, PRE_INSPECTION } from '../../../../domain/stages/items.ts';
import { stageDefinition } from '../../../../domain/stages/stages.ts';
import { itemsBefore } from '../../../../domain/state/course.ts';
import { itemOf, type TownshipState } from '../../../../domain/state/township-state.ts';
import { PlayedTownship } from '../../../support/played-township.ts';
import { actor, RULES, townshipInput } from '../../../support/township.ts';
import { askedNow, plain } from '../../../support/township-messages.ts';
import { message, step } from './counted.ts';
import { countsFor } from './outcomes.ts';
import { make, move, reach, tieOut } from './random-moves.ts';

/** Townships of all three timings of the inspection, from the start or from where the unusual begins; moves legal and illegal. */
const RUNS = { numRuns: 30 };
const half = fc.record({
  moves: fc.array(move, { minLength: 40, maxLength: 260 }),
  inspectionTiming: fc.constantFrom('AFTER_VOTE' as const, 'BEFORE_VOTE', 'BOTH'),
  from: fc.constantFrom('survey' as const, 'member-election', 'organization-study', 'public-notice', 'tie'),
});
type Half = typeof half extends fc.Arbitrary<infer T> ? T : never;

function play({ moves, inspectionTiming, from }: Half, look: (played: PlayedTownship) => void = () => undefined): PlayedTownship {
  const played = new PlayedTownship('2012-06-01', townshipInput({ rules: { ...RULES, inspectionTiming } }));
  if (from === 'tie') tieOut(played);
  else reach(played, from);
  for (const one of moves) {
    const before = JSON.stringify(played.state);
    if (!make(played, one)) expect(JSON.stringify(played.state)).toBe(before);
    look(played);
  }
  return played;
}

const every = (look: (played: PlayedTownship) => void) =>
  fc.assert(
    fc.property(half, (one) => void play(one, look)),
    RUNS,
  );

describe('whatever people do on the unusual paths', () => {
  it('nothing is signed twice: one answer of a body in a round, one passing, no event twice', () => {
    fc.assert(
      fc.property(half, (one) => {
        const { events } = play(one);
        const keys = events.map((event) => event.key);
        expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
        const answers = events
          .filter((event) => event.kind === 'answered')
          .map((event) => `${event.item}:${event.round}:${event.params.body}`);
        expect(answers.filter((key, index) => answers.indexOf(key) !== index)).toEqual([]);
        expect(events.map((event) => event.sequence)).toEqual(events.map((_, index) => index + 1));
      }),
      RUNS,
    );
  });

  it('no competitive stage is skipped', () => {
    every(({ state }) => {
      for (const item of state.items) {
        const onChain = (isStage(item.id) && !stageDefinition(item.id).parallel) || item.id === PRE_INSPECTION;
        if (!onChain || (item.status !== 'open' && item.status !== 'submitted')) continue;
        const competitive = itemsBefore(state, item.id).filter((id) => isStage(id) && stageDefinition(id).competitive);
        for (const id of competitive)
          expect(itemOf(state, id)).toMatchObject({ status: 'passed', waived: null, submission: expect.anything() });
      }
    });
  });

  it('a running township is never stuck: somebody is waited for, or a timer is set, and never in the past', () => {
    every(({ process, state, now }) => {
      const next = process.next();
      if (state.status !== 'running') expect(next).toBeUndefined();
      else expect(next !== undefined || openClocks(state).length > 0).toBe(true);
      expect(next === undefined || next > now || process.tick(now) !== undefined).toBe(true);
    });
  });

  it('the snapshot is the state: it survives being written down, and a run that reads it goes on as the other does', () => {
    fc.assert(
      fc.property(half, (one) => {
        const { process, state, now } = play(one, (played) => {
          expect(JSON.parse(JSON.stringify(played.state))).toEqual(played.state);
        });
        const read = JSON.parse(JSON.stringify(state)) as TownshipState;
        const other = new TownshipProcess(process.input, state.startedAt);
        other.adopt({ state: read, events: [] });
        expect([other.next(), progressSummaryOf(read)]).toEqual([process.next(), progressSummaryOf(state)]);
        for (let tomorrow = 1; tomorrow <= 40; tomorrow += 13)
          expect(other.tick(now + tomorrow * 86_400_000)?.state).toEqual(process.tick(now + tomorrow * 86_400_000)?.state);
      }),
      RUNS,
    );
  });

  it('every seat is appointed, reported vacant, or on its way', () => {
    every(({ state }) => {
      for (const track of state.seats) {
        const open = state.items.filter(
          (item) => item.id.startsWith(`seat/${track.number}/`) && ['open', 'submitted'].includes(item.status),
        );
        if (track.endedAt !== null) expect(open).toEqual([]);
        else if (!state.hold && state.status === 'running') expect(open.length === 1 || track.status === 'deferred').toBe(true);
      }
    });
  });

  it('it can still be brought to its end', () => {
    fc.assert(
      fc.property(half, (one) => {
        const played = play(one);
        finish(played);
        expect(played.state.status).toBe('completed');
      }),
      RUNS,
    );
  });
});

/** Everybody does what is asked, day by day, until the township completes. */
function finish(played: PlayedTownship): void {
  if (played.state.hold) played.send(plain('release', actor('organization-department')));
  for (let day = 0; day < 400 && played.state.status === 'running'; day += 1) {
    for (let before = -1; before !== played.events.length && played.state.status === 'running'; ) {
      before = played.events.length;
      for (const objection of played.state.objections) {
        const next = stepsOf(objection).at(-1);
        if (next) played.send(step(objection.number, next, actor('organization-department')));
      }
      for (const { id } of played.state.items.filter((item) => item.status === 'open' || item.status === 'missing')) submit(played, id);
      for (const { id } of played.state.items) answer(played, id);
    }
    played.untilInstant(instantOf(addDays(dateOf(played.now), 1), 12));
  }
}

function submit(played: PlayedTownship, id: ItemId): void {
  if (!['open', 'missing'].includes(itemOf(played.state, id)?.status ?? '')) return;
  played.submit(id, { counts: countsFor(played.state, id, 'well') });
}

function answer(played: PlayedTownship, id: ItemId): void {
  for (const body of askedNow(played.item(id))) {
    const item = played.item(id);
    const asked = item.asked.find((one) => one.body === body && !one.given);
    if (!asked || played.state.status !== 'running') return;
    if (asked.kind !== 'settle') played.answer(id, body);
    else settle(played, id);
  }
}

function settle(played: PlayedTownship, id: ItemId): void {
  const { results, round, submission } = played.item(id);
  for (const office of ['members', 'secretary', 'deputies'] as const) {
    const tied = results[office]?.tied;
    if (tied)
      played.send(
        message('settleTie', actor('township-party-committee'), {
          item: id as 'member-election',
          round,
          office,
          digest: submission?.digest ?? '',
          people: Array.from({ length: tied.seats }, (_, index) => index + 1),
        }),
      );
  }
}
