import type { PlanDate } from '../domain/calendar/plan-date.ts';
import type { Body } from '../domain/roles.ts';
import { itemIdSchema } from '../domain/stages/items.ts';
import { itemOf, type TownshipState } from '../domain/state/township-state.ts';
import { answerOf, dayToAct } from './behaviours.ts';
import { answer, boardOf, holdOrRelease, submit, type TownshipTask, tasksOf, townshipOf } from './buttons.ts';
import { forAll } from './concurrency.ts';
import type { Task } from './contract.ts';
import type { Holds } from './holds.ts';
import type { Performance } from './performance.ts';
import { answerInCase, type CaseWorker, dealWithObjection, submitInVain } from './scenarios/at-work.ts';
import type { CaseBook } from './scenarios/case-book.ts';
import type { Script } from './script.ts';
import type { Session } from './session.ts';
import { stableHash } from './stable-hash.ts';

/** How many townships a county body's people work on at the same time. */
const DESKS = 4;

/** The people of one body: at one township, or of the county and then for all its townships. */
export interface BodyRobot {
  readonly body: Body;
  /** Townships it is asked about. */
  readonly townships: readonly string[];
  readonly sessions: readonly [Session, ...Session[]];
}

/** How the townships of a performance are played. */
export interface Roles {
  readonly script: Script;
  readonly holds: Holds;
  /** What came of the unusual cases. */
  readonly book: CaseBook;
}

/**
 * A body's morning: it looks at its list once and does what it plays to do today. What was refused as stale waits for
 * the next morning's look.
 */
export async function lookOnce(performance: Performance, roles: Roles, robot: BodyRobot): Promise<void> {
  const today = performance.watch.today();
  for (const township of robot.townships) {
    await at(performance, township, async () => {
      if (roles.holds.concern(township, robot.body)) await holdIfPlayed(performance, roles, robot, township, today);
      await dealWithObjection(performance, workerOf(roles, robot), township, today);
    });
  }
  const tasks = (await tasksOf(performance, robot.sessions[0])).filter(ofTownship);
  for (const task of tasks) await at(performance, task.township, () => submitInVain(performance, workerOf(roles, robot), task, today));
  const ripe = tasks.filter((task) => isRipe(performance, roles, robot.body, task, today));
  const townships = [...new Set(ripe.map((task) => task.township))];
  await forAll(townships, DESKS, (township) =>
    at(performance, township, async () => {
      for (const task of ripe.filter((one) => one.township === township)) await command(performance, roles, robot, task);
    }),
  );
}

/** Where mishaps are taken, what goes wrong at one township keeps nobody from the others, and it is left alone for a while. */
async function at({ mishaps, signal }: Performance, township: string, work: () => Promise<unknown>): Promise<void> {
  if (mishaps?.avoids(township)) return;
  await work().catch((error: unknown) => {
    if (!mishaps) throw error;
    mishaps.take(error, signal, township);
  });
}

function isRipe({ half }: Performance, { script, holds }: Roles, body: Body, task: TownshipTask, today: PlanDate): boolean {
  const day = dayToAct({ ...task, body }, script, half.calendar);
  return day !== undefined && today >= day && !holds.holdsUp(task, today);
}

/** Does what a task asks for, as the township's part has it. */
async function command(performance: Performance, roles: Roles, robot: BodyRobot, task: TownshipTask): Promise<boolean> {
  const session = personFor(robot, task);
  if (task.kind === 'submit') return submit(performance, session, task);
  const unusual = await answerInCase(performance, workerOf(roles, robot), task);
  const asked = { ...task, body: robot.body };
  return answer(performance, session, asked, unusual ?? answerOf(asked, roles.script));
}

function workerOf({ script: { cases }, book }: Roles, { body, sessions: [session] }: BodyRobot): CaseWorker {
  return { cases, book, body, session };
}

/** Somebody of the body; not the first when that one stands in the dossier or submitted it. */
function personFor({ sessions }: BodyRobot, task: TownshipTask): Session {
  const able = task.notByMe ? sessions.slice(1) : sessions;
  return able[stableHash(Math.max(1, able.length), task.township, task.item)] ?? sessions[0];
}

async function holdIfPlayed(
  performance: Performance,
  { holds }: Roles,
  robot: BodyRobot,
  township: string,
  today: PlanDate,
): Promise<void> {
  const [session] = robot.sessions;
  const { townships } = await boardOf(performance, session);
  // Not enrolled yet: there is nothing to hold.
  if (townships.find(({ id }) => id === township)?.stage === undefined) return;
  const { state } = await townshipOf(performance, session, township);
  const status = itemOf(state as unknown as TownshipState, holds.stageOf(township) ?? '')?.status;
  const step = status && holds.next(township, status, today);
  if (step && (await holdOrRelease(performance, session, township, step))) holds.done(township, step, today);
}

/** What is submitted or answered; an objection is dealt with by whoever received it, in steps of its own. */
function ofTownship(task: Task): task is TownshipTask {
  return task.township !== undefined && itemIdSchema.safeParse(task.item).success;
}
