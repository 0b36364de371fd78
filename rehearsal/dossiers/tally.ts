import type { Township } from '../../domain/county/county-schema.ts';
import type { ScenarioTally } from '../../domain/county/scenario-schema.ts';
import type { TownshipRules } from '../../domain/plan/resolved-plan.ts';

/** A counted ballot in which as many people as there are seats are elected at once, and by rank. */
export interface Tally {
  readonly entitled: number;
  readonly present: number;
  readonly issued: number;
  readonly returned: number;
  readonly invalid: number;
  readonly valid: number;
  /** Per candidate, winners first: for, against and abstaining add up to the valid ballots. */
  readonly votes: readonly { readonly for: number; readonly against: number; readonly abstain: number }[];
}

const DEFAULT_DELEGATES = 60;

/** Who may vote on the members: the congress's delegates, or every League member. */
export function electorsOf({ delegates, leagueMembers }: Township, { electionMode }: TownshipRules): number {
  return (electionMode === 'MEETING_OF_ALL' ? leagueMembers : delegates) ?? DEFAULT_DELEGATES;
}

/** A few stay away, and one ballot is invalid where there are many. */
export function plainTally(entitled: number, seats: number, candidates: number, present = entitled - Math.floor(entitled / 17)): Tally {
  const invalid = present > 20 ? 1 : 0;
  const valid = present - invalid;
  return { entitled, present, issued: present, returned: present, invalid, valid, votes: plainVotes(valid, seats, candidates) };
}

/** A ballot of which the votes in favour are given. */
export function countedTally({ votes, ...meeting }: ScenarioTally): Tally {
  const valid = meeting.returned - meeting.invalid;
  return { ...meeting, valid, votes: votes.map((inFavour) => split(inFavour, valid)) };
}

/** Too few came: nothing was issued, nobody has a vote. */
export function postponedTally(entitled: number, present: number, candidates: number): Tally {
  return countedTally({ entitled, present, issued: 0, returned: 0, invalid: 0, votes: Array.from({ length: candidates }, () => 0) });
}

/**
 * Votes on so many valid ballots: winners get at least four fifths, by rank, the others at most two fifths. No ballot
 * approves of more people than there are seats, so the others share what the winners miss.
 */
export function plainVotes(valid: number, seats: number, candidates: number): Tally['votes'] {
  const winners = Array.from({ length: Math.min(seats, candidates) }, (_, index) => valid - Math.ceil(((index + 1) * valid) / (5 * seats)));
  const others = candidates - winners.length;
  const missed = winners.reduce((sum, inFavour) => sum + valid - inFavour, 0);
  const share = Math.min(Math.floor((valid * 2) / 5), Math.floor(missed / Math.max(1, others)));
  return [...winners, ...Array.from({ length: others }, () => share)].map((inFavour) => split(inFavour, valid));
}

/** Whoever does not approve disapproves, or in one case of three abstains. */
function split(inFavour: number, valid: number): Tally['votes'][number] {
  const against = Math.floor(((valid - inFavour) * 2) / 3);
  return { for: inFavour, against, abstain: valid - inFavour - against };
}
