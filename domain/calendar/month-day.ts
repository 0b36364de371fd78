import { isPlanDate, type PlanDate } from './plan-date.ts';

/** A day of any year, `MM-DD`, as plans state their dates. Never 02-29, which most years lack. Compares as text. */
export type MonthDay = string;

const ORDINARY_YEAR = 2001;

/** True when `text` is a day that every year has, in the form `MM-DD`. */
export function isMonthDay(text: string): boolean {
  return isPlanDate(`${ORDINARY_YEAR}-${text}`);
}

export function dateIn(year: number, monthDay: MonthDay): PlanDate {
  return `${year}-${monthDay}`;
}

/** The day after, within one year: `12-31` is followed by `01-01`. */
export function nextMonthDay(monthDay: MonthDay): MonthDay {
  const next = new Date(Date.parse(`${ORDINARY_YEAR}-${monthDay}T00:00:00Z`) + 86_400_000);
  return next.toISOString().slice(5, 10);
}
