import { z } from 'zod';
import { nameKey, textKey } from '../language/name-key.ts';
import type { Bilingual } from '../language/problem.ts';
import type { RowsField, ScalarField } from './field.ts';
import type { Notes, Part } from './field-builders.ts';

/** The columns of a table by name, in the order they are shown. */
export type Columns = Readonly<Record<string, Part<z.ZodType, ScalarField>>>;
type Shape<C extends Columns> = { [K in keyof C]: C[K]['schema'] };

/** A finding that zod has no code for: a stable code, where it is, and the sentence after the field's name. */
export interface Finding {
  readonly code: string;
  /** Below the row or the dossier that was looked at. */
  readonly path: readonly (string | number)[];
  readonly sentence: Bilingual;
}

interface RowsOptions extends Notes {
  readonly min?: number;
  readonly max?: number;
  /** The column that may not say the same twice, as `key` compares; as a text unless told. */
  readonly unique?: string;
  readonly key?: (text: string) => string;
  /** What is wrong between the columns of one row; is given a row as typed, so values may be missing or of another kind. */
  readonly across?: (row: Readonly<Record<string, unknown>>) => Finding[];
}

/** A table of `min` to `max` rows (1 to 200 unless told). */
export function rows<const C extends Columns>(label: Bilingual, columns: C, options: RowsOptions = {}) {
  return table('rows', label, columns, options);
}

/**
 * A table of people; no name and no account twice. Two people of one name are told apart by a note behind the name.
 */
export function people<const C extends Columns>(label: Bilingual, columns: C, options: Omit<RowsOptions, 'unique' | 'key'> = {}) {
  return table('people', label, columns, { ...options, unique: 'name', key: nameKey });
}

function table<const C extends Columns>(kind: RowsField['kind'], label: Bilingual, columns: C, options: RowsOptions) {
  const { min = 1, max = 200, unique, key = textKey, across, ...notes } = options;
  const row = z.strictObject(Object.fromEntries(Object.entries(columns).map(([name, part]) => [name, part.schema])) as Shape<C>);
  const described = Object.entries(columns).map(([name, part]) => part.describe(name));
  const alone = [...(unique ? [[unique, key] as const] : []), ...(kind === 'people' ? [['account', asIs] as const] : [])];
  return {
    describe: (name: string): RowsField => ({
      name,
      kind,
      required: true,
      label,
      columns: described,
      min,
      max,
      ...(unique ? { unique } : {}),
      ...notes,
    }),
    schema: z
      .array(row)
      .min(min)
      .max(max)
      // Runs although a cell is wrong: everything is said at once.
      .superRefine(
        (value, ctx) => {
          if (!Array.isArray(value)) return;
          const found = [
            ...alone.flatMap(([column, keyOf]) => repeated(value, column, keyOf)),
            ...value.flatMap((one, index) => within(one, index, across)),
          ];
          for (const { code, path, sentence } of found) ctx.addIssue({ code: 'custom', path: [...path], params: { code, ...sentence } });
        },
        { when: () => true },
      ),
  };
}

function within(one: unknown, index: number, across: RowsOptions['across']): Finding[] {
  if (!across || typeof one !== 'object' || one === null) return [];
  return across(one as Record<string, unknown>).map((finding) => ({ ...finding, path: [index, ...finding.path] }));
}

/** Ids are compared to the letter. */
const asIs = (id: string): string => id;

/** Rows whose `column` says what an earlier row says. */
function repeated(value: readonly unknown[], column: string, keyOf: (text: string) => string): Finding[] {
  const first = new Map<string, number>();
  return value.flatMap((one, index) => {
    const cell = typeof one === 'object' && one !== null ? (one as Record<string, unknown>)[column] : undefined;
    if (typeof cell !== 'string') return [];
    const key = keyOf(cell);
    const before = first.get(key);
    if (before === undefined) {
      first.set(key, index);
      return [];
    }
    return [{ code: 'DUPLICATE', path: [index, column], sentence: sameAs(before + 1, column) }];
  });
}

function sameAs(row: number, column: string): Bilingual {
  if (column === 'name') {
    return {
      zh: `与第 ${row} 行相同；如果确是同名的两个人，请在姓名后注明，例如“张伟（二村）”`,
      en: `is the same as in row ${row}; if they are two people of one name, add a note behind it, such as "Zhang Wei (village 2)"`,
    };
  }
  return { zh: `与第 ${row} 行相同`, en: `is the same as in row ${row}` };
}
