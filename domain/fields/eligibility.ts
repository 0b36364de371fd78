import type { PlanDate } from '../calendar/plan-date.ts';
import type { DossierContext } from './define-dossier.ts';

/**
 * Age in completed years on a day, of somebody born in a month `YYYY-MM`; the month of birth counts as reached on its
 * first day, since the day is not asked for.
 */
export function ageOn(born: string, day: PlanDate): number {
  const years = Number(day.slice(0, 4)) - Number(born.slice(0, 4));
  return day.slice(5, 7) < born.slice(5, 7) ? years - 1 : years;
}

/** League members leave at this age unless they hold office (§2.10). */
export const LEAGUE_AGE = 28;

/** True when the person is older than the plan allows on the planned day of appointment (R47). */
export function isTooOld({ born }: { readonly born: string }, { appointmentOn, rules }: DossierContext): boolean {
  return ageOn(born, appointmentOn) > rules.maxAge;
}

/** True for members of the Party or of the League; others cannot stand (C-05). */
export function isMember({ political }: { readonly political: string }): boolean {
  return political === 'CPC' || political === 'CYL';
}
