import { addDays, type PlanDate, weekdayOf, yearOf } from './plan-date.ts';

/**
 * The State Council's working days as data: the days off and the make-up workdays (补班) of the years it covers.
 * A run carries the slice it needs in its input, so that a later calendar file never changes a replay.
 */
export interface CalendarData {
  /** Version of the calendar file the slice was taken from. */
  readonly version: string;
  /** Years whose notice has been published and entered. */
  readonly years: readonly number[];
  /** Days off that are not ordinary Saturdays or Sundays, and weekend days named by the notice. */
  readonly off: readonly PlanDate[];
  /** Saturdays and Sundays that are worked (调休). */
  readonly makeUp: readonly PlanDate[];
}

/** Working-day arithmetic over {@link CalendarData}. Days of a year without data count as plain weekdays: provisional. */
export class WorkingCalendar {
  readonly #off: ReadonlySet<PlanDate>;
  readonly #makeUp: ReadonlySet<PlanDate>;
  readonly #years: ReadonlySet<number>;

  constructor(data: CalendarData) {
    this.#off = new Set(data.off);
    this.#makeUp = new Set(data.makeUp);
    this.#years = new Set(data.years);
  }

  isWorkday(date: PlanDate): boolean {
    if (this.#makeUp.has(date)) return true;
    if (this.#off.has(date)) return false;
    const weekday = weekdayOf(date);
    return weekday !== 0 && weekday !== 6;
  }

  /** True when the year of `date` has no published data, so that what is computed from it may still change. */
  isProvisional(date: PlanDate): boolean {
    return !this.#years.has(yearOf(date));
  }

  /** The `count`-th workday after `date` (`count` > 0) or before it (`count` < 0); 0 gives `date` itself. */
  addWorkdays(date: PlanDate, count: number): PlanDate {
    const step = Math.sign(count);
    let day = date;
    for (let left = Math.abs(count); left > 0; ) {
      day = addDays(day, step);
      if (this.isWorkday(day)) left -= 1;
    }
    return day;
  }

  /** `date` itself when it is a workday, else the next one. */
  onOrAfter(date: PlanDate): PlanDate {
    let day = date;
    while (!this.isWorkday(day)) day = addDays(day, 1);
    return day;
  }

  /** `date` itself when it is a workday, else the one before. */
  onOrBefore(date: PlanDate): PlanDate {
    let day = date;
    while (!this.isWorkday(day)) day = addDays(day, -1);
    return day;
  }

  /** Workdays after `from` up to and including `to`; 0 when `to` is not later. */
  workdaysBetween(from: PlanDate, to: PlanDate): number {
    let count = 0;
    for (let day = addDays(from, 1); day <= to; day = addDays(day, 1)) if (this.isWorkday(day)) count += 1;
    return count;
  }
}
