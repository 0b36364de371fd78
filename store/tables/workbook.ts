import ExcelJS from '@protobi/exceljs';
import { format as asShown, isDateFormat } from 'numfmt';
import type { Behind, TableRow, TableSheet } from '../../domain/tables/table.ts';
import { unfolded } from './bounded-zip.ts';
import { knowChineseFormats } from './chinese-formats.ts';

/** Most bytes that the parts of a workbook may come to: a hundred times a table of two hundred people. */
const UNFOLDED_MAX = 16 * 1024 * 1024;

/** Columns behind this one are not looked at: a stray space there must not make a row. */
const COLUMNS_MAX = 100;

/** Parts of a sheet that hold no cell, and that may name a million of them. */
const PASSED_OVER = [
  'dataValidations',
  'conditionalFormatting',
  'hyperlinks',
  'mergeCells',
  'autoFilter',
  'drawing',
  'picture',
  'tableParts',
];

knowChineseFormats();

/**
 * The visible sheets of a workbook that hold any row, each cell as a person sees it there: `1988.10` where the value is
 * 1988.1, days as `2012-06-30`, shares with their sign, ids with their leading zeros.
 * @returns undefined when it is no workbook
 */
export async function readWorkbook(file: Buffer): Promise<readonly TableSheet[] | undefined> {
  const archive = unfolded(file, UNFOLDED_MAX);
  if (!archive) return undefined;
  const book = new ExcelJS.Workbook();
  try {
    // The library's own type of a buffer is older than Node's.
    await book.xlsx.load(archive as unknown as ArrayBuffer, { ignoreNodes: PASSED_OVER });
  } catch {
    return undefined;
  }
  return book.worksheets.filter((one) => one.state === 'visible' && one.actualRowCount > 0).map(sheetOf);
}

function sheetOf(sheet: ExcelJS.Worksheet): TableSheet {
  const rows: TableRow[] = [];
  let widest = 0;
  sheet.eachRow({ includeEmpty: false }, (row, number) => {
    const last = Math.min(row.cellCount, COLUMNS_MAX);
    widest = Math.max(widest, last);
    rows.push(rowOf(row, number, last));
  });
  const hiddenColumns = Array.from({ length: widest }, (_, place) => place).filter((place) => isHiddenColumn(sheet.getColumn(place + 1)));
  return { name: sheet.name, rows, ...(hiddenColumns.length > 0 ? { hiddenColumns } : {}) };
}

function isHiddenColumn({ hidden, width }: Partial<ExcelJS.Column>): boolean {
  return hidden === true || width === 0;
}

function rowOf(row: ExcelJS.Row, number: number, last: number): TableRow {
  const read = Array.from({ length: last }, (_, place) => cellOf(row.getCell(place + 1)));
  const behind = Object.fromEntries(read.flatMap((cell, place) => (cell.behind ? [[place, cell.behind] as const] : [])));
  return {
    row: number,
    cells: read.map(({ text }) => text),
    ...(Object.keys(behind).length > 0 ? { behind } : {}),
    ...(row.hidden || row.height === 0 ? { hidden: true } : {}),
  };
}

interface ReadCell {
  readonly text: string;
  readonly behind?: Behind;
}

function cellOf({ value, numFmt }: ExcelJS.Cell): ReadCell {
  const format = numFmt || 'General';
  if (typeof value === 'number') return numberOf(value, format);
  if (value instanceof Date) return dayOf(value, format);
  if (typeof value !== 'object' || value === null) return { text: value === null || value === undefined ? '' : String(value) };
  if ('richText' in value) return { text: value.richText.map(({ text }) => text).join('') };
  if ('text' in value) return { text: typeof value.text === 'string' ? value.text : textOfLink(value.text) };
  if ('result' in value || 'formula' in value || 'sharedFormula' in value) return resultOf(value.result, format);
  return { text: 'error' in value ? value.error : '' };
}

/** A link's text may be in several scripts. */
function textOfLink(text: unknown): string {
  const parts = typeof text === 'object' && text !== null && 'richText' in text ? (text.richText as readonly { text: string }[]) : [];
  return parts.map((part) => part.text).join('');
}

/** What a formula came to when the file was saved. */
function resultOf(result: ExcelJS.CellFormulaValue['result'], format: string): ReadCell {
  if (typeof result === 'number') return numberOf(result, format);
  if (result instanceof Date) return dayOf(result, format);
  return { text: typeof result === 'object' ? result.error : String(result ?? '') };
}

function numberOf(value: number, format: string): ReadCell {
  const number = Number(value.toPrecision(15));
  const plain = /^(?:General|@)$/i.test(format);
  return { text: plain ? String(number) : (shownBy(format, number) ?? String(number)), behind: { number, plain } };
}

/** What a spreadsheet shows; undefined for a format that nobody can read. */
function shownBy(format: string, value: number): string | undefined {
  try {
    return asShown(format, value, { locale: 'zh-CN' }).trim();
  } catch {
    return undefined;
  }
}

/** A workbook's days have no time zone; the library gives them as UTC. */
function dayOf(value: Date, format: string): ReadCell {
  if (Number.isNaN(value.getTime())) return { text: '' };
  const day = value.toISOString().slice(0, 10);
  const shown = isDateFormat(format) ? shownBy(format, value.getTime() / 86_400_000 + 25_569) : undefined;
  // With the year in it a day is the day itself, however it is written.
  return { text: day, behind: { day, shown: shown === undefined || /[yeb]/i.test(format) ? day : shown } };
}
