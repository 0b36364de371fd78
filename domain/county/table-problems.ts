import { type Problem, problem } from '../language/problem.ts';
import type { Doubt } from '../tables/cell-values.ts';
import type { Heading } from '../tables/headings.ts';
import { columnLetter, type TableRow, type TableSheet } from '../tables/table.ts';
import type { Column, RowKind } from './csv-layout.ts';

const KIND_NAMES: Readonly<Record<RowKind, string>> = { county: '县', unit: '单位', person: '人员' };

type Known = Column | 'kind';

const nameOf = (column: Known): string => (column === 'kind' ? '类型' : column.zh);

/** What is wrong with the layout of a county's table, each fault told once. */
export class TableProblems {
  readonly #top: number;
  readonly #found: Problem[] = [];
  /** Cells whose fault is told: what is missing there needs no further word. */
  readonly #told = new Set<string>();
  readonly #missing = new Set<Column>();

  /** @param top the row of the heading */
  constructor(top: number) {
    this.#top = top;
  }

  get list(): readonly Problem[] {
    return this.#found;
  }

  isTold(row: number, column: Column): boolean {
    return this.#told.has(`${row} ${column.en}`);
  }

  #report(row: number, code: string, place: string, zh: string, en: string): void {
    this.#found.push({ ...problem([], code, {}, { zh, en }), path: place, row });
  }

  /** Headings that name no column, each with the likely one, and those that stand twice. */
  ofHeading({ strange, twice, above }: Heading<Known>, columns: readonly (Known | undefined)[]): void {
    for (const { place, text, likely } of strange) {
      const meant = likely ? nameOf(likely) : undefined;
      this.#report(
        this.#top,
        'UNKNOWN_COLUMN',
        text,
        meant ? `没有“${text}”这一列，是不是“${meant}”？请把表头改成“${meant}”` : `没有“${text}”这一列，请检查表头；不用的列请删去`,
        meant
          ? `there is no column "${text}"; is "${meant}" meant? Name it so`
          : `there is no column "${text}"; check the header, or delete it`,
      );
      if (columns[place] === undefined) this.#told.add(`column ${place}`);
    }
    for (const { place, text } of twice) {
      this.#report(this.#top, 'DUPLICATE_COLUMN', text, `“${text}”列出现了两次`, `column "${text}" stands twice`);
      this.#told.add(`column ${place}`);
    }
    for (const { row } of above)
      this.#report(
        row,
        'ABOVE_HEADING',
        '',
        '这一行在表头上面；请移到表头下面，或删去',
        'this row stands above the header; move it below, or delete it',
      );
  }

  /** True for a column whose heading was told, or that only numbers the rows. */
  isPassedOver(place: number, { strange }: Heading<Known>): boolean {
    return this.#told.has(`column ${place}`) || !strange.some((one) => one.place === place);
  }

  noHeading(): void {
    this.#report(
      this.#top,
      'MISSING_COLUMN',
      '类型',
      '第一行应为表头，且有“类型”列',
      'the first row must be the header with a column 类型 (type)',
    );
  }

  missingColumn(column: Column): void {
    if (this.#missing.has(column)) return;
    this.#missing.add(column);
    this.#report(
      this.#top,
      'MISSING_COLUMN',
      column.zh,
      `表头里没有“${column.zh}”这一列`,
      `the header has no column "${column.zh}" (${column.en})`,
    );
  }

  /** Rows and columns that nobody sees who looks at the sheet. */
  hidden({ hiddenColumns = [] }: TableSheet, columns: readonly (Known | undefined)[], data: readonly TableRow[]): void {
    for (const { row, hidden, cells } of data) {
      if (!hidden) continue;
      const said = cells
        .filter((cell) => cell.trim() !== '')
        .slice(0, 3)
        .join(' ')
        .slice(0, 40);
      this.#report(
        row,
        'HIDDEN_ROW',
        '',
        `这一行（${said}）是隐藏的，可能被筛选掉了；请取消筛选（全部显示）再保存，或删去这一行`,
        `this row (${said}) is hidden, perhaps by a filter; show all rows and save, or delete it`,
      );
    }
    for (const place of hiddenColumns) {
      const column = columns[place];
      if (!column || !data.some(({ cells }) => (cells[place] ?? '').trim() !== '')) continue;
      const letter = columnLetter(place);
      this.#report(
        this.#top,
        'HIDDEN_COLUMN',
        nameOf(column),
        `${letter} 列是隐藏的；请取消隐藏再保存，或删去这一列`,
        `column ${letter} is hidden; show it and save, or delete it`,
      );
    }
  }

  otherSheet(name: string, read: string): void {
    this.#report(
      this.#top,
      'OTHER_SHEET',
      '',
      `只读工作表“${read}”，而工作表“${name}”也有这样的表；请合成一张，或删去不用的`,
      `only the sheet "${read}" is read, but "${name}" has such a table too; make them one, or delete it`,
    );
  }

  unknownKind(row: number, found: string): void {
    this.#report(
      row,
      'UNKNOWN_ROW_KIND',
      '类型',
      `填的是“${found}”，应为：县、单位、人员`,
      `found "${found}"; allowed: 县 (county), 单位 (unit), 人员 (person)`,
    );
  }

  secondCounty(row: number): void {
    this.#report(row, 'SECOND_COUNTY_ROW', '类型', '“县”只能有一行', 'there may be only one county row');
  }

  cellWithoutColumn(row: number, place: number): void {
    this.#report(
      row,
      'CELL_WITHOUT_COLUMN',
      '',
      `第 ${place + 1} 列没有可用的表头，却填了内容`,
      `cell ${place + 1} is filled but has no known header`,
    );
  }

  notForRow(row: number, column: Column, kind: RowKind): void {
    this.#report(
      row,
      'COLUMN_NOT_FOR_ROW',
      column.zh,
      `“${KIND_NAMES[kind]}”行不填这一列；应留空`,
      `not used in a ${kind} row; allowed: leave it empty`,
    );
  }

  doubt(row: number, column: Column, { code, zh, en }: Doubt): void {
    this.#report(row, code, column.zh, zh, en);
    this.#told.add(`${row} ${column.en}`);
  }

  /** A problem of the content, in the words of its column. */
  static inWords(one: Problem, kind: RowKind, row: number | undefined, column: Column | undefined): Problem {
    const at = { ...one, path: column?.zh ?? '', ...(row === undefined ? {} : { row }) };
    if (row === undefined && kind === 'county') {
      return { ...at, code: 'COUNTY_ROW_MISSING', zh: '没有“县”这一行；应有且只有 1 行', en: 'there is no county row; allowed: exactly 1' };
    }
    if (kind === 'person' && column?.en === 'unit' && (one.code === 'NOT_ALLOWED' || one.code === 'UNKNOWN_UNIT')) {
      const unit = one.params.found ?? one.params.unit ?? '';
      const sentence = {
        zh: `没有名称或编号为“${unit}”的单位；应为单位行中的一个`,
        en: `there is no unit named "${unit}"; allowed: the name or id of a unit row`,
      };
      return { ...at, ...sentence, code: 'UNKNOWN_UNIT' };
    }
    if (!column?.words || (one.code !== 'NOT_ALLOWED' && one.code !== 'MISSING')) return at;
    const said =
      one.code === 'MISSING' ? { zh: '没有填写', en: 'missing' } : { zh: `填的是“${one.params.found}”`, en: `found "${one.params.found}"` };
    return { ...at, zh: `${said.zh}，应为：${column.words.join('、')}`, en: `${said.en}; allowed: ${column.words.join(', ')}` };
  }
}
