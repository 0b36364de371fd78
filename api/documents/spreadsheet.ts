import ExcelJS from '@protobi/exceljs';

/** One sheet: a heading row, then rows of texts and numbers. */
export interface Sheet {
  readonly name: string;
  /** Stands above the heading row: what it is, of when; 演练 where it is one. */
  readonly title: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly (string | number)[])[];
}

/**
 * Sheets as an .xlsx file. Texts are written as texts, never as formulas (ids, telephone numbers, `=1+1`), numbers as
 * numbers; the heading row stays in view.
 */
export async function spreadsheet(sheets: readonly Sheet[]): Promise<Buffer> {
  const book = new ExcelJS.Workbook();
  for (const { name, title, head, rows } of sheets) {
    const sheet = book.addWorksheet(name.slice(0, 31), { views: [{ state: 'frozen', ySplit: 2 }] });
    sheet.addRow([title]).font = { bold: true, size: 14 };
    sheet.mergeCells(1, 1, 1, Math.max(1, head.length));
    sheet.addRow([...head]).font = { bold: true };
    for (const row of rows) sheet.addRow([...row]);
    sheet.columns.forEach((column, index) => {
      const longest = Math.max(...[head, ...rows].map((row) => widthOf(row[index])));
      column.width = Math.min(60, longest + 2);
      column.numFmt = typeof rows[0]?.[index] === 'number' ? '0' : '@';
      column.alignment = { wrapText: true, vertical: 'top' };
    });
  }
  return Buffer.from(await book.xlsx.writeBuffer());
}

/** Chinese characters are two columns wide. */
function widthOf(value: string | number | undefined): number {
  const text = String(value ?? '');
  return text.length + (text.match(/[\u2E80-\uFFEF]/g)?.length ?? 0);
}
