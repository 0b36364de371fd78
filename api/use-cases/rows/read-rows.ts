import { type DossierId, parseDossier } from '../../../domain/dossiers/index.ts';
import type { RowsField, ScalarField } from '../../../domain/fields/field.ts';
import { counted } from '../../../domain/language/counted.ts';
import type { TableRow, TableSheet } from '../../../domain/tables/table.ts';
import { type AccountOption, cellValue } from './cells.ts';
import { type Layout, layoutOf } from './layout.ts';
import type { RowProblem } from './row-problem.ts';

/** What came of rows from a spreadsheet: those without fault, and for the others what is wrong. */
export interface RowsRead {
  /** As a dossier has them. */
  readonly rows: readonly Readonly<Record<string, unknown>>[];
  readonly problems: readonly RowProblem[];
  /** The heading row, if there is one, and the rows that are wrong: to be put right and tried again. */
  readonly left: readonly TableRow[];
}

/** A table of a dossier that rows are read for. */
export interface RowsTarget {
  readonly dossier: DossierId;
  readonly field: RowsField;
  /** Rows that the table has already, as they were typed. */
  readonly present: readonly unknown[];
  /** People with an account, for the column that names one. */
  readonly accounts: readonly AccountOption[];
}

/**
 * Rows of a spreadsheet as rows of a dossier's table, under a heading or in the order of the form. What is unsure is not
 * filled in: whoever brought it is asked, and finds it where one pastes.
 */
export function readRows(target: RowsTarget, table: TableSheet & { readonly others?: readonly TableSheet[] }): RowsRead {
  const { columns, heading, data, above, problems: found, readable } = layoutOf(target.field, table);
  const top = heading ? [heading] : [];
  if (!readable) return { rows: [], problems: found, left: [...top, ...above, ...data] };
  const read = data.filter((one) => !one.hidden).map((one) => readRow(one, columns, target));
  const problems = [
    ...found,
    ...data.filter((one) => one.hidden).map((one) => hiddenRow(one, columns)),
    ...read.flatMap((one) => [...tooWide(one, columns), ...one.doubts]),
    ...problemsWithin(target, read),
  ];
  const wrong = new Set(problems.filter(({ code }) => !PASSED_OVER.has(code)).map(({ row }) => row));
  const good = read.filter(({ row }) => !wrong.has(row));
  const against = problemsAgainst(target, good);
  for (const { row } of against) wrong.add(row);
  const left = [...above, ...data.filter(({ row }) => wrong.has(row))];
  return {
    rows: good.filter(({ row }) => !wrong.has(row)).map(({ value }) => value),
    problems: [...problems, ...against].toSorted((a, b) => a.row - b.row),
    left: left.length === 0 ? [] : [...top, ...left],
  };
}

/** Said of the heading's row; the rows below are filled in. */
const PASSED_OVER: ReadonlySet<string> = new Set(['UNKNOWN_COLUMN', 'OTHER_SHEET', 'ABOVE_HEADING']);

interface ReadRow extends TableRow {
  readonly value: Readonly<Record<string, unknown>>;
  /** Cells that were not read. */
  readonly doubts: readonly RowProblem[];
}

/** A row that a filter hides, told by its first words. */
function hiddenRow({ row, cells }: TableRow, columns: Layout['columns']): RowProblem {
  const content = cells.filter((cell, place) => columns[place] && cell.trim() !== '').slice(0, 2);
  const said = content.map((cell) => cell.trim().slice(0, 20)).join(' ');
  return {
    row,
    code: 'HIDDEN_ROW',
    zh: `第 ${row} 行（${said}）在表格里是隐藏的，可能被筛选掉了，没有填入。要填入的，在下面的框里核对后再按“填入表中”；不要的，从框里删去。`,
    en: `Row ${row} (${said}) is hidden in the sheet, perhaps by a filter, and was not filled in. Look it over below and fill it in, or delete it there.`,
  };
}

/** Cells without a column to stand in, where the columns are known by their order only. */
function tooWide({ row, cells }: TableRow, columns: readonly (ScalarField | undefined)[]): RowProblem[] {
  const last = cells.findLastIndex((cell) => cell.trim() !== '');
  if (last < columns.length) return [];
  return [
    {
      row,
      code: 'TOO_MANY_CELLS',
      zh: `第 ${row} 行：有 ${last + 1} 格，表中只有 ${columns.length} 列。`,
      en: `Row ${row} has ${counted(last + 1, 'cell')}; the table has ${counted(columns.length, 'column')}.`,
    },
  ];
}

function readRow(one: TableRow, columns: Layout['columns'], { field, accounts }: RowsTarget): ReadRow {
  const read = columns.flatMap((column, place) => {
    const cell = column && cellValue(column, one.cells[place] ?? '', one.behind?.[place], accounts);
    return column && cell ? [{ column, cell }] : [];
  });
  const doubts = read.flatMap(({ column, cell }): RowProblem[] => {
    if (!('doubt' in cell)) return [];
    const { code, zh, en } = cell.doubt;
    const at = { row: one.row, column: column.label.zh, code };
    return [
      {
        ...at,
        zh: `“${field.label.zh}”第 ${one.row} 行“${column.label.zh}”${zh}。`,
        en: `"${field.label.en}", row ${one.row}, "${column.label.en}" ${en}.`,
      },
    ];
  });
  const filled = read.flatMap(({ column, cell }) => ('value' in cell ? [[column.name, cell.value] as const] : []));
  return { ...one, value: Object.fromEntries(filled), doubts };
}

/** What is wrong with the rows by themselves and among each other; each stands where the spreadsheet has it. */
function problemsWithin({ dossier, field }: RowsTarget, rows: readonly ReadRow[]): RowProblem[] {
  const byRow = new Map(rows.map(({ row, value }) => [row, value]));
  const last = Math.max(0, ...byRow.keys());
  const checked = parseDossier(dossier, { [field.name]: Array.from({ length: last }, (_, index) => byRow.get(index + 1) ?? {}) });
  const unread = new Set(rows.flatMap(({ doubts }) => doubts.map(({ row, column }) => `${row} ${column}`)));
  const found = problemsAt(checked, field, (index) => (byRow.has(index + 1) ? index + 1 : undefined));
  return found.filter(({ row, column }) => !unread.has(`${row} ${column}`));
}

/** What stands against rows that are right by themselves: the table has the same already, or is full. */
function problemsAgainst({ dossier, field, present }: RowsTarget, rows: readonly ReadRow[]): RowProblem[] {
  const checked = parseDossier(dossier, { [field.name]: [...present, ...rows.map(({ value }) => value)] });
  const found = problemsAt(checked, field, (index) => rows[index - present.length]?.row);
  const room = Math.max(0, field.max - present.length);
  const over = rows.slice(room).map(({ row }): RowProblem => {
    const zh = `第 ${row} 行：“${field.label.zh}”最多 ${field.max} 行，放不下了。`;
    return { row, code: 'TOO_MANY', zh, en: `Row ${row}: "${field.label.en}" may have ${counted(field.max, 'row')} and is full.` };
  });
  return [
    ...found.map(({ row, column, code }): RowProblem => {
      const zh = `第 ${row} 行${column ? `“${column}”` : ''}：表中已经有了。`;
      return { row, ...(column ? { column } : {}), code, zh, en: `Row ${row}: the table has it already.` };
    }),
    ...over,
  ];
}

function problemsAt(
  checked: ReturnType<typeof parseDossier>,
  field: RowsField,
  rowAt: (index: number) => number | undefined,
): RowProblem[] {
  if (!('problems' in checked)) return [];
  return checked.problems.flatMap(({ path: [table, index, name], code, zh, en }) => {
    const row = table === field.name && typeof index === 'number' ? rowAt(index) : undefined;
    if (row === undefined) return [];
    const column = field.columns.find((one) => one.name === name)?.label.zh;
    return [{ row, ...(column ? { column } : {}), code, zh, en }];
  });
}
