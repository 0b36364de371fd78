import { describe, expect, it } from 'vitest';
import { type BallotContext, type BallotFacts, type BallotOutcome, judgeBallot } from '../../../domain/election/ballot.ts';
import { nextBallot } from '../../../domain/election/rounds.ts';
import { ballot, first, RULES } from './rules.ts';

/** Ballots one after the other, each in the light of the one before. */
function play(seats: number, ...held: readonly BallotFacts[]): BallotOutcome[] {
  let open: BallotContext | undefined = first(seats);
  return held.map((facts) => {
    if (!open) throw new Error('the election was over before this ballot');
    const outcome = judgeBallot(facts, open, RULES);
    open = nextBallot(open, outcome);
    return outcome;
  });
}

describe('the sample county’s cases end as they say', () => {
  it('tie_at_cut: eight elected, two run off for the ninth seat, who wins it with 26 to 19', () => {
    const meeting = { entitled: 50, present: 46 };
    expect(play(9, ballot([44, 43, 42, 41, 40, 39, 37, 35, 31, 31], meeting), ballot([26, 19], { ...meeting, invalid: 1 }))).toEqual([
      { kind: 'run-off', elected: 8, seats: 1, candidates: 2 },
      { kind: 'complete', elected: 9 },
    ]);
  });

  it('shortfall: ten of eleven elected, one seat voted on again among at least two, won with 40 of 70', () => {
    const meeting = { entitled: 80, present: 70 };
    expect(
      play(
        11,
        ballot([66, 65, 64, 62, 60, 58, 57, 55, 50, 44, 34, 33, 30], { ...meeting, invalid: 2 }),
        ballot([40, 29], { ...meeting, returned: 69 }),
      ),
    ).toEqual([
      { kind: 'supplementary', elected: 10, seats: 1, minCandidates: 2 },
      { kind: 'complete', elected: 11 },
    ]);
  });

  it('quorum_fails_once: 47 of 60 are postponed for want of 49, 55 two weeks later vote', () => {
    const votes = [54, 53, 52, 51, 50, 49, 48, 47, 46, 20];
    expect(
      play(
        9,
        ballot(
          votes.map(() => 0),
          { entitled: 60, present: 47 },
        ),
        ballot(votes, { entitled: 60, present: 55 }),
      ),
    ).toEqual([
      { kind: 'postponed', need: 49 },
      { kind: 'complete', elected: 9 },
    ]);
  });

  it('competitive_speech: nine elected by a counted vote', () => {
    expect(play(9, ballot([44, 43, 43, 42, 40, 38, 36, 35, 33, 21], { entitled: 48, present: 45 }))).toEqual([
      { kind: 'complete', elected: 9 },
    ]);
  });
});
