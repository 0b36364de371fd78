import { addDays, type PlanDate } from '../domain/calendar/plan-date.ts';
import type { WorkingCalendar } from '../domain/calendar/working-calendar.ts';
import type { Play, RehearsalScript } from '../domain/county/rehearsal-script.ts';
import { type Cases, casesOf } from './scenarios/cases.ts';

/** When a township sends a month's report, where not on time; `null`: never. */
export interface ReportException {
  readonly township: string;
  readonly month: string;
  readonly on: PlanDate | null;
}

/** Who plays what in the year that is played. */
export interface Script {
  /** The township's part; a township that is not listed plays straight. */
  playOf(township: string): Play;
  /** undefined: the month is reported on time. */
  exceptionOf(township: string, month: string): ReportException | undefined;
  readonly exceptions: readonly ReportException[];
  /** The unusual cases. */
  readonly cases: Cases;
}

/**
 * The script of a county file. Its dates belong to one year; played in another they keep month and day, moved to the
 * next working day where that falls on a day off.
 */
export function scriptOf(file: RehearsalScript | undefined, year: number, calendar: WorkingCalendar): Script {
  const plays = new Map((file?.plays ?? []).map((play) => [play.unit, play]));
  const exceptions = (file?.reportExceptions ?? []).map(({ unit, month, submittedAt }): ReportException => {
    const shift = year - Number(month.slice(0, 4));
    return {
      township: unit,
      month: inYear(month, shift),
      on: submittedAt === null ? null : calendar.onOrAfter(realDay(inYear(submittedAt.slice(0, 10), shift))),
    };
  });
  return {
    playOf: (township) => plays.get(township) ?? { unit: township, plays: 'straight' },
    exceptionOf: (township, month) => exceptions.find((one) => one.township === township && one.month === month),
    exceptions,
    cases: casesOf(file?.scenarios ?? [], year),
  };
}

function inYear(text: string, shift: number): string {
  return `${Number(text.slice(0, 4)) + shift}${text.slice(4)}`;
}

/** 29 February of another year is the first of March. */
function realDay(date: PlanDate): PlanDate {
  return addDays(date, 0);
}
