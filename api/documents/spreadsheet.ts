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
    Object.assign(sheet.pageSetup, PAPER);
    sheet.addRow([title]);
    sheet.addRow([...head]).font = { bold: true };
    for (const row of rows) sheet.addRow([...row]);
    sheet.columns.forEach((column, index) => {
      const longest = Math.max(...[head, ...rows].map((row) => widthOf(row[index])));
      column.width = Math.min(60, longest + 2);
      column.numFmt = typeof rows[0]?.[index] === 'number' ? '0' : '@';
      column.alignment = { wrapText: true, vertical: 'top' };
    });
    sheet.eachRow((row, number) => {
      if (number > 1) row.eachCell({ includeEmpty: true }, (cell) => Object.assign(cell, { border: BORDER }));
    });
    // The title runs on over the columns beside it, however narrow they are.
    Object.assign(sheet.getCell(1, 1), { font: { bold: true, size: 14 }, alignment: { wrapText: false, vertical: 'middle' } });
    sheet.getRow(1).height = 24;
  }
  return Buffer.from(await book.xlsx.writeBuffer());
}

/** Printed on A4, as wide as the page at most, with the heading rows on every page. */
const PAPER = { paperSize: 9, fitToPage: true, fitToWidth: 1, fitToHeight: 0, printTitlesRow: '1:2' } as const;
const LINE = { style: 'thin' } as const;
const BORDER = { top: LINE, left: LINE, bottom: LINE, right: LINE } as const;

/** How many columns a text takes: Chinese characters are two wide. */
export function widthOf(value: string | number | undefined): number {
  const text = String(value ?? '');
  return text.length + (text.match(/[\u2E80-\uFFEF]/g)?.length ?? 0);
}
