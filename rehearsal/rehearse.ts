import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { daysBetween } from '../domain/calendar/plan-date.ts';
import { projectFolder } from '../engines/project-folder.ts';
import { approvePlan, boardOf, townshipOf } from './buttons.ts';
import { SLOWEST_PACE, startTrial } from './campaign.ts';
import { assembleCast, bodiesOf, type Cast } from './cast.ts';
import { waitForTask } from './county-duties.ts';
import type { RehearsalCounty } from './county-file.ts';
import type { Display } from './display.ts';
import { firstLinkOf } from './first-link.ts';
import { type HalfYear, readHalfYear } from './half-year.ts';
import { decideOneByOne } from './idle-approvals.ts';
import { Ledger } from './ledger.ts';
import { measure } from './measure.ts';
import type { Performance } from './performance.ts';
import { PlanWatch } from './plan-watch.ts';
import { playHalfYear } from './play.ts';
import { enginesOf, type Findings } from './result.ts';
import type { ScratchSystem } from './scratch-system.ts';
import { type Script, scriptOf } from './script.ts';
import { Session } from './session.ts';
import { Throng } from './throng.ts';

/** What is played, and on what. */
export interface Rehearsal {
  readonly scratch: ScratchSystem;
  readonly county: RehearsalCounty;
  readonly year: number;
  /** Wall ms per plan day. */
  readonly pace: number;
  /** How many decisions are timed on the idle system afterwards. */
  readonly idleDecisions: number;
  readonly display: Display;
  readonly signal: AbortSignal;
}

/** Requests under way at a time, of all robots together: an office shares one line. */
const LINES = 8;

/** Plays the half-year, times decisions on the idle system, and counts both stores. */
export async function rehearse(rehearsal: Rehearsal): Promise<Findings> {
  const { scratch, county, year, pace, display, signal } = rehearsal;
  const half = await readHalfYear(path.join(projectFolder, 'plans'), year);
  const script = scriptOf(county.county.rehearsal, year, half.calendar);
  const throng = new Throng(LINES);
  const newSession = () => new Session(scratch.system.apiUrl, scratch.system.url, throng);
  const cast = await assembleCast(county.county, await firstLinkOf(scratch, signal), newSession);
  display.say(`【演练】${county.county.people.length} 人已登录，第一天开始 / everybody has signed in, the first day begins`);

  const ledger = new Ledger();
  const { campaign, clock } = await startTrial(cast.administrator, county, year, pace);
  const performance: Performance = { campaign, county: county.county, half, watch: new PlanWatch(clock), ledger, signal };
  const lastDay = await playAll(performance, script, cast, display);
  const busyMs = ledger.takeTimes();
  const idleMs = await decideIdle(rehearsal, half, ledger, cast);

  const [countyLeague] = cast.peopleAt('county-league', county.county.id);
  const board = await boardOf(performance, countyLeague);
  const townships: Findings['townships'][number][] = [];
  for (const { id, name } of county.county.townships) {
    townships.push({ id, name, plays: script.playOf(id).plays, answer: await townshipOf(performance, countyLeague, id) });
  }
  return {
    campaign,
    lastDay,
    townships,
    busyMs,
    idleMs,
    firstDay: half.plan.firstDay,
    monthsAsked: half.plan.reports.months.length * townships.length,
    countyReports: board.county?.items.filter((item) => item.id.startsWith('county-report/') && item.status === 'passed').length ?? 0,
    acknowledged: ledger.acknowledgedIn(campaign),
    measured: await measure(scratch.stores, campaign),
    seconds: process.uptime(),
    engines: enginesOf(scratch.stores, scratch.system.url),
  };
}

async function playAll(performance: Performance, script: Script, cast: Cast, display: Display): Promise<string> {
  const { county, half, signal } = performance;
  const [countyLeague] = cast.peopleAt('county-league', county.id);
  const [organizationDepartment] = cast.peopleAt('organization-department', county.id);
  const lastDay = half.plan.reports.county.at(-1)?.due ?? half.plan.lastDay;
  display.begin(county.townships, half.plan.firstDay, daysBetween(half.plan.firstDay, lastDay) + 1);
  try {
    return await playHalfYear(
      performance,
      { script, robots: bodiesOf(county, cast), countyLeague, organizationDepartment },
      display,
      signal,
    );
  } finally {
    display.end();
  }
}

/** As many campaigns as it takes: a small county has few decisions on its first day. @returns times in ms */
async function decideIdle(
  { county, year, idleDecisions, display, signal }: Rehearsal,
  half: HalfYear,
  ledger: Ledger,
  cast: Cast,
): Promise<readonly number[]> {
  display.say(`【演练】空闲时再审批 ${idleDecisions} 次，测量用时 / decisions on the idle system are timed`);
  const robots = bodiesOf(county.county, cast);
  const [organizationDepartment] = cast.peopleAt('organization-department', county.county.id);
  for (let made = 0; made < idleDecisions; ) {
    const { campaign, clock } = await startTrial(cast.administrator, county, year, SLOWEST_PACE);
    const performance: Performance = { campaign, county: county.county, half, watch: new PlanWatch(clock), ledger, signal };
    await waitForTask(performance, organizationDepartment, 'plan', performance.watch.now());
    await approvePlan(performance, organizationDepartment);
    await untilAllEnrolled(performance, organizationDepartment);
    const more = await decideOneByOne(performance, robots, idleDecisions - made);
    if (more === 0) throw new Error(`${campaign}：没有可审批的事项 / nothing to decide on`);
    made += more;
  }
  return ledger.takeTimes();
}

const LOOK_EVERY_MS = 100;

async function untilAllEnrolled(performance: Performance, session: Session): Promise<void> {
  while ((await boardOf(performance, session)).townships.some((township) => township.stage === undefined)) {
    await sleep(LOOK_EVERY_MS, undefined, { signal: performance.signal });
  }
}
