import chineseDays from 'chinese-days/dist/chinese-days.json' with { type: 'json' };
import { describe, expect, it } from 'vitest';
import { parseCalendar } from '../../../domain/calendar/calendar-schema.ts';
import { addDays, weekdayOf } from '../../../domain/calendar/plan-date.ts';
import { WorkingCalendar } from '../../../domain/calendar/working-calendar.ts';
import { shippedCalendar } from '../../support/shipped-plan.ts';

const calendar = await shippedCalendar();
const working = new WorkingCalendar(calendar);

/** The library's tables themselves: its functions read dates in the zone of the process and guess beyond their years. */
const { holidays, workdays } = chineseDays as { holidays: Record<string, string>; workdays: Record<string, string> };

function workdayByLibrary(date: string): boolean {
  if (date in workdays) return true;
  if (date in holidays) return false;
  return weekdayOf(date) % 6 !== 0;
}

describe('the calendar file', () => {
  it('agrees with chinese-days on every day of 2007–2026', () => {
    let days = 0;
    const different: string[] = [];
    for (let date = '2007-01-01'; date <= '2026-12-31'; date = addDays(date, 1)) {
      days += 1;
      if (working.isWorkday(date) !== workdayByLibrary(date)) different.push(date);
    }
    expect(different).toEqual([]);
    expect(days).toBe(7_305);
  });

  it('holds the years 2007–2026, and calls every other year provisional', () => {
    expect(calendar.years).toEqual(Array.from({ length: 20 }, (_, index) => 2007 + index));
    expect(working.isProvisional('2026-12-31')).toBe(false);
    expect(working.isProvisional('2027-01-01')).toBe(true);
  });

  it.each([
    ['Dragon Boat 2012', ['2012-06-22', '2012-06-23', '2012-06-24'], []],
    ['National Day 2012', ['2012-09-30', '2012-10-01', '2012-10-05', '2012-10-07'], ['2012-09-29', '2012-10-08']],
    ['New Year 2013', ['2013-01-01', '2013-01-02', '2013-01-03'], ['2013-01-04', '2013-01-05', '2013-01-06']],
    ['National Day 2025', ['2025-10-01', '2025-10-08'], ['2025-09-28', '2025-10-11']],
    ['National Day 2026', ['2026-10-01', '2026-10-07'], ['2026-09-20', '2026-10-10']],
    ['the New Year of 2012, filed under its notice', ['2012-01-02'], ['2011-12-31']],
  ])('knows %s', (_name, off, worked) => {
    expect(off.filter((date) => working.isWorkday(date))).toEqual([]);
    expect(worked.filter((date) => !working.isWorkday(date))).toEqual([]);
  });

  it.each([
    ['preparation', '2012-06-01', '2012-06-20', 20, 14],
    ['implementation', '2012-06-21', '2012-10-10', 112, 75],
    ['summary', '2012-10-11', '2012-12-31', 82, 58],
    ['the whole plan', '2012-06-01', '2012-12-31', 214, 147],
  ])('counts the days and workdays of %s in 2012', (_name, from, to, days, workdaysInside) => {
    let [all, worked] = [0, 0];
    for (let date = from; date <= to; date = addDays(date, 1)) {
      all += 1;
      if (working.isWorkday(date)) worked += 1;
    }
    expect([all, worked]).toEqual([days, workdaysInside]);
  });
});

describe('a calendar file that a person wrote', () => {
  const file = (holiday: unknown, year = 2012): unknown => ({
    version: '1',
    years: { [year]: { source: ['https://www.gov.cn/'], holidays: [holiday] } },
  });

  it.each([
    ['HOLIDAY_WINDOW', { name: '端午节', off: ['2012-06-24', '2012-06-22'] }],
    ['DAY_OUTSIDE_YEAR', { name: '端午节', off: ['2013-06-22', '2013-06-24'] }],
    ['MAKE_UP_NOT_WEEKEND', { name: '端午节', off: ['2012-06-22', '2012-06-24'], makeUp: ['2012-06-25'] }],
    ['OFF_AND_WORKED', { name: '端午节', off: ['2012-06-22', '2012-06-24'], makeUp: ['2012-06-23'] }],
    ['NOT_ALLOWED', { name: '端午节', off: ['2012-06-31', '2012-07-02'] }],
    ['UNKNOWN_FIELD', { name: '端午节', off: ['2012-06-22', '2012-06-24'], makeup: ['2012-06-23'] }],
  ])('is refused with %s', (code, holiday) => {
    const read = parseCalendar(file(holiday));
    expect('problems' in read && read.problems.map((one) => one.code)).toContain(code);
  });

  it('may mark a year only with four digits', () => {
    const read = parseCalendar(file({ name: '端午节', off: ['2012-06-22', '2012-06-24'] }, 12));
    expect('problems' in read && read.problems[0]?.path).toBe('years.12');
  });
});
