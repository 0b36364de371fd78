import { fileURLToPath } from 'node:url';
import type { CalendarData } from '../../domain/calendar/working-calendar.ts';
import { problemLine } from '../../domain/language/problem.ts';
import type { Plan } from '../../domain/plan/plan-schema.ts';
import { readCalendar, readPlan } from '../../store/plan-files.ts';

const at = (name: string): string => fileURLToPath(new URL(`../../plans/${name}`, import.meta.url));

/** The plan the project ships. */
export async function defaultPlan(): Promise<Plan> {
  const read = await readPlan(at('one-plus-three-x.yaml'));
  if ('problems' in read) throw new Error(read.problems.map((one) => problemLine(one, 'en')).join('\n'));
  return read.plan;
}

/** The calendar file the project ships. */
export async function shippedCalendar(): Promise<CalendarData> {
  const read = await readCalendar(at('calendar.yaml'));
  if ('problems' in read) throw new Error(read.problems.map((one) => problemLine(one, 'en')).join('\n'));
  return read.calendar;
}
