import type { RowsField, ScalarField } from '../../../domain/fields/field.ts';
import { textKey } from '../../../domain/language/name-key.ts';
import { isNote } from '../../../domain/tables/around.ts';
import { findHeading, type Head, type Heading, isNumbering } from '../../../domain/tables/headings.ts';
import { columnLetter, isFilled, type TableRow, type TableSheet } from '../../../domain/tables/table.ts';
import { couldStandIn } from './cells.ts';
import type { RowProblem } from './row-problem.ts';

/** Which rows of a sheet are rows of a table, and which of their cells stand in which column. */
export interface Layout {
  /** By place; undefined for cells that are not read. */
  readonly columns: readonly (ScalarField | undefined)[];
  readonly heading: TableRow | undefined;
  readonly data: readonly TableRow[];
  /** Rows above the heading that are no title. */
  readonly above: readonly TableRow[];
  readonly problems: readonly RowProblem[];
  /** False when the heading has to be put right before any row can be read. */
  readonly readable: boolean;
}

type Given = TableSheet & { readonly others?: readonly TableSheet[] };

/**
 * The first row is a heading when most of its cells name a column, in either language and any order; under titles, a later
 * one; otherwise the cells stand in the order of the form.
 */
export function layoutOf(field: RowsField, given: Given): Layout {
  const heads = field.columns.map((column): Head<ScalarField> => {
    const fits = couldStandIn(column);
    const needed = column.required && column.kind !== 'checkbox';
    return { column, names: [column.label.zh, column.label.en, column.name], needed, ...(fits ? { fits } : {}) };
  });
  const { others = [], ...first } = given;
  const found = [first, ...others].map((sheet) => ({ sheet, heading: findHeading(sheet.rows, heads) }));
  const chosen = found.find(({ heading }) => heading !== undefined) ?? { sheet: first, heading: undefined };
  const elsewhere = found.filter(
    ({ sheet, heading }) => sheet !== chosen.sheet && heading !== undefined && sheet.rows.length > heading.index + 1,
  );
  const { sheet, heading } = chosen;
  const top = heading ? sheet.rows[heading.index] : undefined;
  if (!heading || !top) {
    const data = sheet.rows.filter((row) => !isNote(row.cells));
    return { columns: field.columns, heading: undefined, data, above: [], problems: [], readable: true };
  }
  const data = sheet.rows.slice(heading.index + 1).filter((row) => isRow(row, top, heading));
  const blocking = [
    ...strangeHeads(heading, top),
    ...hiddenColumns(sheet, heading, top, data),
    ...missingColumns(field.columns, heading, top, data),
  ];
  return {
    columns: heading.columns,
    heading: top,
    data,
    above: heading.above,
    problems: [
      ...blocking,
      ...passedOver(heading, top),
      ...heading.above.map(aboveHeading),
      ...elsewhere.map(({ sheet: { name = '' } }) => otherSheet(name, sheet.name ?? '', top)),
    ],
    readable: blocking.length === 0,
  };
}

/** No note, no heading that is printed again on every page, no row that is only numbered. */
function isRow(row: TableRow, top: TableRow, { columns }: Heading<ScalarField>): boolean {
  if (isNote(row.cells)) return false;
  if (top.cells.every((cell, place) => textKey(row.cells[place] ?? '') === textKey(cell))) return false;
  const content = row.cells.filter((_cell, place) => columns[place] !== undefined || !isNumbering(top.cells[place] ?? ''));
  return isFilled({ cells: content });
}

function strangeHeads({ strange }: Heading<ScalarField>, { row }: TableRow): RowProblem[] {
  return strange.flatMap(({ text, likely }): RowProblem[] => {
    if (!likely) return [];
    const [name, zh, en] = [text.slice(0, 40), likely.label.zh, likely.label.en];
    return [
      {
        row,
        column: name,
        code: 'UNKNOWN_COLUMN',
        zh: `第 ${row} 行：表中没有“${name}”这一列，是不是“${zh}”？请把表头改成“${zh}”；不要这一列的，把它删去。各行都还没有填入。`,
        en: `Row ${row}: the table has no column "${name}"; is "${en}" meant? Name it "${en}", or delete the column. No row was filled in.`,
      },
    ];
  });
}

/** Columns without a likely meaning, and those that stand twice: not filled in, and said so. */
function passedOver({ strange, twice }: Heading<ScalarField>, { row }: TableRow): RowProblem[] {
  const unknown = strange.filter(({ likely }) => !likely).map(({ place, text }) => ({ place, text, again: false }));
  return [...unknown, ...twice.map(({ place, text }) => ({ place, text, again: true }))]
    .toSorted((a, b) => a.place - b.place)
    .map(({ text, again }) => {
      const name = text.slice(0, 40);
      return {
        row,
        column: name,
        code: 'UNKNOWN_COLUMN',
        zh: again ? `第 ${row} 行：“${name}”列出现了两次，只用第一列。` : `第 ${row} 行：表中没有“${name}”这一列，没有填入。`,
        en: again
          ? `Row ${row}: the column "${name}" stands twice; the first one is used.`
          : `Row ${row}: the table has no column "${name}"; it was not filled in.`,
      };
    });
}

/** Columns that nobody sees who looks at the sheet. */
function hiddenColumns(
  { hiddenColumns: hidden = [] }: TableSheet,
  { columns }: Heading<ScalarField>,
  { row }: TableRow,
  data: readonly TableRow[],
): RowProblem[] {
  return hidden.flatMap((place): RowProblem[] => {
    const column = columns[place];
    if (!column || !data.some(({ cells }) => (cells[place] ?? '').trim() !== '')) return [];
    return [
      {
        row,
        column: column.label.zh,
        code: 'HIDDEN_COLUMN',
        zh: `表格的 ${columnLetter(place)} 列“${column.label.zh}”是隐藏的。请在下面的框里核对后再按“填入表中”，或取消隐藏后重新上传。各行都还没有填入。`,
        en: `Column ${columnLetter(place)}, "${column.label.en}", is hidden. Look it over below and fill in again, or show it and upload the file anew. No row was filled in.`,
      },
    ];
  });
}

/** Columns that every row needs and the heading does not name: said once, not for every row. */
function missingColumns(
  typed: readonly ScalarField[],
  heading: Heading<ScalarField>,
  { row }: TableRow,
  data: readonly TableRow[],
): RowProblem[] {
  if (data.length === 0) return [];
  const likely = heading.strange.flatMap((one) => one.likely ?? []);
  return typed
    .filter((column) => column.required && column.kind !== 'checkbox' && !heading.columns.includes(column) && !likely.includes(column))
    .map((column) => ({
      row,
      column: column.label.zh,
      code: 'MISSING_COLUMN',
      zh: `第 ${row} 行：表头里没有“${column.label.zh}”这一列，这一列是必填的。各行都还没有填入。`,
      en: `Row ${row}: the heading has no column "${column.label.en}", which is needed. No row was filled in.`,
    }));
}

function aboveHeading({ row }: TableRow): RowProblem {
  const zh = `第 ${row} 行在表头上面，没有填入；如果要填入，请移到表头下面。`;
  return {
    row,
    code: 'ABOVE_HEADING',
    zh,
    en: `Row ${row} stands above the heading and was not filled in; move it below if it belongs to the table.`,
  };
}

function otherSheet(name: string, read: string, { row }: TableRow): RowProblem {
  return {
    row,
    code: 'OTHER_SHEET',
    zh: `只读了工作表“${read}”；工作表“${name}”也有这样的表，没有填入。`,
    en: `Only the sheet "${read}" was read; the sheet "${name}" has such a table too and was not filled in.`,
  };
}
