import { describe, expect, it } from 'vitest';
import { passingCounts } from '../../../support/passing-counts.ts';
import { PlayedTownship } from '../../../support/played-township.ts';
import { RULES, townshipInput } from '../../../support/township.ts';
import { inspected, membersVote } from './counted.ts';

function inspect(counts: ReturnType<typeof inspected>): PlayedTownship {
  const played = new PlayedTownship().reach('inspection');
  played.submit('inspection', { counts });
  played.answer('inspection', 'organization-department');
  return played;
}

describe('an inspection after the vote', () => {
  it('that somebody fails vacates that seat and asks for a by-election, while everybody else goes on to the notice', () => {
    const played = inspect(inspected({ failed: [4] }));
    expect(played.state.seats).toMatchObject([
      { number: 1, cause: 'inspection-failed', person: 4, from: 'by-election', status: 'running' },
    ]);
    expect(played.item('seat/1/by-election')).toMatchObject({ status: 'open', ballots: { members: { kind: 'first', seats: 1 } } });
    expect(played.item('public-notice').status).toBe('open');
  });

  it('that defers somebody inspects that person again, and a pass leads to a notice and an appointment of their own', () => {
    const played = inspect(inspected({ deferred: [2] }));
    expect(played.item('seat/1/inspection').status).toBe('open');
    played.pass('public-notice', 'appointment');
    expect(played.item('appointment').status).toBe('passed');
    played.submit('seat/1/inspection', { counts: inspected({ deferred: [1] }, 1) });
    played.answer('seat/1/inspection', 'organization-department');
    expect(played.item('seat/1/inspection')).toMatchObject({ status: 'open', round: 2, pastRounds: [{ ended: 'deferred' }] });
    played.submit('seat/1/inspection', { counts: inspected({}, 1) });
    played.answer('seat/1/inspection', 'organization-department');
    played.pass('seat/1/notice', 'seat/1/appointment');
    expect(played.state.seats[0]).toMatchObject({ status: 'appointed', endedAt: played.now });
    expect(played.of('seat-filled')).toHaveLength(1);
  });

  it('that a deferred person fails the second time vacates the seat', () => {
    const played = inspect(inspected({ deferred: [2] }));
    played.submit('seat/1/inspection', { counts: inspected({ failed: [1] }, 1) });
    played.answer('seat/1/inspection', 'organization-department');
    expect(played.item('seat/1/by-election').status).toBe('open');
    expect(played.item('seat/1/inspection').status).toBe('superseded');
  });

  it('that nobody passes leaves the notice and the appointment to the seats alone', () => {
    const everybody = [1, 2, 3, 4, 5, 6, 7, 8, 9];
    const played = inspect(inspected({ failed: everybody }));
    expect([played.item('public-notice').status, played.item('appointment').status]).toEqual(['off', 'off']);
    expect(played.state.seats).toHaveLength(9);
    expect(played.state.status).toBe('running');
  });
});

describe('a return, once people went their own way,', () => {
  it('to the inspection takes failed and deferred people back into it', () => {
    const played = inspect(inspected({ failed: [4], deferred: [2] }));
    played.pass('public-notice').submit('appointment');
    const back = { verdict: 'return', returnTo: { stage: 'inspection', then: 'step-by-step' } } as const;
    played.answer('appointment', 'county-league', back);
    expect(played.state.seats.map((track) => track.status)).toEqual(['superseded', 'superseded']);
    expect([played.item('seat/1/by-election').status, played.item('seat/2/inspection').status]).toEqual(['off', 'off']);
    played.submit('inspection', { counts: inspected({ failed: [4] }) });
    played.answer('inspection', 'organization-department');
    expect(played.state.seats.map((track) => [track.number, track.status])).toContainEqual([3, 'running']);
  });

  it('to the inspection leaves a by-election that was held standing', () => {
    const played = inspect(inspected({ failed: [4] }));
    played.submit('seat/1/by-election', { counts: membersVote({ votes: [60, 20] }, 1) });
    played.pass('public-notice').submit('appointment');
    const back = { verdict: 'return', returnTo: { stage: 'inspection', then: 'step-by-step' } } as const;
    played.answer('appointment', 'county-league', back);
    expect([played.state.seats[0]?.status, played.item('seat/1/by-election').status]).toEqual(['running', 'submitted']);
  });

  it('behind a by-election that was held is the organization department’s alone, and the vote is void', () => {
    const played = inspect(inspected({ failed: [4] }));
    played.submit('seat/1/by-election', { counts: membersVote({ votes: [60, 20] }, 1) });
    played.answer('seat/1/by-election', 'township-party-committee');
    played.pass('seat/1/inspection', 'seat/1/notice').submit('seat/1/appointment');
    const back = { verdict: 'return', returnTo: { stage: 'seat/1/by-election', then: 'step-by-step' } } as const;
    expect(() => played.answer('seat/1/appointment', 'county-league', back)).toThrow('VOTE_ALREADY_HELD');
    const inspection = { verdict: 'return', returnTo: { stage: 'seat/1/inspection', then: 'step-by-step' } } as const;
    played.answer('seat/1/appointment', 'county-league', inspection);
    played.submit('seat/1/inspection', { counts: inspected({}, 1) });
    played.answer('seat/1/inspection', 'organization-department', back);
    expect(played.item('seat/1/by-election')).toMatchObject({ status: 'open', round: 2, pastRounds: [{ ended: 'vote-void' }] });
    expect(played.state.seats).toHaveLength(1);
  });
});

describe('an inspection before the vote', () => {
  const timing = (inspectionTiming: 'BEFORE_VOTE' | 'BOTH') => townshipInput({ rules: { ...RULES, inspectionTiming } });

  it('stands between the formal candidates and the election, and BOTH inspects again afterwards', () => {
    const played = new PlayedTownship('2012-06-01', timing('BOTH')).reach('member-election');
    expect(played.item('member-election').status).toBe('waiting');
    expect(played.item('pre-inspection')).toMatchObject({ status: 'open', due: '2012-08-13' });
    played.pass('pre-inspection');
    expect(played.item('member-election').status).toBe('open');
    expect(played.item('inspection').status).toBe('waiting');
  });

  it('BEFORE_VOTE leaves out the one after the vote', () => {
    const played = new PlayedTownship('2012-06-01', timing('BEFORE_VOTE')).reach('member-election').pass('pre-inspection');
    played.pass('member-election', 'member-report', 'leader-candidates', 'leadership-election', 'leadership-report', 'organization-study');
    expect([played.item('inspection').status, played.item('public-notice').status]).toEqual(['off', 'open']);
  });

  it('knows whoever does not pass by the number on the formal list, so that they stand on no ballot', () => {
    const played = new PlayedTownship('2012-06-01', timing('BOTH')).reach('formal-candidates');
    played.submit('formal-candidates', { counts: { ...passingCounts('formal-candidates'), formal: 11 } });
    played.answer('formal-candidates', 'county-league');
    played.submit('pre-inspection', { counts: { ...inspected({ failed: [3] }, 11), 'listed.3': 7 } });
    played.answer('pre-inspection', 'organization-department');
    expect(played.state.lost).toMatchObject([{ cause: 'inspection', person: 7 }]);
    expect(played.of('candidate-lost')[0]?.params).toMatchObject({ people: '7' });
    expect(played.item('member-election').status).toBe('open');
  });

  it('takes whoever does not pass off the ballot, and sends the list back when too few are left', () => {
    const played = new PlayedTownship('2012-06-01', timing('BOTH')).reach('member-election');
    played.submit('pre-inspection', { counts: inspected({ failed: [3] }, 10) });
    played.answer('pre-inspection', 'organization-department');
    expect(played.state.lost).toMatchObject([{ cause: 'inspection', round: 1 }]);
    expect(played.item('formal-candidates')).toMatchObject({ status: 'open', round: 2, pastRounds: [{ ended: 'list-short' }] });
    expect(played.item('pre-inspection').status).toBe('superseded');
  });
});
