import { z } from 'zod';
import { type Problem, problem } from '../language/problem.ts';
import { calendarDay, matching, problemsOf, words } from './fields.ts';
import { addDays, type PlanDate, weekdayOf } from './plan-date.ts';
import type { CalendarData } from './working-calendar.ts';

const holidaySchema = z.strictObject({
  name: words(60),
  /** First and last day off, both included. */
  off: z.array(calendarDay).min(2).max(2),
  /** Saturdays and Sundays worked in exchange. */
  makeUp: z.array(calendarDay).max(6).optional(),
});

const noticeYearSchema = z.strictObject({
  source: z.array(words(300)).min(1).max(9),
  holidays: z.array(holidaySchema).min(1).max(30),
});

const yearKey = /^(?:19|20)\d\d$/;

/** The calendar file: State Council holidays by the year of their notice, not of their date (REFERENCE §3.5). */
export const calendarFileSchema = z.strictObject({
  version: matching(/^[0-9A-Za-z.-]{1,20}$/, { zh: '带引号的版本号，如 "2026.1"', en: 'a version in quotes such as "2026.1"' }),
  years: z.record(z.string(), noticeYearSchema),
});
type CalendarFile = z.infer<typeof calendarFileSchema>;

const LONGEST_HOLIDAY = 15;

function daysOff(first: PlanDate, last: PlanDate): PlanDate[] {
  const days: PlanDate[] = [];
  for (let day = first; day <= last; day = addDays(day, 1)) days.push(day);
  return days;
}

/** A day belongs to its notice's year, or stands at most a month outside it (2011-12-31 in the notice for 2012). */
function nearYear(day: PlanDate, year: number): boolean {
  return day >= `${year - 1}-12-01` && day <= `${year + 1}-01-31`;
}

function holidayProblems(year: string, index: number, holiday: CalendarFile['years'][string]['holidays'][number]): Problem[] {
  const keys = ['years', year, 'holidays', index] as const;
  const [first, last] = [holiday.off[0] ?? '', holiday.off[1] ?? ''];
  const found: Problem[] = [];
  if (last < first || last > addDays(first, LONGEST_HOLIDAY)) {
    found.push(
      problem(
        [...keys, 'off'],
        'HOLIDAY_WINDOW',
        { first, last },
        {
          zh: `${first} 到 ${last}；末日应不早于首日，且不超过 ${LONGEST_HOLIDAY} 天`,
          en: `${first} to ${last}; allowed: a last day on or after the first, ${LONGEST_HOLIDAY} days at most`,
        },
      ),
    );
  }
  for (const day of [...holiday.off, ...(holiday.makeUp ?? [])]) {
    if (nearYear(day, Number(year))) continue;
    found.push(
      problem(
        keys,
        'DAY_OUTSIDE_YEAR',
        { day, year },
        { zh: `${day} 不属于 ${year} 年的通知`, en: `${day} cannot belong to the notice for ${year}` },
      ),
    );
  }
  for (const day of holiday.makeUp ?? []) {
    if (weekdayOf(day) % 6 === 0) continue;
    found.push(
      problem(
        [...keys, 'makeUp'],
        'MAKE_UP_NOT_WEEKEND',
        { day },
        { zh: `补班日 ${day} 不是周六或周日`, en: `make-up workday ${day} is neither Saturday nor Sunday` },
      ),
    );
  }
  return found;
}

function doubleProblems(off: readonly PlanDate[], makeUp: readonly PlanDate[]): Problem[] {
  const holidays = new Set(off);
  return makeUp
    .filter((day) => holidays.has(day))
    .map((day) =>
      problem(['years'], 'OFF_AND_WORKED', { day }, { zh: `${day} 既写成放假又写成补班`, en: `${day} is both off and worked` }),
    );
}

function yearProblems(file: CalendarFile): Problem[] {
  return Object.entries(file.years).flatMap(([year, notice]) => {
    if (!yearKey.test(year)) {
      return [
        problem(
          ['years', year],
          'NOT_ALLOWED',
          { found: year, allowed: '1900-2099' },
          { zh: `“${year}”应为四位年份`, en: `"${year}" must be a year of four digits` },
        ),
      ];
    }
    return notice.holidays.flatMap((holiday, index) => holidayProblems(year, index, holiday));
  });
}

/** The calendar, or everything that is wrong with the file. */
export function parseCalendar(input: unknown): { readonly calendar: CalendarData } | { readonly problems: readonly Problem[] } {
  const parsed = calendarFileSchema.safeParse(input);
  if (!parsed.success) return { problems: problemsOf(parsed.error, input) };
  const faults = yearProblems(parsed.data);
  if (faults.length > 0) return { problems: faults };
  const holidays = Object.values(parsed.data.years).flatMap((notice) => notice.holidays);
  const off = holidays.flatMap(({ off: [first = '', last = ''] }) => daysOff(first, last)).sort();
  const makeUp = holidays.flatMap((holiday) => holiday.makeUp ?? []).sort();
  const doubles = doubleProblems(off, makeUp);
  if (doubles.length > 0) return { problems: doubles };
  return {
    calendar: {
      version: parsed.data.version,
      years: Object.keys(parsed.data.years)
        .map(Number)
        .sort((a, b) => a - b),
      off,
      makeUp,
    },
  };
}
