import ExcelJS from '@protobi/exceljs';
import { Document, Packer, Paragraph } from 'docx';

/** A PDF of exactly `bytes` bytes. */
export function pdfOf(bytes: number): Buffer {
  const pdf = Buffer.alloc(bytes, 0x20);
  pdf.write('%PDF-1.4\n');
  pdf.write('\n%%EOF', bytes - 6);
  return pdf;
}

/** The smallest picture there is: one pixel. */
export const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

/** The beginning of a JPEG, as its readers know it. */
export const JPEG = Buffer.concat([
  Buffer.from('ffd8ffe000104a46494600010100000100010000', 'hex'),
  Buffer.alloc(200, 1),
  Buffer.from('ffd9', 'hex'),
]);

export async function docxOf(text: string): Promise<Buffer> {
  return Packer.toBuffer(new Document({ sections: [{ children: [new Paragraph(text)] }] }));
}

/** A workbook with one sheet: texts as texts, numbers as numbers, days as days. */
export async function xlsxOf(
  rows: readonly (readonly (string | number | Date | null)[])[],
  formats: Readonly<Record<number, string>> = {},
): Promise<Buffer> {
  const book = new ExcelJS.Workbook();
  const sheet = book.addWorksheet('人员');
  for (const row of rows) sheet.addRow([...row]);
  for (const [column, format] of Object.entries(formats)) sheet.getColumn(Number(column)).numFmt = format;
  return Buffer.from(await book.xlsx.writeBuffer());
}

/** A file as a browser's form holds it. */
export function fileOf(name: string, content: Buffer | string): File {
  return new File([typeof content === 'string' ? content : new Uint8Array(content)], name);
}
