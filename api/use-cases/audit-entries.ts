import type { Filter } from 'mongodb';
import type { Actor } from '../../domain/roles.ts';
import { type AuditRow, listAudit } from '../../store/audit.ts';
import type { Store } from '../../store/database.ts';

/** The audit as an administrator or auditor may see it, newest first. @param skip rows before the first @param limit rows at most */
export function auditSeenBy(store: Store, actor: Actor, page: { readonly skip: number; readonly limit: number }): Promise<AuditRow[]> {
  return listAudit(store, seenBy(actor), page);
}

/** What was done at the county's units, to its people or to its runs, by whomever. */
function seenBy({ unit }: Actor): Filter<AuditRow> {
  if (unit === '*') return {};
  const below = { $gte: `${unit}/`, $lt: `${unit}0` };
  return {
    $or: [
      { unit },
      { unit: below },
      { concerns: unit },
      { concerns: below },
      { target: { $gte: `reorganization/${unit}/`, $lt: `reorganization/${unit}0` } },
    ],
  };
}
