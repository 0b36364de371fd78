import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import ExcelJS from '@protobi/exceljs';
import fc from 'fast-check';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { problemLine } from '../../../domain/language/problem.ts';
import { readCountyFile, readPlanFile } from '../../../store/plan-files.ts';

const EXAMPLE = iconv.decode(await readFile(fileURLToPath(new URL('../../../examples/county.csv', import.meta.url))), 'gb18030');
const TABLE = EXAMPLE.trim()
  .split(/\r?\n/)
  .map((line) => line.split(','));
const [HEAD = [], ...ROWS] = TABLE;
const at = (head: string): number => HEAD.indexOf(head);

type Cells = readonly (readonly string[])[];
const csvOf = (rows: Cells, delimiter = ',', end = '\r\n') => rows.map((row) => row.join(delimiter)).join(end);

async function countyOf(bytes: Uint8Array | string, name = 'county.csv') {
  const read = await readCountyFile(typeof bytes === 'string' ? Buffer.from(bytes) : bytes, name);
  if ('problems' in read) throw new Error(read.problems.map((one) => problemLine(one, 'zh')).join('\n'));
  return read.county;
}

async function said(bytes: Uint8Array | string, name = 'county.csv'): Promise<string[]> {
  const read = await readCountyFile(typeof bytes === 'string' ? Buffer.from(bytes) : bytes, name);
  return 'problems' in read ? read.problems.map((one) => problemLine(one, 'zh')) : [];
}

/** The example as a workbook: figures as numbers, the rest as texts. */
async function workbookOf(rows: Cells, change: (sheet: ExcelJS.Worksheet) => void = () => undefined): Promise<Buffer> {
  const book = new ExcelJS.Workbook();
  const sheet = book.addWorksheet('县名册');
  for (const row of rows) sheet.addRow(row.map((cell) => (/^\d{1,7}$/.test(cell) ? Number(cell) : cell === '' ? null : cell)));
  change(sheet);
  return Buffer.from(await book.xlsx.writeBuffer());
}

const WHOLE = await countyOf(EXAMPLE);
const fullWidth = (text: string) => text.replace(/[!-~]/g, (sign) => String.fromCodePoint((sign.codePointAt(0) ?? 0) + 0xfee0));
/** The rows with a cell of each changed in one column. */
const changed = (head: string, change: (cell: string) => string): string[][] =>
  TABLE.map((row, index) => row.map((cell, place) => (index > 0 && place === at(head) && cell !== '' ? change(cell) : cell)));
const quoted = (cell: string) => `"${cell}"`;

describe('a county’s table', () => {
  it.each([
    ['semicolons', csvOf(TABLE, ';')],
    ['tabs', csvOf(TABLE, '\t')],
    ['a line sep=,', `sep=,\r\n${EXAMPLE}`],
    ['a line sep=; with its mark', `\uFEFFsep=;\n${csvOf(TABLE, ';')}`],
    ['a space in a head', EXAMPLE.replace('X名额', 'X 名额').replace('14至28岁青年', '14-28岁 青年')],
    ['full-width heads', EXAMPLE.replace('X名额', 'Ｘ名额').replace('邮箱', '　邮箱（必填）')],
    ['thousands with commas', csvOf(changed('人口', (cell) => quoted(Number(cell).toLocaleString('en'))))],
    ['full-width digits', csvOf(changed('人口', fullWidth))],
    ['a full-width ＠ and spaces in addresses', csvOf(changed('邮箱', (cell) => `${cell.replace('@', ' ＠')} `))],
    ['addresses in full width', csvOf(changed('邮箱', fullWidth))],
    ['full-width telephone numbers', csvOf(changed('电话', fullWidth))],
    ['line ends mixed', TABLE.map((row, index) => `${row.join(',')}${['\r\n', '\n', '\r'][index % 3] ?? ''}`).join('')],
    [
      'a title, the unit and a blank line above',
      `岚榆县名册（2012年）${','.repeat(20)}\r\n填报单位：岚榆团县委,日期：2012-06-01\r\n\r\n${EXAMPLE}`,
    ],
    ['notes beneath', `${EXAMPLE}\r\n注：以上人员均已核对\r\n填表人：赵样甲,,审核人：钱样乙\r\n`],
    ['rows that are numbered', csvOf(TABLE.map((row, index) => [index === 0 ? '序号' : String(index), ...row]))],
    ['the heading on every page', csvOf([HEAD, ...ROWS.slice(0, 9), HEAD, ...ROWS.slice(9)])],
  ])('is read the same with %s', async (_what, text) => {
    expect(await countyOf(text)).toEqual(WHOLE);
    expect(await countyOf(iconv.encode(text, 'gb18030'))).toEqual(WHOLE);
  });

  it('is read the same as a workbook, whatever it is called', async () => {
    expect(await countyOf(await workbookOf(TABLE), 'county.xlsx')).toEqual(WHOLE);
    expect(await countyOf(await workbookOf([['岚榆县名册'], [], ...TABLE, ['合计', '', '12']]), 'county.csv')).toEqual(WHOLE);
  });

  it('with two wrong heads gives two errors, each with the likely head', async () => {
    const wrong = [HEAD.map((head) => ({ 邮箱: '电子邮件', X名额: '委员人数' })[head] ?? head), ...ROWS];
    const expected = [
      '第1行 委员人数：没有“委员人数”这一列，是不是“X名额”？请把表头改成“X名额”',
      '第1行 电子邮件：没有“电子邮件”这一列，是不是“邮箱”？请把表头改成“邮箱”',
    ];
    expect(await said(csvOf(wrong))).toEqual(expected);
    expect(await said(await workbookOf(wrong), 'county.xlsx')).toEqual(expected);
    expect(await said(csvOf([HEAD.map((head) => (head === '角色' ? '职责分工' : head)), ...ROWS]))).toEqual([
      '第1行 职责分工：没有“职责分工”这一列，是不是“角色”？请把表头改成“角色”',
    ]);
  });

  it('without a column says so once', async () => {
    const without = TABLE.map((row) => row.filter((_cell, place) => place !== at('邮箱')));
    expect(await said(csvOf(without))).toEqual(['第1行 邮箱：表头里没有“邮箱”这一列']);
  });

  it('names an error of the spreadsheet, a hidden row, a hidden column and a second table', async () => {
    expect(
      await said(csvOf(TABLE.map((row, index) => (index === 14 ? row.map((cell, place) => (place === at('名称') ? '#N/A' : cell)) : row)))),
    ).toEqual(['第15行 名称：是表格的错误值“#N/A”，不是内容；请改填应有的内容']);
    const hidden = await workbookOf(TABLE, (sheet) => {
      sheet.getRow(4).hidden = true;
    });
    expect(await said(hidden, 'county.xlsx')).toEqual([
      `第4行：这一行（${ROWS[2]
        ?.filter((cell) => cell !== '')
        .slice(0, 3)
        .join(' ')}）是隐藏的，可能被筛选掉了；请取消筛选（全部显示）再保存，或删去这一行`,
    ]);
    const column = await workbookOf(TABLE, (sheet) => {
      sheet.getColumn(at('电话') + 1).hidden = true;
    });
    expect(await said(column, 'county.xlsx')).toEqual([
      expect.stringMatching(/^第1行 电话：.* 列是隐藏的；请取消隐藏再保存，或删去这一列$/),
    ]);
    const book = new ExcelJS.Workbook();
    for (const name of ['旧表', '新表']) {
      const sheet = book.addWorksheet(name);
      for (const row of TABLE) sheet.addRow([...row]);
    }
    expect(await said(Buffer.from(await book.xlsx.writeBuffer()), 'county.xlsx')).toEqual([
      '第1行：只读工作表“旧表”，而工作表“新表”也有这样的表；请合成一张，或删去不用的',
    ]);
  });

  it('says where a figure shows what it does not hold', async () => {
    const row = TABLE.findIndex((cells) => cells[0] === '单位') + 1;
    const file = await workbookOf(TABLE, (sheet) => {
      const cell = sheet.getCell(row, at('团员') + 1);
      cell.value = 84.6;
      cell.numFmt = '0';
      sheet.getCell(row + 1, at('人口') + 1).numFmt = '#,##0"人"';
    });
    expect(await said(file, 'county.xlsx')).toEqual([`第${row}行 团员：显示为“85”，实际的值是 84.6；请改成应填的那一个`]);
  });

  it('gives the same rows or sentences in every combination of variants', async () => {
    const variant = fc.record({
      delimiter: fc.constantFrom(',', ';', '\t'),
      end: fc.constantFrom('\r\n', '\n', '\r'),
      separator: fc.boolean(),
      title: fc.boolean(),
      notes: fc.boolean(),
      wide: fc.boolean(),
      spaced: fc.boolean(),
      encoding: fc.constantFrom('utf8', 'gb18030', 'utf16le'),
      workbook: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(variant, async ({ delimiter, end, separator, title, notes, wide, spaced, encoding, workbook }) => {
        const rows = TABLE.map((row, index) =>
          row.map((cell, place) => {
            if (index === 0) return spaced ? `${cell.slice(0, 1)} ${cell.slice(1)}` : cell;
            const signs = ['人口', '团员', '邮箱', '电话', '编号'].map(at).includes(place);
            return wide && signs ? fullWidth(cell) : cell;
          }),
        );
        const all = [...(title ? [['县名册']] : []), ...rows, ...(notes ? [['注：已核对']] : [])];
        const text = `${separator ? `sep=${delimiter}${end}` : ''}${csvOf(all, delimiter, end)}`;
        const file = workbook ? await workbookOf(all) : iconv.encode(text, encoding, { addBOM: encoding === 'utf16le' });
        expect(await countyOf(file, workbook ? 'a.xlsx' : 'a.csv')).toEqual(WHOLE);
      }),
      { numRuns: 30 },
    );
  });
});

describe('a plan in an office’s encoding', () => {
  it('is read, and a workbook in its place refused with the encodings named', async () => {
    const text = await readFile(fileURLToPath(new URL('../../../plans/one-plus-three-x.yaml', import.meta.url)), 'utf8');
    const read = readPlanFile(iconv.encode(text, 'gb18030'));
    expect('plan' in read && read.plan.title.zh).toMatch(/团组织/);
    const refused = readPlanFile(await workbookOf(TABLE));
    expect('problems' in refused && refused.problems[0]?.zh).toContain('UTF-8、UTF-16 或 GB18030');
  });
});
