import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, dateOf, instantOf } from '../../../domain/calendar/plan-date.ts';
import { Refusal } from '../../../domain/errors.ts';
import type { Body } from '../../../domain/roles.ts';
import { type ItemId, isMonthlyReport } from '../../../domain/stages/items.ts';
import { STAGES, type StageId, stageDefinition, stagesBefore } from '../../../domain/stages/stages.ts';
import type { ItemState } from '../../../domain/state/township-state.ts';
import { PlayedTownship } from '../../support/played-township.ts';
import { actor } from '../../support/township.ts';
import { askedNow, plain } from '../../support/township-messages.ts';

/** What people and time do; `pick` chooses among whatever is there at that moment. */
type Move =
  | { readonly do: 'wait'; readonly hours: number }
  | { readonly do: 'submit' | 'answer' | 'extend'; readonly pick: number }
  | { readonly do: 'return'; readonly pick: number; readonly target: number; readonly straight: boolean }
  | { readonly do: 'hold' | 'release'; readonly by: 'township-party-committee' | 'organization-department' };

const pick = fc.nat(1_000);
const holder = fc.constantFrom('township-party-committee' as const, 'organization-department' as const);
const move: fc.Arbitrary<Move> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('wait' as const), hours: fc.integer({ min: 1, max: 24 * 12 }) }) },
  { weight: 6, arbitrary: fc.record({ do: fc.constant('submit' as const), pick }) },
  { weight: 6, arbitrary: fc.record({ do: fc.constant('answer' as const), pick }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('extend' as const), pick }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('return' as const), pick, target: pick, straight: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('hold' as const), by: holder }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('release' as const), by: holder }) },
);
/** Forty townships a property: each a half-year of about sixty moves. */
const half = fc.array(move, { minLength: 20, maxLength: 120 });
const RUNS = { numRuns: 40 };

function chosen<T>(from: readonly T[], index: number): T | undefined {
  return from[index % Math.max(1, from.length)];
}

/** Makes a move where it is possible. A refusal is a move too: it must leave everything as it was. */
function make(played: PlayedTownship, one: Move): void {
  const state = structuredClone(played.state);
  try {
    perform(played, one);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    expect(played.state).toEqual(state);
  }
}

function perform(played: PlayedTownship, one: Move): void {
  const items = (status: ItemState['status']) => played.state.items.filter((item) => item.status === status);
  switch (one.do) {
    case 'wait':
      played.untilInstant(played.now + one.hours * 3_600_000);
      return;
    case 'submit': {
      const item = chosen([...items('open'), ...items('missing')], one.pick);
      if (item) played.submit(item.id);
      return;
    }
    case 'extend': {
      const item = chosen(items('open'), one.pick);
      if (item?.due) played.send(plain('extend', actor('county-league'), { item: item.id, round: item.round, due: addDays(item.due, 5) }));
      return;
    }
    case 'answer':
    case 'return': {
      const waiting = played.state.items.flatMap((item) => askedNow(item).map((body): [ItemId, Body] => [item.id, body]));
      const [id, body] = chosen(waiting, one.pick) ?? [];
      if (!id || !body) return;
      if (one.do === 'answer') played.answer(id, body);
      else if (one.do === 'return') played.answer(id, body, { verdict: 'return', ...target(id, one) });
      return;
    }
    case 'hold':
    case 'release':
      played.send(plain(one.do, actor(one.by)));
  }
}

function target(id: ItemId, one: Extract<Move, { do: 'return' }>) {
  if (isMonthlyReport(id)) return {};
  const stage = chosen([id as StageId, ...stagesBefore(id as StageId)], one.target);
  return stage ? { returnTo: { stage, then: one.straight ? ('straight-back' as const) : ('step-by-step' as const) } } : {};
}

/** Plays the moves, looking at the run after each, and gives it back. */
function play(moves: readonly Move[], look: (played: PlayedTownship, one: Move) => void = () => undefined): PlayedTownship {
  const played = new PlayedTownship();
  for (const one of moves) {
    make(played, one);
    look(played, one);
  }
  return played;
}

const every = (look: (played: PlayedTownship, one: Move) => void) =>
  fc.assert(
    fc.property(half, (moves) => void play(moves, look)),
    RUNS,
  );

describe('whatever people do, in whatever order', () => {
  it('the clock never stands still, and nothing waits in the past', () => {
    every((played) => {
      const next = played.process.next();
      const tick = next !== undefined && next <= played.now ? played.process.tick(played.now) : undefined;
      expect(next === undefined || next > played.now || tick !== undefined).toBe(true);
    });
  });

  it('events are counted without a gap, and each key comes once', () => {
    const { events, state } = play(fc.sample(half, 1)[0] ?? []);
    expect(events.map((event) => event.sequence)).toEqual(events.map((_, index) => index + 1));
    expect(state.sequence).toBe(events.length);
    fc.assert(
      fc.property(half, (moves) => {
        const played = play(moves);
        expect(new Set(played.events.map((event) => event.key)).size).toBe(played.events.length);
        expect(played.events.map((event) => event.at)).toEqual(played.events.map((event) => event.at).toSorted((a, b) => a - b));
      }),
      RUNS,
    );
  });

  it('each rung of the ladder is taken once, at nine on a working day', () => {
    fc.assert(
      fc.property(half, (moves) => {
        const played = play(moves);
        expect(new Set(played.state.stepsTaken).size).toBe(played.state.stepsTaken.length);
        const late = played.of('reminder', 'overdue', 'escalated', 'hold-review');
        for (const event of late) {
          const planned = event.plannedFor ?? 0;
          expect(played.process.calendar.isWorkday(dateOf(planned))).toBe(true);
          expect(planned).toBe(instantOf(dateOf(planned), 9));
        }
      }),
      RUNS,
    );
  });

  it('no stage is worked on before those it waits for are behind it, nor opens during a hold', () => {
    every((played, one) => {
      const held = played.state.hold !== null && one.do !== 'hold';
      for (const { id } of STAGES) {
        const item = played.item(id);
        if (held && item.openedAt === played.now && item.status === 'open')
          expect(item.openedAt).toBeLessThanOrEqual(played.state.hold?.since ?? 0);
        if (item.round > 0) expect(stageDefinition(id).after.every((before) => played.item(before).round > 0)).toBe(true);
      }
    });
  });

  it('what is passed was answered by everybody who gates it', () => {
    every((played) => {
      for (const item of played.state.items.filter(({ status }) => status === 'passed')) {
        expect(item.submission).not.toBeNull();
        expect(item.asked.filter((asked) => asked.kind !== 'note' && !asked.given)).toEqual([]);
      }
    });
  });

  it('rounds count up one by one, and none that ended is ever lost or changed', () => {
    fc.assert(
      fc.property(half, (moves) => {
        const kept = new Map<ItemId, string[]>();
        play(moves, (played) => {
          for (const item of played.state.items) {
            const past = item.pastRounds.map((round) => JSON.stringify(round));
            const before = kept.get(item.id) ?? [];
            expect(past.slice(0, before.length)).toEqual(before);
            kept.set(item.id, past);
            expect(item.pastRounds.map((round) => round.round)).toEqual(past.map((_, index) => index + 1));
            expect([past.length, past.length + 1]).toContain(item.round);
          }
        });
      }),
      RUNS,
    );
  });

  it('while it is held no clock of a stage sends anything', () => {
    fc.assert(
      fc.property(half, (moves) => {
        const played = new PlayedTownship();
        for (const one of moves) {
          const held = played.state.hold !== null;
          const seen = played.events.length;
          make(played, one);
          if (!held || one.do === 'release') continue;
          const sent = played.events
            .slice(seen)
            .filter((event) => ['reminder', 'overdue', 'escalated', 'stage-opened'].includes(event.kind));
          expect(sent.filter((event) => event.item !== 'hold' && !event.item?.startsWith('monthly-report/'))).toEqual([]);
        }
      }),
      RUNS,
    );
  });

  it('the state survives being written down and read', () => {
    every((played) => expect(JSON.parse(JSON.stringify(played.state))).toEqual(played.state));
  });

  it('it can still be brought to its end', () => {
    fc.assert(
      fc.property(half, (moves) => {
        const played = play(moves);
        if (played.state.hold) played.send(plain('release', actor('organization-department')));
        for (let step = 0; step < 200 && played.state.status === 'running'; step += 1) moveOn(played);
        expect(played.state.status).toBe('completed');
        expect(played.process.next()).toBeUndefined();
      }),
      RUNS,
    );
  });
});

/** The next thing that is waited for is done; with nothing to do, time passes. */
function moveOn(played: PlayedTownship): void {
  const asked = played.state.items.flatMap((item) => askedNow(item).map((body): [ItemId, Body] => [item.id, body]))[0];
  if (asked) return void played.answer(...asked);
  const open = played.state.items.find((item) => item.status === 'open');
  if (open) return void played.submit(open.id);
  const next = played.process.next();
  if (next !== undefined) played.untilInstant(next);
}
