import { setTimeout as sleep } from 'node:timers/promises';
import { answerOf } from './behaviours.ts';
import { answer, approvePlan, boardOf, submit, type TownshipTask, tasksOf } from './buttons.ts';
import { SLOWEST_PACE, startTrial } from './campaign.ts';
import type { Task } from './contract.ts';
import type { RehearsalCounty } from './county-file.ts';
import type { Display } from './display.ts';
import type { HalfYear } from './half-year.ts';
import type { Ledger } from './ledger.ts';
import { bodiesOf, type Participants } from './participants.ts';
import type { Performance } from './performance.ts';
import { PlanWatch } from './plan-watch.ts';
import { scriptOf } from './script.ts';
import type { BodyRobot } from './township-robot.ts';

/** What decisions on the idle system are made with. */
export interface IdleDecisions {
  readonly county: RehearsalCounty;
  readonly year: number;
  readonly half: HalfYear;
  readonly ledger: Ledger;
  readonly participants: Participants;
  readonly display: Display;
  readonly signal: AbortSignal;
  /** How many decisions are made. */
  readonly wanted: number;
}

/**
 * Makes decisions on a system that does nothing else, in as many campaigns as it takes: a small county has few decisions
 * on its first day.
 * @returns how long each took, in ms
 */
export async function decideIdle({
  county,
  year,
  half,
  ledger,
  participants,
  display,
  signal,
  wanted,
}: IdleDecisions): Promise<readonly number[]> {
  display.say(`【演练】空闲时再审批 ${wanted} 次，测量用时 / decisions on the idle system are timed`);
  const robots = bodiesOf(county.county, participants);
  const [organizationDepartment] = participants.peopleAt('organization-department', county.county.id);
  ledger.takeTimes();
  for (let made = 0; made < wanted; ) {
    const { campaign, clock } = await startTrial(participants.administrator, county, year, SLOWEST_PACE);
    const performance: Performance = { campaign, county: county.county, half, watch: new PlanWatch(clock), ledger, signal };
    // Plan time all but stands still here, so these are waited for by the wall clock.
    await until(performance, async () => (await tasksOf(performance, organizationDepartment)).some((task) => task.item === 'plan'));
    await approvePlan(performance, organizationDepartment);
    await until(performance, async () =>
      (await boardOf(performance, organizationDepartment)).townships.every((township) => township.stage !== undefined),
    );
    const more = await decideOneByOne(performance, robots, wanted - made);
    if (more === 0) throw new Error(`${campaign}：没有可审批的事项 / nothing to decide on`);
    made += more;
  }
  return ledger.takeTimes();
}

const LOOK_EVERY_MS = 100;

async function until({ signal }: Performance, holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await sleep(LOOK_EVERY_MS, undefined, { signal });
}

/**
 * Decisions on a system that does nothing else: another campaign, whose clock stands all but still, is played one press
 * at a time, township by township, as far as it goes on its first day. Only the decisions are timed.
 * @returns how many decisions were made; their times are in the ledger
 */
async function decideOneByOne(performance: Performance, robots: readonly BodyRobot[], wanted: number): Promise<number> {
  const script = scriptOf(undefined, performance.half.plan.year, performance.half.calendar);
  let made = 0;
  for (let moved = true; moved && made < wanted; ) {
    moved = false;
    for (const robot of robots) {
      const [session] = robot.sessions;
      for (const task of (await tasksOf(performance, session)).filter(ofTownship)) {
        if (made >= wanted) return made;
        if (!mayGoOn(task)) continue;
        const went =
          task.kind === 'submit'
            ? await submit(performance, session, task)
            : await answer(performance, session, { ...task, body: robot.body }, answerOf({ ...task, body: robot.body }, script));
        moved ||= went;
        if (went && task.kind === 'answer') made += 1;
      }
    }
  }
  return made;
}

function ofTownship(task: Task): task is TownshipTask {
  return task.township !== undefined;
}

/** A notice ends by its days, which do not pass here. */
function mayGoOn({ item, notByMe }: TownshipTask): boolean {
  return item !== 'public-notice' && !notByMe;
}
