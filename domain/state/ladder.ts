import { addDays, dateOf, daysBetween, instantOf, type PlanDate, type PlanInstant } from '../calendar/plan-date.ts';
import type { WorkingCalendar } from '../calendar/working-calendar.ts';
import type { Ladder } from '../plan/resolved-plan.ts';
import { type Body, LADDER_BODIES } from '../roles.ts';

/** One body that is waited for in one round of one item, since when and until when. */
export interface Clock {
  /** Unique within the run: item, round, and whose clock it is. */
  readonly key: string;
  readonly body: Body;
  /** `submit`: the submitter's clock; `answer`: a decider's. */
  readonly kind: 'submit' | 'answer';
  readonly item: string;
  readonly round: number;
  /** When the clock began. */
  readonly since: PlanInstant;
  /** Last day; the clock is overdue from 24:00 of it. Null in a record of the past: it has none. */
  readonly due: PlanDate | null;
  /** The township is on hold, so that the clock stands: its due date moves by the days of the hold once that is released. */
  readonly held?: true;
}

/** A clock that has a last day. */
export interface Deadline extends Clock {
  readonly due: PlanDate;
}

/** Whether anybody can be late for it. */
export function isDeadline(clock: Clock): clock is Deadline {
  return clock.due !== null;
}

export type EscalationLevel = 1 | 2 | 3;

/** Where a message of the ladder goes. `lead` 牵头人 and the administrator stand above the organization department. */
export type LadderTarget = Body | 'organization-department-lead';

/** One rung of the ladder of one clock: taken at most once. */
export interface LadderStep {
  readonly key: string;
  readonly clock: Deadline;
  readonly kind: 'reminder' | 'overdue' | 'escalation';
  readonly at: PlanInstant;
  readonly to: LadderTarget;
  /** Working days left (reminder). */
  readonly workdaysLeft?: number;
  readonly level?: EscalationLevel;
  /** How many times the top rung's interval has passed (repetition of the top rung). */
  readonly again?: number;
}

const TOP: EscalationLevel = 3;
const FIRST_TARGET: Readonly<Record<EscalationLevel, Body>> = {
  1: 'township-party-committee',
  2: 'county-league',
  3: 'organization-department',
};

/**
 * The body an escalation level is addressed to: the level's own, or the next above the late one when the level's body
 * is the late one or stands below it. A late organization department is told to its own lead (and the administrator).
 */
export function escalationTarget(level: EscalationLevel, late: Body): LadderTarget {
  const own = LADDER_BODIES.indexOf(FIRST_TARGET[level]);
  const lateAt = LADDER_BODIES.indexOf(late);
  if (own > lateAt) return FIRST_TARGET[level];
  return LADDER_BODIES[lateAt + 1] ?? 'organization-department-lead';
}

/** Earliest due first; whatever has no last day comes behind. */
export function byDue({ due: a }: Pick<Clock, 'due'>, { due: b }: Pick<Clock, 'due'>): number {
  if (a === b) return 0;
  return b === null || (a !== null && a < b) ? -1 : 1;
}

/** True once a clock's last day has passed; never of one that stands or has none. */
export function isOverdue({ due, held }: Pick<Clock, 'due' | 'held'>, now: PlanInstant): boolean {
  return !held && due !== null && now >= dueInstant(due);
}

/** The instant at which a clock is overdue: 24:00 of its last day. */
export function dueInstant(due: PlanDate): PlanInstant {
  return instantOf(due, 24);
}

/**
 * All rungs of a clock in time order. Messages go out at the ladder's hour of a working day; the due instant itself
 * stays where it is. Reminders that would fall before the clock began are left out.
 * A level "n working days after" goes out on the n-th working day after the due date, "at once" on the first.
 */
export function ladderOf(
  clock: Deadline,
  ladder: Ladder,
  calendar: WorkingCalendar,
  remindBefore: readonly number[] = ladder.remindBefore,
): LadderStep[] {
  const at = (date: PlanDate): PlanInstant => instantOf(date, ladder.messageHour);
  const short = calendar.workdaysBetween(dateOf(clock.since), clock.due) <= ladder.shortClockDays;
  const reminders = (short ? ladder.remindShortClock : remindBefore).map(
    (days): LadderStep => ({
      key: `${clock.key}#remind-${days}`,
      clock,
      kind: 'reminder',
      at: at(calendar.addWorkdays(clock.due, -days)),
      to: clock.body,
      workdaysLeft: days,
    }),
  );
  const overdue: LadderStep = {
    key: `${clock.key}#overdue`,
    clock,
    kind: 'overdue',
    at: at(calendar.addWorkdays(clock.due, 1)),
    to: clock.body,
  };
  const levels = levelsOf(clock, ladder, calendar);
  return [...reminders.filter((step) => step.at > clock.since), overdue, ...levels].sort((a, b) => a.at - b.at);
}

/** The three levels above whoever is late, each on its day. */
export function levelsOf(clock: Deadline, ladder: Ladder, calendar: WorkingCalendar): LadderStep[] {
  return ([1, 2, 3] as const).map((level) => ({
    key: `${clock.key}#level-${level}`,
    clock,
    kind: 'escalation',
    at: instantOf(escalationDay(clock, level, ladder, calendar), ladder.messageHour),
    to: escalationTarget(level, clock.body),
    level,
  }));
}

/** Figures and dates of a rung, for its sentence. */
export function stepParams({ clock, workdaysLeft, again, at }: LadderStep): Readonly<Record<string, string | number>> {
  return {
    due: clock.due,
    body: clock.body,
    ...(workdaysLeft === undefined ? {} : { workdaysLeft }),
    ...(again === undefined ? {} : { again, daysLate: daysBetween(clock.due, dateOf(at)) }),
  };
}

/** "n working days after" is the n-th working day after the due date, "at once" the first. */
export function escalationDay({ due }: Deadline, level: EscalationLevel, ladder: Ladder, calendar: WorkingCalendar): PlanDate {
  return calendar.addWorkdays(due, Math.max(1, ladder.escalateAfter[level - 1] ?? 0));
}

/**
 * What comes after the top rung: the highest body reached is told again every `repeatTopDays` days, for as long as the clock runs.
 * @param taken keys of steps taken; nothing is repeated before the top rung itself is among them
 * @param now the latest repetition that has come by now; without it, the next one after those taken
 * @returns undefined where the plan repeats nothing, or nothing new has come
 */
export function repetitionOf(
  clock: Deadline,
  ladder: Ladder,
  calendar: WorkingCalendar,
  taken: ReadonlySet<string>,
  now?: PlanInstant,
): LadderStep | undefined {
  const { repeatTopDays: every = 0, messageHour } = ladder;
  if (every === 0 || !taken.has(`${clock.key}#level-${TOP}`)) return undefined;
  const top = escalationDay(clock, TOP, ladder, calendar);
  const at = (number: number): PlanInstant => instantOf(calendar.onOrAfter(addDays(top, number * every)), messageHour);
  const before = lastRepetition(clock.key, taken);
  let number = before + 1;
  if (now !== undefined) {
    number = Math.max(number, Math.floor(daysBetween(top, dateOf(now)) / every));
    while (number > before + 1 && at(number) > now) number -= 1;
  }
  const step = { clock, kind: 'escalation', to: escalationTarget(TOP, clock.body), level: TOP } as const;
  return { ...step, key: `${clock.key}#again-${number}`, at: at(number), again: number };
}

function lastRepetition(key: string, taken: ReadonlySet<string>): number {
  let last = 0;
  for (const step of taken) if (step.startsWith(`${key}#again-`)) last = Math.max(last, Number(step.slice(key.length + 7)));
  return last;
}

/**
 * The keys that steps taken leave: those before and the new ones, of the repetitions of a clock the last only. A top rung that goes
 * out late counts for the repetitions that have come by then too, so that it is not told twice in a breath.
 */
export function withTaken(
  before: readonly string[],
  steps: readonly LadderStep[],
  ladder: Ladder,
  calendar: WorkingCalendar,
  now: PlanInstant,
): string[] {
  const fresh = steps.map(({ key }) => key);
  const all = new Set([...before, ...fresh]);
  for (const { clock, level, again } of steps) {
    const passed = level === TOP && again === undefined ? repetitionOf(clock, ladder, calendar, all, now) : undefined;
    if (passed && passed.at <= now) fresh.push(passed.key);
  }
  const replaced = fresh.filter((key) => key.includes('#again-')).map((key) => key.slice(0, key.indexOf('#again-') + 7));
  return [...before.filter((key) => !replaced.some((start) => key.startsWith(start))), ...fresh];
}

/**
 * Of the rungs that have come, those that are still worth sending: a reminder is dropped once its clock is overdue,
 * and only the latest of several reminders goes out, so that a system that was switched off floods nobody.
 */
export function worthSending(due: readonly LadderStep[], now: PlanInstant): LadderStep[] {
  return due.filter((step) => {
    if (step.kind !== 'reminder') return true;
    if (now >= dueInstant(step.clock.due)) return false;
    return !due.some((other) => other.clock.key === step.clock.key && other.kind === 'reminder' && other.at > step.at);
  });
}
