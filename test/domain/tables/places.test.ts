import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { filesOf } from '../../support/product-files.ts';

/** Every place where a table that people bring is read, by the file that asks the one reader. A new one is added here. */
const READERS: Readonly<Record<string, string>> = {
  'api/json/forms.ts': 'rows for a table, pasted or in a file, over JSON',
  'api/pages/submission/paste-rows-route.tsx': 'the same on the page of a form',
  'api/use-cases/parsing/files.ts': 'rows that were pasted, rows of a file, the county file: in a thread with bounds',
  'api/use-cases/parsing/jobs.ts': 'the same, inside the thread',
  'store/plan-files.ts': 'the county file as a workbook or as text; a plan’s text',
};

const text = (file: string): string => readFileSync(path.join(import.meta.dirname, '../../..', file), 'utf8');

describe('tables are read', () => {
  const files = filesOf(['domain', 'api', 'activities', 'store', 'workflows', 'worker', 'launcher']);

  it('by one reader: no other file opens a workbook or takes text apart at separators', () => {
    const libraries = files.filter((file) => /from '(?:@protobi\/exceljs|csv-parse[^']*|yauzl|papaparse|xlsx)'/.test(text(file)));
    const writers = ['api/documents/row-template.ts', 'api/documents/spreadsheet.ts'];
    expect(libraries.filter((file) => !writers.includes(file)).toSorted()).toEqual([
      'store/tables/delimited.ts',
      'store/tables/workbook.ts',
    ]);
    for (const file of writers) expect(text(file)).not.toMatch(/\.xlsx\.(?:load|read)/);
  });

  it('in the places listed', () => {
    const uses = /\b(?:pastedRows|rowsOfFile|readWorkbook|readDelimited|decodeText)\b/;
    const found = files.filter((file) => !file.startsWith('store/tables/') && uses.test(text(file)));
    expect(found.toSorted()).toEqual(Object.keys(READERS).toSorted());
  });
});
