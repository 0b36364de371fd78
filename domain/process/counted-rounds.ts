import type { OpenBallots } from '../election/ballot-facts.ts';
import type { ItemState } from './township-state.ts';

/** A round of a vote that counts: what was voted on, and the revision in which it was counted. */
export interface VotedRound {
  readonly open: OpenBallots;
  readonly revision: string;
}

/** The rounds of a vote that are on record, in order. Where the vote began anew, after a return, earlier ones are left out. */
export function votedRounds({ pastRounds, ballots, submission }: ItemState): VotedRound[] {
  const rounds = [...pastRounds, { ballots, submission }];
  const begins = rounds.findLastIndex(
    (round) => round.ballots !== null && Object.values(round.ballots).every(({ kind }) => kind === 'first'),
  );
  return rounds
    .slice(Math.max(0, begins))
    .flatMap((round) => (round.ballots && round.submission ? [{ open: round.ballots, revision: round.submission.revision }] : []));
}
