import { addDays, dateOf, instantOf, type PlanDate, type PlanInstant } from '../domain/calendar/plan-date.ts';
import type { WorkingCalendar } from '../domain/calendar/working-calendar.ts';
import type { Body } from '../domain/roles.ts';

/**
 * When a body sits down to its list, in hours of a working day. Submitters before deciders, so that what is submitted
 * in the morning can be answered the same morning; the townships one after the other; all of it before noon, so that an
 * command on the last day is never late by the time it takes. The ladder's messages go out at nine, between two bodies.
 */
const HOURS: Readonly<Record<Body, { readonly from: number; readonly to: number }>> = {
  'township-league': { from: 6.5, to: 8.75 },
  'township-party-committee': { from: 9.25, to: 10.5 },
  'county-league': { from: 10.75, to: 10.75 },
  'organization-department': { from: 11.25, to: 11.25 },
};

/** The hour at which the `index`-th of `count` townships' bodies looks. */
export function hourOf(body: Body, index: number, count: number): number {
  const { from, to } = HOURS[body];
  return from + ((to - from) * index) / Math.max(1, count);
}

/** The next working day's instant at that hour, after `now`. */
export function nextMorning(now: PlanInstant, hour: number, calendar: WorkingCalendar): PlanInstant {
  for (let date: PlanDate = dateOf(now); ; date = addDays(date, 1)) {
    if (!calendar.isWorkday(date)) continue;
    const instant = instantOf(date, hour);
    if (instant > now) return instant;
  }
}
