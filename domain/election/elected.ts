import type { DossierContext } from '../dossiers/define-dossier.ts';
import { judgeBallot } from './ballot.ts';
import type { BallotContext, BallotOutcome, BallotRules, CountedRound, Office, VotingStage } from './ballot-facts.ts';
import { OFFICES } from './ballot-facts.ts';
import { type NamedBallot, namedBallot, type VotedPerson } from './named-ballot.ts';
import { ballotRulesOf, firstBallots } from './rounds.ts';

/** Who is elected by a ballot, and who else was voted for. Each list is in the order of the ballot paper. */
export interface NamedResult {
  readonly outcome: BallotOutcome;
  readonly elected: readonly VotedPerson[];
  /** With equal votes at the cut: they alone stand in the run-off. */
  readonly tied: readonly VotedPerson[];
  /** Not elected, those with most votes first: candidates of a supplementary election. */
  readonly unelected: readonly VotedPerson[];
}

/** The names behind the outcome of a ballot (§2.5). */
export function resultOf({ facts, people }: NamedBallot, context: BallotContext, rules: BallotRules): NamedResult {
  const outcome = judgeBallot(facts, context, rules);
  if (outcome.kind === 'postponed' || outcome.kind === 'void') return { outcome, elected: [], tied: [], unelected: [] };
  const ranked = people.toSorted((a, b) => b.for - a.for);
  const seated = outcome.elected - context.elected;
  const elected = new Set(ranked.slice(0, seated));
  const atCut = outcome.kind === 'run-off' || outcome.kind === 'decision-asked' ? outcome.candidates : 0;
  const tied = new Set(ranked.slice(seated, seated + atCut));
  return {
    outcome,
    elected: people.filter((person) => elected.has(person)),
    tied: people.filter((person) => tied.has(person)),
    unelected: ranked.slice(seated),
  };
}

type OnRecord = Pick<DossierContext, 'rules' | 'earlier' | 'counted'>;

/** The votes of a stage that are on record, in the order in which they were held. */
export function roundsOnRecord({ rules, earlier, counted }: OnRecord, stage: VotingStage): readonly CountedRound[] {
  const known = counted?.[stage];
  if (known) return known;
  return earlier[stage] === undefined ? [] : [{ open: firstBallots(stage, rules), dossier: earlier[stage] }];
}

/** Somebody elected, with the office. */
export interface ElectedPerson extends VotedPerson {
  readonly office: Office;
}

/** Everybody elected in rounds of voting, in announcing order: the ballot papers', by surname strokes. */
export function electedIn(rounds: readonly CountedRound[], rules: BallotRules): ElectedPerson[] {
  return OFFICES.flatMap((office) =>
    rounds.flatMap(({ open, dossier }) => {
      const [context, ballot] = [open[office], namedBallot(dossier, office)];
      if (!context || !ballot) return [];
      return resultOf(ballot, context, ballotRulesOf(office, rules)).elected.map((person) => ({ ...person, office }));
    }),
  );
}

/** Everybody elected in a voting stage so far: the members, or secretary and deputies. */
export function electedOf(context: OnRecord, stage: VotingStage): ElectedPerson[] {
  return electedIn(roundsOnRecord(context, stage), context.rules);
}

/** People still tied after the last run-off of an office: people decided who of them is taken, and only the papers say whom. */
export function tiedOf(context: OnRecord, stage: VotingStage): VotedPerson[] {
  const rounds = roundsOnRecord(context, stage);
  return OFFICES.flatMap((office) => {
    const last = lastResult(rounds, office, context.rules);
    return last?.outcome.kind === 'decision-asked' ? last.tied : [];
  });
}

/** The latest result of an office in earlier rounds that was neither postponed nor void: what a run-off or supplementary election rests on. */
export function lastResult(rounds: readonly CountedRound[], office: Office, rules: BallotRules): NamedResult | undefined {
  const results = rounds.flatMap(({ open, dossier }) => {
    const [context, ballot] = [open[office], namedBallot(dossier, office)];
    return context && ballot ? [resultOf(ballot, context, ballotRulesOf(office, rules))] : [];
  });
  return results.findLast(({ outcome }) => outcome.kind !== 'postponed' && outcome.kind !== 'void');
}
