import type { DossierContext } from '../fields/define-dossier.ts';
import {
  type BallotContext,
  type BallotOutcome,
  type BallotRules,
  type CountedRound,
  OFFICES,
  type Office,
  type VotingStage,
} from '../rules/ballot-facts.ts';
import { judgeBallot } from './ballot.ts';
import { type NamedBallot, namedBallot, type VotedPerson } from './named-ballot.ts';
import { ballotRulesOf, firstBallots } from './rounds.ts';

/** Who is elected by a ballot, and who else was voted for. Each list is in the order of the ballot paper. */
export interface NamedResult {
  readonly outcome: BallotOutcome;
  /** Whoever was taken after a tie among them. */
  readonly elected: readonly VotedPerson[];
  /** With equal votes at the cut: they alone stand in the run-off, or are decided on. */
  readonly tied: readonly VotedPerson[];
  /** Of the tied, those who are taken; absent while nobody has decided. */
  readonly taken?: readonly VotedPerson[];
  /** Not elected, those with most votes first: candidates of a supplementary election. */
  readonly unelected: readonly VotedPerson[];
}

/** The names behind the outcome of a ballot (§2.5). @param taken numbers among the tied, once people have decided on them */
export function resultOf(
  { facts, people }: NamedBallot,
  context: BallotContext,
  rules: BallotRules,
  taken?: readonly number[],
): NamedResult {
  const outcome = judgeBallot(facts, context, rules);
  if (outcome.kind === 'postponed' || outcome.kind === 'void') return { outcome, elected: [], tied: [], unelected: [] };
  const ranked = people.toSorted((a, b) => b.for - a.for);
  const seated = outcome.elected - context.elected;
  const elected = new Set(ranked.slice(0, seated));
  const atCut = outcome.kind === 'run-off' || outcome.kind === 'decision-asked' ? outcome.candidates : 0;
  const equal = new Set(ranked.slice(seated, seated + atCut));
  const tied = people.filter((person) => equal.has(person));
  const chosen = outcome.kind === 'decision-asked' && taken ? tied.filter((_, index) => taken.includes(index + 1)) : undefined;
  for (const person of chosen ?? []) elected.add(person);
  return {
    outcome,
    elected: people.filter((person) => elected.has(person)),
    tied,
    ...(chosen ? { taken: chosen } : {}),
    unelected: ranked.filter((person) => !elected.has(person)),
  };
}

type OnRecord = Pick<DossierContext, 'rules' | 'earlier' | 'counted'>;

/** The votes of a stage that are on record, in the order in which they were held. */
export function roundsOnRecord({ rules, earlier, counted }: OnRecord, stage: VotingStage): readonly CountedRound[] {
  const known = counted?.[stage];
  if (known) return known;
  return earlier[stage] === undefined ? [] : [{ open: firstBallots(stage, rules), dossier: earlier[stage] }];
}

/** A ballot that was held, with what came of it. */
export interface HeldVote {
  readonly office: Office;
  readonly context: BallotContext;
  readonly ballot: NamedBallot;
  readonly result: NamedResult;
  /** The dossier in which it was counted. */
  readonly dossier: unknown;
}

/** Every ballot of rounds of voting, in the order in which they were held; within a round by office. */
export function votesIn(rounds: readonly CountedRound[], rules: BallotRules): HeldVote[] {
  return rounds.flatMap(({ open, dossier, taken }) =>
    OFFICES.flatMap((office) => {
      const [context, ballot] = [open[office], namedBallot(dossier, office)];
      if (!context || !ballot) return [];
      return [{ office, context, ballot, dossier, result: resultOf(ballot, context, ballotRulesOf(office, rules), taken?.[office]) }];
    }),
  );
}

/** Somebody elected, with the office. */
export interface ElectedPerson extends VotedPerson {
  readonly office: Office;
}

/** Everybody elected in rounds of voting, by office, in the order of the ballot papers. */
export function electedIn(rounds: readonly CountedRound[], rules: BallotRules): ElectedPerson[] {
  const votes = votesIn(rounds, rules);
  return OFFICES.flatMap((office) =>
    votes.filter((vote) => vote.office === office).flatMap(({ result }) => result.elected.map((person) => ({ ...person, office }))),
  );
}

/** Everybody elected in a voting stage so far: the members, or secretary and deputies. */
export function electedOf(context: OnRecord, stage: VotingStage): ElectedPerson[] {
  return electedIn(roundsOnRecord(context, stage), context.rules);
}

/** The latest result of an office in earlier rounds that was neither postponed nor void: what a run-off or supplementary election rests on. */
export function lastResult(rounds: readonly CountedRound[], office: Office, rules: BallotRules): NamedResult | undefined {
  return votesIn(rounds, rules).findLast((vote) => vote.office === office && !['postponed', 'void'].includes(vote.result.outcome.kind))
    ?.result;
}
