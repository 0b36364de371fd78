import { describe, expect, it } from 'vitest';
import { countsOfMoreCandidates } from '../../../support/passing-counts.ts';
import { PlayedTownship } from '../../../support/played-township.ts';
import { actor } from '../../../support/township.ts';
import { membersVote, message } from './counted.ts';

const withdraw = (person: number, round = 1) => message('withdrawCandidate', actor('township-party-committee'), { round, person });

/** The list stands with eleven candidates, or ten. Nine seats need ten. */
function listed(eleven: boolean): PlayedTownship {
  const played = new PlayedTownship().reach('formal-candidates');
  played.submit('formal-candidates', eleven ? { counts: countsOfMoreCandidates() } : {});
  played.answer('formal-candidates', 'county-league');
  return played;
}

describe('a candidate lost after the formal list', () => {
  it('leaves the ballot with one fewer while the differential holds', () => {
    const played = listed(true);
    played.send(withdraw(5));
    expect(played.item('member-election').status).toBe('open');
    expect(played.of('candidate-lost')[0]?.params).toMatchObject({ lost: 1, left: 10, need: 10, cause: 'withdrawn' });
    expect(() => played.send(withdraw(5))).toThrow('CANDIDATE_ALREADY_LOST');
    played.pass('member-election');
    expect(played.item('leader-candidates').status).toBe('open');
  });

  it('sends the run back to the formal list when too few are left, where the lost one does not count as a nominee', () => {
    const played = listed(false);
    played.send(withdraw(5));
    expect(played.item('formal-candidates')).toMatchObject({ status: 'open', round: 2, pastRounds: [{ round: 1, ended: 'list-short' }] });
    expect(played.item('member-election')).toMatchObject({ status: 'superseded', round: 1 });
    played.pass('formal-candidates');
    expect(played.item('member-election')).toMatchObject({ status: 'open', round: 2 });
  });

  it('goes back to the nominees when too few of them are left to choose from', () => {
    const played = listed(false);
    played.send(withdraw(1));
    played.pass('formal-candidates');
    played.send(withdraw(1, 2));
    expect(played.item('nomination')).toMatchObject({ status: 'open', round: 2, pastRounds: [{ ended: 'list-short' }] });
    expect(played.item('formal-candidates').status).toBe('superseded');
  });

  it('is no longer possible when the vote is being counted out or confirmed', () => {
    const played = listed(true);
    expect(() => played.send(withdraw(12))).toThrow('NO_SUCH_PERSON');
    played.submit('member-election', { counts: membersVote({ votes: [78, 77, 76, 75, 74, 73, 72, 71, 50, 50] }, 8) });
    expect(() => played.send(withdraw(2))).toThrow('LIST_NOT_OPEN_TO_CHANGE');
    played.submit('member-election', { counts: membersVote({ votes: [40, 30] }) });
    expect(() => played.send(withdraw(2))).toThrow('LIST_NOT_OPEN_TO_CHANGE');
  });
});
