import type { PlanClock } from '../../domain/calendar/clock.ts';
import { addDays, dateOf, instantOf, type PlanDate, type PlanInstant } from '../../domain/calendar/plan-date.ts';
import { WorkingCalendar } from '../../domain/calendar/working-calendar.ts';
import type { Body } from '../../domain/roles.ts';
import { isMonthlyReport, monthOfReport } from '../../domain/stages/items.ts';
import type { CountyMessage } from '../../domain/state/county-messages.ts';
import type { CountyState } from '../../domain/state/county-state.ts';
import type { AskedAnswer, ItemState, TownshipState } from '../../domain/state/township-state.ts';
import { publish, sign } from './played-county.ts';
import type { SkippingEngines } from './skipping-engines.ts';
import { PLAN_2012 } from './township.ts';
import type { AnswerOptions, SubmitOptions } from './township-messages.ts';
import type { TownshipRun } from './township-run.ts';

const calendar = new WorkingCalendar(PLAN_2012.calendar);

const HOUR_MS = 3_600_000;

/** How a township's people behave: on which day they act, at ten o'clock, and how they answer. */
export interface Behaviour {
  /** Day of submission; undefined: never. */
  readonly submits: (item: ItemState, opened: PlanDate) => PlanDate | undefined;
  readonly answers: (item: ItemState, asked: AskedAnswer, since: PlanDate) => PlanDate | undefined;
  readonly submission?: (item: ItemState, state: TownshipState) => SubmitOptions;
  readonly answer?: (item: ItemState, body: Body) => AnswerOptions;
}

/** Everybody acts in time: four working days before the due date, a decider on the next working day. */
export const DILIGENT: Behaviour = {
  submits: (item, opened) => {
    const early = calendar.addWorkdays(item.due ?? opened, -4);
    const next = calendar.addWorkdays(opened, 1);
    return early > next ? early : next;
  },
  answers: (_item, _asked, since) => calendar.addWorkdays(since, 1),
};

/** Everybody acts this many working days after the due date. */
export function lateBy(workdays: number): Behaviour {
  return {
    submits: (item, opened) => calendar.addWorkdays(item.due ?? opened, workdays),
    answers: (_item, asked, since) => calendar.addWorkdays(asked.due ?? since, workdays),
  };
}

/** Something that is done at an instant of the plan. */
interface Deed {
  readonly at: PlanInstant;
  readonly do: () => Promise<unknown>;
}

/** What somebody will do as things stand, when they look again although nobody did anything, and whether their run is over. */
export interface Look {
  readonly deeds: readonly Deed[];
  readonly wake?: PlanInstant | undefined;
  readonly over: boolean;
}

/** Whoever plays along: what they will do as things stand, and when they look again although nobody did anything. */
export interface Player {
  /** What it does may change any run. */
  readonly own?: true;
  /** @param moved whether something may have changed since the last look that no clock changed */
  look(now: PlanInstant, moved: boolean): Promise<Look>;
}

/** The people of a township. They ask their run how it stands when one of them acted, and on mornings when something opens. */
export function townshipPlayer(run: TownshipRun, behaviour: Behaviour): Player {
  let seen: Look | undefined;
  return {
    async look(now, moved) {
      if (seen && !moved && (seen.over || (seen.wake !== undefined && now < seen.wake))) return seen;
      const state = await run.state();
      seen = { deeds: deedsOf(run, state, behaviour), wake: nextMorning(state, now), over: state.status !== 'running' };
      return seen;
    },
  };
}

/** County staff: they sign a compiled report at two o'clock, and publish the results on the day after they are asked to. */
export function countyPlayer(state: () => Promise<CountyState>, send: (message: CountyMessage) => Promise<unknown>): Player {
  return {
    async look(now) {
      const seen = await state();
      const deeds = seen.items.flatMap((item): Deed[] => {
        const opened = dateOf(item.openedAt ?? 0);
        if (item.status !== 'open') return [];
        if (item.id === 'results') return [{ at: instantOf(addDays(opened, 1), 14), do: () => send(publish()) }];
        return [{ at: instantOf(opened, 14), do: () => send(sign(seen, item.id.slice('county-report/'.length))) }];
      });
      const compiled = PLAN_2012.reports.county.map((period) => instantOf(period.due, 10)).find((at) => at > now);
      return { deeds, wake: compiled, over: seen.status === 'completed' };
    },
  };
}

/** What a test itself does, at noon of a day. */
export function appointmentsOf(appointments: readonly { readonly on: PlanDate; readonly do: () => Promise<unknown> }[]): Player {
  const left = appointments.map(({ on, do: command }): Deed => {
    const deed: Deed = {
      at: instantOf(on, 12),
      do: () => {
        left.splice(left.indexOf(deed), 1);
        return command();
      },
    };
    return deed;
  });
  return { own: true, look: () => Promise.resolve({ deeds: left, over: left.length === 0 }) };
}

/**
 * Plays until everything is over, nobody has anything left to do, or the day `until` comes: the next deed of all is
 * done, time skips to it, and everybody looks again.
 */
export async function play(
  engines: SkippingEngines,
  clock: PlanClock,
  players: readonly Player[],
  until: PlanDate = '2015-01-01',
): Promise<void> {
  let moved: Player | 'all' = 'all';
  for (;;) {
    const now = await engines.now(clock);
    const last: Player | 'all' = moved;
    const seen: readonly Look[] = await Promise.all(players.map((player) => player.look(now, last === 'all' || last === player)));
    const next = seen
      .flatMap(({ deeds }, index) => deeds.map((deed) => ({ ...deed, by: players[index] })))
      .toSorted((a, b) => a.at - b.at)[0];
    const wake = soonest(next?.at, ...seen.map((one) => one.wake));
    if (seen.every(({ over }) => over)) return;
    if (wake === undefined || wake >= instantOf(until)) return engines.untilDay(clock, until, 0);
    await engines.until(clock, wake);
    if (!next || next.at > wake) continue;
    await next.do();
    moved = next.by?.own ? 'all' : (next.by ?? 'all');
  }
}

/** Plays one township, and gives its state at the end. */
export async function playHalfYear(
  engines: SkippingEngines,
  run: TownshipRun,
  behaviour: Behaviour,
  { until, appointments = [] }: { readonly until?: PlanDate; readonly appointments?: Parameters<typeof appointmentsOf>[0] } = {},
): Promise<TownshipState> {
  await play(engines, run.clock, [townshipPlayer(run, behaviour), appointmentsOf(appointments)], until);
  return run.state();
}

/** What the people of a run will do, as it stands. */
function deedsOf(run: TownshipRun, state: TownshipState, behaviour: Behaviour): Deed[] {
  if (state.status !== 'running') return [];
  return state.items.flatMap((item) => [...submitting(run, state, item, behaviour), ...answering(run, state, item, behaviour)]);
}

function submitting(run: TownshipRun, state: TownshipState, item: ItemState, behaviour: Behaviour): Deed[] {
  if (item.status !== 'open' && item.status !== 'missing') return [];
  const opened = dateOf(item.openedAt ?? 0);
  const on = behaviour.submits(item, opened);
  return on === undefined ? [] : [{ at: atTen(on), do: () => run.submit(item.id, behaviour.submission?.(item, state)) }];
}

function answering(run: TownshipRun, state: TownshipState, item: ItemState, behaviour: Behaviour): Deed[] {
  if (state.hold && !isMonthlyReport(item.id)) return [];
  return item.asked.flatMap((asked): Deed[] => {
    if (asked.given || asked.since === null) return [];
    const on = behaviour.answers(item, asked, dateOf(asked.since));
    return on === undefined ? [] : [{ at: atTen(on), do: () => run.answer(item.id, asked.body, behaviour.answer?.(item, asked.body)) }];
  });
}

function atTen(date: PlanDate): PlanInstant {
  return instantOf(date, 10);
}

/** Something may open by itself: a month on its first day, a notice at its end. People look again on that morning. */
function nextMorning(state: TownshipState, now: PlanInstant): PlanInstant | undefined {
  const opening = state.items.flatMap((item) => {
    if (item.status === 'waiting' && isMonthlyReport(item.id)) return [instantOf(`${monthOfReport(item.id)}-01`, 8)];
    return item.notice && item.status === 'submitted' ? [item.notice.endsAt + HOUR_MS] : [];
  });
  // Past, and still not open: the run has not got to it yet.
  return soonest(...opening.map((at) => (at > now ? at : now + HOUR_MS)));
}

function soonest(...instants: (PlanInstant | undefined)[]): PlanInstant | undefined {
  const known = instants.filter((instant) => instant !== undefined);
  return known.length === 0 ? undefined : Math.min(...known);
}
