import { CsvError, type Options, parse } from 'csv-parse/sync';
import type { Bilingual } from '../../domain/plan/problem.ts';
import { decodeText } from './decode-text.ts';
import { readSpreadsheet, type SheetRow } from './workbook.ts';

/** Most rows that are looked at; a table of a dossier has four hundred at most. */
const ROWS_MAX = 2_000;

/** Largest file of rows, in bytes. */
export const ROWS_FILE_MAX = 2 * 1024 * 1024;

type Sheet = { readonly rows: readonly SheetRow[] } | { readonly problem: Bilingual };

const tooMany: Bilingual = { zh: `行数太多：一次最多 ${ROWS_MAX} 行`, en: `Too many rows: at most ${ROWS_MAX} at once` };

/** Rows pasted from a spreadsheet: cells parted by tabs; without any tab, by commas. */
export function pastedRows(text: string): Sheet {
  return rowsOfText(text, text.includes('\t') ? '\t' : ',');
}

/** Rows of an uploaded file: a workbook (.xlsx), or text in UTF-8, UTF-16 or GB18030, whatever its name says. */
export async function rowsOfFile(file: Buffer): Promise<Sheet> {
  if (file.length > ROWS_FILE_MAX) return { problem: { zh: '表格文件最大 2 MB', en: 'A file of rows may have 2 MB' } };
  if (file.subarray(0, 4).toString('hex') === 'd0cf11e0') {
    return {
      problem: {
        zh: '这是旧的 .xls 文件，请另存为 .xlsx 或 CSV 再上传',
        en: 'This is an old .xls file: save it as .xlsx or CSV and upload it again',
      },
    };
  }
  if (file.subarray(0, 2).toString('latin1') === 'PK') return workbookRows(file);
  const text = decodeText(file);
  if (text === undefined || text.includes('\u0000')) {
    return {
      problem: {
        zh: '认不出这个文件：应为 .xlsx，或 UTF-8、UTF-16、GB18030 编码的 CSV',
        en: 'Neither .xlsx nor CSV in UTF-8, UTF-16 or GB18030',
      },
    };
  }
  const [first = ''] = text.split(/[\r\n]/, 1);
  return rowsOfText(text, ['\t', ';'].find((one) => first.includes(one) && !first.includes(',')) ?? ',');
}

async function workbookRows(file: Buffer): Promise<Sheet> {
  const rows = await readSpreadsheet(file);
  if (!rows)
    return {
      problem: {
        zh: '打不开这个 .xlsx 文件，请用表格软件另存一次再上传',
        en: 'This .xlsx file cannot be read: save it anew and upload it again',
      },
    };
  return rows.length > ROWS_MAX ? { problem: tooMany } : { rows: filledIn(rows) };
}

function rowsOfText(text: string, delimiter: string): Sheet {
  const records = recordsOf(text, delimiter);
  if (records.length > ROWS_MAX) return { problem: tooMany };
  // Blank lines count: the numbers are those that the spreadsheet shows.
  return { rows: filledIn(records.map((cells, index) => ({ row: index + 1, cells }))) };
}

function recordsOf(text: string, delimiter: string): string[][] {
  const options: Options = { bom: true, delimiter, relax_column_count: true, relax_quotes: true, to: ROWS_MAX + 1 };
  try {
    return parse(text, options);
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    // A quotation mark that stands for itself: an inch, a name with a remark.
    return parse(text, { ...options, quote: null });
  }
}

function filledIn(rows: readonly SheetRow[]): SheetRow[] {
  return rows.filter(({ cells }) => cells.some((cell) => cell.trim() !== ''));
}
