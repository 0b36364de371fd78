import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { parse } from 'yaml';
import { parseCalendar } from '../domain/calendar/calendar-schema.ts';
import { WorkingCalendar } from '../domain/calendar/working-calendar.ts';
import { problemLine } from '../domain/language/problem.ts';
import { parsePlan } from '../domain/plan/parse-plan.ts';
import type { Plan } from '../domain/plan/plan-schema.ts';
import { resolvePlan } from '../domain/plan/resolve-plan.ts';
import type { ResolvedPlan } from '../domain/plan/resolved-plan.ts';

/** The plan of the year that is played, as everybody in the county has it on the wall. */
export interface HalfYear {
  readonly plan: ResolvedPlan;
  /** The plan as it is written: each township's rules follow from it and the county file. */
  readonly document: Plan;
  readonly calendar: WorkingCalendar;
}

/**
 * Reads the project's plan and calendar.
 * @param folder the project's `plans/`
 */
export async function readHalfYear(folder: string, year: number): Promise<HalfYear> {
  const [planInput, calendarInput] = await Promise.all(
    ['one-plus-three-x.yaml', 'calendar.yaml'].map((name) => yamlOf(path.join(folder, name))),
  );
  const { plan } = sound(parsePlan(planInput));
  const { calendar } = sound(parseCalendar(calendarInput));
  const { resolved } = resolvePlan(plan, { year, calendar });
  return { plan: resolved, document: plan, calendar: new WorkingCalendar(resolved.calendar) };
}

async function yamlOf(file: string): Promise<unknown> {
  return parse(await readFile(file, 'utf8')) as unknown;
}

function sound<T extends object>(result: T): Exclude<T, { readonly problems: unknown }> {
  if ('problems' in result)
    throw new Error((result.problems as Parameters<typeof problemLine>[0][]).map((one) => problemLine(one, 'en')).join('\n'));
  return result as Exclude<T, { readonly problems: unknown }>;
}
