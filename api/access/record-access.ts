import { countiesRead } from '../../domain/authority/reading.ts';
import type { Actor } from '../../domain/roles.ts';

/** What the ids of a county's runs begin with: no other county's do, since a county's id holds no slash. */
export function runsOf(county: string): string {
  return `reorganization/${county}/`;
}

/**
 * Whose runs a person may read in the engine's own pages, as what their ids begin with: their own county's, everybody's
 * (`''`) for auditors and administrators of the whole installation. Undefined: nobody's.
 */
export function readableRuns(reader: Pick<Actor, 'role' | 'unit'>): string | undefined {
  const county = countiesRead(reader, 'engine-record');
  if (county === '*') return '';
  return county !== undefined && /^[a-z0-9-]{1,40}$/.test(county) ? runsOf(county) : undefined;
}

/** Deep link to one run's history in the engine's pages. */
export function recordPath(namespace: string, workflowId: string): string {
  return `/temporal/namespaces/${encodeURIComponent(namespace)}/workflows/${encodeURIComponent(workflowId)}`;
}
