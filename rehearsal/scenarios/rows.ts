import type { PlanDate } from '../../domain/calendar/plan-date.ts';

/** One thing that a case says of its end, in words that are the same when it came so. */
export interface Row {
  readonly what: string;
  readonly expected: string | number;
  /** undefined: it never came. */
  readonly came: string | number | undefined;
}

/** What has to come of a case and what came, and the days on which it happened. */
export interface Comparison {
  readonly rows: readonly Row[];
  readonly days: readonly (PlanDate | undefined)[];
}

export function row(what: string, expected: Row['expected'], came: Row['came']): Row {
  return { what, expected, came };
}

/** `有` where it holds, `无` where not. */
export function there(holds: boolean): string {
  return holds ? '有' : '无';
}
