import { type FormFields, toForm } from '../../../domain/dossiers/index.ts';
import { inputName, isRowsField, type RowsField } from '../../../domain/fields/field.ts';
import { nameKey } from '../../../domain/language/name-key.ts';
import type { Bilingual } from '../../../domain/language/problem.ts';
import { ROWS_FILE_MAX, type Table } from '../../../store/tables/read-table.ts';
import { rowTemplate } from '../../documents/row-template.ts';
import { found } from '../../http/request-error.ts';
import { tableRead } from '../../use-cases/parsing/files.ts';
import { parsed } from '../../use-cases/parsing/parsed.ts';
import { dossierIdOf } from '../../use-cases/submit-dossier.ts';
import { attachmentTexts } from '../attachments/texts.ts';
import { XLSX } from '../documents/route.ts';
import { itemPath } from '../paths.ts';
import { formOf, typed } from '../routing/form.ts';
import { smallFile, withSmallFile } from '../routing/form-with-file.ts';
import { download, get, post, type Route, redirect, shown } from '../routing/route.ts';
import { refusalToSubmit } from '../shared/reader-verb.ts';
import { ITEM_ROUTE, seenItem } from '../shared/seen-township.ts';
import { fieldsOfItem } from '../shared/shown-fields.ts';
import type { Mistake } from '../ui/error-summary.tsx';
import { translator } from '../ui/texts/bilingual.ts';
import { accountOptions, readForm, rowsToDraw } from './dossier-content.ts';
import { attachedTo, type Filling, fillingOf, formPage, keepDraft } from './form.tsx';
import { pasteInput } from './paste-rows-view.tsx';

/** Tables filled in from a spreadsheet: a file of rows, and the empty workbook to fill in. Pasted rows come with the form itself. */
export const rowsRoutes: readonly Route[] = [
  get(`${ITEM_ROUTE}/rows/:table/template.xlsx`, async (visit, deps) => {
    const view = await seenItem(visit, deps);
    const table = found(tableNamed(await fieldsOfItem(deps, view), String(visit.request.params['table'])));
    const filename = `${translator(visit.language)(table.label)}.xlsx`;
    return download({ filename, type: XLSX, content: await rowTemplate(table, visit.language) });
  }),

  post(
    `${ITEM_ROUTE}/rows/:table`,
    async (visit, deps) => {
      const view = await seenItem(visit, deps);
      const filling = await fillingOf(visit, deps, view);
      const table = found(tableNamed(filling.fields, String(visit.request.params['table'])));
      const { campaign, township, item } = view;
      if (refusalToSubmit(view, visit.actor, item)) return redirect(itemPath(campaign._id, township.id, item.id));
      const form = formOf(visit.request);
      const file = smallFile(visit.request);
      const sheet = file && (file.content ? await tableRead(visit.person._id, 'rowsOfFile', file.content) : { problem: FILE_TOO_LARGE });
      const { dossier } = readForm(item, filling.fields, form);
      const filled = await fillIn(filling, dossier, [{ table, sheet: sheet ?? { rows: [] } }]);
      const values = { ...keptPastes(filling, form), ...filled.values };
      const attached = await attachedTo(filling, typed(form, 'attachments'));
      await keepDraft(filling, { values, attached });
      const page = await formPage(filling, { ...filled, values, attached, rows: rowsToDraw(filling.fields, values) });
      return shown(filled.mistakes.length > 0 ? { ...page, status: 422, wrong: true } : page);
    },
    { parser: withSmallFile('rows-', ROWS_FILE_MAX), sends: { township: 'submit' } },
  ),
];

const FILE_TOO_LARGE: Bilingual = { zh: '表格文件最大 2 MB', en: 'A file of rows may have 2 MB' };

/** A table of a form that people fill row by row. */
function tableNamed(fields: Filling['fields'], name: string): RowsField | undefined {
  return fields.filter(isRowsField).find((field) => field.name === name && !field.rowsFor);
}

/** Rows that came for a table, or why they could not be read. */
interface ForTable {
  readonly table: RowsField;
  readonly sheet: Table;
}

/** A form after rows from a spreadsheet were filled in. */
export interface FilledIn {
  /** The whole dossier, the rows without fault among it, and the same by input name; the other rows stand where one pastes. */
  readonly dossier: unknown;
  readonly values: Readonly<Record<string, string>>;
  readonly mistakes: readonly Mistake[];
  readonly done: readonly string[];
}

/** Fills in whatever was pasted into the form's boxes for rows. @param pressed the table whose button was pressed, if one was */
export async function fillInPasted(filling: Filling, dossier: unknown, form: FormFields, pressed: string): Promise<FilledIn> {
  const tables = filling.fields.filter(isRowsField).filter((table) => !table.rowsFor);
  const pasted: ForTable[] = [];
  for (const table of tables) {
    const text = typed(form, pasteInput(table.name));
    if (text.trim() === '' && table.name !== pressed) continue;
    pasted.push({ table, sheet: text.trim() === '' ? { rows: [] } : await tableRead(filling.visit.person._id, 'pastedRows', text) });
  }
  return fillIn(filling, dossier, pasted);
}

async function fillIn(filling: Filling, dossier: unknown, given: readonly ForTable[]): Promise<FilledIn> {
  const { view, deps, visit, fields } = filling;
  const t = translator(visit.language);
  const accounts = given.length > 0 ? await accountOptions(deps, view, visit.language) : [];
  const filled = { ...(dossier as Readonly<Record<string, unknown>>) };
  const [mistakes, done, left]: [Mistake[], string[], Record<string, string>] = [[], [], {}];
  for (const { table, sheet } of given) {
    const input = pasteInput(table.name);
    if ('problem' in sheet || sheet.rows.length === 0) {
      mistakes.push({ field: input, text: t('problem' in sheet ? sheet.problem : attachmentTexts.noRows) });
      continue;
    }
    const there = (filled[table.name] as readonly unknown[] | undefined) ?? [];
    const whole = there.filter((row) => !isBegun(table, row));
    const target = { dossier: dossierIdOf(view.item.id), field: table, present: whole, accounts };
    const read = await parsed(visit.person._id, 'readRows', target, sheet);
    const brought = new Set(read.rows.map(nameIn));
    const present = there.filter((row) => whole.includes(row) || !brought.has(nameIn(row)));
    if (present.length + read.rows.length > 0) filled[table.name] = [...present, ...read.rows];
    if (read.rows.length > 0) done.push(t(attachmentTexts.filledIn(read.rows.length, t(table.label))));
    mistakes.push(...read.problems.map((one) => ({ field: input, text: t(one) })));
    left[input] = read.left.map(({ cells }) => cells.map(asCell).join('\t')).join('\n');
  }
  const values = { ...toForm({ id: dossierIdOf(view.item.id), fields }, filled), ...left };
  return { dossier: filled, values, mistakes, done };
}

/** A row that was only begun, such as one with nothing but a name that was carried forward: a row that is brought for that name takes its place. */
function isBegun({ columns }: RowsField, row: unknown): boolean {
  const typed = row as Readonly<Record<string, unknown>>;
  return nameIn(row) !== '' && columns.some((column) => column.required && column.kind !== 'checkbox' && typed[column.name] === undefined);
}

/** Whose row it is; empty in a table that is not about people. */
function nameIn(row: unknown): string {
  const { name } = row as { readonly name?: unknown };
  return typeof name === 'string' ? nameKey(name) : '';
}

/** A cell as a spreadsheet copies it. */
function asCell(text: string): string {
  return /["\t\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** What stands in the boxes for rows of tables, by input name. */
export function keptPastes({ fields }: Filling, form: FormFields): Record<string, string> {
  const inputs = fields.filter(isRowsField).map(({ name }) => pasteInput(name));
  return Object.fromEntries(inputs.flatMap((input) => (typed(form, input).trim() === '' ? [] : [[input, typed(form, input)]])));
}

/** Files that were chosen and left in the form: nobody uploads them but their own buttons. */
export function leftFiles({ fields, visit }: Filling, form: FormFields): Mistake[] {
  const t = translator(visit.language);
  const inputs = [
    ...fields
      .filter(isRowsField)
      .map(({ name }) => ({ input: `rows-${name}`, field: pasteInput(name), text: attachmentTexts.rowsNotUploaded })),
    { input: 'file', field: inputName(['file']), text: attachmentTexts.notUploaded },
  ];
  return inputs.flatMap(({ input, field, text }) => {
    const name = typed(form, input);
    return name === '' ? [] : [{ field, text: t(text(name)) }];
  });
}
