import type { DossierContext } from '../fields/define-dossier.ts';
import { type Field, isRowsField } from '../fields/field.ts';
import { rowsOnRecord } from '../fields/on-record.ts';
import { nameKey } from '../language/name-key.ts';

type Row = Readonly<Record<string, unknown>>;

/** Where a person's account is asked for: on their first appearance. */
const FIRST_SEEN = [
  ['recommendation', 'people'],
  ['nomination', 'nominees'],
  ['member-election', 'writeIns'],
] as const;

/** Accounts of the people in a dossier that an earlier one told under the same name: they may not decide on it either. */
export function knownAccounts(fields: readonly Field[], dossier: unknown, context: Pick<DossierContext, 'earlier'>): string[] {
  const known = new Map(
    FIRST_SEEN.flatMap(([stage, table]) =>
      rowsOnRecord(context, stage, table).flatMap(({ name, account }) =>
        typeof name === 'string' && typeof account === 'string' ? [[nameKey(name), account] as const] : [],
      ),
    ),
  );
  const tables = fields.filter(isRowsField).filter(({ kind }) => kind === 'people');
  const rows = tables.flatMap(({ name }) => {
    const table = (dossier as Row)[name];
    return Array.isArray(table) ? (table as readonly Row[]) : [];
  });
  return rows.flatMap(({ name }) => (typeof name === 'string' ? (known.get(nameKey(name)) ?? []) : []));
}
