import type { TownshipRules } from '../plan/resolved-plan.ts';
import {
  type BallotContext,
  type BallotOutcome,
  type BallotRules,
  OFFICES,
  type Office,
  type OpenBallots,
  type VotingStage,
} from '../rules/ballot-facts.ts';
import type { Counts } from '../rules/rule-result.ts';
import { judgeBallot, leadershipBallotRules } from './ballot.ts';
import { ballotFactsOf, prefixOf } from './ballot-counts.ts';

/** What is voted on when a voting stage opens for the first time: all seats, or the secretary and the deputies (R54, R58). */
export function firstBallots(stage: VotingStage, rules: Pick<TownshipRules, 'seats' | 'secretaries' | 'deputies'>): OpenBallots {
  const first = (seats: number): BallotContext => ({ kind: 'first', seats, runoffs: 0, supplementaries: 0, elected: 0 });
  if (stage === 'member-election') return { members: first(rules.seats) };
  return { secretary: first(rules.secretaries), deputies: first(rules.deputies) };
}

/** The rules of an office's ballot: the congress's, or the plenary's with its one second round (§2.6). */
export function ballotRulesOf(office: Office, rules: BallotRules): BallotRules {
  return office === 'members' ? rules : leadershipBallotRules(rules);
}

/** The ballot that an outcome calls for, or undefined when the election is over or people have to decide. */
export function nextBallot(context: BallotContext, outcome: BallotOutcome): BallotContext | undefined {
  const { kind, runoffs, supplementaries } = context;
  switch (outcome.kind) {
    case 'postponed':
    case 'void':
      return kind === 'first' ? { ...context, kind: 'repeat' } : context;
    case 'run-off':
      return {
        kind: 'run-off',
        seats: outcome.seats,
        candidates: outcome.candidates,
        runoffs: runoffs + (kind === 'run-off' ? 1 : 0),
        supplementaries: supplementaries + (kind === 'supplementary' ? 1 : 0),
        elected: outcome.elected,
      };
    case 'supplementary':
      return {
        kind: 'supplementary',
        seats: outcome.seats,
        runoffs: 0,
        supplementaries: supplementaries + (kind === 'supplementary' ? 1 : 0),
        elected: outcome.elected,
      };
    case 'complete':
    case 'vacant':
    case 'decision-asked':
      return undefined;
  }
}

/** What a round's ballots came to, and which are open in the next round. */
export interface RoundOutcome {
  readonly outcomes: Readonly<Partial<Record<Office, BallotOutcome>>>;
  /** Empty when no ballot has to be held any more. */
  readonly next: OpenBallots;
}

/** Judges every ballot open in a round by the counts of its submission. */
export function judgeRound(open: OpenBallots, counts: Counts, rules: BallotRules): RoundOutcome {
  const judged = OFFICES.flatMap((office) => {
    const context = open[office];
    if (!context) return [];
    const outcome = judgeBallot(ballotFactsOf(counts, prefixOf(office)), context, ballotRulesOf(office, rules));
    return [{ office, outcome, next: nextBallot(context, outcome) }];
  });
  return {
    outcomes: Object.fromEntries(judged.map(({ office, outcome }) => [office, outcome])),
    next: Object.fromEntries(judged.flatMap(({ office, next }) => (next ? [[office, next]] : []))),
  };
}
