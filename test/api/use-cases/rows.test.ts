import { deflateRawSync } from 'node:zlib';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { rowTemplate } from '../../../api/documents/row-template.ts';
import { readRows } from '../../../api/use-cases/rows/read-rows.ts';
import { DOSSIERS, type DossierId } from '../../../domain/dossiers/index.ts';
import { isRowsField, type RowsField } from '../../../domain/fields/field.ts';
import { pastedRows, rowsOfFile } from '../../../store/tables/read-table.ts';
import { readWorkbook } from '../../../store/tables/workbook.ts';
import { LANDU } from '../../domain/dossiers/landu.ts';
import { xlsxOf } from '../../support/sample-files.ts';

function tableOf(dossier: DossierId, name: string): RowsField {
  const field = DOSSIERS[dossier].fields.filter(isRowsField).find((one) => one.name === name);
  if (!field) throw new Error(`${dossier} has no table ${name}`);
  return field;
}

type Sheet = ReturnType<typeof pastedRows>;

function read(dossier: DossierId, name: string, sheet: Sheet, present: readonly unknown[] = []) {
  if ('problem' in sheet) throw new Error(sheet.problem.zh);
  const accounts = [{ value: 'acc-1', label: '田样己（乡镇团委）' }];
  return readRows({ dossier, field: tableOf(dossier, name), present, accounts }, sheet);
}

const NOMINEES = tableOf('nomination', 'nominees');
const HEADING = NOMINEES.columns.map(({ label }) => label.zh);

/** A row as somebody has it in a spreadsheet: words, ticks, months as they are written there. */
function cellsOf(field: RowsField, row: object): string[] {
  return field.columns.map((column) => {
    const value = (row as Readonly<Record<string, unknown>>)[column.name];
    if (column.kind === 'choice') return column.choices.find((choice) => choice.value === value)?.label.zh ?? '';
    if (column.kind === 'checkbox') return value === true ? '是' : '否';
    if (column.name === 'born') return String(value).replace(/^(\d+)-0?(\d+)$/, '$1年$2月');
    return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  });
}

const TABLE = LANDU.nomination.nominees.map((person) => cellsOf(NOMINEES, person));
const ROWS = LANDU.nomination.nominees.map((person) => Object.fromEntries(Object.entries(person).filter(([, value]) => value !== false)));
const tsv = (rows: readonly (readonly string[])[]): string => rows.map((row) => row.join('\t')).join('\r\n');

describe('rows from a spreadsheet', () => {
  it('become the sample’s nominees, pasted under the form’s own headings', () => {
    const { rows, problems, left } = read('nomination', 'nominees', pastedRows(tsv([HEADING, ...TABLE])));
    expect([problems, left]).toEqual([[], []]);
    expect(rows).toEqual(ROWS);
  });

  it('may stand in any order of columns, under English headings or the columns’ own names, numbered', () => {
    const order = NOMINEES.columns.map((_column, index) => index).toReversed();
    const heads = [NOMINEES.columns.map(({ label }) => label.en.toUpperCase()), NOMINEES.columns.map(({ name }) => name)];
    for (const head of heads) {
      const sheet = [
        ['序号', ...order.map((at) => head[at] ?? '')],
        ...TABLE.map((row, index) => [String(index + 1), ...order.map((at) => row[at] ?? '')]),
      ];
      expect(read('nomination', 'nominees', pastedRows(tsv(sheet)))).toEqual({ rows: ROWS, problems: [], left: [] });
    }
  });

  it('without a heading stand in the order of the form', () => {
    expect(read('nomination', 'nominees', pastedRows(tsv(TABLE))).rows).toEqual(ROWS);
  });

  it('keep a cell’s line breaks and quotation marks apart from the rows', () => {
    const sheet = pastedRows('岗位\t职责\n"书记\t一"\t"主持""全面""\n工作"\nG2 "常务"\t组织');
    expect('rows' in sheet && sheet.rows).toEqual([
      { row: 1, cells: ['岗位', '职责'] },
      { row: 2, cells: ['书记\t一', '主持"全面"\n工作'] },
      { row: 3, cells: ['G2 "常务"', '组织'] },
    ]);
    expect(pastedRows('3" 管\t甲\n乙\t"未完')).toMatchObject({ rows: [{ row: 1 }, { row: 2, cells: ['乙', '"未完'] }] });
  });

  it('are listed each with its row and column when something is wrong, and the others filled in', () => {
    const wrong = TABLE.slice(0, 5).map((row) => [...row]);
    const at = (name: string): number => NOMINEES.columns.findIndex((column) => column.name === name);
    wrong[1]![at('sex')] = '不详';
    wrong[1]![at('born')] = '一九八八';
    wrong[3]![at('rank')] = '第四';
    wrong[3]![at('education')] = '';
    wrong[4]![at('name')] = wrong[0]![at('name')] ?? '';
    const { rows, problems, left } = read('nomination', 'nominees', pastedRows(tsv([[...HEADING, '民族'], [], ...wrong])));
    expect(problems.map(({ row, column, code }) => [row, column, code])).toEqual([
      [1, '民族', 'UNKNOWN_COLUMN'],
      [4, '性别', 'NOT_A_CHOICE'],
      [4, '出生年月', 'NOT_A_MONTH'],
      [6, '学历', 'MISSING'],
      [6, '排序', 'NOT_A_NUMBER'],
      [7, '姓名', 'DUPLICATE'],
    ]);
    expect(problems[1]?.zh).toBe('“推荐人选”第 4 行“性别”应从这几项中选择：男、女，现在填的是“不详”。');
    expect(problems[5]?.zh).toContain('第 7 行“姓名”与第 3 行相同');
    expect(rows).toEqual([ROWS[0], ROWS[2]]);
    expect(left.map(({ row }) => row)).toEqual([1, 4, 6, 7]);
    expect(left[1]?.cells[at('sex')]).toBe('不详');
  });

  it('are held against what the table has already, and against its room', () => {
    const twice = read('nomination', 'nominees', pastedRows(tsv(TABLE.slice(0, 3))), [ROWS[0], ROWS[9]]);
    expect(twice.problems.map(({ row, column, zh }) => [row, column, zh])).toEqual([
      [1, '姓名', '第 1 行“姓名”：表中已经有了。'],
      [1, '排序', '第 1 行“排序”：表中已经有了。'],
    ]);
    expect(twice.rows).toEqual([ROWS[1], ROWS[2]]);
    const entries = tableOf('publicity', 'entries');
    const entry = LANDU.publicity.entries[0];
    const present = Array.from({ length: entries.max }, () => entry);
    const full = read('publicity', 'entries', pastedRows(tsv([cellsOf(entries, entry ?? {})])), present);
    expect(full.rows).toEqual([]);
    expect(full.problems.map(({ row, code }) => [row, code])).toEqual([[1, 'TOO_MANY']]);
  });

  it('name an account by the person’s name, when only one has it', () => {
    const row = [...(TABLE[5] ?? [])];
    row[NOMINEES.columns.findIndex(({ name }) => name === 'account')] = '田样己';
    expect(read('nomination', 'nominees', pastedRows(tsv([row]))).rows).toEqual([{ ...ROWS[5], account: 'acc-1' }]);
  });
});

describe('a file of rows', () => {
  const csv = [HEADING, ...TABLE].map((row) => row.join(',')).join('\r\n');

  it.each([
    ['UTF-8', Buffer.from(csv)],
    ['UTF-8 with its mark', Buffer.from(`\uFEFF${csv}`)],
    ['GB18030', iconv.encode(csv, 'gb18030')],
    ['UTF-16', iconv.encode(`\uFEFF${csv}`, 'utf16le')],
    ['semicolons', Buffer.from(csv.replaceAll(',', ';'))],
    ['tabs', Buffer.from(csv.replaceAll(',', '\t'))],
  ])('may be CSV in %s', async (_encoding, file) => {
    expect(read('nomination', 'nominees', await rowsOfFile(file))).toEqual({ rows: ROWS, problems: [], left: [] });
  });

  it('may be a workbook, whose ids stay texts, whose days and months are read', async () => {
    const rows = TABLE.map((row) =>
      row.map((cell, at) =>
        NOMINEES.columns[at]?.name === 'born'
          ? new Date(
              `${cell.replace(/^(\d+)年(\d+)月$/, (_all, year: string, month: string) => `${year}-${month.padStart(2, '0')}`)}-01T00:00:00Z`,
            )
          : cell,
      ),
    );
    expect(read('nomination', 'nominees', await rowsOfFile(await xlsxOf([HEADING, ...rows])))).toEqual({
      rows: ROWS,
      problems: [],
      left: [],
    });
    const sheets = await readWorkbook(
      await xlsxOf([['001', 7, 0.315, '320101198403070021', new Date('2012-06-30T00:00:00Z'), 0.1 + 0.2, '=1+1']], { 2: '000', 3: '0.0%' }),
    );
    expect(sheets?.[0]?.rows.map(({ row, cells }) => ({ row, cells }))).toEqual([
      { row: 1, cells: ['001', '007', '31.5%', '320101198403070021', '2012-06-30', '0.3', '=1+1'] },
    ]);
  });

  it('is refused with a sentence when it is an old workbook, no workbook, no text, or too much', async () => {
    const said = async (file: Buffer) => {
      const sheet = await rowsOfFile(file);
      return 'problem' in sheet ? sheet.problem.zh : sheet.rows.length;
    };
    expect(await said(Buffer.from('d0cf11e0a1b11ae1', 'hex'))).toContain('旧的 .xls');
    expect(await said(Buffer.from('PK\u0003\u0004 broken'))).toContain('打不开');
    expect(await said(Buffer.from([0xff, 0x00, 0x81, 0x00]))).toContain('认不出');
    expect(await said(Buffer.from('甲\n'.repeat(2_001)))).toContain('最多 2000 行');
    expect(await said(Buffer.alloc(2 * 1024 * 1024 + 1, 65))).toContain('2 MB');
  });

  it('that would unfold into gigabytes is not unfolded', async () => {
    const began = performance.now();
    const bomb = archiveOf('xl/worksheets/sheet1.xml', deflateRawSync(Buffer.alloc(64 * 1024 * 1024)));
    expect(bomb.length).toBeLessThan(100_000);
    expect(await readWorkbook(bomb)).toBeUndefined();
    expect(performance.now() - began).toBeLessThan(10_000);
  });
});

/** An archive with one entry, which says of itself that it unfolds into nothing. */
function archiveOf(name: string, data: Buffer): Buffer {
  const common = Buffer.alloc(26);
  common.writeUInt16LE(20, 0);
  common.writeUInt16LE(8, 4);
  common.writeUInt32LE(data.length, 14);
  common.writeUInt16LE(name.length, 22);
  const local = Buffer.concat([Buffer.from('504b0304', 'hex'), common, Buffer.from(name), data]);
  const entry = Buffer.concat([Buffer.from('504b01021400', 'hex'), common, Buffer.alloc(14), Buffer.from(name)]);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(entry.length, 12);
  end.writeUInt32LE(local.length, 16);
  return Buffer.concat([local, entry, end]);
}

describe('the empty workbook of a table', () => {
  const tables = Object.entries(DOSSIERS).flatMap(([id, { fields }]) =>
    fields.filter(isRowsField).map((field) => [id as DossierId, field.name] as const),
  );

  it.each(tables)('for %s %s has the headings under which its rows are read', async (dossier, name) => {
    for (const language of ['zh-Hans', 'en'] as const) {
      const sheet = await rowsOfFile(await rowTemplate(tableOf(dossier, name), language));
      const { rows, problems } = read(dossier, name, sheet);
      expect({ rows, problems }).toEqual({ rows: [], problems: [] });
      expect('rows' in sheet && sheet.rows[0]?.cells).toHaveLength(tableOf(dossier, name).columns.length);
    }
  });
});
