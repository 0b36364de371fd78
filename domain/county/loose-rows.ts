import { z } from 'zod';
import { wellFormed } from '../calendar/fields.ts';

/** A row of a county file that may have faults: each field is there only when it is well-formed by itself. */
export interface LooseRow {
  readonly index: number;
  field<T>(name: string, schema: z.ZodType<T>): T | undefined;
}

/** The rows of one list of the file; none when it is no list. */
export function looseRows(input: unknown, list: 'units' | 'people'): LooseRow[] {
  const rows = wellFormed(input, [list], z.array(z.unknown())) ?? [];
  return rows.map((row, index) => ({ index, field: (name, schema) => wellFormed(row, [name], schema) }));
}

/** Rows whose key another, earlier row has, with that row's index. */
export function repeated(
  rows: readonly LooseRow[],
  keyOf: (row: LooseRow) => string | undefined,
): { row: LooseRow; key: string; first: number }[] {
  const seen = new Map<string, number>();
  return rows.flatMap((row) => {
    const key = keyOf(row);
    if (key === undefined) return [];
    const first = seen.get(key);
    if (first !== undefined) return [{ row, key, first }];
    seen.set(key, row.index);
    return [];
  });
}
