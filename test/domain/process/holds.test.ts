import { describe, expect, it } from 'vitest';
import { dateOf } from '../../../domain/calendar/plan-date.ts';
import { noticeText } from '../../../domain/notifications/notices.ts';
import { progressSummaryOf } from '../../../domain/process/progress-summary.ts';
import { isOverdue } from '../../../domain/state/ladder.ts';
import { PlayedTownship } from '../../support/played-township.ts';
import { actor } from '../../support/township.ts';
import { plain, report } from '../../support/township-messages.ts';

const PC = 'township-party-committee';
const CL = 'county-league';
const OD = 'organization-department';

const holdBy = (played: PlayedTownship, body: typeof PC | typeof OD = PC): PlayedTownship => {
  played.send(plain('hold', actor(body)));
  return played;
};
const release = (played: PlayedTownship): PlayedTownship => {
  played.send(plain('release', actor(OD)));
  return played;
};
const ofSurvey = (played: PlayedTownship): string[] =>
  played
    .of('reminder', 'overdue', 'escalated')
    .filter((event) => event.item === 'survey' && event.params['again'] === undefined)
    .map((event) => `${dateOf(event.at)} ${event.kind}${event.level ?? ''}`);

describe('a hold', () => {
  it('stops the stages’ clocks, while a month’s report stays due', () => {
    const played = holdBy(new PlayedTownship().until('2012-06-11', 8)).until('2012-07-31');
    expect(ofSurvey(played)).toEqual(['2012-06-08 reminder']);
    const months = played.of('reminder', 'overdue', 'escalated', 'report-missing').filter((event) => event.item === report('2012-06'));
    expect(months.map((event) => event.kind)).toEqual(['reminder', 'reminder', 'overdue', 'escalated', 'escalated', 'report-missing']);
    const other = holdBy(new PlayedTownship().until('2012-06-11', 8)).until('2012-06-28', 10).pass(report('2012-06'));
    expect(other.item(report('2012-06')).status).toBe('passed');
  });

  it('stops the next gate: dossiers are taken in, nothing is decided, nothing opens', () => {
    const played = new PlayedTownship().reach('recommendation');
    holdBy(played).submit('recommendation');
    expect([played.item('recommendation').status, played.item('nomination').status]).toEqual(['passed', 'waiting']);
    played.submit('mechanisms');
    expect(() => played.answer('mechanisms', CL)).toThrow('HELD');
    expect(() => played.answer('mechanisms', CL, { verdict: 'return' })).toThrow('HELD');
    release(played).answer('mechanisms', CL);
    expect(played.item('nomination').status).toBe('open');
  });

  it('keeps a public notice from passing until it is released', () => {
    const played = new PlayedTownship('2012-08-01').reach('public-notice');
    played.submit('public-notice');
    holdBy(played.until('2012-08-06')).until('2012-08-31');
    expect(played.item('public-notice').status).toBe('submitted');
    release(played).until('2012-08-31', 9);
    expect(played.item('public-notice').status).toBe('passed');
  });

  it('leaves nothing overdue: its clocks stand wherever they are shown, only a month’s report goes on', () => {
    const played = holdBy(new PlayedTownship().until('2012-06-10', 10)).until('2012-07-03', 10);
    const { waitingOn, due, level } = progressSummaryOf(played.state);
    expect(waitingOn.filter((clock) => isOverdue(clock, played.now)).map(({ item }) => item)).toEqual([report('2012-06')]);
    expect(waitingOn.filter(({ held }) => !held).map(({ item }) => item)).toEqual([report('2012-06'), report('2012-07')]);
    expect([due, level]).toEqual(['2012-06-30', 1]);
    const released = progressSummaryOf(release(played).state);
    expect(released.waitingOn.some(({ held }) => held)).toBe(false);
  });

  it('makes nobody late who submits meanwhile, and leaves late who was late before', () => {
    const inTime = holdBy(new PlayedTownship().until('2012-06-10', 10)).until('2012-06-22');
    inTime.submit('survey');
    expect(inTime.item('survey').submission?.late).toBe(false);
    const late = holdBy(new PlayedTownship().until('2012-06-19', 10)).until('2012-06-22');
    late.submit('survey');
    expect(late.item('survey').submission?.late).toBe(true);
  });

  it('is told to the clerk too, with what becomes of the due dates', () => {
    const [held] = holdBy(new PlayedTownship().until('2012-06-10', 10)).of('held');
    expect(held?.notify).toContain('township-league');
    expect(noticeText('held', { ...held?.params, townshipName: '澜渡镇' }, 'zh-Hans')).toMatchObject({
      subject: expect.stringContaining('乡镇党委已暂停本乡镇的工作'),
      body: expect.stringContaining('恢复后期限顺延'),
    });
  });

  it('is reviewed by the holder after ten working days, then by the ladder above', () => {
    const played = holdBy(new PlayedTownship().until('2012-06-11', 8)).until('2012-07-31');
    expect(played.state.hold).toMatchObject({ body: PC, reviewOn: '2012-06-26' });
    const review = played.events
      .filter((event) => event.item === 'hold' && !event.params['again'])
      .map((event) => [dateOf(event.at), event.kind, ...event.notify]);
    expect(review).toEqual([
      ['2012-06-26', 'hold-review', PC],
      ['2012-06-27', 'escalated', CL],
      ['2012-06-29', 'escalated', CL],
      ['2012-07-05', 'escalated', OD],
    ]);
  });

  it('of the organization department is reviewed by its lead, on the day it named', () => {
    const played = new PlayedTownship();
    played.send(plain('hold', actor(OD), { reviewOn: '2012-06-09' }));
    const review = played.until('2012-06-13').events.filter((event) => event.item === 'hold');
    expect(review.map((event) => [dateOf(event.at), ...event.notify])).toEqual([
      ['2012-06-11', OD],
      ['2012-06-12', 'organization-department-lead'],
    ]);
  });
});

describe('a release', () => {
  it('gives running clocks back the working days of the hold', () => {
    const played = release(holdBy(new PlayedTownship().until('2012-06-11', 8)).until('2012-06-28', 10));
    expect(played.item('survey').due).toBe('2012-07-02');
    expect(played.of('released')[0]?.params).toEqual({ days: 12 });
    expect(played.item(report('2012-06')).due).toBe('2012-06-30');
    expect(ofSurvey(played.until('2012-07-31'))).toEqual([
      '2012-06-08 reminder',
      '2012-06-29 reminder',
      '2012-07-03 overdue',
      '2012-07-03 escalated1',
      '2012-07-05 escalated2',
      '2012-07-11 escalated3',
    ]);
  });

  it('lets an overdue clock climb on from where it was, not all at once', () => {
    const played = release(holdBy(new PlayedTownship().until('2012-06-15', 10)).until('2012-06-29', 10));
    expect(ofSurvey(played).slice(-2)).toEqual(['2012-06-14 overdue', '2012-06-14 escalated1']);
    expect(played.submit('survey').late).toBe(true);
    const silent = release(holdBy(new PlayedTownship().until('2012-06-15', 10)).until('2012-06-29', 10)).until('2012-07-31');
    expect(ofSurvey(silent).slice(-2)).toEqual(['2012-07-02 escalated2', '2012-07-06 escalated3']);
  });

  it('gives a decider asked during the hold the days since then', () => {
    const played = holdBy(new PlayedTownship().until('2012-06-11', 8)).until('2012-06-13', 10);
    played.submit('survey');
    release(played.until('2012-06-15', 10));
    expect(played.item('survey').asked[0]?.due).toBe('2012-06-20');
  });

  it('on the same day changes no date', () => {
    const played = release(holdBy(new PlayedTownship().until('2012-06-11', 8)).until('2012-06-11', 17));
    expect(played.item('survey').due).toBe('2012-06-13');
  });

  it('ends the review of that hold; the next hold has its own', () => {
    const played = release(holdBy(new PlayedTownship().until('2012-06-11', 8)).until('2012-06-12'));
    holdBy(played.until('2012-06-13'), OD).until('2012-06-29');
    const reviews = played.of('hold-review').map((event) => [dateOf(event.at), ...event.notify]);
    expect(reviews).toEqual([['2012-06-28', OD]]);
  });
});

describe('an extension', () => {
  const extend = (played: PlayedTownship, due: string) => played.send(plain('extend', actor(CL), { item: 'survey', round: 1, due }));

  it('re-arms the whole ladder for the new date', () => {
    const played = new PlayedTownship().until('2012-06-15', 8);
    extend(played, '2012-06-20');
    expect(played.item('survey')).toMatchObject({ due: '2012-06-20', extensions: 1 });
    expect(ofSurvey(played.until('2012-07-31')).slice(4)).toEqual([
      '2012-06-15 reminder',
      '2012-06-19 reminder',
      '2012-06-21 overdue',
      '2012-06-21 escalated1',
      '2012-06-26 escalated2',
      '2012-07-02 escalated3',
    ]);
  });

  it('makes what comes by the new date on time', () => {
    const played = new PlayedTownship().until('2012-06-15', 8);
    extend(played, '2012-06-20');
    expect(played.until('2012-06-20', 23).submit('survey').late).toBe(false);
  });

  it('goes forward only, and not beyond a year after the plan', () => {
    const played = new PlayedTownship();
    for (const due of ['2012-06-13', '2012-06-01', '2014-01-02']) expect(() => extend(played, due)).toThrow('DUE_DATE_NOT_LATER');
    extend(played, '2012-06-14');
    extend(played, '2012-06-18');
    expect(played.item('survey').extensions).toBe(2);
  });

  it('ends with its round', () => {
    const played = new PlayedTownship();
    extend(played, '2012-06-29');
    played.submit('survey');
    played.answer('survey', PC, { verdict: 'return' });
    expect(played.item('survey')).toMatchObject({ round: 2, due: '2012-06-13', extensions: 0 });
  });
});
