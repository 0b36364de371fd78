import { describe, expect, it } from 'vitest';
import { type BallotContext, type BallotOutcome, judgeBallot, leadershipBallotRules } from '../../../domain/election/ballot.ts';
import { isQuorate, quorumNeed } from '../../../domain/election/quorum.ts';
import { nextBallot } from '../../../domain/election/rounds.ts';
import { ballot, first, RULES } from './rules.ts';

const LEADERSHIP = leadershipBallotRules(RULES);

describe('election vectors', () => {
  it('E1: nine of ten who passed the half are elected by rank', () => {
    const facts = ballot([52, 51, 50, 49, 48, 47, 46, 45, 44, 33], { entitled: 60, present: 56, issued: 56, returned: 55, invalid: 1 });
    expect(quorumNeed(60, RULES.quorum)).toBe(49);
    expect(judgeBallot(facts, first(9), RULES)).toEqual({ kind: 'complete', elected: 9 });
  });

  it('E2: 48 of 60 are no quorum when more than four fifths are asked for, and are one when four fifths are enough', () => {
    const facts = ballot([40], { entitled: 60, present: 48 });
    expect(judgeBallot(facts, first(1), RULES)).toEqual({ kind: 'postponed', need: 49 });
    expect(judgeBallot(facts, first(1), { ...RULES, quorum: { num: 4, den: 5, strict: false } }).kind).toBe('complete');
  });

  it('E3: one ballot more returned than issued makes the whole vote void, and it is held again', () => {
    const outcome = judgeBallot(ballot([50, 40], { present: 56, returned: 57 }), first(1), RULES);
    expect(outcome).toEqual({ kind: 'void' });
    expect(nextBallot(first(1), outcome)).toEqual({ ...first(1), kind: 'repeat' });
  });

  it('E4: ballots that did not come back still count in the base', () => {
    const facts = { entitled: 60, present: 56, issued: 56, returned: 50 };
    expect(judgeBallot(ballot([28], facts), first(1), RULES).kind).toBe('supplementary');
    expect(judgeBallot(ballot([29], facts), first(1), RULES).kind).toBe('complete');
  });

  it('E6: half of those present is not elected, one more is', () => {
    expect(judgeBallot(ballot([28], { present: 56 }), first(1), RULES)).toMatchObject({ kind: 'supplementary', elected: 0 });
    expect(judgeBallot(ballot([29], { present: 56 }), first(1), RULES)).toEqual({ kind: 'complete', elected: 1 });
  });

  it('E7: thirty votes are more than half of 56 present and not more than half of 60 entitled', () => {
    const facts = ballot([30], { entitled: 60, present: 56 });
    expect(judgeBallot(facts, first(1), RULES).kind).toBe('complete');
    expect(judgeBallot(facts, first(1), { ...RULES, majorityBase: 'ENTITLED' }).kind).toBe('supplementary');
  });

  it('E8: a tie at the cut sends the two with equal votes into a run-off for one seat', () => {
    expect(judgeBallot(ballot([40, 35, 30, 30]), first(3), RULES)).toEqual({ kind: 'run-off', elected: 2, seats: 1, candidates: 2 });
  });

  it('E9: a tie above the cut needs no run-off', () => {
    expect(judgeBallot(ballot([40, 35, 35, 30]), first(3), RULES)).toEqual({ kind: 'complete', elected: 3 });
  });

  it('E10: three with equal votes stand for the two seats left', () => {
    expect(judgeBallot(ballot([40, 30, 30, 30]), first(3), RULES)).toEqual({ kind: 'run-off', elected: 1, seats: 2, candidates: 3 });
  });

  const shortOfNine = ballot([52, 50, 48, 45, 40, 35, 30, 28, 20, 10], { entitled: 60, present: 56 });
  it('E11: two seats short are voted on again among at least three', () => {
    const outcome = judgeBallot(shortOfNine, first(9), RULES);
    expect(outcome).toEqual({ kind: 'supplementary', elected: 7, seats: 2, minCandidates: 3 });
    expect(judgeBallot(shortOfNine, first(9), { ...RULES, formalBp: 2_000 })).toEqual(outcome);
  });

  it('E12: after the one supplementary election the seat still missing stays vacant', () => {
    const again = nextBallot(first(9), judgeBallot(shortOfNine, first(9), RULES)) as BallotContext;
    expect(judgeBallot(ballot([40, 28, 20], { entitled: 60, present: 56 }), again, RULES)).toEqual({
      kind: 'vacant',
      elected: 8,
      vacant: 1,
    });
  });

  it('E13: someone written in with 31 of 56 ranks ninth and is elected', () => {
    const candidates = [52, 51, 50, 49, 48, 47, 46, 45, 30, 28];
    const facts = ballot([...candidates, 31], { entitled: 60, present: 56, candidates: 10 });
    expect(judgeBallot(facts, first(9), RULES)).toEqual({ kind: 'complete', elected: 9 });
    expect(judgeBallot({ ...facts, votes: [...candidates.slice(0, 8), 28, 27, 31] }, first(9), RULES)).toEqual({
      kind: 'complete',
      elected: 9,
    });
  });

  it('E14: after the second run-off that ends in a tie a decision is asked for', () => {
    const outcomes: BallotOutcome[] = [];
    let open: BallotContext | undefined = first(1);
    while (open) {
      const outcome: BallotOutcome = judgeBallot(ballot(open.kind === 'first' ? [26, 26] : [25, 25]), open, RULES);
      outcomes.push(outcome);
      open = nextBallot(open, outcome);
    }
    expect(outcomes.map(({ kind }) => kind)).toEqual(['run-off', 'run-off', 'decision-asked']);
    expect(outcomes.at(-1)).toEqual({ kind: 'decision-asked', elected: 0, seats: 1, candidates: 2 });
  });

  it('E15: eight of nine members are a quorum, and five of eight elect the secretary', () => {
    expect(quorumNeed(9, RULES.quorum)).toBe(8);
    expect(judgeBallot(ballot([5], { entitled: 9, present: 8 }), first(1), LEADERSHIP)).toEqual({ kind: 'complete', elected: 1 });
    expect(judgeBallot(ballot([4], { entitled: 9, present: 8 }), first(1), LEADERSHIP).kind).toBe('supplementary');
  });

  it('E16: seven of nine members are no quorum', () => {
    expect(judgeBallot(ballot([7], { entitled: 9, present: 7 }), first(1), LEADERSHIP)).toEqual({ kind: 'postponed', need: 8 });
  });

  it('E17: two deputies are elected, and the two with five votes each run off for the third', () => {
    expect(judgeBallot(ballot([9, 8, 5, 5], { present: 9 }), first(3), LEADERSHIP)).toEqual({
      kind: 'run-off',
      elected: 2,
      seats: 1,
      candidates: 2,
    });
  });
});

/** E, then the least present for > 4/5, ≥ 4/5, > 2/3, ≥ 2/3, > 1/2. */
const QUORUM: readonly (readonly [number, number, number, number, number, number])[] = [
  [9, 8, 8, 7, 6, 5],
  [11, 9, 9, 8, 8, 6],
  [50, 41, 40, 34, 34, 26],
  [60, 49, 48, 41, 40, 31],
  [85, 69, 68, 57, 57, 43],
  [100, 81, 80, 67, 67, 51],
  [120, 97, 96, 81, 80, 61],
];

describe('quorum table', () => {
  const thresholds = [
    { num: 4, den: 5, strict: true },
    { num: 4, den: 5, strict: false },
    { num: 2, den: 3, strict: true },
    { num: 2, den: 3, strict: false },
    { num: 1, den: 2, strict: true },
  ];
  it.each(QUORUM)('of %i entitled, %i, %i, %i, %i and %i have to be present', (entitled, ...needed) => {
    expect(thresholds.map((one) => quorumNeed(entitled, one))).toEqual(needed);
    for (const [index, least] of needed.entries()) {
      const threshold = thresholds[index] ?? RULES.quorum;
      expect([isQuorate(entitled, least - 1, threshold), isQuorate(entitled, least, threshold)]).toEqual([false, true]);
    }
  });
});

describe('more and fewer than the seats', () => {
  it('most votes win a run-off, also with less than half', () => {
    const runOff: BallotContext = { kind: 'run-off', seats: 1, candidates: 3, runoffs: 0, supplementaries: 0, elected: 2 };
    expect(judgeBallot(ballot([20, 15, 15]), runOff, RULES)).toEqual({ kind: 'complete', elected: 3 });
  });

  it('a postponed run-off is held again as a run-off and uses none up', () => {
    const runOff: BallotContext = { kind: 'run-off', seats: 1, candidates: 2, runoffs: 1, supplementaries: 0, elected: 8 };
    expect(nextBallot(runOff, judgeBallot(ballot([20, 15], { entitled: 90 }), runOff, RULES))).toEqual(runOff);
  });

  it('vacant at once where the plan has no supplementary election', () => {
    const rules = { ...RULES, shortfallPolicy: 'VACANT', shortfallRounds: 0 } as const;
    expect(judgeBallot(ballot([40, 25]), first(2), rules)).toEqual({ kind: 'vacant', elected: 1, vacant: 1 });
  });

  it.each([
    [25, 'vacant'],
    [26, 'complete'],
  ])('with fewer seats by consent: %i of 50 make it %s', (reduceConsent, kind) => {
    const rules = { ...RULES, shortfallPolicy: 'REDUCE_SEATS', shortfallRounds: 0 } as const;
    expect(judgeBallot(ballot([40, 25], { reduceConsent }), first(2), rules)).toMatchObject({ kind, elected: 1 });
  });

  it('a secretary who was not elected is voted on once more among two, and then the post is vacant', () => {
    const outcome = judgeBallot(ballot([4], { present: 9 }), first(1), LEADERSHIP);
    expect(outcome).toEqual({ kind: 'supplementary', elected: 0, seats: 1, minCandidates: 2 });
    const again = nextBallot(first(1), outcome) as BallotContext;
    expect(judgeBallot(ballot([4, 4], { present: 9 }), again, LEADERSHIP)).toEqual({ kind: 'vacant', elected: 0, vacant: 1 });
  });
});
