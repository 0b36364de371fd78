import ExcelJS from '@protobi/exceljs';
import { unfoldsWithin } from './bounded-zip.ts';

/** A row of a sheet as it is numbered there, from 1. */
export interface SheetRow {
  readonly row: number;
  readonly cells: readonly string[];
}

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

/**
 * The rows of a workbook's first sheet that holds any, each cell as the text a person sees there: days as `2012-06-30`,
 * shares with their sign, ids with their leading zeros. @returns undefined when it is no workbook
 */
export async function readSpreadsheet(file: Buffer): Promise<readonly SheetRow[] | undefined> {
  if (!unfoldsWithin(file, UNFOLDED_MAX)) return undefined;
  const book = new ExcelJS.Workbook();
  try {
    // The library's own type of a buffer is older than Node's.
    await book.xlsx.load(file as unknown as ArrayBuffer, { ignoreNodes: PASSED_OVER });
  } catch {
    return undefined;
  }
  const sheet = book.worksheets.find((one) => one.state === 'visible' && one.actualRowCount > 0);
  const rows: SheetRow[] = [];
  sheet?.eachRow({ includeEmpty: false }, (row, number) => {
    const last = Math.min(row.cellCount, COLUMNS_MAX);
    rows.push({ row: number, cells: Array.from({ length: last }, (_, index) => cellText(row.getCell(index + 1))) });
  });
  return rows;
}

function cellText({ value, numFmt }: ExcelJS.Cell): string {
  if (typeof value === 'number') return numberText(value, numFmt ?? '');
  if (value instanceof Date) return dayText(value);
  if (typeof value !== 'object' || value === null) return value === null || value === undefined ? '' : String(value);
  if ('richText' in value) return value.richText.map(({ text }) => text).join('');
  if ('text' in value) return typeof value.text === 'string' ? value.text : cellTextOfLink(value.text);
  if ('result' in value || 'formula' in value || 'sharedFormula' in value) return resultText(value.result, numFmt ?? '');
  return 'error' in value ? value.error : '';
}

/** A link's text may be in several scripts. */
function cellTextOfLink(text: unknown): string {
  const parts = typeof text === 'object' && text !== null && 'richText' in text ? (text.richText as readonly { text: string }[]) : [];
  return parts.map((part) => part.text).join('');
}

/** What a formula came to when the file was saved. */
function resultText(result: ExcelJS.CellFormulaValue['result'], format: string): string {
  if (typeof result === 'number') return numberText(result, format);
  if (result instanceof Date) return dayText(result);
  return typeof result === 'object' ? result.error : String(result ?? '');
}

function numberText(value: number, format: string): string {
  if (format.includes('%')) return `${round(value * 100)}%`;
  // `000` shows 7 as 007.
  return /^0{2,20}$/.test(format) && Number.isInteger(value) ? String(value).padStart(format.length, '0') : String(round(value));
}

/** Without the tail that binary fractions have. */
function round(value: number): number {
  return Number(value.toPrecision(15));
}

/** A workbook's days have no time zone; the library gives them as UTC. */
function dayText(value: Date): string {
  return Number.isNaN(value.getTime()) ? '' : value.toISOString().slice(0, 10);
}
