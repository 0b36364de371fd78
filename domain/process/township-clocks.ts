import { hasDeadlines } from '../calendar/clock.ts';
import { instantOf, type PlanInstant } from '../calendar/plan-date.ts';
import { WorkingCalendar } from '../calendar/working-calendar.ts';
import type { ResolvedPlan } from '../plan/resolved-plan.ts';
import type { Body } from '../roles.ts';
import { itemDefinition } from '../stages/item-definitions.ts';
import { isMonthlyReport, monthOfReport } from '../stages/items.ts';
import { type Clock, type Deadline, isDeadline, type LadderStep, ladderOf, levelsOf, repetitionOf } from '../state/ladder.ts';
import type { HoldState, ItemState, TownshipInput, TownshipState } from '../state/township-state.ts';
import { decisionInstant, objectionClocks } from './open-objections.ts';

/** Everybody who is waited for now: the submitter of each open item, each body asked for an answer, and those of objections. */
export function openClocks(state: TownshipState): Clock[] {
  if (state.status !== 'running') return [];
  const clocks = [...state.items.flatMap((item) => [...submitClock(item), ...answerClocks(item)]), ...objectionClocks(state)];
  return state.hold ? clocks.map(standing) : clocks;
}

/** A hold stops the clocks of the stages and of objections; a month's report stays due. */
function standing(clock: Clock): Clock {
  return clock.item.startsWith('monthly-report/') ? clock : { ...clock, held: true };
}

function submitClock(item: ItemState): Clock[] {
  if (item.status !== 'open' || item.openedAt === null) return [];
  const body: Body = itemDefinition(item.id).submitter;
  const extended = item.extensions > 0 ? `+${item.extensions}` : '';
  return [
    {
      key: `${item.id}:${item.round}:submit${extended}`,
      body,
      kind: 'submit',
      item: item.id,
      round: item.round,
      since: item.openedAt,
      due: item.due,
    },
  ];
}

function answerClocks(item: ItemState): Clock[] {
  if (item.status !== 'submitted' && item.status !== 'passed') return [];
  return item.asked.flatMap((answer) => {
    if (answer.given || answer.since === null) return [];
    const key = `${item.id}:${item.round}:${answer.body}`;
    return [{ key, body: answer.body, kind: 'answer' as const, item: item.id, round: item.round, since: answer.since, due: answer.due }];
  });
}

/**
 * Rungs of the ladder not yet taken: of the clocks that do not stand, and of the review of a hold.
 * @param now with it, the repetitions of a top rung as they stand now; without it, the next ones
 */
export function pendingSteps(state: TownshipState, input: TownshipInput, calendar: WorkingCalendar, now?: PlanInstant): LadderStep[] {
  const taken = new Set(state.stepsTaken);
  const { ladder, reports } = input.plan;
  const running = openClocks(state)
    .filter(isDeadline)
    .filter((clock) => !clock.held);
  const review = state.hold ? [reviewClock(state.hold, calendar)] : [];
  const rungs = [
    ...running.flatMap((clock) =>
      ladderOf(clock, ladder, calendar, clock.item.startsWith('monthly-report/') ? reports.remindBefore : undefined),
    ),
    ...review.flatMap((clock) => reviewSteps(clock, input, calendar)),
  ];
  const repetitions = [...running, ...review].flatMap((clock) => repetitionOf(clock, ladder, calendar, taken, now) ?? []);
  return [...rungs.filter((step) => !taken.has(step.key)), ...repetitions];
}

function reviewClock({ nonce, body, since, reviewOn }: HoldState, calendar: WorkingCalendar): Deadline {
  return { key: `hold:${nonce}`, body, kind: 'answer', item: 'hold', round: 1, since, due: calendar.onOrAfter(reviewOn) };
}

/** The review of a hold: its holder is reminded on the day, then the ladder above the holder. */
function reviewSteps(clock: Deadline, input: TownshipInput, calendar: WorkingCalendar): LadderStep[] {
  const { ladder } = input.plan;
  const at = instantOf(clock.due, ladder.messageHour);
  return [
    { key: `${clock.key}#review`, clock, kind: 'reminder', at, to: clock.body, workdaysLeft: 0 },
    ...levelsOf(clock, ladder, calendar),
  ];
}

/** The instant at which the county compiles a month, and a report not there by then counts as missing (C-08). */
export function compileInstant(month: string, { reports, ladder }: Pick<ResolvedPlan, 'reports' | 'ladder'>): PlanInstant {
  const period = reports.county.find((row) => row.months.includes(month));
  if (!period) throw new RangeError(`month ${month} belongs to no county report`);
  return instantOf(period.due, ladder.messageHour);
}

/** After this instant nothing keeps a finished township open: the last month is compiled and its day is over. In a record of the past it never comes. */
export function finalInstant({ plan, clock }: Pick<TownshipInput, 'plan' | 'clock'>): PlanInstant | undefined {
  if (!hasDeadlines(clock)) return undefined;
  return instantOf(plan.reports.county.at(-1)?.due ?? plan.lastDay, 24);
}

/** When something must happen by itself next, or undefined when only people move the run on. */
export function nextInstant(
  state: TownshipState,
  input: TownshipInput,
  calendar = new WorkingCalendar(input.plan.calendar),
): PlanInstant | undefined {
  if (state.status !== 'running') return undefined;
  const instants = pendingSteps(state, input, calendar).map((step) => step.at);
  for (const objection of state.objections) {
    const at = decisionInstant(objection);
    if (at !== undefined && !state.hold) instants.push(at);
  }
  for (const item of state.items) {
    if (item.notice && item.status === 'submitted' && !state.hold) instants.push(item.notice.endsAt);
    if (!isMonthlyReport(item.id)) continue;
    if (item.status === 'waiting') instants.push(instantOf(`${monthOfReport(item.id)}-01`));
    if (item.status === 'open' && item.due !== null) instants.push(compileInstant(monthOfReport(item.id), input.plan));
  }
  const final = finalInstant(input);
  if (final !== undefined && !state.hold && allRequiredDone(state)) instants.push(final);
  return instants.length === 0 ? undefined : Math.min(...instants);
}

/**
 * Every stage passed, every seat appointed or reported vacant, every objection closed, and every month's report in or
 * given up: only notes and receipts may still be asked for.
 */
export function allRequiredDone(state: TownshipState): boolean {
  if (state.seats.some((track) => track.endedAt === null)) return false;
  if (state.objections.some((objection) => objection.status !== 'closed' && objection.status !== 'logged')) return false;
  return state.items.every((item) => {
    if (item.status === 'passed' || item.status === 'off') return true;
    return isMonthlyReport(item.id) && (item.status === 'missing' || item.status === 'submitted');
  });
}
