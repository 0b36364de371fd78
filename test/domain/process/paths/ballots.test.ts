import { describe, expect, it } from 'vitest';
import { votedRounds } from '../../../../domain/process/counted-rounds.ts';
import { PlayedTownship } from '../../../support/played-township.ts';
import { actor } from '../../../support/township.ts';
import { membersVote, message, NINE_OF_TEN, plenaryVote } from './counted.ts';

function atTheVote(): PlayedTownship {
  return new PlayedTownship().reach('member-election');
}

/** Candidates on whom nobody voted, because no vote was held. */
const nobody = (candidates: number) => Array.from({ length: candidates }, () => 0);

const ended = (played: PlayedTownship, id: 'member-election' | 'leadership-election' = 'member-election') =>
  played.item(id).pastRounds.map((round) => round.ended);

describe('an election of members', () => {
  it('with too few present is postponed: the list is kept, and the congress held again with its own due date', () => {
    const played = atTheVote();
    played.submit('member-election', { counts: membersVote({ votes: nobody(10), present: 67, issued: 0 }, 0) });
    const { status, round, ballots, due, openedAt } = played.item('member-election');
    expect([status, round, ended(played)]).toEqual(['open', 2, ['postponed']]);
    expect(ballots).toEqual({ members: { kind: 'repeat', seats: 9, runoffs: 0, supplementaries: 0, elected: 0 } });
    expect([due !== null, openedAt]).toEqual([true, played.now]);
    expect(played.item('formal-candidates')).toMatchObject({ status: 'passed', round: 1 });
    expect(played.of('postponed')[0]?.params).toEqual({ need: 69 });
    expect(played.submit('member-election', { counts: membersVote({ votes: NINE_OF_TEN }) }).late).toBe(false);
    expect(played.item('member-election')).toMatchObject({ status: 'submitted', results: { members: { elected: 9, vacant: 0 } } });
  });

  it('with more ballots than were issued is void, and voted on again', () => {
    const played = atTheVote();
    played.submit('member-election', { counts: membersVote({ votes: NINE_OF_TEN, issued: 80, returned: 81 }, 0) });
    expect(ended(played)).toEqual(['vote-void']);
    expect(played.item('member-election').ballots?.members?.kind).toBe('repeat');
    played.pass('member-election');
    expect(played.item('leader-candidates').status).toBe('open');
  });

  it('with a tie at the cut goes on with a run-off of those with equal votes, and most votes win', () => {
    const played = atTheVote();
    played.submit('member-election', { counts: membersVote({ votes: [78, 77, 76, 75, 74, 73, 72, 71, 50, 50] }, 8) });
    expect(played.item('member-election').ballots?.members).toMatchObject({ kind: 'run-off', seats: 1, candidates: 2, elected: 8 });
    played.submit('member-election', { counts: membersVote({ votes: [40, 30] }) });
    expect(played.item('member-election')).toMatchObject({
      status: 'submitted',
      round: 2,
      results: { members: { elected: 9, vacant: 0 } },
    });
    expect(ended(played)).toEqual(['run-off']);
  });

  it('tied after two run-offs asks the party committee who is taken, and the county league to agree', () => {
    const played = atTheVote();
    const tied = { counts: membersVote({ votes: [40, 40] }, 8) };
    played.submit('member-election', { counts: membersVote({ votes: [78, 77, 76, 75, 74, 73, 72, 71, 50, 50] }, 8) });
    played.submit('member-election', tied);
    played.submit('member-election', tied);
    const { item, round } = { item: 'member-election' as const, round: 3 };
    expect(played.item(item)).toMatchObject({ status: 'submitted', round, results: { members: { tied: { seats: 1, candidates: 2 } } } });
    expect(() => played.answer(item, 'township-party-committee', { verdict: 'approve' })).toThrow('MESSAGE_MALFORMED');
    const digest = played.item(item).submission?.digest ?? '';
    const settle = (people: number[], shown = digest) =>
      message('settleTie', actor('township-party-committee'), { item, round, office: 'members', digest: shown, people });
    expect(() => played.send(settle([1, 2]))).toThrow('TAKEN_WRONG');
    expect(() => played.send(settle([3]))).toThrow('TAKEN_WRONG');
    expect(() => played.send(settle([1], '0'.repeat(64)))).toThrow('STALE_REVISION');
    played.send(settle([2]));
    expect(played.item(item).status).toBe('submitted');
    expect(votedRounds(played.item(item)).some((one) => one.taken !== undefined)).toBe(false);
    played.answer(item, 'county-league');
    expect(played.item(item)).toMatchObject({
      status: 'passed',
      results: { members: { elected: 9, vacant: 0, tied: null, settled: { seats: 1, candidates: 2, people: [2] } } },
    });
    const voted = votedRounds(played.item(item));
    expect(voted.map((one) => one.taken)).toEqual([undefined, undefined, { members: [2] }]);
  });

  it('settled in a way that the county league does not agree to goes back to the party committee; the vote stands', () => {
    const played = atTheVote();
    const tied = { counts: membersVote({ votes: [40, 40] }, 8) };
    played.submit('member-election', { counts: membersVote({ votes: [78, 77, 76, 75, 74, 73, 72, 71, 50, 50] }, 8) });
    played.submit('member-election', tied);
    played.submit('member-election', tied);
    const item = 'member-election' as const;
    const digest = played.item(item).submission?.digest ?? '';
    const settle = (people: number[]) =>
      message('settleTie', actor('township-party-committee'), { item, round: 3, office: 'members', digest, people });
    played.send(settle([2]));
    played.answer(item, 'county-league', { verdict: 'return' });
    expect(played.item(item)).toMatchObject({
      status: 'submitted',
      round: 3,
      results: { members: { elected: 8, vacant: 0, tied: { seats: 1, candidates: 2 } } },
    });
    expect(votedRounds(played.item(item)).every((one) => one.taken === undefined)).toBe(true);
    expect(played.of('tie-returned')[0]?.notify).toEqual(['township-party-committee', 'township-league']);
    played.send(settle([1]));
    played.answer(item, 'county-league');
    expect(played.item(item)).toMatchObject({ status: 'passed', results: { members: { elected: 9, settled: { people: [1] } } } });
  });

  it('with too few over the half goes on with a supplementary election for the seats that are missing', () => {
    const played = atTheVote();
    played.submit('member-election', { counts: membersVote({ votes: [78, 77, 76, 75, 74, 73, 72, 30, 29, 28] }, 7) });
    expect(played.item('member-election').ballots?.members).toMatchObject({ kind: 'supplementary', seats: 2, elected: 7 });
    expect(played.of('supplementary')[0]?.params).toMatchObject({ seats: 2, minCandidates: 3 });
    played.submit('member-election', { counts: membersVote({ votes: [60, 55, 20] }) });
    expect(played.item('member-election').results.members).toMatchObject({ elected: 9, vacant: 0 });
  });

  it('with a seat nobody fills a second time reports a vacancy, and the run goes on', () => {
    const played = atTheVote();
    played.submit('member-election', { counts: membersVote({ votes: [78, 77, 76, 75, 74, 73, 72, 30, 29, 28] }, 7) });
    played.submit('member-election', { counts: membersVote({ votes: [60, 20, 19] }, 8) });
    expect(played.of('vacancy-reported')).toEqual([]);
    played.answer('member-election', 'township-party-committee');
    expect(played.of('vacancy-reported')[0]).toMatchObject({ params: { vacant: 1 }, notify: expect.arrayContaining(['county-league']) });
    expect([played.item('member-election').status, played.item('leader-candidates').status]).toEqual(['passed', 'open']);
  });

  it('returned for an irregularity begins anew with all seats', () => {
    const played = atTheVote();
    played.submit('member-election', { counts: membersVote({ votes: [78, 77, 76, 75, 74, 73, 72, 71, 50, 50] }, 8) });
    played.submit('member-election', { counts: membersVote({ votes: [40, 30] }) });
    played.answer('member-election', 'township-party-committee', { verdict: 'return' });
    expect(played.item('member-election')).toMatchObject({ status: 'open', round: 3, results: {} });
    expect(played.item('member-election').ballots?.members).toMatchObject({ kind: 'first', seats: 9 });
  });
});

describe('the election of the leaders', () => {
  it('with a tie among deputies keeps the elected secretary and votes on the deputy alone', () => {
    const played = new PlayedTownship().reach('leadership-election');
    const leaders = { secretaries: 1, deputies: 2 };
    played.submit('leadership-election', { counts: plenaryVote({ votes: [9] }, { votes: [9, 8, 5, 5] }, leaders) });
    expect(played.item('leadership-election').ballots).toEqual({
      deputies: { kind: 'run-off', seats: 1, candidates: 2, runoffs: 0, supplementaries: 0, elected: 2 },
    });
    played.submit('leadership-election', { counts: plenaryVote(undefined, { votes: [6, 3] }) });
    expect(played.item('leadership-election')).toMatchObject({
      status: 'submitted',
      results: { secretary: { elected: 1 }, deputies: { elected: 3, vacant: 0 } },
    });
    expect(ended(played, 'leadership-election')).toEqual(['run-off']);
  });

  it('without a quorum is held again for every post', () => {
    const played = new PlayedTownship().reach('leadership-election');
    played.submit('leadership-election', {
      counts: plenaryVote(
        { votes: nobody(1), present: 7, issued: 0 },
        { votes: nobody(4), present: 7, issued: 0 },
        { secretaries: 0, deputies: 0 },
      ),
    });
    expect([ended(played, 'leadership-election'), Object.keys(played.item('leadership-election').ballots ?? {})]).toEqual([
      ['postponed'],
      ['secretary', 'deputies'],
    ]);
  });
});
