import type { Actor, Role } from '../../domain/roles.ts';

/** The county's own staff, and whoever sees to it, look at the engine's own pages. Township bodies see their own pages. */
const READERS: readonly Role[] = ['county-league', 'organization-department', 'auditor', 'administrator'];

/** Those of them who may be there for the whole installation. */
const EVERYWHERE: readonly Role[] = ['auditor', 'administrator'];

export function mayOpenRecord(role: Role): boolean {
  return READERS.includes(role);
}

/** What the ids of a county's runs begin with: no other county's do, since a county's id holds no slash. */
export function runsOf(county: string): string {
  return `reorganization/${county}/`;
}

/**
 * Whose runs a person may read in the engine's own pages, as what their ids begin with: their own county's, everybody's
 * (`''`) for auditors and administrators of the whole installation. Undefined: nobody's.
 */
export function readableRuns({ role, unit }: Pick<Actor, 'role' | 'unit'>): string | undefined {
  if (!mayOpenRecord(role)) return undefined;
  if (unit === '*') return EVERYWHERE.includes(role) ? '' : undefined;
  return /^[a-z0-9-]{1,40}$/.test(unit) ? runsOf(unit) : undefined;
}

/** Deep link to one run's history in the engine's pages. */
export function recordPath(namespace: string, workflowId: string): string {
  return `/temporal/namespaces/${encodeURIComponent(namespace)}/workflows/${encodeURIComponent(workflowId)}`;
}
