import { judgeBallot } from '../election/ballot.ts';
import { ballotCountNames, prefixOf, readBallot } from '../election/ballot-counts.ts';
import { ballotRulesOf } from '../election/rounds.ts';
import type { TownshipRules } from '../plan/resolved-plan.ts';
import type { BallotContext, BallotFacts, BallotOutcome, Office } from '../rules/ballot-facts.ts';
import { need } from '../rules/differential.ts';

/** What a ballot is called in sentences. */
export const BALLOT_WORDS: Readonly<Record<Office, readonly [zh: string, en: string]>> = {
  members: ['委员选举', 'Election of members'],
  secretary: ['书记选举', 'Election of the secretary'],
  deputies: ['副书记选举', 'Election of deputies'],
};

/** A ballot as a gate sees it. */
export interface JudgedBallot {
  readonly office: Office;
  readonly facts: BallotFacts;
  readonly valid: number;
  readonly context: BallotContext;
  readonly rules: TownshipRules;
  /** A count of this ballot by name, without its prefix. */
  readonly at: (name: string) => number;
}

/** Counts that a ballot's rules need. */
export function ballotNeeds(office: Office): string[] {
  return [...ballotCountNames(prefixOf(office)), ...['wrongRow', 'listed', 'offList'].map((name) => `${prefixOf(office)}${name}`)];
}

/** The ballot of an office behind the counts of a submission. */
export function judgedBallot(office: Office, count: (name: string) => number, context: BallotContext, rules: TownshipRules): JudgedBallot {
  const at = (name: string) => count(`${prefixOf(office)}${name}`);
  return { office, facts: readBallot(count, prefixOf(office)), valid: at('valid'), context, rules, at };
}

/** Least candidates of a first ballot: by the differential for members, one more by the plan for the plenary (R49, R29, §2.6). */
export function leastCandidates({ office, context, rules }: Pick<JudgedBallot, 'office' | 'context' | 'rules'>): number {
  if (context.kind === 'supplementary') return need(context.seats, ballotRulesOf(office, rules).formalBp);
  if (office === 'members') return need(context.seats, rules.formalBp);
  if (office === 'secretary') return context.seats + (rules.secretaryContested ? 1 : 0);
  return context.seats + rules.deputyExtra;
}

/** What the ballot comes to. */
export function ballotOutcome({ office, facts, context, rules }: JudgedBallot): BallotOutcome {
  return judgeBallot(facts, context, ballotRulesOf(office, rules));
}
