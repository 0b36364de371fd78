import type { Bilingual } from '../../domain/language/problem.ts';
import { isFilled, type TableSheet } from '../../domain/tables/table.ts';
import { decodeText } from './decode-text.ts';
import { readDelimited } from './delimited.ts';
import { readWorkbook } from './workbook.ts';

/** Most rows that are looked at; a table of a dossier has four hundred at most. */
const ROWS_MAX = 2_000;

/** Largest file of rows, in bytes. */
export const ROWS_FILE_MAX = 2 * 1024 * 1024;

/** The filled rows of a table: of the only sheet, or of the first of several; or why there are none. */
export type Table = (TableSheet & { readonly others?: readonly TableSheet[] }) | { readonly problem: Bilingual };

const tooMany: Bilingual = { zh: `行数太多：一次最多 ${ROWS_MAX} 行`, en: `Too many rows: at most ${ROWS_MAX} at once` };

/** What a file is by its first bytes, whatever its name says. */
export type FileKind = 'workbook' | 'old-workbook' | 'text';

export function fileKind(file: Uint8Array): FileKind {
  const beginning = Buffer.from(file.subarray(0, 4)).toString('hex');
  if (beginning === 'd0cf11e0') return 'old-workbook';
  return beginning.startsWith('504b') ? 'workbook' : 'text';
}

export const OLD_WORKBOOK: Bilingual = {
  zh: '这是旧的 .xls 文件，请另存为 .xlsx 或 CSV 再上传',
  en: 'This is an old .xls file: save it as .xlsx or CSV and upload it again',
};
export const BROKEN_WORKBOOK: Bilingual = {
  zh: '打不开这个 .xlsx 文件，请用表格软件另存一次再上传',
  en: 'This .xlsx file cannot be read: save it anew and upload it again',
};

/** Rows pasted from a spreadsheet: cells parted by tabs; without any tab, by commas or semicolons. */
export function pastedRows(text: string): Table {
  return rowsOfText(text);
}

/** Rows of an uploaded file: a workbook (.xlsx), or text in UTF-8, UTF-16 or GB18030, whatever its name says. */
export async function rowsOfFile(file: Buffer): Promise<Table> {
  if (file.length > ROWS_FILE_MAX) return { problem: { zh: '表格文件最大 2 MB', en: 'A file of rows may have 2 MB' } };
  const kind = fileKind(file);
  if (kind === 'old-workbook') return { problem: OLD_WORKBOOK };
  if (kind === 'workbook') return workbookRows(file);
  const text = decodeText(file);
  if (text === undefined) {
    return {
      problem: {
        zh: '认不出这个文件：应为 .xlsx，或 UTF-8、UTF-16、GB18030 编码的 CSV',
        en: 'Neither .xlsx nor CSV in UTF-8, UTF-16 or GB18030',
      },
    };
  }
  return rowsOfText(text);
}

async function workbookRows(file: Buffer): Promise<Table> {
  const sheets = await readWorkbook(file);
  if (!sheets) return { problem: BROKEN_WORKBOOK };
  if (sheets.some(({ rows }) => rows.length > ROWS_MAX)) return { problem: tooMany };
  const [first, ...others] = sheets.map((sheet) => ({ ...sheet, rows: sheet.rows.filter(isFilled) }));
  return { ...(first ?? { rows: [] }), ...(others.length > 0 ? { others } : {}) };
}

/** The numbers are those that the spreadsheet shows: blank lines count. */
function rowsOfText(text: string): Table {
  const rows = readDelimited(text, { most: ROWS_MAX, numbers: 'rows', lenient: true });
  return (rows.at(-1)?.row ?? 0) > ROWS_MAX ? { problem: tooMany } : { rows };
}
