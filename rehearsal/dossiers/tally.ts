import type { Township } from '../../domain/county/county-schema.ts';
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

/** A few stay away, one ballot is invalid where there are enough; winners get at least four fifths, the others two. */
export function plainTally(entitled: number, seats: number, candidates: number): Tally {
  const present = entitled - Math.floor(entitled / 17);
  const invalid = present > 20 ? 1 : 0;
  const valid = present - invalid;
  const votes = Array.from({ length: candidates }, (_, index) => {
    const inFavour =
      index < seats ? valid - Math.floor((index * valid) / (5 * seats)) : Math.max(0, Math.floor((valid * 2) / 5) - (index - seats));
    const against = Math.floor(((valid - inFavour) * 2) / 3);
    return { for: inFavour, against, abstain: valid - inFavour - against };
  });
  return { entitled, present, issued: present, returned: present, invalid, valid, votes };
}
