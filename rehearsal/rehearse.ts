import path from 'node:path';
import { daysBetween } from '../domain/calendar/plan-date.ts';
import { projectFolder } from '../engines/project-folder.ts';
import { lookAfterwards } from './aftermath.ts';
import { boardOf, townshipOf } from './buttons.ts';
import { startTrial } from './campaign.ts';
import { ConcurrencyLimit } from './concurrency.ts';
import type { TownshipAnswer } from './contract.ts';
import type { RehearsalCounty } from './county-file.ts';
import type { Display } from './display.ts';
import { Disturbance, type Disturbances } from './disturbance.ts';
import { firstLinkOf } from './first-link.ts';
import { type HalfYear, readHalfYear } from './half-year.ts';
import { decideIdle } from './idle-approvals.ts';
import { Ledger } from './ledger.ts';
import { measure } from './measure.ts';
import { bodiesOf, gatherParticipants, type Participants } from './participants.ts';
import type { Performance } from './performance.ts';
import { PlanWatch } from './plan-watch.ts';
import { type Company, playHalfYear } from './play.ts';
import { enginesOf, type Findings, type Months } from './result.ts';
import { CaseBook } from './scenarios/case-book.ts';
import { lookAtCases } from './scenarios/look.ts';
import type { ScratchSystem } from './scratch-system.ts';
import { type Script, scriptOf } from './script.ts';
import { Session } from './session.ts';

/** What is played, and on what. */
export interface Rehearsal extends Disturbances {
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

/** At this many ms per plan day the robots have done their morning's work before noon. */
const UNHURRIED_PACE = 1_000;

/** Plays the half-year, times decisions on the idle system, and counts both stores. */
export async function rehearse(rehearsal: Rehearsal): Promise<Findings> {
  const { scratch, county, year, pace, display, signal } = rehearsal;
  const half = await readHalfYear(path.join(projectFolder, 'plans'), year);
  const script = scriptOf(county.county.rehearsal, year, half.calendar);
  const limit = new ConcurrencyLimit(LINES);
  const newSession = () => new Session(scratch.system.apiUrl, scratch.system.url, limit);
  const participants = await gatherParticipants(county, year, await firstLinkOf(scratch, signal), newSession);
  display.say(`【演练】${county.county.people.length} 人已登录，第一天开始 / everybody has signed in, the first day begins`);

  const ledger = new Ledger();
  const { campaign, clock } = await startTrial(participants.administrator, county, year, pace);
  const lastDayOfAll = half.plan.reports.county.at(-1)?.due ?? half.plan.lastDay;
  const say = (line: string) => display.say(line);
  const disturbance = new Disturbance(rehearsal, { scratch, limit, say, firstDay: half.plan.firstDay, lastDay: lastDayOfAll });
  const { mishaps, manner } = disturbance;
  const performance: Performance = {
    campaign,
    county: county.county,
    half,
    watch: new PlanWatch(clock),
    ledger,
    cases: script.cases,
    signal,
    ...(mishaps ? { mishaps } : {}),
    ...(manner ? { manner } : {}),
  };
  const book = new CaseBook();
  const meanwhile = (watch: PlanWatch, over: AbortSignal) => disturbance.run(watch, over);
  const lastDay = await playAll(performance, { script, book, meanwhile }, participants, display).catch((error: unknown) => {
    if (!mishaps) throw error;
    mishaps.take(error, signal);
    return performance.watch.today();
  });
  const busyMs = ledger.takeTimes();
  const aftermath = await lookAfterwards(scratch, campaign, mishaps !== undefined, signal);
  await ledger.askAfterOpen();
  const idleMs = await decideIdle({ county, year, half, ledger, participants, display, signal, wanted: rehearsal.idleDecisions });

  const [countyLeague] = participants.peopleAt('county-league', county.county.id);
  const board = await boardOf(performance, countyLeague);
  const townships: Findings['townships'][number][] = [];
  for (const { id, name } of county.county.townships) {
    townships.push({ id, name, plays: script.playOf(id).plays, answer: await lastOf(performance, countyLeague, id) });
  }
  const disturbed = disturbance.any || pace < UNHURRIED_PACE;
  const answers = new Map(townships.map(({ id, answer }) => [id, answer]));
  const scenarios = await lookAtCases(performance, countyLeague, { script, book, disturbed }, answers).catch((error: unknown) => {
    if (!mishaps) throw error;
    mishaps.take(error, signal);
    return [];
  });
  const scripted = scriptedMonths(county, half, script);
  return {
    campaign,
    lastDay,
    townships,
    scenarios,
    busyMs,
    idleMs,
    scripted,
    firstDay: half.plan.firstDay,
    monthsAsked: scripted.onTime + scripted.late + scripted.missing,
    disturbed,
    countyReports: board.county?.items.filter((item) => item.id.startsWith('county-report/') && item.status === 'passed').length ?? 0,
    countyReportsAsked: half.plan.reports.county.length,
    acknowledged: ledger.acknowledgedIn(campaign),
    contradicted: ledger.contradicted,
    faults: { wanted: disturbance.faults.length, done: disturbance.done },
    load: rehearsal.load,
    problems: mishaps?.problems ?? [],
    aftermath,
    measured: await measure(scratch.stores, campaign),
    seconds: process.uptime(),
    engines: enginesOf(scratch.stores, scratch.system.url),
  };
}

/** A township that never began has no page. */
async function lastOf(performance: Performance, session: Session, township: string): Promise<TownshipAnswer> {
  const { mishaps, signal } = performance;
  return townshipOf(performance, session, township).catch((error: unknown) => {
    if (!mishaps) throw error;
    mishaps.take(error, signal);
    return { state: { status: 'unknown', endedAt: null, hold: null, items: [], objections: [], seats: [] } };
  });
}

/** How the months come out when everybody does as the script says. */
function scriptedMonths({ county }: RehearsalCounty, { plan }: HalfYear, script: Script): Months {
  const months = county.townships.flatMap(({ id }) => plan.reports.months.map(({ month }) => script.exceptionOf(id, month)));
  const late = months.filter((exception) => exception && exception.on !== null).length;
  const missing = months.filter((exception) => exception?.on === null).length;
  return { onTime: months.length - late - missing, late, missing };
}

async function playAll(
  performance: Performance,
  play: Pick<Company, 'script' | 'book' | 'meanwhile'>,
  participants: Participants,
  display: Display,
): Promise<string> {
  const { county, half, signal } = performance;
  const [countyLeague] = participants.peopleAt('county-league', county.id);
  const [organizationDepartment] = participants.peopleAt('organization-department', county.id);
  const lastDay = half.plan.reports.county.at(-1)?.due ?? half.plan.lastDay;
  display.begin(county.townships, half.plan.firstDay, daysBetween(half.plan.firstDay, lastDay) + 1);
  try {
    return await playHalfYear(
      performance,
      { ...play, robots: bodiesOf(county, participants), countyLeague, organizationDepartment },
      display,
      signal,
    );
  } finally {
    display.end();
  }
}
