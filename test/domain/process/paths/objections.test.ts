import { describe, expect, it } from 'vitest';
import { instantOf } from '../../../../domain/calendar/plan-date.ts';
import { openClocks } from '../../../../domain/process/township-clocks.ts';
import { passingCounts } from '../../../support/passing-counts.ts';
import { PlayedTownship } from '../../../support/played-township.ts';
import { actor } from '../../../support/township.ts';
import { plain } from '../../../support/township-messages.ts';
import { membersVote, message, objection, step } from './counted.ts';

const department = actor('organization-department');

/** The notice of four leaders is posted on 24 September and runs to 8 October. */
function posted(): PlayedTownship {
  const played = new PlayedTownship().reach('public-notice').until('2012-09-24');
  played.submit('public-notice', { postedOn: '2012-09-24' });
  return played;
}

/** The appointment of the people who go on, of whom so many stood on the notice. */
const appointing = (onNotice: number) => ({ counts: { ...passingCounts('appointment'), people: 5 + onNotice, onNotice } });

describe('an objection', () => {
  it('is received, screened, investigated, found not upheld, answered and closed, and holds nobody up', () => {
    const played = posted();
    played.send(objection(3));
    expect(played.state.objections).toMatchObject([{ number: 1, person: 3, named: true, status: 'received', due: '2012-10-08' }]);
    for (const to of ['accepted', 'investigating', 'not-upheld'] as const) played.send(step(1, to));
    expect(() => played.send(step(1, 'closed'))).toThrow('ANSWER_INFORMANT_FIRST');
    played.send(step(1, 'answered'));
    played.send(step(1, 'closed'));
    played.until('2012-10-09');
    expect([played.state.seats, played.item('appointment').status]).toEqual([[], 'open']);
  });

  it('is passed through in its own order only', () => {
    const played = posted();
    played.send(objection(3));
    expect(() => played.send(step(1, 'upheld'))).toThrow('OBJECTION_STEP_WRONG');
    played.send(step(1, 'accepted'));
    expect(() => played.send(step(1, 'answered'))).toThrow('OBJECTION_STEP_WRONG');
    expect(() => played.send(step(2, 'accepted'))).toThrow('NO_SUCH_ITEM');
    expect(() => played.send(objection(99))).toThrow('NO_SUCH_PERSON');
    expect(() => played.send(objection(1, 'appointment'))).toThrow('NO_NOTICE_RUNNING');
    expect(() => played.send(objection(1, 'survey'))).toThrow('NO_NOTICE_RUNNING');
  });

  it('not accepted because it is outside the matter holds nobody', () => {
    const played = posted();
    played.send(objection(3));
    played.send(step(1, 'not-accepted'));
    played.until('2012-10-09');
    expect(played.state.seats).toEqual([]);
  });

  it('still open at the end of the notice defers that person, and everybody else is appointed on time', () => {
    const played = posted();
    played.send(objection(3));
    played.until('2012-10-09');
    expect(played.state.seats).toMatchObject([{ cause: 'objection-open', person: 3, from: 'appointment', status: 'deferred' }]);
    expect(played.state.objections[0]?.deferredUntil).toBe('2012-11-07');
    expect(() => played.submit('appointment', appointing(4))).toThrow('RULE_FAILED');
    played.submit('appointment', appointing(3));
    played.answer('appointment', 'county-league');
    expect(played.item('appointment').status).toBe('passed');
    expect(played.item('summary').status).toBe('waiting');
    played.send(step(1, 'accepted'));
    played.send(step(1, 'investigating'));
    played.send(step(1, 'upheld-minor'));
    expect(played.item('seat/1/appointment').status).toBe('open');
    played.pass('seat/1/appointment');
    expect(played.state.seats[0]?.status).toBe('appointed');
  });

  it('undetermined is deferred for thirty days, and then the organization department is asked to decide', () => {
    const played = posted();
    played.send(objection(3));
    for (const to of ['accepted', 'investigating', 'undetermined'] as const) played.send(step(1, to));
    played.untilInstant(instantOf('2012-11-07', 24) - 1);
    expect(played.of('objection-decision-asked')).toEqual([]);
    played.untilInstant(instantOf('2012-11-07', 24));
    expect(played.of('objection-decision-asked')[0]?.notify).toEqual(['organization-department']);
    const clock = openClocks(played.state).find((one) => one.item === 'objection/1');
    expect(clock).toMatchObject({ body: 'organization-department', due: '2012-11-13' });
    expect(() => played.send(step(1, 'not-upheld'))).toThrow('OBJECTION_WITH_DEPARTMENT');
    expect(() => played.send(step(1, 'undetermined', department))).toThrow('OBJECTION_STEP_WRONG');
    played.send(step(1, 'not-upheld', department));
    expect(played.item('seat/1/appointment').status).toBe('open');
  });

  it('received after the end holds that person until it is settled, and does not reopen the notice', () => {
    const played = posted().until('2012-10-09');
    expect(played.item('appointment').status).toBe('open');
    played.send(objection(3));
    expect(played.state.objections[0]).toMatchObject({ status: 'received', due: '2012-11-08', deferredUntil: '2012-11-08' });
    expect(played.state.seats).toMatchObject([{ cause: 'objection-open', item: 'public-notice', person: 3, status: 'deferred' }]);
    expect(played.item('public-notice').status).toBe('passed');
    expect(() => played.submit('appointment', appointing(4))).toThrow('RULE_FAILED');
    played.submit('appointment', appointing(3));
    played.answer('appointment', 'county-league');
    expect(played.item('appointment').status).toBe('passed');
    for (const to of ['accepted', 'investigating', 'not-upheld'] as const) played.send(step(1, to));
    played.pass('seat/1/appointment');
    expect(played.state.seats[0]?.status).toBe('appointed');
  });

  it('received while the county league has the list before it: drawn up again without the person, nobody else waits', () => {
    const played = posted().until('2012-10-09');
    played.submit('appointment', appointing(4));
    played.send(objection(3, 'public-notice', { appointment: 3 }));
    expect(played.item('appointment')).toMatchObject({ status: 'open', round: 2 });
    played.submit('appointment', appointing(3));
    played.answer('appointment', 'county-league');
    expect([played.item('appointment').status, played.state.seats[0]?.status]).toEqual(['passed', 'deferred']);
  });

  it('about an ordinary member keeps that member out of the appointment, and gives them a place of their own', () => {
    const played = posted().until('2012-10-09');
    played.send(objection(6, 'member-report'));
    const counts = (change: object) => ({ counts: { ...passingCounts('appointment'), ...change } });
    expect(() => played.submit('appointment', counts({}))).toThrow('RULE_FAILED');
    expect(() => played.submit('appointment', counts({ 'objection.1': 9 }))).toThrow('RULE_FAILED');
    played.submit('appointment', counts({ 'objection.1': 0, people: 8, missing: 1, leftOut: 1, 'leftOut.1': 6 }));
    played.answer('appointment', 'county-league');
    expect(played.state.seats).toMatchObject([
      { cause: 'objection-open', item: 'member-report', person: 6, from: 'appointment', status: 'deferred' },
    ]);
    for (const to of ['accepted', 'investigating', 'not-upheld'] as const) played.send(step(1, to));
    expect(played.item('seat/1/appointment').status).toBe('open');
    played.pass('seat/1/appointment');
    expect(played.state.seats[0]?.status).toBe('appointed');
  });

  it('about somebody who was appointed is logged: ordinary supervision', () => {
    const played = posted().until('2012-10-09');
    played.pass('appointment');
    played.send(objection(3));
    expect(played.state.objections[0]).toMatchObject({ status: 'logged', due: null });
    expect([played.state.seats, played.of('objection-logged').length]).toEqual([[], 1]);
  });

  it('about a formal candidate, upheld before the vote, takes the candidate off the list', () => {
    const played = new PlayedTownship().reach('member-election');
    played.send(objection(10, 'formal-candidates'));
    expect(played.of('objection-received')).toHaveLength(1);
    for (const to of ['accepted', 'investigating', 'upheld'] as const) played.send(step(1, to));
    expect(played.state.lost).toMatchObject([{ person: 10, cause: 'objection' }]);
    expect(played.state.seats).toEqual([]);
  });

  it.each([
    [true, ['objection-upheld']],
    [false, []],
  ])('about a formal candidate, upheld between the vote and the notice: elected %s', (elected, causes) => {
    const played = new PlayedTownship().reach('organization-study');
    played.send(objection(2, 'formal-candidates', { 'member-report': 2 }));
    for (const to of ['accepted', 'investigating'] as const) played.send(step(1, to));
    played.send(message('resolveObjection', actor('township-party-committee'), { objection: 1, step: 'upheld', elected }));
    expect(played.state.seats.map(({ cause }) => cause)).toEqual(causes);
  });

  it('raised before the notice still holds its person at the end of the notice, by the number they have there', () => {
    const played = new PlayedTownship().reach('public-notice').until('2012-09-24');
    played.send(objection(2, 'leadership-report'));
    played.submit('public-notice', { postedOn: '2012-09-24', counts: { ...passingCounts('public-notice'), 'objection.1': 4 } });
    played.until('2012-10-09');
    expect(played.state.seats).toMatchObject([{ cause: 'objection-open', item: 'public-notice', person: 4, status: 'deferred' }]);
  });

  it('stops with a hold, and gets its days back', () => {
    const played = posted();
    played.send(objection(3));
    played.send(plain('hold', department));
    played.until('2012-09-27');
    played.send(plain('release', department));
    expect(played.state.objections[0]?.due).toBe('2012-10-11');
  });
});

describe('an upheld objection', () => {
  it('vacates the seat: by-election, inspection, notice and appointment on its own track, everybody else on time', () => {
    const played = posted();
    played.send(objection(3));
    for (const to of ['accepted', 'investigating', 'upheld'] as const) played.send(step(1, to));
    expect(played.state.seats).toMatchObject([{ cause: 'objection-upheld', person: 3, from: 'by-election' }]);
    played.until('2012-10-09');
    played.submit('appointment', appointing(3));
    played.answer('appointment', 'county-league');
    expect(played.item('appointment')).toMatchObject({ status: 'passed', submission: { late: false } });
    played.submit('seat/1/by-election', { counts: membersVote({ votes: [60, 20] }, 1) });
    played.answer('seat/1/by-election', 'township-party-committee');
    played.pass('seat/1/inspection', 'seat/1/notice', 'seat/1/appointment');
    expect(played.state.seats[0]?.status).toBe('appointed');
    expect(played.state.status).toBe('running');
    played.send(step(1, 'answered'));
    played.send(step(1, 'closed'));
    played.passEverything();
    played.until('2013-01-10');
    expect(played.state.status).toBe('completed');
  });

  it('may leave the seat vacant: it is reported, and the township completes', () => {
    const played = posted();
    played.send(objection(3));
    for (const to of ['accepted', 'investigating', 'upheld', 'answered', 'closed'] as const) played.send(step(1, to));
    played.send(message('reportVacancy', actor('township-party-committee'), { seat: 1 }));
    expect(played.state.seats[0]).toMatchObject({ status: 'vacant' });
    expect(played.item('seat/1/by-election').status).toBe('off');
    played.until('2012-10-09');
    played.submit('appointment', appointing(3));
    played.answer('appointment', 'county-league');
    played.passEverything();
    played.until('2013-01-10');
    expect(played.state.status).toBe('completed');
  });

  it('against the person of the by-election vacates the seat a second time', () => {
    const played = posted();
    played.send(objection(3));
    for (const to of ['accepted', 'investigating', 'upheld', 'answered', 'closed'] as const) played.send(step(1, to));
    played.submit('seat/1/by-election', { counts: membersVote({ votes: [60, 20] }, 1) });
    played.answer('seat/1/by-election', 'township-party-committee');
    played.pass('seat/1/inspection');
    played.submit('seat/1/notice', { counts: { ...passingCounts('public-notice'), people: 1 } });
    played.send(objection(1, 'seat/1/notice'));
    for (const to of ['accepted', 'investigating', 'upheld'] as const) played.send(step(2, to));
    expect(played.item('seat/1/by-election')).toMatchObject({ status: 'open', round: 2 });
    expect(played.item('seat/1/notice').status).toBe('superseded');
    expect(played.state.seats).toHaveLength(1);
  });
});
