import { dateOf, daysBetween, type PlanDate } from '../domain/calendar/plan-date.ts';
import type { Play } from '../domain/county/rehearsal-script.ts';
import { isMonthlyReport } from '../domain/stages/items.ts';
import type { Aftermath } from './aftermath.ts';
import type { TownshipAnswer } from './contract.ts';
import { countsOf, type Fault, type FaultCounts } from './fault-schedule.ts';
import type { Acknowledged } from './ledger.ts';
import type { HistoryCount, Measured, Stores } from './measure.ts';
import { type Percentiles, percentilesOf } from './percentiles.ts';
import { phantomsOf } from './phantoms.ts';
import { type Reconciliation, reconcile } from './reconciliation.ts';
import type { CaseOutcome } from './scenarios/outcomes.ts';

/** Township-months by how they were reported. */
export interface Months {
  readonly onTime: number;
  readonly late: number;
  readonly missing: number;
}

/** How one township ended. */
export interface TownshipResult {
  readonly id: string;
  readonly name: string;
  readonly plays: Play['plays'];
  readonly completed: boolean;
  readonly completedOn: PlanDate | null;
  readonly stagesPassed: number;
  /** Rounds that were ended by a return. */
  readonly returned: number;
  readonly months: Months;
  /** Escalations of levels 1, 2, 3. */
  readonly escalations: readonly [number, number, number];
  readonly history: { readonly events: number; readonly bytes: number };
}

/** Everything that is known when a rehearsal is over. */
export interface Findings {
  readonly campaign: string;
  readonly firstDay: PlanDate;
  /** The day on which the results were published. */
  readonly lastDay: PlanDate;
  readonly townships: readonly {
    readonly id: string;
    readonly name: string;
    readonly plays: Play['plays'];
    readonly answer: TownshipAnswer;
  }[];
  /** How the unusual cases ended. */
  readonly scenarios: readonly CaseOutcome[];
  readonly monthsAsked: number;
  /** How the months come out by the script. Outages, and a pace that the robots cannot keep, make more of them late. */
  readonly scripted: Months;
  /** False when nothing was killed and the pace leaves the robots time: then everything has to come as scripted. */
  readonly disturbed: boolean;
  readonly countyReports: number;
  /** How many the plan asks for. */
  readonly countyReportsAsked: number;
  readonly acknowledged: readonly Acknowledged[];
  /** Nonces of deeds that the app called recorded first and refused later. */
  readonly contradicted: readonly string[];
  /** Faults asked for and carried out. */
  readonly faults: { readonly wanted: number; readonly done: readonly Fault[] };
  /** Whether something else kept every core busy. */
  readonly load: boolean;
  /** What went wrong meanwhile and no outage explains. */
  readonly problems: readonly string[];
  readonly aftermath: Aftermath;
  readonly measured: Measured;
  readonly busyMs: readonly number[];
  readonly idleMs: readonly number[];
  readonly seconds: number;
  readonly engines: { readonly temporal: string; readonly namespace: string; readonly mongodb: string; readonly app: string };
}

/** The object that `--json` prints. */
export interface ResultJson extends Reconciliation {
  readonly townships: number;
  readonly completed: number;
  readonly decisions: number;
  readonly returns: number;
  readonly holds: number;
  readonly escalations: { readonly '1': number; readonly '2': number; readonly '3': number };
  readonly notices: number;
  readonly monthlyReports: Months;
  readonly countyReports: number;
  /** Cases of the county file, and how many of them ended as it says. */
  readonly scenarios: { readonly played: number; readonly asExpected: number };
  readonly planDays: number;
  readonly seconds: number;
  readonly lateTimersMs: Percentiles;
  readonly history: { readonly straight: HistorySize; readonly max: HistorySize };
  readonly approvalMs: Percentiles;
  readonly busyApprovalMs: Percentiles;
  readonly engines: Findings['engines'];
  /** How often a process was killed by itself during the half-year, and everything that happened to the processes, by kind. */
  readonly kills: number;
  readonly faults: FaultCounts;
  readonly load: boolean;
  /** Runs that stand still at the end, by the app's own list or seen from outside. */
  readonly stuck: number;
  /** Runs whose history cannot be replayed. */
  readonly unreplayable: number;
  /** Commands that MongoDB has called recorded for a minute and no history has. */
  readonly phantoms: number;
  /** Commands that the app called recorded first and refused later. */
  readonly contradicted: number;
  /** What went wrong meanwhile and no outage explains. */
  readonly problems: number;
  /** Differences that `verify` finds between the stores; null: it was not asked, or could not say. */
  readonly differences: number | null;
  /** The campaign the figures are of: the idle decisions were made in another one. */
  readonly campaign: string;
}

interface HistorySize {
  readonly events: number;
  readonly bytes: number;
}

export function townshipResults({ townships, measured }: Findings): TownshipResult[] {
  return townships.map(({ id, name, plays, answer: { state } }) => {
    const stages = state.items.filter((item) => !isMonthlyReport(item.id));
    const months = state.items.filter((item) => isMonthlyReport(item.id) && item.status !== 'off');
    const first = months.map((item) => item.pastRounds[0]?.submission ?? item.submission);
    const levels = measured.escalations.filter((one) => one.township === id).map((one) => one.level);
    return {
      id,
      name,
      plays,
      completed: state.status === 'completed',
      completedOn: state.endedAt === null ? null : dateOf(state.endedAt),
      stagesPassed: stages.filter((item) => item.status === 'passed' || item.status === 'off').length,
      returned: stages.flatMap((item) => item.pastRounds).filter((round) => round.ended === 'returned').length,
      months: {
        onTime: first.filter((submission) => submission?.late === false).length,
        late: first.filter((submission) => submission?.late === true).length,
        missing: first.filter((submission) => !submission).length,
      },
      escalations: [1, 2, 3].map((level) => levels.filter((one) => one === level).length) as [number, number, number],
      history: sizeOf(measured.histories.find((history) => history.township === id)),
    };
  });
}

export function resultJson(findings: Findings): ResultJson {
  const { measured } = findings;
  const townships = townshipResults(findings);
  const months = (standing: keyof TownshipResult['months']): number => sum(townships.map((row) => row.months[standing]));
  const level = (wanted: number): number => measured.escalations.filter((one) => one.level === wanted).length;
  return {
    townships: townships.length,
    completed: townships.filter((row) => row.completed).length,
    decisions: measured.decisions.length,
    returns: measured.returns,
    holds: measured.holds,
    escalations: { '1': level(1), '2': level(2), '3': level(3) },
    notices: measured.notices,
    monthlyReports: { onTime: months('onTime'), late: months('late'), missing: months('missing') },
    countyReports: findings.countyReports,
    scenarios: {
      played: findings.scenarios.length,
      asExpected: findings.scenarios.filter((one) => one.asExpected).length,
    },
    planDays: daysBetween(findings.firstDay, findings.lastDay) + 1,
    seconds: Math.round(findings.seconds * 10) / 10,
    lateTimersMs: percentilesOf(measured.lateMs),
    history: {
      straight: largest(townships.filter((row) => row.plays === 'straight').map((row) => row.history)),
      max: largest(measured.histories),
    },
    approvalMs: percentilesOf(findings.idleMs),
    busyApprovalMs: percentilesOf(findings.busyMs),
    engines: findings.engines,
    kills: countsOf(findings.faults.done).kill,
    faults: countsOf(findings.faults.done),
    load: findings.load,
    ...reconciliationOf(findings),
    stuck: findings.aftermath.stuck.length,
    unreplayable: findings.aftermath.unreplayable.length,
    phantoms: phantomsIn(findings).length,
    contradicted: findings.contradicted.length,
    problems: findings.problems.length,
    differences: Array.isArray(findings.aftermath.differences) ? findings.aftermath.differences.length : null,
    campaign: findings.campaign,
  };
}

/** The same counted on every side. */
export function reconciliationOf({ acknowledged, measured }: Findings): Reconciliation {
  return reconcile({
    acknowledged: acknowledged.map((command) => command.nonce),
    decisions: measured.decisions,
    snapshots: measured.snapshots,
    histories: new Map(measured.histories.map(({ workflowId, nonces }) => [workflowId, nonces])),
    mails: measured.mails,
  });
}

/** Nonces of commands that MongoDB calls recorded and no history has. */
export function phantomsIn({ measured }: Findings): string[] {
  return phantomsOf(measured.commands, new Set(measured.histories.flatMap(({ nonces }) => [...nonces])), measured.at);
}

function sizeOf(history: HistoryCount | undefined): HistorySize {
  return { events: history?.events ?? 0, bytes: history?.bytes ?? 0 };
}

function largest(histories: readonly HistorySize[]): HistorySize {
  return { events: Math.max(0, ...histories.map((one) => one.events)), bytes: Math.max(0, ...histories.map((one) => one.bytes)) };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

/** Where the figures come from, for whoever counts them again. */
export function enginesOf(stores: Stores, app: string): Findings['engines'] {
  return { temporal: stores.temporalAddress, namespace: stores.namespace, mongodb: stores.mongodbUri, app };
}
