import type { DossierContext } from '../dossiers/define-dossier.ts';
import { sameText } from '../dossiers/on-record.ts';
import { ballotCounts, prefixOf } from './ballot-counts.ts';
import type { BallotContext, Office, OpenBallots, VotingStage } from './ballot-facts.ts';
import { electedOf, lastResult, type NamedResult, resultOf, roundsOnRecord } from './elected.ts';
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

/** Names of those who may stand: the list of a first ballot, those with equal votes, or those not elected before. Unknown where nothing is on record. */
function allowedNames({ office, context: open }: HeldBallot, stage: VotingStage, context: DossierContext, listed: readonly string[]) {
  if (open.kind === 'first' || open.kind === 'repeat') return listed;
  const before = lastResult(roundsOnRecord(context, stage), office, ballotRulesOf(office, context.rules));
  if (!before) return [];
  if (open.kind === 'run-off') return before.tied.map(({ name }) => name);
  if (office === 'members') return before.unelected.map(({ name }) => name);
  const taken = new Set(electedOf(context, stage).map(({ name }) => sameText(name)));
  return listed.filter((name) => !taken.has(sameText(name)));
}

/**
 * What a run has to know of a ballot: its figures, and how often names or sums disagree.
 * @param listed names that may stand in a first ballot; empty when none are on record.
 */
export function ballotCheckCounts(held: HeldBallot, stage: VotingStage, context: DossierContext, listed: readonly string[]) {
  const { facts, people, office } = held;
  const candidates = people.filter((person) => !person.writtenIn);
  const writtenIn = people.filter((person) => person.writtenIn);
  const allowed = allowedNames(held, stage, context, listed);
  const known = new Set(allowed.map(sameText));
  const standing = new Set(candidates.map(({ name }) => sameText(name)));
  const wrong = candidates.findIndex((one) => one.for + one.against + one.abstain !== facts.valid);
  const checks = {
    /** 1 for the first row whose figures are not the valid ballots, 0 for none. */
    wrongRow: wrong + 1,
    sumsWrong: candidates.filter((one) => one.for + one.against + one.abstain !== facts.valid).length,
    /** How many names the list holds that the candidates are compared with; 0 when none is on record. */
    listed: known.size,
    offList: known.size > 0 ? candidates.filter(({ name }) => !known.has(sameText(name))).length : 0,
    notStanding: everybodyStands(held) ? [...known].filter((name) => !standing.has(name)).length : 0,
    writtenTwice: writtenIn.filter(({ name }) => standing.has(sameText(name))).length,
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

/** In a first ballot and in a run-off everybody on the list stands; in a supplementary election some of the unelected do. */
function everybodyStands({ context }: HeldBallot): boolean {
  return context.kind !== 'supplementary';
}
