import { DOSSIERS } from '../../../domain/dossiers/index.ts';
import { type Field, fieldsFor, isRowsField, type RowsField, type ScalarField } from '../../../domain/fields/field.ts';
import { monthPhrase } from '../../../domain/language/days.ts';
import type { LeagueBody } from '../../../domain/language/league-body.ts';
import type { Language } from '../../../domain/language/sentence.ts';
import type { ItemId } from '../../../domain/stages/items.ts';
import type { ItemView } from '../../access/township-view.ts';
import type { UseCaseDeps } from '../../use-cases/deps.ts';
import { type ReportField, reportFieldsOf } from '../../use-cases/report-fields.ts';
import { dossierIdOf } from '../../use-cases/submit-dossier.ts';
import { dayText } from '../ui/dates.ts';
import type { ShownField } from '../ui/shown-dossier.tsx';
import { translator } from '../ui/texts/bilingual.ts';
import { formTexts } from '../ui/texts/forms.ts';
import { wordsAt } from './seen-township.ts';

interface Reading {
  readonly language: Language;
  /** What is reorganised at the place it is about. */
  readonly at?: LeagueBody;
  /** Names by account. */
  readonly names: ReadonlyMap<string, string>;
}

/** The fields that a township's body is asked for in an item, in its words; with the further figures that the plan in force asks for. */
export async function fieldsOfItem(
  deps: Pick<UseCaseDeps, 'store'>,
  { campaign, township, item, progress }: Pick<ItemView, 'campaign' | 'township' | 'item' | 'progress'>,
): Promise<Field[]> {
  const further = await reportFieldsOf(deps, campaign, item.id, progress.state);
  return fieldsFor(DOSSIERS[dossierIdOf(item.id)].fields, township.body).flatMap((field) =>
    isRowsField(field) && field.name === FURTHER ? namedFigures(field, further) : [withoutKnownAccount(item.id, field)],
  );
}

/**
 * A person's account is asked for once, where the person first appears: among those recommended, the nominees, or those
 * written in. Later dossiers know it by the name.
 */
function withoutKnownAccount(item: ItemId, field: Field): Field {
  const first = ACCOUNTS_ASKED.includes(dossierIdOf(item)) || /writeIns$/i.test(field.name);
  if (!isRowsField(field) || first) return field;
  return { ...field, columns: field.columns.filter(({ name }) => name !== 'account') };
}

const ACCOUNTS_ASKED: readonly string[] = ['recommendation', 'nomination'];

/** The table of figures that a plan names. */
const FURTHER = 'further';

/** One figure for each that is asked for, under the plan's own words; no table where none is. */
function namedFigures(field: RowsField, asked: readonly ReportField[]): Field[] {
  if (asked.length === 0) return [];
  const of = asked.map(({ name, label }) => ({ value: name, label }));
  const columns = field.columns.map(
    (column): ScalarField => (column.name === 'name' ? { ...column, kind: 'choice', choices: of } : column),
  );
  return [{ ...field, columns, rowsFor: { column: 'name', of } }];
}

/** A dossier on record as it is read, field by field in the order of the form. */
export function shownFields(fields: readonly Field[], dossier: unknown, reading: Reading): ShownField[] {
  const values = asRecord(dossier);
  const t = translator(reading.language, wordsAt(reading.at));
  return fields.flatMap((field): ShownField[] => {
    const common = { name: field.name, label: t(field.label) };
    const value = values[field.name];
    if (isRowsField(field)) {
      const given = new Set(listOf(value).flatMap((row) => Object.keys(asRecord(row))));
      // Accounts are for those who have one: a column that nobody filled in says nothing.
      const columns = field.columns.filter(({ name }) => name !== 'account' || given.has(name));
      const rows = listOf(value).map((row) => columns.map((column) => cellText(column, asRecord(row)[column.name], reading)));
      return [{ ...common, kind: 'table', columns: columns.map((column) => ({ label: t(column.label), number: isFigure(column) })), rows }];
    }
    if (field.kind === 'list') return [{ ...common, kind: 'list', values: listOf(value).map(String) }];
    return [{ ...common, kind: 'value', value: cellText(field, value, reading) }];
  });
}

function isFigure({ kind }: ScalarField): boolean {
  return kind === 'number' || kind === 'percent';
}

function cellText(field: ScalarField, value: unknown, { language, names, at }: Reading): string {
  const t = translator(language, wordsAt(at));
  if (field.kind === 'checkbox') return t(value === true ? formTexts.yes : formTexts.no);
  if (typeof value === 'number') return field.kind === 'percent' ? `${value}%` : String(value);
  if (typeof value !== 'string') return '';
  if (field.kind === 'choice') return t(field.choices.find((choice) => choice.value === value)?.label ?? { zh: value, en: value });
  if (field.kind === 'date' && /^\d{4}-\d{2}-\d{2}$/.test(value)) return dayText(value, language);
  // A month of birth, as it is typed into a form.
  if (field.name === 'born') return monthPhrase(value, language);
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
