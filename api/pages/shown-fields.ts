import { type Field, fieldsFor, isRowsField, type ScalarField } from '../../domain/dossiers/field.ts';
import { DOSSIERS } from '../../domain/dossiers/index.ts';
import type { LeagueBody } from '../../domain/dossiers/league-body.ts';
import type { ItemId } from '../../domain/process/items.ts';
import type { Language } from '../../domain/texts/notices.ts';
import { dossierIdOf } from '../process/submit-dossier.ts';
import { dayText } from '../web/dates.ts';
import type { ShownField } from '../web/shown-dossier.tsx';
import { translator } from '../web/texts/bilingual.ts';
import { formTexts } from '../web/texts/forms.ts';

interface Reading {
  readonly language: Language;
  /** Names by account. */
  readonly names: ReadonlyMap<string, string>;
}

/** The fields that a township's body is asked for in an item, in its words. */
export function fieldsOfItem(item: ItemId, body: LeagueBody): Field[] {
  return fieldsFor(DOSSIERS[dossierIdOf(item)].fields, body);
}

/** A dossier on record as it is read, field by field in the order of the form. */
export function shownFields(fields: readonly Field[], dossier: unknown, reading: Reading): ShownField[] {
  const values = asRecord(dossier);
  const t = translator(reading.language);
  return fields.flatMap((field): ShownField[] => {
    const common = { name: field.name, label: t(field.label) };
    const value = values[field.name];
    if (isRowsField(field)) {
      const columns = field.columns.filter((column) => column.kind !== 'fixed');
      const rows = listOf(value).map((row) => columns.map((column) => cellText(column, asRecord(row)[column.name], reading)));
      return [{ ...common, kind: 'table', columns: columns.map((column) => ({ label: t(column.label), number: isFigure(column) })), rows }];
    }
    if (field.kind === 'list') return [{ ...common, kind: 'list', values: listOf(value).map(String) }];
    return field.kind === 'fixed' ? [] : [{ ...common, kind: 'value', value: cellText(field, value, reading) }];
  });
}

function isFigure({ kind }: ScalarField): boolean {
  return kind === 'number' || kind === 'percent';
}

function cellText(field: ScalarField, value: unknown, { language, names }: Reading): string {
  const t = translator(language);
  if (field.kind === 'checkbox') return t(value === true ? formTexts.yes : formTexts.no);
  if (typeof value === 'number') return field.kind === 'percent' ? `${value} %` : String(value);
  if (typeof value !== 'string') return '';
  if (field.kind === 'choice') return t(field.choices.find((choice) => choice.value === value)?.label ?? { zh: value, en: value });
  if (field.kind === 'date' && /^\d{4}-\d{2}-\d{2}$/.test(value)) return dayText(value, language);
  return field.name === 'account' ? (names.get(value) ?? value) : value;
}

/** Accounts that stand in a dossier, to look up their names. */
export function accountsOf(fields: readonly Field[], dossier: unknown): string[] {
  const values = asRecord(dossier);
  return fields
    .filter(isRowsField)
    .flatMap((field) => listOf(values[field.name]))
    .flatMap((row) => {
      const { account } = asRecord(row);
      return typeof account === 'string' ? [account] : [];
    });
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function asRecord(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
