import type { BallotContext, BallotFacts, BallotOutcome, BallotRules } from '../rules/ballot-facts.ts';
import { need } from '../rules/differential.ts';
import { isQuorate, majorityBase, majorityNeed, quorumNeed } from './quorum.ts';

export * from '../rules/ballot-facts.ts';
export { ballotCounts, ballotFactsOf } from './ballot-counts.ts';

/**
 * Who is elected by a vote, from counts alone (REFERENCE §2.3–2.5): a run decides with these functions, and so do the
 * page, the minutes and the counting command.
 */

/**
 * Rules of the plenary's ballots (§2.6): a post that is not filled is voted on once more among the two with most votes
 * for it, and then stays vacant.
 */
export function leadershipBallotRules(rules: BallotRules): BallotRules {
  return { ...rules, shortfallPolicy: 'SUPPLEMENTARY', shortfallRounds: 1, shortfallThen: 'VACANT', formalBp: 0 };
}

/** What comes of a counted ballot. Needs no order in `votes`; never reads a clock. */
export function judgeBallot(facts: BallotFacts, context: BallotContext, rules: BallotRules): BallotOutcome {
  if (!isQuorate(facts.entitled, facts.present, rules.quorum)) return { kind: 'postponed', need: quorumNeed(facts.entitled, rules.quorum) };
  if (facts.returned > facts.issued) return { kind: 'void' };
  const half = context.kind === 'run-off' ? 0 : majorityNeed(majorityBase(facts, rules.majorityBase));
  const passed = facts.votes.filter((votes) => votes >= half).toSorted((a, b) => b - a);
  return passed.length < context.seats ? shortfall(passed.length, facts, context, rules) : filled(passed, context, rules);
}

/** At least as many passed as there are seats: rank decides, and only a tie across the cut is voted on again (§2.5). */
function filled(passed: readonly number[], context: BallotContext, rules: BallotRules): BallotOutcome {
  const { seats } = context;
  const last = passed[seats - 1] ?? 0;
  const above = passed.filter((votes) => votes > last).length;
  const tied = passed.filter((votes) => votes === last).length;
  if (above + tied <= seats) return { kind: 'complete', elected: context.elected + seats };
  const held = context.runoffs + (context.kind === 'run-off' ? 1 : 0);
  return {
    kind: rules.tieThen === 'VOTE_AGAIN' || held < rules.maxRunoffs ? 'run-off' : 'decision-asked',
    elected: context.elected + above,
    seats: seats - above,
    candidates: tied,
  };
}

/** Fewer passed than there are seats: by the plan's policy (§2.5). */
function shortfall(passed: number, facts: BallotFacts, context: BallotContext, rules: BallotRules): BallotOutcome {
  const elected = context.elected + passed;
  const missing = context.seats - passed;
  const held = context.supplementaries + (context.kind === 'supplementary' ? 1 : 0);
  const again = rules.shortfallPolicy === 'SUPPLEMENTARY';
  if (again && held < rules.shortfallRounds) {
    return { kind: 'supplementary', elected, seats: missing, minCandidates: need(missing, rules.formalBp) };
  }
  const last = again ? rules.shortfallThen : rules.shortfallPolicy;
  const consented = 2 * (facts.reduceConsent ?? 0) > majorityBase(facts, rules.majorityBase);
  return last === 'REDUCE_SEATS' && consented ? { kind: 'complete', elected } : { kind: 'vacant', elected, vacant: missing };
}
