import { readFile } from 'node:fs/promises';
import ExcelJS from '@protobi/exceljs';
import iconv from 'iconv-lite';
import { expect, it } from 'vitest';
import { emptyTable } from '../../../api/pages/start-campaign/samples-route.ts';
import { readCountyFile } from '../../../store/plan-files.ts';

const example = iconv.decode(await readFile(new URL('../../../examples/county.csv', import.meta.url)), 'gb18030');

it('the empty county table is read as the example is once the example’s rows are typed into it', async () => {
  const [head = [], ...rows] = example
    .trim()
    .split(/\r?\n/)
    .map((line) => line.split(','));
  const book = new ExcelJS.Workbook();
  await book.xlsx.load((await emptyTable()) as unknown as ArrayBuffer);
  const [sheet] = book.worksheets;
  const headings = ((sheet?.getRow(2).values ?? []) as string[]).slice(1);
  expect(headings).toEqual(expect.arrayContaining(head));
  for (const row of rows) sheet?.addRow(headings.map((heading) => row[head.indexOf(heading)] || null));
  const typed = await readCountyFile(Buffer.from(await book.xlsx.writeBuffer()), 'county.xlsx');
  expect(typed).toEqual(await readCountyFile(Buffer.from(example), 'county.csv'));
});
