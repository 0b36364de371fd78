import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type BallotContext, ballotCounts, ballotFactsOf, judgeBallot } from '../../../domain/election/ballot.ts';
import { nextBallot } from '../../../domain/election/rounds.ts';
import { ballot, first, RULES } from './rules.ts';

const anyBallot = fc.integer({ min: 1, max: 120 }).chain((present) =>
  fc.record({
    votes: fc.array(fc.integer({ min: 0, max: present }), { minLength: 1, maxLength: 40 }),
    present: fc.constant(present),
    seats: fc.integer({ min: 1, max: 21 }),
  }),
);

describe('whatever is counted', () => {
  it('never elects more people than there are seats, nor anybody with half or less', () => {
    fc.assert(
      fc.property(anyBallot, ({ votes, present, seats }) => {
        const outcome = judgeBallot(ballot(votes, { present }), first(seats), RULES);
        const elected = 'elected' in outcome ? outcome.elected : 0;
        expect(elected).toBeLessThanOrEqual(seats);
        expect(elected).toBeLessThanOrEqual(votes.filter((one) => 2 * one > present).length);
      }),
    );
  });

  it('says the same in whatever order the votes are listed', () => {
    fc.assert(
      fc.property(
        anyBallot.chain((one) => fc.tuple(fc.constant(one), fc.shuffledSubarray(one.votes, { minLength: one.votes.length }))),
        ([{ votes, present, seats }, shuffled]) => {
          expect(judgeBallot(ballot(shuffled, { present }), first(seats), RULES)).toEqual(
            judgeBallot(ballot(votes, { present }), first(seats), RULES),
          );
        },
      ),
    );
  });

  it('accounts for every seat: elected, voted on again, or vacant', () => {
    fc.assert(
      fc.property(anyBallot, ({ votes, present, seats }) => {
        const outcome = judgeBallot(ballot(votes, { present }), first(seats), RULES);
        const open = 'seats' in outcome ? outcome.seats : 0;
        expect(('elected' in outcome ? outcome.elected : 0) + open).toBe(seats);
      }),
    );
  });

  it('comes to an end: no election needs more ballots than its run-offs and supplementary rounds', () => {
    fc.assert(
      fc.property(fc.infiniteStream(anyBallot), fc.integer({ min: 1, max: 21 }), (stream, seats) => {
        let open: BallotContext | undefined = first(seats);
        let held = 0;
        for (const { votes, present } of stream) {
          if (!open) break;
          held += 1;
          open = nextBallot(open, judgeBallot(ballot(votes, { present }), open, RULES));
        }
        expect(held).toBeLessThanOrEqual(1 + RULES.maxRunoffs + RULES.shortfallRounds * (1 + RULES.maxRunoffs));
      }),
    );
  });

  it('travels in counts and comes back the same', () => {
    fc.assert(
      fc.property(anyBallot, fc.constantFrom('', 'secretary.', 'deputies.'), ({ votes, present }, prefix) => {
        const facts = ballot(votes, { present, reduceConsent: 3 });
        const counts = ballotCounts({ ...facts, valid: present }, prefix);
        expect(Object.keys(counts).every((name) => /^[A-Za-z][A-Za-z0-9.]{0,39}$/.test(name))).toBe(true);
        expect(ballotFactsOf(counts, prefix)).toEqual({ ...facts, votes: votes.toSorted((a, b) => b - a) });
      }),
    );
  });
});
