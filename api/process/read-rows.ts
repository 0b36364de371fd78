import type { RowsField, ScalarField } from '../../domain/dossiers/field.ts';
import { type DossierId, parseDossier } from '../../domain/dossiers/index.ts';
import { tidy } from '../../domain/dossiers/plain-text.ts';
import { readDate, readMonth, readNumber, readPercent } from '../../domain/dossiers/typed-values.ts';
import { nameKey } from '../../domain/names/name-key.ts';
import type { Bilingual } from '../../domain/plan/problem.ts';
import type { SheetRow } from '../../store/tables/workbook.ts';

/** Something wrong with a row that came from a spreadsheet. */
export interface RowProblem extends Bilingual {
  /** As the spreadsheet numbers it. */
  readonly row: number;
  /** The column it is about. */
  readonly column?: string;
  readonly code: string;
}

/** What came of rows from a spreadsheet: those without fault, and for the others what is wrong. */
export interface RowsRead {
  /** As a dossier has them. */
  readonly rows: readonly Readonly<Record<string, unknown>>[];
  readonly problems: readonly RowProblem[];
  /** The heading row, if there is one, and the rows that are wrong: to be put right and tried again. */
  readonly left: readonly SheetRow[];
}

/** A table of a dossier that rows are read for. */
export interface RowsTarget {
  readonly dossier: DossierId;
  readonly field: RowsField;
  /** Rows that the table has already, as they were typed. */
  readonly present: readonly unknown[];
  /** People with an account, for the column that names one. */
  readonly accounts: readonly { readonly value: string; readonly label: string }[];
}

/**
 * Rows of a spreadsheet as rows of a dossier's table. The first row is a heading when most of its cells name a column, in
 * either language and any order; otherwise the cells stand in the order of the form.
 */
export function readRows(target: RowsTarget, sheet: readonly SheetRow[]): RowsRead {
  const typed = target.field.columns.filter((column) => column.kind !== 'fixed');
  const heading = headingOf(sheet[0], typed);
  const data = heading ? sheet.slice(1) : sheet;
  const columns = heading?.columns ?? typed;
  const read = data.map((one) => ({ ...one, value: rowOf(one.cells, columns, target) }));
  const problems = [...(heading?.problems ?? []), ...read.flatMap((one) => tooWide(one, columns)), ...problemsWithin(target, read)];
  const wrong = new Set(problems.filter(({ code }) => code !== 'UNKNOWN_COLUMN').map(({ row }) => row));
  const good = read.filter(({ row }) => !wrong.has(row));
  const against = problemsAgainst(target, good);
  for (const { row } of against) wrong.add(row);
  return {
    rows: good.filter(({ row }) => !wrong.has(row)).map(({ value }) => value),
    problems: [...problems, ...against].toSorted((a, b) => a.row - b.row),
    left: wrong.size === 0 ? [] : [...(heading && sheet[0] ? [sheet[0]] : []), ...data.filter(({ row }) => wrong.has(row))],
  };
}

interface ReadRow extends SheetRow {
  readonly value: Readonly<Record<string, unknown>>;
}

/** A heading as it is compared: without spaces, signs for "needed", and what stands in brackets behind it. */
function plainHeading(text: string): string {
  return tidy(text)
    .normalize('NFKC')
    .replace(/\s|\*/g, '')
    .replace(/\((可不填|optional)\)$/i, '')
    .toLowerCase();
}

/** Columns that only number the rows. */
const NUMBERING: readonly string[] = ['序号', '编号', 'no', 'no.', '#'];

type Heading = { readonly columns: readonly (ScalarField | undefined)[]; readonly problems: readonly RowProblem[] };

function headingOf(first: SheetRow | undefined, typed: readonly ScalarField[]): Heading | undefined {
  if (!first) return undefined;
  const found = first.cells.map((cell) => {
    const heading = plainHeading(cell);
    return typed.find(({ name, label }) => [name, label.zh, label.en].some((one) => plainHeading(one) === heading));
  });
  const named = first.cells.filter((cell) => cell.trim() !== '' && !NUMBERING.includes(plainHeading(cell))).length;
  const known = new Set(found.filter((column) => column !== undefined)).size;
  if (known === 0 || known * 2 < named) return undefined;
  const problems = first.cells.flatMap((cell, index): RowProblem[] => {
    const column = found[index];
    if (column && found.indexOf(column) === index) return [];
    if (!column && (cell.trim() === '' || NUMBERING.includes(plainHeading(cell)))) return [];
    const name = tidy(cell).slice(0, 40);
    return [
      {
        row: first.row,
        column: name,
        code: 'UNKNOWN_COLUMN',
        zh: column ? `第 ${first.row} 行：“${name}”列出现了两次，只用第一列。` : `第 ${first.row} 行：表中没有“${name}”这一列，没有填入。`,
        en: column
          ? `Row ${first.row}: the column "${name}" stands twice; the first one is used.`
          : `Row ${first.row}: the table has no column "${name}"; it was not filled in.`,
      },
    ];
  });
  return { columns: found.map((column, index) => (column && found.indexOf(column) === index ? column : undefined)), problems };
}

/** Cells without a column to stand in, where the columns are known by their order only. */
function tooWide({ row, cells }: SheetRow, columns: readonly (ScalarField | undefined)[]): RowProblem[] {
  const last = cells.findLastIndex((cell) => cell.trim() !== '');
  if (last < columns.length) return [];
  return [
    {
      row,
      code: 'TOO_MANY_CELLS',
      zh: `第 ${row} 行：有 ${last + 1} 格，表中只有 ${columns.length} 列。`,
      en: `Row ${row} has ${last + 1} cells; the table has ${columns.length} columns.`,
    },
  ];
}

function rowOf(cells: readonly string[], columns: readonly (ScalarField | undefined)[], target: RowsTarget): Record<string, unknown> {
  const fixed = target.field.columns.flatMap((column) => (column.kind === 'fixed' ? [[column.name, column.value] as const] : []));
  const filled = columns.flatMap((column, index) => {
    const value = column && cellValue(column, cells[index] ?? '', target.accounts);
    return column && value !== undefined ? [[column.name, value] as const] : [];
  });
  return Object.fromEntries([...fixed, ...filled]);
}

const YES: readonly string[] = ['是', '√', '✓', '✔', '有', 'y', 'yes', 'true', 'on', '1'];
const NO: readonly string[] = ['否', '×', '✗', '无', 'n', 'no', 'false', 'off', '0', '-'];

/** What a cell says, as the form would read it; what cannot be read stays as it is, and the schema says so. */
function cellValue(column: ScalarField, cell: string, accounts: RowsTarget['accounts']): unknown {
  const text = tidy(cell);
  if (text === '') return undefined;
  const plain = text.normalize('NFKC').replace(/\s/g, '').toLowerCase();
  switch (column.kind) {
    case 'number':
      return readNumber(text);
    case 'percent':
      return readPercent(text);
    case 'date':
      return readDate(text);
    case 'checkbox':
      if (YES.includes(plain)) return true;
      return NO.includes(plain) ? undefined : text;
    case 'choice':
      return (
        column.choices.find(({ value, label }) => [value, label.zh, label.en].some((one) => plainHeading(one) === plain))?.value ?? text
      );
    case 'long-text':
      return text;
    default:
      return column.name === 'account' ? accountOf(text, accounts) : oneLine(text, column);
  }
}

/** By its id, or by a name that only one person has. */
function accountOf(text: string, accounts: RowsTarget['accounts']): string {
  const wanted = nameKey(text);
  const named = accounts.filter(
    ({ value, label }) => value === text || nameKey(label) === wanted || nameKey(label.replace(/（[^（）]*）$/, '')) === wanted,
  );
  return named.length === 1 ? (named[0]?.value ?? text) : text;
}

/** Most characters of a column of months, `1984-03`. */
const MONTH_MAX = 7;

/** A cell's line breaks are spaces on one line; a whole day in a column of months is its month. */
function oneLine(text: string, column: ScalarField): string {
  const line = text.replace(/\s*[\n\t]\s*/g, ' ');
  if (column.kind !== 'text' || column.max !== MONTH_MAX) return line;
  const day = readDate(line);
  return /^\d{4}-\d{2}-\d{2}$/.test(day) ? day.slice(0, MONTH_MAX) : readMonth(line);
}

/** What is wrong with the rows by themselves and among each other; each stands where the spreadsheet has it. */
function problemsWithin({ dossier, field }: RowsTarget, rows: readonly ReadRow[]): RowProblem[] {
  const byRow = new Map(rows.map(({ row, value }) => [row, value]));
  const last = Math.max(0, ...byRow.keys());
  const checked = parseDossier(dossier, { [field.name]: Array.from({ length: last }, (_, index) => byRow.get(index + 1) ?? {}) });
  return problemsAt(checked, field, (index) => (byRow.has(index + 1) ? index + 1 : undefined));
}

/** What stands against rows that are right by themselves: the table has the same already, or is full. */
function problemsAgainst({ dossier, field, present }: RowsTarget, rows: readonly ReadRow[]): RowProblem[] {
  const checked = parseDossier(dossier, { [field.name]: [...present, ...rows.map(({ value }) => value)] });
  const found = problemsAt(checked, field, (index) => rows[index - present.length]?.row);
  const room = Math.max(0, field.max - present.length);
  const over = rows.slice(room).map(({ row }): RowProblem => {
    const zh = `第 ${row} 行：“${field.label.zh}”最多 ${field.max} 行，放不下了。`;
    return { row, code: 'TOO_MANY', zh, en: `Row ${row}: "${field.label.en}" may have ${field.max} rows and is full.` };
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
