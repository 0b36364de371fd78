import { OFFICES, type OpenBallots, type TakenPeople } from '../election/ballot-facts.ts';
import type { ItemState } from './township-state.ts';

/** A round of a vote that counts: what was voted on, and the revision in which it was counted. */
export interface VotedRound {
  readonly open: OpenBallots;
  readonly revision: string;
  /** Of people still tied in this round: those whom people decided to take. */
  readonly taken?: TakenPeople;
}

/**
 * The rounds of a vote that are on record, in order. Where the vote began anew, after a return, earlier ones are left out.
 * @param last the round to end with; the present one unless told
 */
export function votedRounds({ pastRounds, round: present, ballots, submission, results, asked }: ItemState, last = present): VotedRound[] {
  const rounds = [...pastRounds, { round: present, ballots, submission }].filter(({ round }) => round <= last);
  const begins = rounds.findLastIndex(
    (round) => round.ballots !== null && Object.values(round.ballots).every(({ kind }) => kind === 'first'),
  );
  const voted: VotedRound[] = rounds
    .slice(Math.max(0, begins))
    .flatMap((round) => (round.ballots && round.submission ? [{ open: round.ballots, revision: round.submission.revision }] : []));
  if (last !== present) return voted;
  // Whom the party committee takes is elected once the county league has agreed.
  if (asked.some((answer) => answer.kind !== 'note' && !answer.given)) return voted;
  // A decision on a tie belongs to the last ballot of its office; other offices may have been voted on since.
  for (const office of OFFICES) {
    const people = results[office]?.settled?.people;
    const at = people ? voted.findLastIndex(({ open }) => open[office] !== undefined) : -1;
    const round = voted[at];
    if (people && round) voted[at] = { ...round, taken: { ...round.taken, [office]: people } };
  }
  return voted;
}
