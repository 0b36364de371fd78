import type { StageId } from '../stages/stages.ts';

/** The lists on which people stand from the formal list to the appointment, and what a dossier tells of an objection's person on them. */

/** The lists by the stage they are of: their table, and the count of how many stand on it. */
export const PEOPLE_LISTS: Readonly<Partial<Record<StageId | 'monthly-report', { readonly table: string; readonly count: string }>>> = {
  'formal-candidates': { table: 'candidates', count: 'formal' },
  'member-report': { table: 'members', count: 'members' },
  'leadership-report': { table: 'leaders', count: 'leaders' },
  'organization-study': { table: 'proposals', count: 'proposals' },
  inspection: { table: 'people', count: 'people' },
  'public-notice': { table: 'people', count: 'people' },
  appointment: { table: 'people', count: 'people' },
};

/** The name of the count by which a later list says where an objection's person stands on it: 0 for nowhere. */
export function objectionCount(number: number): string {
  return `objection.${number}`;
}
