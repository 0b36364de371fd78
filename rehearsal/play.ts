import { setMaxListeners } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { dateOf, instantOf, type PlanDate } from '../domain/calendar/plan-date.ts';
import { boardOf } from './buttons.ts';
import { approvePlanOnFirstMorning, signReportsAndPublish } from './county-duties.ts';
import type { Display } from './display.ts';
import { Holds } from './holds.ts';
import { insist } from './mishaps.ts';
import type { Performance } from './performance.ts';
import type { PlanWatch } from './plan-watch.ts';
import { RETRY_FOR_MS } from './retry.ts';
import type { CaseBook } from './scenarios/case-book.ts';
import { hourOf, nextMorning } from './schedule.ts';
import type { Script } from './script.ts';
import type { Session } from './session.ts';
import { type BodyRobot, lookOnce, type Roles } from './township-robot.ts';

/** Thrown when the half-year is long over and not everything is done. */
export class NotFinishedError extends Error {
  override readonly name = 'NotFinishedError';
}

/** Plan days after the last county report's day from which on something has to move. */
const PATIENCE_DAYS = 20;
/** How often the terminal is brought up to date, in ms. */
const UPDATE_EVERY_MS = 1_000;

/** A half-year's people and the parts they play. */
export interface Company {
  readonly script: Script;
  readonly book: CaseBook;
  readonly robots: readonly BodyRobot[];
  readonly countyLeague: Session;
  readonly organizationDepartment: Session;
  /** Happens beside the play, until it is over. */
  readonly meanwhile: (watch: PlanWatch, over: AbortSignal) => Promise<void>;
}

/**
 * Plays the half-year: everybody comes every morning, until the results are published and every township is completed.
 * @returns the plan day on which the results were published
 * @throws {NotFinishedError} or whatever the first robot that failed threw
 */
export async function playHalfYear(
  performance: Omit<Performance, 'signal'>,
  company: Company,
  display: Display,
  stop: AbortSignal,
): Promise<PlanDate> {
  const over = new AbortController();
  const during: Performance = { ...performance, signal: AbortSignal.any([over.signal, stop]) };
  // Everybody who plays waits on it.
  setMaxListeners(0, during.signal);
  const { script, book } = company;
  const roles: Roles = { script, book, holds: new Holds(script, performance.half.calendar) };
  const townships = performance.county.townships.map((township) => township.id);
  const mornings = company.robots.map((robot) => comeEveryMorning(during, roles, robot, townships));
  const duties = [approvePlanOnFirstMorning(during, company.organizationDepartment), signReportsAndPublish(during, company.countyLeague)];
  const meanwhile = company.meanwhile(during.watch, during.signal);
  const finished = watchUntilFinished(during, company.countyLeague, display);
  try {
    // A robot never leaves before the end; one that fails ends the play.
    return await Promise.race([finished, ...mornings, Promise.all([meanwhile, ...duties]).then(() => finished)]);
  } finally {
    over.abort();
    await Promise.allSettled([finished, meanwhile, ...mornings, ...duties]);
  }
}

/** Until the play is over. */
async function comeEveryMorning(performance: Performance, roles: Roles, robot: BodyRobot, townships: readonly string[]): Promise<never> {
  const { watch, half, mishaps, signal } = performance;
  const [first = ''] = robot.townships;
  const hour = hourOf(robot.body, robot.townships.length === 1 ? townships.indexOf(first) : 0, townships.length);
  for (;;) {
    await watch.until(nextMorning(watch.now(), hour, half.calendar), signal);
    await lookOnce(performance, roles, robot).catch((error: unknown) => {
      if (!mishaps) throw error;
      mishaps.take(error, signal);
    });
  }
}

async function watchUntilFinished(performance: Performance, session: Session, display: Display): Promise<PlanDate> {
  const { half, mishaps, signal } = performance;
  const lastDue = half.plan.reports.county.at(-1)?.due ?? half.plan.lastDay;
  const deadline = instantOf(lastDue, 24 * PATIENCE_DAYS);
  // Outages cost days, on a slow machine many: what was missed is made up for as long as somebody still gets on.
  let moved = { at: Date.now(), state: '' };
  for (;;) {
    const board = await insist(() => boardOf(performance, session), mishaps, signal);
    const state = JSON.stringify(board.townships.map(({ waitingOn }) => waitingOn?.map(({ item, body }) => item + body)));
    if (state !== moved.state) moved = { at: Date.now(), state };
    display.update(board);
    const open = board.townships.filter((row) => row.status !== 'completed' && row.status !== 'closed');
    if (board.county?.endedAt && open.length === 0) return dateOf(board.county.endedAt);
    if (board.planNow > deadline && Date.now() - moved.at > RETRY_FOR_MS) {
      const waiting = open.map((row) => `${row.id}（${(row.waitingOn ?? []).map(({ item, body }) => `${item} ← ${body}`).join('，')}）`);
      throw new NotFinishedError(
        `到 ${dateOf(board.planNow)} 仍未办完 / not finished by then: ${board.county?.status ?? '?'}; ${waiting.join('；')}`,
      );
    }
    await sleep(UPDATE_EVERY_MS, undefined, { signal });
  }
}
