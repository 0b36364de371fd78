import ExcelJS from '@protobi/exceljs';
import type { RowsField, ScalarField } from '../../domain/fields/field.ts';
import { inLanguage, type Language } from '../../domain/language/sentence.ts';

/** Rows that are prepared for typing: lists of choices, cells that keep leading zeros. */
const PREPARED = 200;

/** Excel refuses a longer list of choices in a cell's own rule. */
const CHOICES_MAX = 255;

const words = {
  about: { zh: '说明', en: 'About' },
  column: { zh: '列', en: 'Column' },
  needed: { zh: '是否必填', en: 'Needed' },
  what: { zh: '填什么', en: 'What to fill in' },
  yes: { zh: '必填', en: 'yes' },
  no: { zh: '可不填', en: 'no' },
} as const;

/**
 * A workbook to fill a table in with: the right headings on its first sheet, what each column means on the second. Every
 * cell is text, so that ids and days stay as they are typed.
 */
export async function rowTemplate(field: RowsField, language: Language): Promise<Buffer> {
  const say = (both: { readonly zh: string; readonly en: string }): string => inLanguage(both, language);
  const { columns } = field;
  const book = new ExcelJS.Workbook();
  const sheet = book.addWorksheet(
    say(field.label)
      .replaceAll(/[*?:\\/[\]]/g, ' ')
      .slice(0, 31),
    { views: [{ state: 'frozen', ySplit: 1 }] },
  );
  sheet.addRow(columns.map(({ label }) => say(label))).font = { bold: true };
  columns.forEach((column, index) => {
    const place = sheet.getColumn(index + 1);
    place.width = Math.max(12, say(column.label).length * 2 + 2);
    place.numFmt = '@';
    const choices = choicesOf(column).map(say);
    const list = `"${choices.join(',')}"`;
    if (choices.length === 0 || list.length > CHOICES_MAX) return;
    for (let row = 2; row <= PREPARED + 1; row += 1)
      sheet.getCell(row, index + 1).dataValidation = { type: 'list', allowBlank: true, formulae: [list] };
  });
  const about = book.addWorksheet(say(words.about));
  about.addRow([words.column, words.needed, words.what].map(say)).font = { bold: true };
  for (const column of columns) about.addRow([say(column.label), say(column.required ? words.yes : words.no), explained(column, say)]);
  about.columns.forEach((column, index) => {
    column.width = [24, 12, 80][index] ?? 24;
    column.alignment = { wrapText: true, vertical: 'top' };
  });
  return Buffer.from(await book.xlsx.writeBuffer());
}

type Say = (both: { readonly zh: string; readonly en: string }) => string;

function choicesOf(column: ScalarField) {
  if (column.kind === 'choice') return column.choices.map(({ label }) => label);
  return column.kind === 'checkbox' ? [TICKED, { zh: '否', en: 'No' }] : [];
}

const TICKED = { zh: '是', en: 'Yes' } as const;

function explained(column: ScalarField, say: Say): string {
  const hint = column.hint ? say(column.hint) : '';
  const form = formOf(column, say);
  return [form, hint].filter((part) => part !== '').join('；');
}

function formOf(column: ScalarField, say: Say): string {
  switch (column.kind) {
    case 'choice':
    case 'checkbox':
      return choicesOf(column).map(say).join('、');
    case 'number':
      return say({ zh: `${column.min} 到 ${column.max} 的整数`, en: `a whole number from ${column.min} to ${column.max}` });
    case 'percent':
      return say({ zh: '0 到 100 的数，例如 31.5', en: 'a number from 0 to 100, such as 31.5' });
    case 'date':
      return say({ zh: '日期，例如 2026-06-30', en: 'a day, such as 2026-06-30' });
    case 'text':
    case 'long-text':
      return say({ zh: `最多 ${column.max} 字`, en: `at most ${column.max} characters` });
  }
}
