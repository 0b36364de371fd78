import type { Actor } from '../../domain/roles.ts';

/** Who may begin a county's half-year: county staff, and whoever sets the installation up before they have accounts. */
export const STARTERS = ['county-league', 'administrator'] as const;

/** The county whose campaigns somebody may see; undefined for somebody of the whole installation. */
export function countyOf({ unit }: Pick<Actor, 'unit'>): string | undefined {
  return unit === '*' ? undefined : unit.split('/')[0];
}

/** Administrators see that a campaign is there, and nothing of what is in it. */
export function mayList({ role, unit }: Actor, county: string): boolean {
  return role === 'administrator' && (unit === '*' || unit === county);
}
