import { addDays, dateOf, daysBetween, type PlanDate, type PlanInstant } from '../../domain/calendar/plan-date.ts';
import type { WorkingCalendar } from '../../domain/calendar/working-calendar.ts';
import type { Play } from '../../domain/county/rehearsal-script.ts';
import { type ItemId, isSeatItem, PRE_INSPECTION, seatOf } from '../../domain/stages/items.ts';
import type { Cases } from './cases.ts';

/**
 * When the cases have something submitted: on their own day, or as soon afterwards as the run asks for it. What comes
 * before is done in time for that day. The congress keeps its own: it was asked for thirty days ahead.
 */

/** Something that waits to be submitted. */
interface Waiting {
  readonly township: string;
  readonly item: ItemId;
  readonly round: number;
  readonly since: PlanInstant;
  readonly due: PlanDate;
}

/** A day that a case sets for one round's submission; what takes several days begins on `from`. */
interface Milestone {
  readonly step: string;
  readonly round: number;
  readonly from: PlanDate;
  readonly on: PlanDate;
}

/** What follows what between two votes: no step opens before the one in front of it was answered. */
const COURSES: readonly (readonly (readonly string[])[])[] = [
  [['recommendation'], ['nomination'], ['formal-candidates'], [PRE_INSPECTION]],
  [['member-election']],
  [
    ['leader-candidates'],
    ['leadership-election'],
    ['member-report', 'leadership-report'],
    ['organization-study'],
    ['inspection'],
    ['public-notice'],
  ],
  [['seat/by-election'], ['seat/inspection'], ['seat/notice'], ['seat/appointment']],
];

/** Working days for a step that is to be ready: one to submit it, one to answer it, one to spare. */
const DAYS_FOR_A_STEP = 3;

/**
 * The day on which a case has the item submitted.
 * @param natural the day without any case
 * @returns undefined when no case says anything of it
 */
export function dayOfCase(
  waiting: Waiting,
  natural: PlanDate,
  { cases, play, calendar }: { readonly cases: Cases; readonly play: Play; readonly calendar: WorkingCalendar },
): PlanDate | undefined {
  const step = stepOf(waiting.item);
  const course = COURSES.find((steps) => positionIn(steps, step) >= 0);
  const milestones = milestonesOf(cases, waiting.township);
  const own = milestones.find((one) => one.step === step && one.round === waiting.round);
  if (own) return dayOfMilestone(own, waiting, calendar);
  if (!course || waiting.round > 1) return undefined;
  const ahead = milestones.filter((one) => positionIn(course, one.step) > positionIn(course, step));
  const latest = ahead
    .map((one) => calendar.addWorkdays(calendar.onOrBefore(one.from), -workdaysTo(one, step, course, play)))
    .toSorted()[0];
  if (latest === undefined) return undefined;
  // A seat has no day in the plan: each step is done when the next one needs it, so that no clock runs out in between.
  const day = isSeatItem(waiting.item) ? earlier(latest, calendar.onOrBefore(waiting.due)) : earlier(latest, natural);
  return later(day, calendar.onOrAfter(dateOf(waiting.since)));
}

function dayOfMilestone({ from, on }: Milestone, { since, due }: Waiting, calendar: WorkingCalendar): PlanDate {
  const asked = calendar.onOrAfter(dateOf(since));
  if (asked <= from || from === on) return later(calendar.onOrAfter(on), asked);
  // Begun later, it takes as many days, if its clock lets it.
  return later(asked, earlier(calendar.onOrAfter(addDays(asked, daysBetween(from, on))), calendar.onOrBefore(due)));
}

/** Working days from a step to the day of a later one, the silence of whoever keeps silent in between included. */
function workdaysTo(milestone: Milestone, step: string, course: (typeof COURSES)[number], play: Play): number {
  const [here, there] = [positionIn(course, step), positionIn(course, milestone.step)];
  const silent = play.plays === 'silent' && play.who === 'decider' ? positionIn(course, play.stage) : -1;
  const silence = play.plays === 'silent' && silent >= here && silent < there ? play.workdays : 0;
  return DAYS_FOR_A_STEP * (there - here) + silence;
}

function milestonesOf(cases: Cases, township: string): Milestone[] {
  const on = (step: string, day: PlanDate | undefined, round = 1, from = day): Milestone[] =>
    day === undefined || from === undefined ? [] : [{ step, round, from, on: day }];
  const few = cases.find(township, 'nominees_too_few');
  const vote = cases.find(township, 'tie_at_cut') ?? cases.find(township, 'shortfall');
  const quorum = cases.find(township, 'quorum_fails_once');
  const inspected = cases.find(township, 'inspection_before_and_after')?.facts;
  const objected = cases.find(township, 'appointed_and_objection_upheld')?.facts;
  return [
    ...on('nomination', few?.facts.then.date, 1, few?.date),
    ...on('member-election', vote?.date ?? quorum?.date),
    ...on('member-election', quorum?.facts.then.date, 2),
    ...on(PRE_INSPECTION, inspected?.before[1], 1, inspected?.before[0]),
    ...on('inspection', inspected?.after[1], 1, inspected?.after[0]),
    ...on('public-notice', objected?.first.posted),
    ...on('seat/notice', objected?.second.posted),
    ...on('seat/appointment', objected?.second.appointed),
  ];
}

/** An item as courses name it: a seat's step without the seat's number. */
function stepOf(item: ItemId): string {
  return isSeatItem(item) ? `seat/${seatOf(item).step}` : item;
}

function positionIn(course: readonly (readonly string[])[], step: string): number {
  return course.findIndex((steps) => steps.includes(step));
}

function earlier(a: PlanDate, b: PlanDate): PlanDate {
  return a < b ? a : b;
}

function later(a: PlanDate, b: PlanDate): PlanDate {
  return a > b ? a : b;
}
