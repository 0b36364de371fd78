/** A day of the plan in Asia/Shanghai, `YYYY-MM-DD`. Compares correctly as text. */
export type PlanDate = string;

/** An instant: milliseconds since 1970-01-01T00:00Z, on the plan's time line (plan time, not wall time). */
export type PlanInstant = number;

/** A month of the plan, `YYYY-MM`. */
export type PlanMonth = string;

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

/** Shanghai has kept UTC+8 without summer time since 1992 (REFERENCE part 3), so a fixed offset is exact. */
const SHANGHAI_OFFSET_MS = 8 * HOUR_MS;

/** The instant at which `date` begins in Shanghai, plus `hour` hours; `hour` 24 is the end of the day. */
export function instantOf(date: PlanDate, hour = 0): PlanInstant {
  return Date.parse(`${date}T00:00:00Z`) - SHANGHAI_OFFSET_MS + hour * HOUR_MS;
}

/** The Shanghai day an instant falls in. The end of a day (24:00) belongs to the next one. */
export function dateOf(instant: PlanInstant): PlanDate {
  return new Date(instant + SHANGHAI_OFFSET_MS).toISOString().slice(0, 10);
}

/** The Shanghai time of day of an instant, `HH:MM`. */
export function timeOfDay(instant: PlanInstant): string {
  return new Date(instant + SHANGHAI_OFFSET_MS).toISOString().slice(11, 16);
}

/** `date` moved by `days` calendar days (negative: earlier). */
export function addDays(date: PlanDate, days: number): PlanDate {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

/** Calendar days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: PlanDate, to: PlanDate): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS);
}

/** Weekday, 0 = Sunday … 6 = Saturday. */
export function weekdayOf(date: PlanDate): number {
  return new Date(`${date}T00:00:00Z`).getUTCDay();
}

export function yearOf(date: PlanDate): number {
  return Number(date.slice(0, 4));
}

/** The last day of a month. */
export function lastDayOfMonth(month: PlanMonth): PlanDate {
  const [year, number] = month.split('-').map(Number) as [number, number];
  return new Date(Date.UTC(year, number, 0)).toISOString().slice(0, 10);
}

/** True when `text` is a real calendar day in the form `YYYY-MM-DD`. */
export function isPlanDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const parsed = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(parsed.getTime()) && parsed.toISOString().slice(0, 10) === text;
}

/** The day as a whole number that travels with counts: 20120910. */
export function dayFigure(day: PlanDate): number {
  return Number(day.replaceAll('-', ''));
}

/** The day behind {@link dayFigure}. */
export function dayOfFigure(figure: number): PlanDate {
  const digits = String(figure);
  return `${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6, 8)}`;
}
