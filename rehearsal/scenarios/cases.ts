import { addDays, type PlanDate } from '../../domain/calendar/plan-date.ts';
import type { Scenario, ScenarioName, ScenarioOf } from '../../domain/county/scenario-schema.ts';

/** The unusual cases of a county file, in the year that is played. */
export interface Cases {
  readonly all: readonly Scenario[];
  /** True in another year than the file's, whose days off are others. */
  readonly moved: boolean;
  /** undefined: the township does not play the case. */
  find<N extends ScenarioName>(township: string, name: N): ScenarioOf<N> | undefined;
}

/** Nothing unusual happens. */
export const NO_CASES: Cases = { all: [], moved: false, find: () => undefined };

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** The cases of a county file. Their days belong to one half-year; played in another they keep month and day. */
export function casesOf(scenarios: readonly Scenario[], year: number): Cases {
  const text = JSON.stringify(scenarios);
  const shift = year - Math.min(...[...text.matchAll(/"(\d{4})-\d{2}-\d{2}"/g)].map(([, own]) => Number(own)));
  const all = JSON.parse(text, (_key, value: unknown) =>
    typeof value === 'string' && DAY.test(value) ? inYear(value, shift) : value,
  ) as Scenario[];
  return {
    all,
    moved: shift !== 0,
    find: <N extends ScenarioName>(township: string, name: N) =>
      all.find((one): one is ScenarioOf<N> => one.unit === township && one.name === name),
  };
}

/** 29 February of another year is the first of March. */
function inYear(day: PlanDate, shift: number): PlanDate {
  return addDays(`${Number(day.slice(0, 4)) + shift}${day.slice(4)}`, 0);
}
