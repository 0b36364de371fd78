import type { LeagueBody } from '../language/league-body.ts';
import type { Bilingual } from '../language/problem.ts';

/**
 * Descriptions of a dossier's fields: what a form is drawn from, how posted values are read, and what a sentence about
 * a mistake calls the field. The zod schema of the same field is built beside its description (field-builders).
 */

interface Described {
  readonly name: string;
  readonly required: boolean;
  readonly label: Bilingual;
  /** One sentence under the label: what is meant, or an example. */
  readonly hint?: Bilingual;
  /** Asked of these bodies only; of both when absent. */
  readonly bodies?: readonly LeagueBody[];
  /** Another label where this body uses another word (C-11). */
  readonly labelFor?: Partial<Record<LeagueBody, Bilingual>>;
}

export interface TextField extends Described {
  readonly kind: 'text' | 'long-text';
  /** Most characters. */
  readonly max: number;
}

/** A whole number from `min` to `max`. */
export interface NumberField extends Described {
  readonly kind: 'number';
  readonly min: number;
  readonly max: number;
}

/** A share from 0 to 100 with at most two decimals; 31.5 means 31.5 %. */
export interface PercentField extends Described {
  readonly kind: 'percent';
}

/** A calendar day `YYYY-MM-DD` from `min` to `max`. */
export interface DateField extends Described {
  readonly kind: 'date';
  readonly min: string;
  readonly max: string;
}

export interface Choice {
  readonly value: string;
  readonly label: Bilingual;
}

export interface ChoiceField extends Described {
  readonly kind: 'choice';
  readonly choices: readonly Choice[];
}

/** Ticked or not; not ticked when absent. */
export interface CheckboxField extends Described {
  readonly kind: 'checkbox';
}

export type ScalarField = TextField | NumberField | PercentField | DateField | ChoiceField | CheckboxField;

/** Short texts, one per line. */
export interface ListField extends Described {
  readonly kind: 'list';
  readonly min: number;
  readonly max: number;
  /** Most characters of one line. */
  readonly maxLength: number;
}

/**
 * A table with one input per cell, posted as `name[0].column`. `people`: each row is a person, with a column `name`
 * and a column `account` for the person's account in this app, if any.
 */
export interface RowsField extends Described {
  readonly kind: 'rows' | 'people';
  readonly columns: readonly ScalarField[];
  readonly min: number;
  readonly max: number;
  /** The column that may not say the same twice. */
  readonly unique?: string;
  /** Exactly one row for each of these, whose value stands in `column`; nobody adds another. */
  readonly rowsFor?: { readonly column: string; readonly of: readonly Choice[] };
}

export type Field = ScalarField | ListField | RowsField;

export function isRowsField(field: Field): field is RowsField {
  return field.kind === 'rows' || field.kind === 'people';
}

/** The name of the input at a place of the dossier: `document`, `people[0].name`. */
export function inputName(path: readonly (string | number)[]): string {
  return path.reduce<string>((name, key) => {
    if (typeof key === 'number') return `${name}[${key}]`;
    return name === '' ? key : `${name}.${key}`;
  }, '');
}

/** The fields that are asked of a body, in its words. */
export function fieldsFor(fields: readonly Field[], body: LeagueBody): Field[] {
  return fields.filter((field) => isAsked(field, body)).map((field) => inWordsOf(field, body));
}

function isAsked(field: Described, body: LeagueBody): boolean {
  return !field.bodies || field.bodies.includes(body);
}

function inWordsOf(field: Field, body: LeagueBody): Field {
  const label = field.labelFor?.[body] ?? field.label;
  if (!isRowsField(field)) return { ...field, label };
  const columns = field.columns.filter((column) => isAsked(column, body));
  return { ...field, label, columns: columns.map((column) => ({ ...column, label: column.labelFor?.[body] ?? column.label })) };
}
