import type { PlanDate } from '../calendar/plan-date.ts';
import type { LeagueBody } from '../language/league-body.ts';
import type { TownshipRules } from '../plan/resolved-plan.ts';
import type { OpenBallots } from '../rules/ballot-facts.ts';
import type { Counts, RuleOutcome, RuleResult } from '../rules/rule-result.ts';
import type { StageId } from '../stages/stages.ts';
import type { AnsweredBy } from '../state/township-state.ts';

/** What a gate knows beside the counts it judges. */
export interface GateFacts {
  readonly rules: TownshipRules;
  readonly body: LeagueBody;
  /** Counts of the latest submitted revision of the other stages. */
  readonly passed: Readonly<Partial<Record<StageId, Counts>>>;
  /** The ballots open in this round of a voting stage; the first ones when absent. */
  readonly ballots?: OpenBallots | undefined;
  /** Of an appointment: the day of the county league's document, once it has agreed. */
  readonly agreed?: (Pick<AnsweredBy, 'officeStated'> & { readonly documentOn: PlanDate }) | undefined;
  /**
   * Of an appointment: open objections about people who are on no track of their own, by number, and how many hold the
   * seat's own person.
   */
  readonly objections?: { readonly waiting: readonly number[]; readonly held: number } | undefined;
}

/** The rules of one stage. */
export interface StageGate {
  /** Counts that must have been sent, as whole numbers from 0; without them nothing can be judged. */
  readonly needs: (facts: GateFacts) => readonly string[];
  /** Every rule's word. `count` gives 0 for a count that may be absent, `known` says that it is. */
  readonly judge: (count: (name: string) => number, facts: GateFacts, known: (name: string) => number | undefined) => RuleResult[];
}

type Figures = Readonly<Record<string, number>>;
type Sentence = readonly [zh: string, en: string];

/** One rule with its answer either way. */
export interface Rule {
  /** R-number of the plan or section of the rules. */
  readonly rule: string;
  readonly code: string;
  readonly figures: Figures;
  readonly holds: boolean;
  /** What is said when it holds, and when not. */
  readonly yes: Sentence;
  readonly no: Sentence;
}

/** A rule that stops the submission where it does not hold. */
export function must(rule: Rule): RuleResult {
  return result(rule, rule.holds ? 'holds' : 'fails');
}

/** A rule that is advice: it is shown and recorded where it does not hold. */
export function should(rule: Rule): RuleResult {
  return result(rule, rule.holds ? 'holds' : 'warns');
}

function result({ rule, code, figures, holds, yes, no }: Rule, outcome: RuleOutcome): RuleResult {
  const [zh, en] = holds ? yes : no;
  return { rule, code, outcome, figures, zh, en };
}

/** Basis points as a person reads them, rounded down to a tenth: 2222 → `22.2%`, 2000 → `20%`. */
export function percentText(basisPoints: number): string {
  const tenths = Math.floor(basisPoints / 10);
  const rest = Math.abs(tenths % 10);
  return `${Math.trunc(tenths / 10)}${rest === 0 ? '' : `.${rest}`}%`;
}

/** A count of an earlier stage, or undefined when that stage is not on record. */
export function earlier(facts: GateFacts, stage: StageId, name: string): number | undefined {
  const counts = facts.passed[stage];
  return counts && Object.hasOwn(counts, name) ? counts[name] : undefined;
}

/**
 * True on the main course. On a seat's own track, and before the vote, the people are other ones than the main stages
 * have on record, so names are not compared with those.
 */
export function isMainCourse({ passed }: GateFacts): boolean {
  // Where nobody was elected to lead, or the place lets the study go, there is none; the members are reported always.
  return passed['organization-study'] !== undefined || passed['member-report'] !== undefined;
}
