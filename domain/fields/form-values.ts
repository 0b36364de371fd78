import { tidy } from '../language/plain-text.ts';
import { readDate, readLines, readNumber, readPercent } from '../language/typed-values.ts';
import type { DossierForm } from './define-dossier.ts';
import { type Field, isRowsField, type RowsField, type ScalarField } from './field.ts';

/** Values as a browser posts them, by input name. */
export type FormFields = Readonly<Record<string, string | readonly string[] | undefined>>;

/**
 * What a posted form says, in the shape that the dossier's schema checks. Reads the dossier's own fields only; blank
 * ones are left out, rows that are blank throughout are passed over. What cannot be read stays as typed.
 */
export function fromForm(definition: DossierForm, form: FormFields): unknown {
  return record(definition.fields, (field) => {
    if (isRowsField(field)) return someOf(readRows(field, form));
    if (field.kind === 'list') return someOf(readLines(allOf(form, field.name).join('\n')));
    return readScalar(field, form, field.name);
  });
}

/** The values of `fields` that are there, by name. A name that stands for two variants is read once. */
function record(fields: readonly Field[], read: (field: Field) => unknown): Record<string, unknown> {
  const entries = fields.map((field) => [field.name, read(field)] as const);
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}

function someOf<T>(values: readonly T[]): readonly T[] | undefined {
  return values.length > 0 ? values : undefined;
}

function allOf(form: FormFields, name: string): readonly string[] {
  const value = Object.hasOwn(form, name) ? form[name] : undefined;
  if (value === undefined) return [];
  return typeof value === 'string' ? [value] : value;
}

/** Of a name posted more than once the last value counts, as with a checkbox behind a hidden input. */
function readScalar(field: ScalarField, form: FormFields, name: string): string | number | boolean | undefined {
  const value = tidy(allOf(form, name).at(-1) ?? '');
  if (value === '') return undefined;
  switch (field.kind) {
    case 'number':
      return readNumber(value);
    case 'percent':
      return readPercent(value);
    case 'date':
      return readDate(value);
    case 'checkbox':
      return ['on', 'true', '1', 'yes'].includes(value) ? true : value === 'false' || value === '0' ? undefined : value;
    default:
      return value;
  }
}

const ROW = /^([A-Za-z]+)\[(\d{1,6})\]\.[A-Za-z]+$/;

function readRows(field: RowsField, form: FormFields): Record<string, unknown>[] {
  const found = Object.keys(form).flatMap((key) => {
    const [, name, index] = ROW.exec(key) ?? [];
    return name === field.name ? Number(index) : [];
  });
  const indexes = [...new Set(found)].sort((a, b) => a - b);
  return indexes
    .map((index) => record(field.columns, (column) => readScalar(column as ScalarField, form, `${field.name}[${index}].${column.name}`)))
    .filter((row) => Object.keys(row).length > 0);
}

/**
 * The values of a form's inputs by name, to pre-fill it: of a dossier on record, or of what `fromForm` read although
 * it is wrong, so that nothing typed is lost. Checkboxes that are not ticked have no entry.
 */
export function toForm(definition: DossierForm, dossier: unknown): Record<string, string> {
  const values = asRecord(dossier);
  return Object.fromEntries(
    definition.fields.flatMap((field) => {
      const value = values[field.name];
      if (isRowsField(field)) return Array.isArray(value) ? value.flatMap((row: unknown, index) => rowEntries(field, row, index)) : [];
      if (field.kind === 'list') return Array.isArray(value) ? [[field.name, value.map(shownAs).join('\n')]] : [];
      return scalarEntry(field, field.name, value);
    }),
  );
}

function rowEntries(field: RowsField, row: unknown, index: number): [string, string][] {
  const values = asRecord(row);
  return field.columns.flatMap((column) => scalarEntry(column, `${field.name}[${index}].${column.name}`, values[column.name]));
}

function scalarEntry(field: ScalarField, name: string, value: unknown): [string, string][] {
  if (value === undefined || value === null) return [];
  if (field.kind === 'checkbox') return value === true ? [[name, 'on']] : [];
  return [[name, shownAs(value)]];
}

function shownAs(value: unknown): string {
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';
}

function asRecord(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
