import type { CalendarData } from '../calendar/working-calendar.ts';
import type { PlanAmendment } from './plan-amendment.ts';
import type { Plan } from './plan-schema.ts';
import { resolvePlan } from './resolve-plan.ts';

/** One place at which two plans differ. */
export interface PlanChange {
  /** `stages.survey.due`. */
  readonly path: string;
  /** As it stands in the file; undefined where the plan has no such place. */
  readonly before: unknown;
  readonly after: unknown;
  /**
   * What becomes of townships in flight:
   * - `ahead` what has not opened gets the new day, what is open only a later one
   * - `reports` asked for from the next report on · `shown` texts and targets, at once
   * - `new-runs` townships that begin later; those in flight keep the rules they began with
   */
  readonly reaches: 'ahead' | 'reports' | 'shown' | 'new-runs';
}

/** Everything that differs between two plans, in the order of the file. */
export function planChanges(before: Plan, after: Plan): PlanChange[] {
  return differences(before, after, '').filter(({ path }) => path !== 'version');
}

function differences(before: unknown, after: unknown, path: string): PlanChange[] {
  if (JSON.stringify(before) === JSON.stringify(after)) return [];
  if (!isGroup(before) || !isGroup(after)) return [{ path, before, after, reaches: reachOf(path) }];
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return keys.flatMap((key) => differences(before[key], after[key], path === '' ? key : `${path}.${key}`));
}

function isGroup(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function reachOf(path: string): PlanChange['reaches'] {
  if (/^stages\.[a-z-]+\.due$/.test(path)) return 'ahead';
  if (path === 'report.fields') return 'reports';
  if (/^(title|issuer|basis|purpose|targets|publicity|coverage|stages\.[a-z-]+\.guidance)(\.|$)/.test(path)) return 'shown';
  return 'new-runs';
}

/**
 * What of a changed plan reaches townships in flight: new dates of stages, further report figures, targets. The digest
 * is added by whoever puts the amended plan on record.
 */
export function amendmentOf(
  before: Plan,
  after: Plan,
  { year, calendar }: { readonly year: number; readonly calendar: CalendarData },
): Omit<PlanAmendment, 'planDigest'> {
  const dues = (plan: Plan) => new Map(resolvePlan(plan, { year, calendar }).resolved.stages.map(({ id, due }) => [id, due]));
  const [old, fresh] = [dues(before), dues(after)];
  return {
    planVersion: after.version,
    stages: [...fresh].flatMap(([id, due]) => (old.get(id) === due ? [] : [{ id, due }])),
    reportFields: after.report.fields.map(({ name }) => name).filter((name) => !before.report.fields.some((field) => field.name === name)),
    targets: Object.fromEntries(after.targets.map(({ name, value }) => [name, value])),
  };
}
