import fc from 'fast-check';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { readRows } from '../../../api/use-cases/rows/read-rows.ts';
import { DOSSIERS, type DossierId } from '../../../domain/dossiers/index.ts';
import { isRowsField, type RowsField } from '../../../domain/fields/field.ts';
import { pastedRows, rowsOfFile, type Table } from '../../../store/tables/read-table.ts';
import { type Figure, workbookOf } from '../../support/workbook-of.ts';
import { LANDU } from '../dossiers/landu.ts';

function tableOf(dossier: DossierId, name: string): RowsField {
  const field = DOSSIERS[dossier].fields.filter(isRowsField).find((one) => one.name === name);
  if (!field) throw new Error(`${dossier} has no table ${name}`);
  return field;
}

const FIELD = tableOf('nomination', 'nominees');
const HEAD = FIELD.columns.map(({ label }) => label.zh);
const at = (name: string): number => FIELD.columns.findIndex((column) => column.name === name);
const PEOPLE = LANDU.nomination.nominees.slice(0, 3);
const CELLS: readonly string[][] = PEOPLE.map((person) =>
  FIELD.columns.map((column) => {
    const value = (person as Readonly<Record<string, unknown>>)[column.name];
    if (column.kind === 'choice') return column.choices.find((choice) => choice.value === value)?.label.zh ?? '';
    if (column.kind === 'checkbox') return value === true ? '是' : '否';
    return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  }),
);
const ROWS = PEOPLE.map((person) => Object.fromEntries(Object.entries(person).filter(([, value]) => value !== false)));

function read(table: Table, dossier: DossierId = 'nomination', field: RowsField = FIELD) {
  if ('problem' in table) throw new Error(table.problem.zh);
  return readRows({ dossier, field, present: [], accounts: [] }, table);
}

/** Texts as they are pasted. */
const tsv = (rows: readonly (readonly (string | Figure)[])[]): string =>
  [HEAD, ...rows].map((row) => row.map((cell) => (typeof cell === 'string' ? cell : String(cell.value))).join('\t')).join('\n');

/** The rows with one cell changed. */
const withCell = (row: number, name: string, cell: string | Figure): (string | Figure)[][] =>
  CELLS.map((cells, index) => cells.map((one, place) => (index === row && place === at(name) ? cell : one)));
const uploaded = async (rows: readonly (readonly (string | Figure)[])[], hidden: readonly number[] = []) =>
  read(await rowsOfFile(workbookOf([HEAD, ...rows], hidden)));

describe('a month in a workbook', () => {
  it.each([
    ['1988.10', '0.00', '1988-10'],
    ['1988.01', '0.00', '1988-01'],
    ['1988.10', 2, '1988-10'],
    ['1988.3', 0, '1988-03'],
    ['198605', 0, '1986-05'],
    ['31533', 27, '1986-05'],
    ['31533', 57, '1986-05'],
    ['31533', 'yyyy.mm', '1986-05'],
  ])('%s in the format %s is %s', async (value, format, month) => {
    const { rows, problems } = await uploaded(withCell(1, 'born', { value: Number(value), format }));
    expect([problems, rows[1]?.['born']]).toEqual([[], month]);
  });

  it('is asked about where it may be January or October, or looks like a number of days', async () => {
    const { rows, problems, left } = await uploaded(withCell(1, 'born', { value: 1988.1, format: 0 }));
    expect(problems.map(({ zh }) => zh)).toEqual([
      '“推荐人选”第 3 行“出生年月”填的是“1988.1”，可能是 1 月，也可能是 10 月（表格软件会去掉末尾的 0）；请写成 1988-01 或 1988-10。',
    ]);
    expect([rows.length, left.map(({ row }) => row)]).toEqual([2, [1, 3]]);
    expect((await uploaded(withCell(0, 'born', { value: 31_533, format: 0 }))).problems[0]?.zh).toContain(
      '像是表格软件的日期序号（1986-05-01）',
    );
    expect(read(pastedRows(tsv(withCell(0, 'born', '1988.1')))).problems[0]?.code).toBe('MONTH_UNSURE');
  });
});

describe('a day', () => {
  const field = tableOf('member-election', 'approvals');
  const head = field.columns.map(({ label }) => label.zh);
  const row = (day: string | Figure) => ['召开大会', '团县委', day, '2012-07-01'];
  const cells = (day: string) => ['召开大会', '团县委', day, '2012-07-01'];
  const dayOf = (table: Table) => read(table, 'member-election', field).rows[0]?.['requestedOn'];

  it.each([14, 22, ...Array.from({ length: 10 }, (_, index) => 27 + index), ...Array.from({ length: 9 }, (_, index) => 50 + index)])(
    'is read in number format %i, which no code explains',
    async (format) => {
      expect(dayOf(await rowsOfFile(workbookOf([head, row({ value: 41_087, format })])))).toBe('2012-06-27');
    },
  );

  it.each([
    '20120627',
    '2012/6/27 0:00:00',
    '2012-06-27T00:00:00',
    '2012年6月27日 8时30分',
    '２０１２．６．２７',
    '2012年6月27日星期三',
    '2012-06-26T16:00:00.000Z',
  ])('is read from the text %s', async (text) => {
    expect(dayOf(await rowsOfFile(workbookOf([head, row(text)])))).toBe('2012-06-27');
    expect(dayOf(pastedRows([head, cells(text)].map((line) => line.join('\t')).join('\n')))).toBe('2012-06-27');
  });

  it('as a bare number of days is asked about, with the day', async () => {
    const { problems } = read(await rowsOfFile(workbookOf([head, row({ value: 41_087, format: 0 })])), 'member-election', field);
    expect(problems.map(({ code, zh }) => [code, zh.includes('2012-06-27')])).toEqual([['LOOKS_LIKE_SERIAL', true]]);
  });
});

describe('what a person does not see', () => {
  it('a row that a filter hides is asked about, and can be filled in', async () => {
    const { rows, problems, left } = await uploaded(CELLS, [3]);
    expect(problems.map(({ row, code, zh }) => [row, code, zh.includes(CELLS[1]?.[0] ?? '-')])).toEqual([[3, 'HIDDEN_ROW', true]]);
    expect(rows).toEqual([ROWS[0], ROWS[2]]);
    const again = read(pastedRows(left.map(({ cells }) => cells.join('\t')).join('\n')));
    expect(again).toEqual({ rows: [ROWS[1]], problems: [], left: [] });
  });

  it.each(['#N/A', '#REF!', '#VALUE!', '＃N/A', '#####', 'Err:502'])('the error %s is named as one', async (error) => {
    const pasted = read(pastedRows(tsv(withCell(2, 'name', error))));
    const file = await uploaded(withCell(2, 'name', error));
    for (const { rows, problems } of [pasted, file]) {
      expect(problems.map(({ row, column, code }) => [row, column, code])).toEqual([[4, '姓名', 'CELL_ERROR']]);
      expect(rows).toEqual(ROWS.slice(0, 2));
    }
  });

  it('a figure that shows another one, digits that are lost, words around a figure', async () => {
    const rank = async (figure: Figure) => (await uploaded(withCell(0, 'rank', figure))).problems.map(({ code }) => code);
    expect(await rank({ value: 1.4, format: 1 })).toEqual(['SHOWN_DIFFERS']);
    expect(await rank({ value: 1, format: '"第"0"名"' })).toEqual([]);
    const post = await uploaded(withCell(0, 'currentPost', { value: 3.2010119840307e17, format: 0 }));
    expect(post.problems.map(({ code }) => code)).toEqual(['DIGITS_LOST']);
  });
});

describe('a wrong head', () => {
  const wrong = (row: readonly string[]) => row.map((head) => ({ 出生年月: '出生日期', 学历: '文化程度' })[head] ?? head);

  it('gives one problem with the likely head, and no row is filled in', () => {
    const { rows, problems, left } = read(pastedRows([wrong(HEAD), ...CELLS].map((row) => row.join('\t')).join('\n')));
    expect([rows.length, left.length]).toEqual([0, 4]);
    expect(problems.map(({ code, zh }) => [code, /是不是“(.*?)”/.exec(zh)?.[1]])).toEqual([
      ['UNKNOWN_COLUMN', '出生年月'],
      ['UNKNOWN_COLUMN', '学历'],
    ]);
  });

  it('that names nothing the table needs is passed over and said; a needed column that is not there is said once', () => {
    const extra = read(pastedRows([[...HEAD, '民族'], ...CELLS.map((row) => [...row, '汉族'])].map((row) => row.join('\t')).join('\n')));
    expect([extra.rows, extra.problems.map(({ zh }) => zh)]).toEqual([ROWS, ['第 1 行：表中没有“民族”这一列，没有填入。']]);
    const without = [HEAD, ...CELLS].map((row) => row.filter((_cell, place) => place !== at('sex')).join('\t')).join('\n');
    expect(read(pastedRows(without)).problems.map(({ code, column }) => [code, column])).toEqual([['MISSING_COLUMN', '性别']]);
  });
});

describe('every variant of a table', () => {
  it('gives the same rows', async () => {
    const variant = fc.record({
      source: fc.constantFrom('pasted', 'csv', 'workbook'),
      delimiter: fc.constantFrom(',', ';', '\t'),
      end: fc.constantFrom('\r\n', '\n', '\r'),
      encoding: fc.constantFrom('utf8', 'gb18030', 'utf16le'),
      title: fc.boolean(),
      notes: fc.boolean(),
      numbered: fc.boolean(),
      spaced: fc.boolean(),
      born: fc.constantFrom<(month: string) => string>(
        (month) => month,
        (month) => month.replace('-', ''),
        (month) => `${month.replace('-', '年')}月`,
        (month) => `${month}-01`,
        (month) => `${month.replace('-', '/')}/1 0:00:00`,
        (month) => month.replace(/\d/g, (digit) => String.fromCodePoint((digit.codePointAt(0) ?? 0) + 0xfee0)),
      ),
    });
    await fc.assert(
      fc.asyncProperty(variant, async (one) => {
        const head = HEAD.map((text) => (one.spaced ? `${text.slice(0, 1)}　${text.slice(1)} *` : text));
        const data = CELLS.map((row) => row.map((cell, place) => (place === at('born') ? one.born(cell) : cell)));
        const rows = [head, ...data].map((row, index) => (one.numbered ? [index === 0 ? '序号' : String(index), ...row] : row));
        const all = [
          ...(one.title ? [['推荐人选名单'], ['填报单位：澜渡镇团委', '日期：2012-07-20']] : []),
          ...rows,
          ...(one.notes ? [['合计', '3'], ['注：按得票排序']] : []),
        ];
        const text = all.map((row) => row.join(one.source === 'pasted' ? '\t' : one.delimiter)).join(one.end);
        const table =
          one.source === 'pasted'
            ? pastedRows(text)
            : await rowsOfFile(
                one.source === 'workbook' ? workbookOf(all) : iconv.encode(text, one.encoding, { addBOM: one.encoding === 'utf16le' }),
              );
        expect(read(table)).toEqual({ rows: ROWS, problems: [], left: [] });
      }),
      { numRuns: 60 },
    );
  });
});
