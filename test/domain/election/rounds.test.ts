import { describe, expect, it } from 'vitest';
import { electedOf, lastResult } from '../../../domain/election/elected.ts';
import { firstBallots, judgeRound } from '../../../domain/election/rounds.ts';
import type { CountedRounds, OpenBallots } from '../../../domain/rules/ballot-facts.ts';
import { codes, judge, resultOf } from './judge.ts';
import { LANDU, landuContext, person } from './landu.ts';
import { RULES } from './rules.ts';

const names = (...numbers: number[]) => numbers.map((number) => person(number).name);
const congress = LANDU['member-election'];
const row = (number: number, votes: number, valid = 78) => ({ name: person(number).name, for: votes, against: valid - votes, abstain: 0 });

/** Nine seats, and two with 45 votes for the last. */
const tiedCongress = {
  candidates: congress.candidates.map((one) =>
    [9, 10].some((number) => person(number).name === one.name) ? { ...one, for: 45, against: 30, abstain: 3 } : one,
  ),
  writeIns: undefined,
};

/** What follows a round: the ballots that are open next, with the round on record. */
function after(stage: 'member-election' | 'leadership-election', change: object, context = {}) {
  const judged = judge(stage, change as Record<string, unknown>, { context });
  const open: OpenBallots = (context as { ballots?: OpenBallots }).ballots ?? firstBallots(stage, RULES);
  const before = (context as { counted?: CountedRounds }).counted ?? {};
  const counted: CountedRounds = { ...before, [stage]: [...(before[stage] ?? []), { open, dossier: judged.dossier }] };
  return { judged, context: { counted, ballots: judgeRound(open, judged.counts, RULES).next } };
}

describe('a tie at the congress', () => {
  it('opens a run-off of two for one seat; most votes win, and nine are elected in all', () => {
    const tie = after('member-election', tiedCongress);
    expect(codes(tie.judged, 'fails')).toEqual([]);
    expect(tie.context.ballots).toEqual({
      members: { kind: 'run-off', seats: 1, candidates: 2, runoffs: 0, supplementaries: 0, elected: 8 },
    });
    const runOff = after('member-election', { candidates: [row(10, 40), row(9, 38)], writeIns: undefined }, tie.context);
    expect(codes(runOff.judged, 'fails')).toEqual([]);
    expect(runOff.judged.counts).toMatchObject({ elected: 9 });
    const elected = electedOf({ ...landuContext('member-report'), counted: runOff.context.counted }, 'member-election').map(
      ({ name }) => name,
    );
    expect(elected).toEqual(names(5, 3, 6, 7, 2, 1, 8, 4, 10));
  });

  it('refuses a run-off with somebody who was not tied, with three, or with anybody written in', () => {
    const { context } = after('member-election', tiedCongress);
    const refused = (change: Record<string, unknown>) =>
      codes(judge('member-election', { writeIns: undefined, ...change }, { context }), 'fails');
    expect(refused({ candidates: [row(10, 40), row(8, 38)] })).toEqual(['CANDIDATE_NOT_ON_LIST']);
    expect(refused({ candidates: [row(10, 40), row(9, 38), row(8, 0)] })).toEqual(['RUN_OFF_CANDIDATES', 'CANDIDATE_NOT_ON_LIST']);
    expect(refused({ candidates: [row(10, 40), row(9, 37)], writeIns: [{ name: '于例己', for: 1 }] })).toEqual(['WRITTEN_IN_NOT_ALLOWED']);
    expect(refused({ candidates: [row(10, 40), row(9, 39)] })).toEqual(['VOTES_EXCEED_BALLOTS']);
  });

  it('asks people to decide after the second run-off, and knows who is still tied', () => {
    let step = after('member-election', tiedCongress);
    for (const _ of [1, 2]) step = after('member-election', { candidates: [row(10, 39), row(9, 39)], writeIns: undefined }, step.context);
    expect(step.context.ballots).toEqual({});
    expect(resultOf(step.judged, 'SEATS_NOT_FILLED')?.zh).toContain('不抽签');
    const record = { ...landuContext('member-report'), counted: step.context.counted };
    expect(electedOf(record, 'member-election')).toHaveLength(8);
    expect(lastResult(step.context.counted['member-election'] ?? [], 'members', RULES)?.tied.map(({ name }) => name)).toEqual(names(10, 9));
  });

  it('whom the decision takes is elected for every later check: the report, the plenary, nobody else', () => {
    let step = after('member-election', tiedCongress);
    for (const _ of [1, 2]) step = after('member-election', { candidates: [row(10, 39), row(9, 39)], writeIns: undefined }, step.context);
    const rounds = step.context.counted['member-election'] ?? [];
    const settled = rounds.map((round, index) => (index === rounds.length - 1 ? { ...round, taken: { members: [2] } } : round));
    const counted = { 'member-election': settled };
    const record = { ...landuContext('member-report'), counted };
    const elected = electedOf(record, 'member-election').map(({ name }) => name);
    expect(elected.toSorted()).toEqual(names(1, 2, 3, 4, 5, 6, 7, 8, 9).toSorted());
    const reported = (number: number) =>
      judge(
        'member-report',
        { members: names(1, 2, 3, 4, 5, 6, 7, 8, number).map((name) => ({ name, post: '委员' })) },
        { context: { counted } },
      );
    expect(codes(reported(9), 'fails')).toEqual([]);
    expect(codes(reported(10), 'fails')).toEqual(['REPORT_DISAGREES']);
    const plenary = judge('leadership-election', {}, { context: { counted } });
    expect(codes(plenary, 'fails')).not.toContain('ELECTORS_ARE_MEMBERS');
    expect(plenary.counts).toMatchObject({ electors: 9 });
  });

  it('goes on by votes where the plan says so, and nobody decides', () => {
    const rules = { ...RULES, tieThen: 'VOTE_AGAIN' as const };
    const open = { members: { kind: 'run-off' as const, seats: 1, candidates: 2, runoffs: 4, supplementaries: 0, elected: 8 } };
    const counts = judge(
      'member-election',
      { candidates: [row(10, 39), row(9, 39)], writeIns: undefined },
      { context: { ballots: open } },
    ).counts;
    expect(judgeRound(open, counts, RULES).next).toEqual({});
    expect(judgeRound(open, counts, rules).next).toMatchObject({ members: { kind: 'run-off', seats: 1, candidates: 2, runoffs: 5 } });
  });
});

describe('votes that are held again', () => {
  it('no quorum: the record is accepted, with a warning and no ballots', () => {
    const none = { present: 68, issued: 0, returned: 0, invalid: 0, valid: 0, writeIns: undefined };
    const candidates = congress.candidates.map(({ name }) => ({ name, for: 0, against: 0, abstain: 0 }));
    const { judged, context } = after('member-election', { ...none, candidates });
    expect(codes(judged, 'fails')).toEqual([]);
    expect(resultOf(judged, 'NO_QUORUM')).toMatchObject({ outcome: 'warns', figures: { need: 69 } });
    expect(judged.counts.elected).toBe(0);
    expect(context.ballots.members?.kind).toBe('repeat');
    expect(codes(judge('member-election', {}, { context }), 'fails')).toEqual([]);
  });

  it('one ballot too many: the record is accepted, and the vote is void', () => {
    const { judged, context } = after('member-election', { issued: 78, returned: 79 });
    expect(codes(judged, 'fails')).toEqual([]);
    expect(codes(judged, 'warns')).toContain('VOTE_VOID');
    expect(judged.counts.elected).toBe(0);
    expect(context.ballots.members?.kind).toBe('repeat');
  });

  it('too few passed: those not elected stand again, nobody else', () => {
    const short = {
      candidates: congress.candidates.map((one, index) =>
        index === 9 ? { ...one, for: 40, against: 35 } : index === 4 ? { ...one, for: 40, against: 34 } : one,
      ),
    };
    const { judged, context } = after('member-election', short);
    expect(judged.counts.elected).toBe(8);
    expect(context.ballots).toEqual({ members: { kind: 'supplementary', seats: 1, runoffs: 0, supplementaries: 0, elected: 8 } });
    const again = (candidates: object[]) => codes(judge('member-election', { candidates, writeIns: undefined }, { context }), 'fails');
    expect(again([row(10, 30), row(9, 45)])).toEqual([]);
    expect(again([row(10, 30), row(1, 45)])).toEqual(['CANDIDATE_NOT_ON_LIST']);
    expect(again([row(9, 45)])).toEqual(['BALLOT_CANDIDATES_TOO_FEW']);
    // Nobody is elected twice: who holds a seat already is not written in.
    const writeIns = [{ name: person(1).name, for: 1, eligible: true }];
    const written = judge('member-election', { candidates: [row(10, 30), row(9, 45)], writeIns }, { context });
    expect(codes(written, 'fails')).toContain('WRITTEN_IN_NOT_ALLOWED');
  });
});

describe('the plenary in two rounds', () => {
  const deputies = (votes: readonly (readonly [number, number])[]) => votes.map(([number, inFavour]) => row(number, inFavour, 9));
  const tie = after('leadership-election', {
    deputiesCandidates: deputies([
      [2, 9],
      [4, 8],
      [3, 5],
      [7, 5],
    ]),
  });

  it('a tie for the third deputy leaves the secretary elected and opens the deputies’ ballot alone', () => {
    expect(codes(tie.judged, 'fails')).toEqual([]);
    expect(tie.context.ballots).toEqual({
      deputies: { kind: 'run-off', seats: 1, candidates: 2, runoffs: 0, supplementaries: 0, elected: 2 },
    });
    expect(tie.judged.ruleResults.some(({ code }) => code === 'DEPUTY_MIX')).toBe(false);
  });

  it('the run-off completes the leaders, and the mix is judged on all of them', () => {
    const alone = Object.fromEntries(
      Object.keys(LANDU['leadership-election'])
        .filter((key) => key.startsWith('secretary'))
        .map((key) => [key, undefined]),
    );
    const runOff = after(
      'leadership-election',
      {
        ...alone,
        deputiesCandidates: deputies([
          [3, 5],
          [7, 4],
        ]),
      },
      tie.context,
    );
    expect(codes(runOff.judged, 'fails')).toEqual([]);
    expect(runOff.judged.counts).toMatchObject({ secretaries: 1, deputies: 3, deputiesIn: 1, deputiesOut: 2 });
    expect(resultOf(runOff.judged, 'DEPUTY_MIX')?.outcome).toBe('holds');
    const context = { ...landuContext('leadership-report'), counted: runOff.context.counted };
    expect(electedOf(context, 'leadership-election').map(({ name }) => name)).toEqual(names(1, 2, 4, 3));
  });
});
