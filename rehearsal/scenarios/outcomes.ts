import { dateOf, type PlanDate } from '../../domain/calendar/plan-date.ts';
import type { Scenario } from '../../domain/county/scenario-schema.ts';
import { monthlyReportId } from '../../domain/stages/items.ts';
import type { ReportException } from '../script.ts';
import { exactBoundary, inspectionTwice, largestCommittee, nomineesTooFew, objectionUpheld } from './people-judged.ts';
import { type Comparison, type Row, row } from './rows.ts';
import { firstSubmission, itemIn, type Seen } from './seen.ts';
import { competitiveSpeech, quorumFailsOnce, shortfall, tieAtCut, underTwoHundred } from './votes-judged.ts';

/** How a case ended. */
export interface CaseOutcome {
  readonly township: string;
  readonly name: Scenario['name'] | 'report_exception';
  readonly expected: string;
  readonly came: string;
  /** Plan days on which it happened. */
  readonly days: readonly PlanDate[];
  readonly asExpected: boolean;
}

/** What has to come of a case, and what came. */
export function outcomeOf(scenario: Scenario, seen: Seen): CaseOutcome {
  return told(scenario.unit, scenario.name, compared(scenario, seen));
}

function compared(scenario: Scenario, seen: Seen): Comparison {
  switch (scenario.name) {
    case 'nominees_too_few':
      return nomineesTooFew(scenario, seen);
    case 'exact_boundary':
      return exactBoundary(scenario, seen);
    case 'tie_at_cut':
      return tieAtCut(scenario, seen);
    case 'shortfall':
      return shortfall(scenario, seen);
    case 'quorum_fails_once':
      return quorumFailsOnce(scenario, seen);
    case 'under_200_members':
      return underTwoHundred(scenario, seen);
    case 'competitive_speech':
      return competitiveSpeech(scenario, seen);
    case 'largest_committee':
      return largestCommittee(scenario, seen);
    case 'inspection_before_and_after':
      return inspectionTwice(scenario, seen);
    case 'appointed_and_objection_upheld':
      return objectionUpheld(scenario, seen);
  }
}

/**
 * A month that the file has reported late, or never. Where the days were disturbed, how late it came is a matter of how much of them was
 * left to people, as it is of every other month.
 */
export function exceptionOutcome({ township, month, on }: ReportException, seen: Pick<Seen, 'state' | 'disturbed'>): CaseOutcome {
  const item = itemIn(seen, monthlyReportId(month));
  const first = firstSubmission(item);
  const came = item && (first ? (first.late ? '迟报' : '按时') : '缺报');
  const outcome = told(township, 'report_exception', {
    rows: [row(`${Number(month.slice(5))}月月报`, on === null ? '缺报' : '迟报', came)],
    days: first ? [dateOf(first.at)] : [],
  });
  return seen.disturbed && came !== undefined ? { ...outcome, asExpected: true } : outcome;
}

function told(township: string, name: CaseOutcome['name'], { rows, days }: Comparison): CaseOutcome {
  const text = (value: (row: Row) => Row['came']) => rows.map((one) => `${one.what} ${value(one) ?? '—'}`).join('；');
  return {
    township,
    name,
    expected: text((one) => one.expected),
    came: text((one) => one.came),
    days: days.filter((day) => day !== undefined),
    asExpected: rows.every((one) => one.came === one.expected),
  };
}
