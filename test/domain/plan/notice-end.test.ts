import { describe, expect, it } from 'vitest';
import { addDays } from '../../../domain/calendar/plan-date.ts';
import { WorkingCalendar } from '../../../domain/calendar/working-calendar.ts';
import { noticeEnd } from '../../../domain/plan/notice-end.ts';
import { shippedCalendar } from '../../support/shipped-plan.ts';

const calendar = new WorkingCalendar(await shippedCalendar());
const sevenDays = { unit: 'CALENDAR', length: 7, rollToWorkday: true } as const;
const fiveWorkdays = { unit: 'WORKING', length: 5, rollToWorkday: true } as const;

describe('a notice of 2012', () => {
  it.each([
    ['2012-06-20', '2012-06-28', '2012-06-27', '2012-06-27'],
    ['2012-08-24', '2012-08-31', '2012-08-31', '2012-08-31'],
    ['2012-09-17', '2012-09-24', '2012-09-24', '2012-09-24'],
    ['2012-09-24', '2012-09-29', '2012-10-01', '2012-10-08'],
    ['2012-09-25', '2012-10-08', '2012-10-02', '2012-10-08'],
    ['2012-09-28', '2012-10-11', '2012-10-05', '2012-10-08'],
    ['2012-09-29', '2012-10-12', '2012-10-06', '2012-10-08'],
    ['2012-10-08', '2012-10-15', '2012-10-15', '2012-10-15'],
  ])('posted on %s ends on %s after five workdays, on %s after seven days, rolled to %s', (posted, workdays, days, rolled) => {
    expect(noticeEnd(posted, fiveWorkdays, calendar)).toMatchObject({ lastDay: workdays, rolledTo: workdays });
    expect(noticeEnd(posted, sevenDays, calendar)).toMatchObject({ firstDay: addDays(posted, 1), lastDay: days, rolledTo: rolled });
    expect(noticeEnd(posted, { ...sevenDays, rollToWorkday: false }, calendar)).toMatchObject({ lastDay: days, rolledTo: days });
  });

  it('closes at 24:00 in Shanghai', () => {
    expect(new Date(noticeEnd('2012-09-24', sevenDays, calendar).endsAt).toISOString()).toBe('2012-10-08T16:00:00.000Z');
  });

  it('posted on 27 September is the last whose five workdays end inside the implementation phase', () => {
    expect(noticeEnd('2012-09-27', fiveWorkdays, calendar).rolledTo).toBe('2012-10-10');
    expect(noticeEnd('2012-09-28', fiveWorkdays, calendar).rolledTo > '2012-10-10').toBe(true);
  });

  it('counts its first workday after the posting, make-up workdays included', () => {
    expect(noticeEnd('2012-09-28', fiveWorkdays, calendar).firstDay).toBe('2012-09-29');
    expect(noticeEnd('2012-09-29', fiveWorkdays, calendar).firstDay).toBe('2012-10-08');
  });
});
