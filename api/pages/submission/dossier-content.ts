import { type FormFields, fromForm, toForm } from '../../../domain/dossiers/index.ts';
import { type Field, inputName, isRowsField } from '../../../domain/fields/field.ts';
import { bodyTitle } from '../../../domain/language/bodies.ts';
import type { Language } from '../../../domain/language/sentence.ts';
import { isTownshipRole, LADDER_BODIES, townshipUnit } from '../../../domain/roles.ts';
import type { ItemState } from '../../../domain/state/township-state.ts';
import { people } from '../../../store/people.ts';
import type { TownshipView } from '../../access/township-view.ts';
import { type DossierProblem, dossierIdOf } from '../../use-cases/submit-dossier.ts';
import type { PageDeps } from '../deps.ts';
import type { Mistake } from '../ui/error-summary.tsx';
import type { Option } from '../ui/inputs.tsx';
import { bracketed } from '../ui/signs.ts';
import { translator } from '../ui/texts/bilingual.ts';
import type { FormContent } from './inputs-view.tsx';

/** Rows offered before anybody asks for more. */
const ROWS_OFFERED = 3;
const ROWS_ADDED = 5;

/** A posted form as the dossier's schema reads it, and as its inputs show it again: blank rows closed up, nothing typed lost. */
export function readForm(item: Pick<ItemState, 'id'>, fields: readonly Field[], form: FormFields) {
  const definition = { id: dossierIdOf(item.id), fields };
  const dossier = fromForm(definition, form);
  return { dossier, values: toForm(definition, dossier) };
}

/** The values of a dossier on record, by input name. */
export function valuesOf(item: Pick<ItemState, 'id'>, fields: readonly Field[], dossier: unknown): Record<string, string> {
  return toForm({ id: dossierIdOf(item.id), fields }, dossier);
}

/** How many rows of each table to draw: those filled in, those drawn before, a few more for the table that asked. */
export function rowsToDraw(fields: readonly Field[], values: FormFields, drawn: FormFields = values, more = ''): FormContent['rows'] {
  return Object.fromEntries(
    fields.filter(isRowsField).map(({ name, min, max }) => {
      const before = Math.max(countRows(name, values), drawn === values ? 0 : countRows(name, drawn));
      const wanted = Math.max(before, min, ROWS_OFFERED) + (name === more ? ROWS_ADDED : 0);
      return [name, Math.min(wanted, max)];
    }),
  );
}

/** One more than the highest row that has an input. */
function countRows(name: string, form: FormFields): number {
  return Object.keys(form).reduce((most, key) => {
    if (!key.startsWith(`${name}[`)) return most;
    const index = Number(key.slice(name.length + 1, key.indexOf(']')));
    return Number.isInteger(index) && index >= 0 && index < 100_000 ? Math.max(most, index + 1) : most;
  }, 0);
}

/** What is wrong, each with the input that the summary leads to. */
export function mistakesOf(problems: readonly DossierProblem[], language: Language): Mistake[] {
  const t = translator(language);
  return problems.map((one) => ({ text: t(one), ...(one.path.length > 0 ? { field: inputName(one.path) } : {}) }));
}

/** People of the township and the county's bodies, to be named in a column for accounts. */
export async function accountOptions(
  { store }: Pick<PageDeps, 'store'>,
  { campaign, township }: TownshipView,
  language: Language,
): Promise<Option[]> {
  const units = [townshipUnit(campaign.county, township.id), campaign.county];
  const rows = await people(store)
    .find({ active: true, unit: { $in: units }, role: { $in: [...LADDER_BODIES] } })
    .sort({ name: 1 })
    .toArray();
  return rows
    .toSorted((a, b) => Number(isTownshipRole(b.role)) - Number(isTownshipRole(a.role)))
    .map(({ _id, name, role }) => ({
      value: _id,
      label: `${name}${translator(language)(bracketed(bodyTitle(role, language, township.body)))}`,
    }));
}
