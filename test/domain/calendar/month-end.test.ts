import { describe, expect, it } from 'vitest';
import { instantOf, lastDayOfMonth } from '../../../domain/calendar/plan-date.ts';

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
