import type { Role } from '../domain/roles.ts';

/** The county's own staff, and whoever sees to it, look at the engine's own pages. Township bodies see their own pages. */
const READERS: readonly Role[] = ['county-league', 'organization-department', 'auditor', 'administrator'];

export function mayOpenRecord(role: Role): boolean {
  return READERS.includes(role);
}

/** Deep link to one run's history in the engine's pages. */
export function recordPath(namespace: string, workflowId: string): string {
  return `/temporal/namespaces/${encodeURIComponent(namespace)}/workflows/${encodeURIComponent(workflowId)}`;
}
