import { dateOf, type PlanDate, type PlanInstant } from '../domain/calendar/plan-date.ts';
import type { WorkingCalendar } from '../domain/calendar/working-calendar.ts';
import type { Play } from '../domain/county/rehearsal-script.ts';
import type { Body } from '../domain/roles.ts';
import { answerKindOf, itemDefinition } from '../domain/stages/item-definitions.ts';
import { type ItemId, isMonthlyReport, monthOfReport } from '../domain/stages/items.ts';
import type { StageId } from '../domain/stages/stages.ts';
import type { Verb } from '../domain/state/messages.ts';
import { dayOfCase } from './scenarios/pacing.ts';
import type { Script } from './script.ts';
import { stableHash } from './stable-hash.ts';

/** Something of a township that waits for a body, as the body's list of tasks tells it. */
export interface TownshipTask {
  readonly township: string;
  readonly body: Body;
  readonly item: ItemId;
  readonly round: number;
  readonly kind: 'submit' | 'answer';
  readonly since: PlanInstant;
  readonly due: PlanDate;
}

/** What a robot answers, in the words of the message. */
export interface Answer {
  readonly verdict: Verb;
  readonly returnTo?: { readonly stage: StageId; readonly then: 'step-by-step' | 'straight-back' };
}

/** A window longer than this, in working days, is not used up to its last days. */
const LONG_WINDOW = 20;
/** Most working days before the due date at which something with a long window is submitted. */
const EARLIEST = 25;

/**
 * The plan day on which the body acts on a task, by the part that the township plays; undefined: never.
 * Straight: a submission one to three working days before it is due, an answer on the day it is asked for or the next.
 */
export function dayToAct(task: TownshipTask, script: Script, calendar: WorkingCalendar): PlanDate | undefined {
  if (isMonthlyReport(task.item) && task.kind === 'submit') {
    const exception = script.exceptionOf(task.township, monthOfReport(task.item));
    if (exception) return exception.on ?? undefined;
  }
  const delay = delayOf(task, script.playOf(task.township));
  if (delay > 0) return calendar.addWorkdays(task.due, delay);
  const asked = calendar.onOrAfter(dateOf(task.since));
  if (task.kind === 'answer') return calendar.addWorkdays(asked, stableHash(2, task.township, task.item, task.body));
  const planned = calendar.addWorkdays(calendar.onOrBefore(task.due), -daysAhead(task, calendar));
  const natural = planned > asked ? planned : asked;
  return dayOfCase(task, natural, { cases: script.cases, play: script.playOf(task.township), calendar }) ?? natural;
}

/** Working days after the due date at which the body acts; 0: it is not late. Only in the first round. */
function delayOf(task: TownshipTask, play: Play): number {
  if ((play.plays !== 'late' && play.plays !== 'silent') || play.stage !== task.item || task.round > 1) return 0;
  if (play.plays === 'late' || play.who === 'submitter') return task.kind === 'submit' ? play.workdays : 0;
  return task.kind === 'answer' && firstDecider(task.item) === task.body ? play.workdays : 0;
}

function daysAhead(task: TownshipTask, calendar: WorkingCalendar): number {
  if (isMonthlyReport(task.item)) return 1 + stableHash(4, task.township, task.item);
  const window = calendar.workdaysBetween(dateOf(task.since), task.due);
  if (window <= LONG_WINDOW) return 1 + stableHash(3, task.township, task.item);
  return 2 + stableHash(Math.min(EARLIEST, Math.floor(window / 2)) - 1, task.township, task.item);
}

/** What the body answers: what the stage asks of it, or, where the township plays `returned`, its first round sent back. */
export function answerOf(task: TownshipTask, script: Script): Answer {
  const play = script.playOf(task.township);
  if (play.plays === 'returned' && play.stage === task.item && task.round === 1 && firstDecider(task.item) === task.body) {
    return { verdict: 'return', returnTo: { stage: play.to, then: play.then } };
  }
  return { verdict: verdictOf(task.item, task.body) };
}

/** The body that is asked first whether the item may pass. */
function firstDecider(item: ItemId): Body | undefined {
  return itemDefinition(item).answers.find((answer) => answer.kind !== 'note')?.by;
}

/** What the item asks of the body. */
function verdictOf(item: ItemId, body: Body): Answer['verdict'] {
  const kind = answerKindOf(item, body);
  if (kind === undefined || kind === 'settle') throw new RangeError(`${body} is not asked about ${item}`);
  return kind;
}
