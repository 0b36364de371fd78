import type { TownshipRules } from '../plan/resolved-plan.ts';

/**
 * What kind of vote a round is. `repeat` holds a postponed or void first ballot again, under the same rules; a
 * postponed or void run-off or supplementary ballot keeps its own kind.
 */
export const BALLOT_KINDS = ['first', 'repeat', 'run-off', 'supplementary'] as const;
export type BallotKind = (typeof BALLOT_KINDS)[number];

/** What is known of a ballot before anybody votes. */
export interface BallotContext {
  readonly kind: BallotKind;
  /** Seats open in this ballot. */
  readonly seats: number;
  /** How many stand; fixed for a run-off. */
  readonly candidates?: number;
  /** Run-offs that were decided before this ballot, itself not counted. */
  readonly runoffs: number;
  /** Supplementary elections that were decided before this ballot, itself not counted. */
  readonly supplementaries: number;
  /** Elected in earlier ballots of this election. */
  readonly elected: number;
}

/**
 * What is voted on: the members at the congress, then secretary and deputies in the plenary. An office is a ballot of
 * its own, so that a tie among deputies leaves the elected secretary elected.
 */
export const OFFICES = ['members', 'secretary', 'deputies'] as const;
export type Office = (typeof OFFICES)[number];

/** The ballots open in a round; an office that is not among them is not voted on. */
export type OpenBallots = Readonly<Partial<Record<Office, BallotContext>>>;

/** The stages in which a vote is counted. */
export type VotingStage = 'member-election' | 'leadership-election';

/** Of people still tied after the last run-off of an office: the numbers of those who are taken, in the ballot's order (§2.5). */
export type TakenPeople = Readonly<Partial<Record<Office, readonly number[]>>>;

/** A vote on record: which ballots were open, and the dossier in which they were counted. */
export interface CountedRound {
  readonly open: OpenBallots;
  readonly dossier: unknown;
  /** Absent where there was no tie, or nobody has decided on it yet. */
  readonly taken?: TakenPeople | undefined;
}

/** The votes on record by stage, each in the order in which they were held. Those that were voided by a return are left out. */
export type CountedRounds = Readonly<Partial<Record<VotingStage, readonly CountedRound[]>>>;

/** A counted ballot, in numbers. */
export interface BallotFacts {
  /** E: entitled to vote. */
  readonly entitled: number;
  /** P: present of these. */
  readonly present: number;
  /** I: ballots issued. */
  readonly issued: number;
  /** R: ballots returned. */
  readonly returned: number;
  /** Of the returned: invalid, those with more names than seats among them. */
  readonly invalid: number;
  readonly candidates: number;
  /** Votes in favour, one per person, write-ins included, in any order. */
  readonly votes: readonly number[];
  /** Electors who consent to fewer seats, where that was asked. */
  readonly reduceConsent?: number;
}

/** What a ballot leads to. `elected` counts earlier ballots of the same election too. */
export type BallotOutcome =
  /** No quorum: the list is kept and the meeting held again; `need` had to be present. */
  | { readonly kind: 'postponed'; readonly need: number }
  /** More ballots returned than issued: the vote counts for nothing and is held again. */
  | { readonly kind: 'void' }
  /** Every seat is filled, or the electors consented to fewer seats. */
  | { readonly kind: 'complete'; readonly elected: number }
  /** A tie at the cut: `candidates` with equal votes stand for the `seats` left; most votes win. */
  | { readonly kind: 'run-off'; readonly elected: number; readonly seats: number; readonly candidates: number }
  /** Too few passed the half: the missing seats are voted on again, among at least `minCandidates`. */
  | { readonly kind: 'supplementary'; readonly elected: number; readonly seats: number; readonly minCandidates: number }
  /** Seats that stay empty, to be reported. */
  | { readonly kind: 'vacant'; readonly elected: number; readonly vacant: number }
  /** Still a tie after the last run-off: people decide, never a lot. */
  | { readonly kind: 'decision-asked'; readonly elected: number; readonly seats: number; readonly candidates: number };

/** The rules a ballot is judged by. */
export type BallotRules = Pick<
  TownshipRules,
  'quorum' | 'majorityBase' | 'maxRunoffs' | 'tieThen' | 'shortfallPolicy' | 'shortfallRounds' | 'shortfallThen' | 'formalBp'
>;
