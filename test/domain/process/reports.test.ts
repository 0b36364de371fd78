import { describe, expect, it } from 'vitest';
import { dateOf, timeOfDay } from '../../../domain/calendar/plan-date.ts';
import { PlayedTownship } from '../../support/played-township.ts';
import { actor, PLAN_2012 } from '../../support/township.ts';
import { plain, report } from '../../support/township-messages.ts';

const TL = 'township-league';
const CL = 'county-league';
const MONTHS = PLAN_2012.reports.months.map((row) => row.month);

describe('a month’s report', () => {
  it('opens with its month and is due on the last calendar day, a Saturday too', () => {
    const played = new PlayedTownship();
    expect(played.item(report('2012-06'))).toMatchObject({ status: 'open', due: '2012-06-30' });
    expect(played.item(report('2012-07')).status).toBe('waiting');
    played.until('2012-07-01', 0);
    expect(played.item(report('2012-07'))).toMatchObject({ status: 'open', due: '2012-07-31' });
  });

  it('is reminded, overdue and escalated, and is missing when the county compiles', () => {
    const played = new PlayedTownship().until('2012-07-31');
    const seen = played.events
      .filter((event) => event.item === report('2012-06') && event.kind !== 'stage-opened')
      .map((event) => `${dateOf(event.at)} ${timeOfDay(event.at)} ${event.kind}${event.level ?? ''} → ${event.notify.join(', ')}`);
    expect(seen).toEqual([
      `2012-06-27 09:00 reminder → ${TL}`,
      `2012-06-29 09:00 reminder → ${TL}`,
      `2012-07-02 09:00 overdue → ${TL}`,
      '2012-07-02 09:00 escalated1 → township-party-committee',
      `2012-07-04 09:00 escalated2 → ${CL}`,
      `2012-07-06 09:00 report-missing → ${TL}, ${CL}, organization-department`,
    ]);
    expect(played.item(report('2012-06')).status).toBe('missing');
  });

  it('turns late when it comes after all', () => {
    const played = new PlayedTownship().until('2012-07-09', 10);
    expect(played.submit(report('2012-06')).late).toBe(true);
    expect(played.item(report('2012-06'))).toMatchObject({ status: 'submitted', submission: { late: true } });
    played.answer(report('2012-06'), CL);
    expect(played.item(report('2012-06')).status).toBe('passed');
  });

  it('is missing once more when it came after all and is sent back: told a second time, on record beside the first', () => {
    const played = new PlayedTownship().until('2012-07-09', 10);
    played.submit(report('2012-06'));
    played.answer(report('2012-06'), CL, { verdict: 'return' });
    played.until('2012-07-09', 11);
    expect(played.item(report('2012-06'))).toMatchObject({ status: 'missing', round: 2 });
    const told = played.of('report-missing').map(({ key, round, at, plannedFor }) => [key, round, at === plannedFor && dateOf(at)]);
    expect(told).toEqual([
      ['missing:monthly-report/2012-06:1', 1, '2012-07-06'],
      ['missing:monthly-report/2012-06:2', 2, '2012-07-09'],
    ]);
  });

  it('is late between its last day and the compilation, without being missing', () => {
    const played = new PlayedTownship().until('2012-07-01', 0);
    expect(played.submit(report('2012-06')).late).toBe(true);
    expect(played.until('2012-07-31').of('report-missing')).toEqual([]);
  });

  it('is sent back by the county league, to itself only, and received in the next round', () => {
    const played = new PlayedTownship().until('2012-06-28', 10);
    played.submit(report('2012-06'));
    const returnTo = { stage: 'survey', then: 'step-by-step' } as const;
    expect(() => played.answer(report('2012-06'), CL, { verdict: 'return', returnTo })).toThrow('RETURN_TARGET_WRONG');
    played.answer(report('2012-06'), CL, { verdict: 'return' });
    expect(played.item(report('2012-06'))).toMatchObject({ status: 'open', round: 2, due: '2012-07-03' });
    played.pass(report('2012-06'));
    expect(played.item(report('2012-06'))).toMatchObject({ status: 'passed', pastRounds: [{ round: 1, ended: 'returned' }] });
  });
});

describe('the end', () => {
  const withReports = (played: PlayedTownship, months = MONTHS): PlayedTownship => {
    for (const month of months) played.until(`${month}-28`, 10).pass(report(month));
    return played;
  };

  it('completes with the last month’s receipt when every stage is passed', () => {
    const played = withReports(new PlayedTownship().passEverything());
    expect(played.state).toMatchObject({ status: 'completed', endedAt: played.now });
    expect(dateOf(played.now)).toBe('2012-12-28');
    expect(played.events.at(-1)).toMatchObject({ kind: 'township-completed' });
    expect(played.process.next()).toBeUndefined();
    expect(() => played.submit('survey')).toThrow('CLOSED');
  });

  it('waits for a note that is not taken until the last county report’s day is over', () => {
    const played = new PlayedTownship();
    played.submit('working-body');
    withReports(played.passEverything());
    expect(played.state.status).toBe('running');
    played.until('2013-01-08', 23);
    expect(played.state.status).toBe('running');
    played.until('2013-01-09', 0);
    expect(played.state.status).toBe('completed');
  });

  it('waits for the last month, given up when the county compiles it', () => {
    const played = withReports(new PlayedTownship().passEverything(), MONTHS.slice(0, -1));
    played.until('2013-01-08', 8);
    expect(played.state.status).toBe('running');
    played.until('2013-01-08', 9);
    expect(played.item(report('2012-12')).status).toBe('missing');
    expect(played.state.status).toBe('completed');
  });

  it('does not complete while it is held, and does when it is released', () => {
    const played = withReports(new PlayedTownship().passEverything(), MONTHS.slice(0, -1));
    played.until('2012-12-27', 10).send(plain('hold', actor('organization-department')));
    played.pass(report('2012-12')).until('2013-03-01');
    expect(played.state.status).toBe('running');
    played.send(plain('release', actor('organization-department')));
    expect(played.state.status).toBe('completed');
  });

  it('does not complete with a stage open, however late it is', () => {
    const played = withReports(new PlayedTownship().reach('summary')).until('2013-02-01');
    expect(played.state.status).toBe('running');
    played.passEverything();
    expect(played.state.status).toBe('completed');
  });

  it('ends at once when it is closed, with its reason, and stays silent', () => {
    const played = new PlayedTownship().until('2012-06-12', 10);
    played.send(plain('close', actor('county-league')));
    expect(played.state).toMatchObject({ status: 'closed', endedAt: played.now });
    const { length } = played.events;
    expect(played.until('2013-02-01').events).toHaveLength(length);
  });
});
