import type { DossierContext, PeopleBehind } from '../fields/define-dossier.ts';
import { nameKey } from '../language/name-key.ts';
import type { BallotContext, Office, OpenBallots, VotingStage } from '../rules/ballot-facts.ts';
import { ballotCounts, prefixOf } from './ballot-counts.ts';
import { electedOf, type NamedResult, resultOf, roundsOnRecord } from './elected.ts';
import { namesStanding } from './listed.ts';
import { type NamedBallot, namedBallot } from './named-ballot.ts';
import { ballotRulesOf, firstBallots } from './rounds.ts';

/** A ballot of the dossier at hand, with what it is held against. */
export interface HeldBallot extends NamedBallot {
  readonly office: Office;
  readonly context: BallotContext;
  readonly result: NamedResult;
}

/** The ballots open in the round at hand: told by the run, else those of a first round. */
export function openBallots(stage: VotingStage, context: DossierContext): OpenBallots {
  return context.ballots ?? firstBallots(stage, context.rules);
}

/** The ballots that are open and that the dossier counts. */
export function heldBallots(dossier: unknown, stage: VotingStage, context: DossierContext): HeldBallot[] {
  return Object.entries(openBallots(stage, context)).flatMap(([key, open]) => {
    const office = key as Office;
    const ballot = namedBallot(dossier, office);
    return ballot ? [{ ...ballot, office, context: open, result: resultOf(ballot, open, ballotRulesOf(office, context.rules)) }] : [];
  });
}

/** The context with the dossier at hand on record, as the latest round of its stage. */
export function withRound(dossier: unknown, stage: VotingStage, context: DossierContext): DossierContext {
  const rounds = [...roundsOnRecord(context, stage), { open: openBallots(stage, context), dossier }];
  return { ...context, counted: { ...context.counted, [stage]: rounds } };
}

/** Those of the scrutineers and counters who stand themselves (§2.4, E20). */
export function tellersAmong(
  { scrutineers, counters = [] }: { readonly scrutineers: readonly string[]; readonly counters?: readonly string[] | undefined },
  standing: readonly string[],
): string[] {
  const names = new Set(standing.map(nameKey));
  return [...new Set([...scrutineers, ...counters])].filter((name) => names.has(nameKey(name)));
}

/** Names that a ballot's rules stumble over. */
interface BallotNames {
  /** Whose votes do not add up to the valid ballots. */
  readonly wrongSums: readonly string[];
  /** Who stands without being on the list. */
  readonly offList: readonly string[];
  /** Who is on the list without standing. */
  readonly notStanding: readonly string[];
  /** Who is written in although a candidate, or elected already. */
  readonly writtenTwice: readonly string[];
  /** How many names the list holds; 0 when none is on record. */
  readonly listed: number;
}

function ballotNames(held: HeldBallot, stage: VotingStage, context: DossierContext): BallotNames {
  const candidates = held.people.filter((person) => !person.writtenIn);
  const allowed = namesStanding(held, stage, context);
  const known = new Set(allowed.map(nameKey));
  const standing = new Set(candidates.map(({ name }) => nameKey(name)));
  const elected = new Set(electedOf(context, stage).map(({ name }) => nameKey(name)));
  const names = (people: readonly { readonly name: string }[]) => people.map(({ name }) => name);
  return {
    wrongSums: names(candidates.filter((one) => one.for + one.against + one.abstain !== held.facts.valid)),
    offList: known.size === 0 ? [] : names(candidates.filter(({ name }) => !known.has(nameKey(name)))),
    // In a first ballot and in a run-off everybody on the list stands; in a supplementary election some of the unelected do.
    notStanding: held.context.kind === 'supplementary' ? [] : allowed.filter((name) => !standing.has(nameKey(name))),
    writtenTwice: names(
      held.people.filter(({ name, writtenIn }) => writtenIn && (standing.has(nameKey(name)) || elected.has(nameKey(name)))),
    ),
    listed: known.size,
  };
}

/** What a run has to know of a ballot: its figures, and how often names or sums disagree. */
export function ballotCheckCounts(held: HeldBallot, stage: VotingStage, context: DossierContext) {
  const { facts, people, office } = held;
  const { wrongSums, offList, notStanding, writtenTwice, listed: known } = ballotNames(held, stage, context);
  const candidates = people.filter((person) => !person.writtenIn);
  const writtenIn = people.filter((person) => person.writtenIn);
  const checks = {
    /** 1 for the first row whose figures are not the valid ballots, 0 for none. */
    wrongRow: candidates.findIndex(({ name }) => name === wrongSums[0]) + 1,
    sumsWrong: wrongSums.length,
    listed: known,
    offList: offList.length,
    notStanding: notStanding.length,
    writtenTwice: writtenTwice.length,
    against: candidates.reduce((sum, one) => sum + one.against, 0),
    writtenVotes: writtenIn.reduce((sum, one) => sum + one.for, 0),
    mostWritten: Math.max(0, ...writtenIn.map((one) => one.for)),
  };
  const prefix = prefixOf(office);
  return {
    ...ballotCounts(facts, prefix),
    ...Object.fromEntries(Object.entries(checks).map(([name, value]) => [`${prefix}${name}`, value])),
  };
}

/** Who is behind the rule results on a dossier's ballots, by code; of a tie, who has equal votes. */
export function ballotPeople(dossier: unknown, stage: VotingStage, context: DossierContext): PeopleBehind {
  const held = heldBallots(dossier, stage, context);
  const found = held.map((one) => ballotNames(one, stage, context));
  return {
    TALLY_DISAGREES: found.flatMap(({ wrongSums }) => wrongSums),
    CANDIDATE_NOT_ON_LIST: found.flatMap(({ offList }) => offList),
    CANDIDATE_NOT_STANDING: found.flatMap(({ notStanding }) => notStanding),
    WRITTEN_IN_NOT_ALLOWED: found.flatMap(({ writtenTwice }) => writtenTwice),
    SEATS_NOT_FILLED: held.flatMap(({ result }) => result.tied.map(({ name }) => name)),
  };
}
