import { addDays, dateOf, instantOf, monthOf, type PlanDate, type PlanInstant } from '../../domain/calendar/plan-date.ts';
import { WorkingCalendar } from '../../domain/calendar/working-calendar.ts';
import { isMonthlyReport } from '../../domain/process/items.ts';
import type { AskedAnswer, ItemState, TownshipState } from '../../domain/process/township-state.ts';
import type { Body } from '../../domain/roles.ts';
import type { SkippingEngines } from './skipping-engines.ts';
import { PLAN_2012 } from './township.ts';
import type { AnswerOptions, SubmitOptions } from './township-messages.ts';
import type { TownshipRun } from './township-run.ts';

const calendar = new WorkingCalendar(PLAN_2012.calendar);

/** How a township's people behave: on which day they act, at ten o'clock, and how they answer. */
export interface Behaviour {
  /** Day of submission; undefined: never. */
  readonly submits: (item: ItemState, opened: PlanDate) => PlanDate | undefined;
  readonly answers: (item: ItemState, asked: AskedAnswer, since: PlanDate) => PlanDate | undefined;
  readonly submission?: (item: ItemState) => SubmitOptions;
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

interface Deed {
  readonly at: PlanInstant;
  readonly do: () => Promise<unknown>;
}

/** What the people of a run will do, as it stands. */
export function deedsOf(run: TownshipRun, state: TownshipState, behaviour: Behaviour): Deed[] {
  if (state.status !== 'running') return [];
  return state.items.flatMap((item) => [...submitting(run, item, behaviour), ...answering(run, state, item, behaviour)]);
}

function submitting(run: TownshipRun, item: ItemState, behaviour: Behaviour): Deed[] {
  if (item.status !== 'open' && item.status !== 'missing') return [];
  const opened = dateOf(item.openedAt ?? 0);
  const on = behaviour.submits(item, opened);
  return on === undefined ? [] : [{ at: atTen(on), do: () => run.submit(item.id, behaviour.submission?.(item)) }];
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

/** Something a test itself does on a day, at noon. */
export interface Appointment {
  readonly on: PlanDate;
  readonly do: () => Promise<unknown>;
}

/**
 * Plays a run: people do what is next, time skips to it, until the run is over, nobody has anything left to do, or the
 * day `until` comes. What the test itself does takes its turn among it.
 */
export async function playHalfYear(
  engines: SkippingEngines,
  run: TownshipRun,
  behaviour: Behaviour,
  { until = '2015-01-01', appointments = [] }: { readonly until?: PlanDate; readonly appointments?: readonly Appointment[] } = {},
): Promise<TownshipState> {
  const own = appointments.map(({ on, do: act }): Deed => ({ at: instantOf(on, 12), do: act }));
  for (;;) {
    const state = await run.state();
    const now = await engines.now(run.clock);
    const next = [...own, ...deedsOf(run, state, behaviour)].toSorted((a, b) => a.at - b.at)[0];
    const wake = soonest(next?.at, nextMorning(state, now));
    if (state.status !== 'running' || wake === undefined || wake >= instantOf(until)) {
      if (state.status === 'running') await engines.untilDay(run.clock, until, 0);
      return run.state();
    }
    await engines.until(run.clock, wake);
    if (next && next.at <= wake) {
      own.splice(0, own.length, ...own.filter((deed) => deed !== next));
      await next.do();
    }
  }
}

/** Something may open by itself: a month on its first day, a notice at its end. People look again on that morning. */
function nextMorning(state: TownshipState, now: PlanInstant): PlanInstant | undefined {
  const months = state.items.some((item) => item.status === 'waiting' && isMonthlyReport(item.id));
  const notices = state.items.flatMap((item) => (item.notice && item.status === 'submitted' ? [item.notice.endsAt + 3_600_000] : []));
  const firstOfNext = addDays(`${monthOf(addDays(`${monthOf(dateOf(now))}-28`, 4))}-01`, 0);
  return soonest(...notices.filter((at) => at > now), months ? instantOf(firstOfNext, 8) : undefined);
}

function soonest(...instants: (PlanInstant | undefined)[]): PlanInstant | undefined {
  const known = instants.filter((instant) => instant !== undefined);
  return known.length === 0 ? undefined : Math.min(...known);
}
