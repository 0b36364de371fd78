import { describe, expect, it } from 'vitest';
import { dateOf, timeOfDay } from '../../../domain/calendar/plan-date.ts';
import { noticeText } from '../../../domain/notifications/notices.ts';
import { PlayedTownship } from '../../support/played-township.ts';
import { actor, PLAN_2012, townshipInput } from '../../support/township.ts';
import { plain } from '../../support/township-messages.ts';

const OD = 'organization-department';
const again = (
  played: PlayedTownship,
  item = 'survey',
  late = item === 'survey' ? 'township-league' : 'township-party-committee',
): string[] =>
  played
    .of('escalated')
    .filter((event) => event.item === item && event.params['body'] === late && event.params['again'] !== undefined)
    .map((event) => `${dateOf(event.at)} ${timeOfDay(event.at)} ${event.params['daysLate']} → ${event.notify.join(', ')}`);

describe('after the top rung', () => {
  it('the highest body reached is told again every week, on a working day, for as long as nobody acts', () => {
    const played = new PlayedTownship().until('2012-08-01');
    // Level 3 went out on 25 June.
    const weekly = ['2012-07-02 09:00 19', '2012-07-09 09:00 26', '2012-07-16 09:00 33', '2012-07-23 09:00 40', '2012-07-30 09:00 47'];
    expect(again(played)).toEqual(weekly.map((line) => `${line} → ${OD}`));
    played.submit('survey');
    expect(again(played.until('2012-10-01'))).toHaveLength(weekly.length);
    // Whoever is to answer now has a clock of their own.
    expect(again(played, 'survey', 'township-party-committee').length).toBeGreaterThan(0);
  });

  it('a day off moves to the next working day, and only that one', () => {
    const days = again(new PlayedTownship().until('2012-10-31')).map((line) => line.slice(0, 10));
    expect(days.slice(-6)).toEqual(['2012-09-17', '2012-09-24', '2012-10-08', '2012-10-15', '2012-10-22', '2012-10-29']);
    expect(new Set(days).size).toBe(days.length);
  });

  it('goes on past the plan’s end, and ends when the township is closed', () => {
    const played = new PlayedTownship().until('2013-03-01');
    expect(again(played).at(-1)).toContain('2013-02-25');
    played.send(plain('close', actor('county-league')));
    expect(again(played.until('2013-06-01')).at(-1)).toContain('2013-02-25');
  });

  it('a held township is told nothing of its stages, and goes on from where its clock stood', () => {
    const played = new PlayedTownship().until('2012-07-03', 10);
    played.send(plain('hold', actor('township-party-committee')));
    expect(again(played.until('2012-08-06', 10))).toEqual([`2012-07-02 09:00 19 → ${OD}`]);
    // The hold itself is reviewed, and its ladder's top rung is repeated like any other.
    expect(again(played, 'hold').length).toBeGreaterThan(0);
    played.send(plain('release', actor(OD)));
    expect(again(played.until('2012-08-31')).map((line) => line.slice(0, 10))).toEqual([
      '2012-07-02',
      '2012-08-10',
      '2012-08-17',
      '2012-08-24',
    ]);
  });

  it('a system that was off for weeks says it once, not once for each week', () => {
    const played = new PlayedTownship().until('2012-06-20', 10);
    const { length } = played.events;
    const sent = played
      .wakeAt('2012-08-29', 10)
      .events.slice(length)
      .filter((event) => event.item === 'survey');
    expect(sent.map(({ kind, level, params }) => [kind, level, params['again']])).toEqual([['escalated', 3, undefined]]);
    expect(again(played.until('2012-09-05')).map((line) => line.slice(0, 10))).toEqual(['2012-09-03']);
    const later = played.events.length;
    const next = played
      .wakeAt('2012-11-01', 10)
      .events.slice(later)
      .filter((event) => event.item === 'survey');
    expect(next.map(({ params }) => params['again'])).toEqual([18]);
  });

  it('keeps one mark for each clock, however often it is said', () => {
    const played = new PlayedTownship().until('2012-12-20');
    const marks = played.state.stepsTaken.filter((key) => key.startsWith('survey:') && key.includes('#again-'));
    expect(marks).toHaveLength(1);
  });

  it('says for how many days nothing has been done', () => {
    const [event] = new PlayedTownship()
      .until('2012-07-03')
      .of('escalated')
      .filter(({ item, params }) => item === 'survey' && params['again'] !== undefined);
    const params = { ...event?.params, level: 3, item: 'survey', townshipName: '澜渡镇' };
    expect(noticeText('escalated', params, 'zh-Hans').subject).toBe(
      '澜渡镇：“调查摸底”已逾期 19 天，乡镇团委还没有办理（第 3 级催办，再次提醒）',
    );
  });

  it('is by the plan: another interval, or never', () => {
    const withDays = (repeatTopDays?: number) => {
      const { repeatTopDays: _, ...ladder } = PLAN_2012.ladder;
      const plan = { ...PLAN_2012, ladder: { ...ladder, ...(repeatTopDays ? { repeatTopDays } : {}) } };
      return new PlayedTownship(undefined, townshipInput({ plan })).until('2012-07-31');
    };
    expect(again(withDays(14)).map((line) => line.slice(0, 10))).toEqual(['2012-07-09', '2012-07-23']);
    expect(again(withDays())).toEqual([]);
  });
});
