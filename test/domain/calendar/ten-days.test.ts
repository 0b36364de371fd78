import { describe, expect, it } from 'vitest';
import { instantOf, lastDayOfMonth } from '../../../domain/calendar/plan-date.ts';
import { xun } from '../../../domain/calendar/ten-days.ts';

describe('ten-day periods', () => {
  it('begin on the 1st, the 11th and the 21st', () => {
    expect(xun(2012, 6, 'first')).toEqual({ from: '2012-06-01', to: '2012-06-10' });
    expect(xun(2012, 6, 'middle')).toEqual({ from: '2012-06-11', to: '2012-06-20' });
    expect(xun(2012, 6, 'last')).toEqual({ from: '2012-06-21', to: '2012-06-30' });
  });

  it('end the last one with the month, in leap years too', () => {
    expect(xun(2012, 2, 'last').to).toBe('2012-02-29');
    expect(xun(2013, 2, 'last').to).toBe('2013-02-28');
    expect(xun(2012, 12, 'last').to).toBe('2012-12-31');
  });
});

describe('the end of a month', () => {
  it.each([
    ['2012-06', '2012-06-30', '2012-06-30T16:00:00.000Z'],
    ['2012-07', '2012-07-31', '2012-07-31T16:00:00.000Z'],
    ['2012-08', '2012-08-31', '2012-08-31T16:00:00.000Z'],
    ['2012-09', '2012-09-30', '2012-09-30T16:00:00.000Z'],
    ['2012-10', '2012-10-31', '2012-10-31T16:00:00.000Z'],
    ['2012-11', '2012-11-30', '2012-11-30T16:00:00.000Z'],
    ['2012-12', '2012-12-31', '2012-12-31T16:00:00.000Z'],
  ])('of %s is 24:00 of %s in Shanghai', (month, day, instant) => {
    expect(lastDayOfMonth(month)).toBe(day);
    expect(new Date(instantOf(day, 24)).toISOString()).toBe(instant);
  });
});
