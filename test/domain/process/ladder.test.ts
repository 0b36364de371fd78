import { describe, expect, it } from 'vitest';
import { dateOf, instantOf, timeOfDay } from '../../../domain/calendar/plan-date.ts';
import { WorkingCalendar } from '../../../domain/calendar/working-calendar.ts';
import type { Ladder } from '../../../domain/plan/resolved-plan.ts';
import { type Clock, type Deadline, escalationTarget, ladderOf, worthSending } from '../../../domain/state/ladder.ts';

const ladder: Ladder = { remindBefore: [3, 1], remindShortClock: [1], shortClockDays: 3, escalateAfter: [0, 3, 7], messageHour: 9 };
const calendar = new WorkingCalendar({
  version: 'test',
  years: [2012, 2013],
  makeUp: ['2012-09-29'],
  off: ['2012-06-22', '2012-09-30', '2012-10-01', '2012-10-02', '2012-10-03', '2012-10-04', '2012-10-05', '2012-10-06', '2012-10-07'],
});
const clock = (due: string, since = instantOf('2012-06-01'), body: Clock['body'] = 'township-league'): Deadline => ({
  key: 'k',
  body,
  kind: 'submit',
  item: 'survey',
  round: 1,
  since,
  due,
});
const days = (of: Deadline) =>
  ladderOf(of, ladder, calendar).map((step) => `${step.key.slice(2)} ${dateOf(step.at)} ${timeOfDay(step.at)} → ${step.to}`);

describe('the ladder of one clock', () => {
  it('reminds 3 and 1 working days before, then climbs at once, after 3 and after 7 working days', () => {
    expect(days(clock('2012-06-13'))).toEqual([
      'remind-3 2012-06-08 09:00 → township-league',
      'remind-1 2012-06-12 09:00 → township-league',
      'overdue 2012-06-14 09:00 → township-league',
      'level-1 2012-06-14 09:00 → township-party-committee',
      'level-2 2012-06-18 09:00 → county-league',
      'level-3 2012-06-25 09:00 → organization-department',
    ]);
  });

  it('counts make-up workdays and skips the National Day holiday', () => {
    expect(days(clock('2012-09-28', instantOf('2012-09-01'))).slice(2)).toEqual([
      'overdue 2012-09-29 09:00 → township-league',
      'level-1 2012-09-29 09:00 → township-party-committee',
      'level-2 2012-10-09 09:00 → county-league',
      'level-3 2012-10-15 09:00 → organization-department',
    ]);
  });

  it('reminds once on a clock of three working days or fewer', () => {
    const short = clock('2012-06-07', instantOf('2012-06-04', 10), 'township-party-committee');
    expect(days(short)[0]).toBe('remind-1 2012-06-06 09:00 → township-party-committee');
    expect(days(short).filter((step) => step.startsWith('remind'))).toHaveLength(1);
  });

  it('leaves out reminders that would fall before the clock began', () => {
    expect(days(clock('2012-06-13', instantOf('2012-06-11', 10)))[0]).toBe('remind-1 2012-06-12 09:00 → township-league');
  });

  it('drops reminders of a clock that is already overdue when the system comes back', () => {
    const steps = ladderOf(clock('2012-06-13'), ladder, calendar);
    const now = instantOf('2012-06-20', 10);
    expect(
      worthSending(
        steps.filter((step) => step.at <= now),
        now,
      ).map((step) => step.kind),
    ).toEqual(['overdue', 'escalation', 'escalation']);
  });
});

describe('whom an escalation level goes to', () => {
  it.each([
    ['township-league', 'township-party-committee', 'county-league', 'organization-department'],
    ['township-party-committee', 'county-league', 'county-league', 'organization-department'],
    ['county-league', 'organization-department', 'organization-department', 'organization-department'],
    ['organization-department', 'organization-department-lead', 'organization-department-lead', 'organization-department-lead'],
  ] as const)('a late %s: %s, then %s, then %s', (late, ...targets) => {
    expect([1, 2, 3].map((level) => escalationTarget(level as 1 | 2 | 3, late))).toEqual(targets);
  });
});
