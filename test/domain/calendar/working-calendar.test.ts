import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isMonthDay, nextMonthDay } from '../../../domain/calendar/month-day.ts';
import { addDays, dateOf, daysBetween, instantOf, isPlanDate, timeOfDay } from '../../../domain/calendar/plan-date.ts';
import { WorkingCalendar } from '../../../domain/calendar/working-calendar.ts';
import { shippedCalendar } from '../../support/shipped-plan.ts';

const calendar = new WorkingCalendar(await shippedCalendar());
const day = fc.integer({ min: 0, max: 7_000 }).map((days) => addDays('2007-02-01', days));

describe('working days', () => {
  it('count the make-up Saturday before the long holiday of 2012', () => {
    expect(calendar.addWorkdays('2012-09-28', 1)).toBe('2012-09-29');
    expect(calendar.addWorkdays('2012-09-28', 2)).toBe('2012-10-08');
    expect(calendar.addWorkdays('2012-10-08', -1)).toBe('2012-09-29');
    expect(calendar.workdaysBetween('2012-09-28', '2012-10-08')).toBe(2);
  });

  it('move a day off back or forward, and leave a workday alone', () => {
    expect([calendar.onOrBefore('2012-10-07'), calendar.onOrAfter('2012-09-30')]).toEqual(['2012-09-29', '2012-10-08']);
    expect([calendar.onOrBefore('2012-09-29'), calendar.onOrAfter('2012-09-29')]).toEqual(['2012-09-29', '2012-09-29']);
  });

  it('added and counted agree', () => {
    fc.assert(
      fc.property(
        day,
        fc.integer({ min: 0, max: 60 }),
        (from, count) => calendar.workdaysBetween(from, calendar.addWorkdays(from, count)) === count,
      ),
    );
  });

  it('end on a workday, whichever way they are counted', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: 1, max: 30 }), (from, count) => {
        const days = [
          calendar.addWorkdays(from, count),
          calendar.addWorkdays(from, -count),
          calendar.onOrAfter(from),
          calendar.onOrBefore(from),
        ];
        return days.every((one) => calendar.isWorkday(one));
      }),
    );
  });

  it('of a year without data are plain weekdays', () => {
    expect(calendar.isWorkday('2027-10-01')).toBe(true);
    expect(calendar.isProvisional('2027-10-01')).toBe(true);
  });
});

describe('a plan day', () => {
  it('begins at 16:00 UTC the day before and ends at the next one', () => {
    expect(new Date(instantOf('2012-06-21')).toISOString()).toBe('2012-06-20T16:00:00.000Z');
    expect(instantOf('2012-06-20', 24)).toBe(instantOf('2012-06-21'));
    expect([dateOf(instantOf('2012-06-20', 24)), dateOf(instantOf('2012-06-20', 24) - 1)]).toEqual(['2012-06-21', '2012-06-20']);
    expect(timeOfDay(instantOf('2012-06-20', 9))).toBe('09:00');
  });

  it('is a real day', () => {
    expect(['2012-02-29', '2013-02-29', '2012-6-1', '2012-13-01', 'today'].map(isPlanDate)).toEqual([true, false, false, false, false]);
    expect(daysBetween('2012-02-28', '2012-03-01')).toBe(2);
  });
});

describe('a day of any year', () => {
  it('exists in every year', () => {
    expect(['06-30', '06-31', '02-28', '02-29', '6-1'].map(isMonthDay)).toEqual([true, false, true, false, false]);
  });

  it('is followed by the next, over the year’s end too', () => {
    expect(['06-20', '06-30', '02-28', '12-31'].map(nextMonthDay)).toEqual(['06-21', '07-01', '03-01', '01-01']);
  });
});
