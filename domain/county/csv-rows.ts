import { nameKey } from '../names/name-key.ts';
import { type Keys, type Problem, problem } from '../plan/problem.ts';
import { COLUMNS, type Column, ROW_KINDS, type RowKind } from './csv-layout.ts';

/** One record of a CSV file as its reader gives it: cells, and the line the record stands on. */
export interface CsvRecord {
  readonly cells: readonly string[];
  readonly line: number;
}

const KIND_NAMES: Readonly<Record<RowKind, string>> = { county: '县', unit: '单位', person: '人员' };
const LISTS = { unit: 'units', person: 'people' } as const;

type Row = { [name: string]: unknown };

/** Puts CSV records in the shape of the county file, and puts problems found there back at their cells. */
export class CsvCounty {
  readonly #columns: (Column | 'kind' | undefined)[] = [];
  readonly #rows: Record<'units' | 'people', { row: Row; line: number }[]> = { units: [], people: [] };
  readonly #problems: Problem[] = [];
  #county: { row: Row; line: number } | undefined;

  constructor(records: readonly CsvRecord[]) {
    const [header, ...rest] = records;
    this.#readHeader(header ?? { cells: [], line: 1 });
    if (this.#columns.includes('kind')) for (const record of rest) this.#readRecord(record);
    this.#nameUnits();
  }

  /** What stands in the file apart from its layout, for `parseCounty`. */
  get input(): unknown {
    return { county: this.#county?.row, units: this.#rows.units.map(({ row }) => row), people: this.#rows.people.map(({ row }) => row) };
  }

  /** Faults of the layout itself. When the header is unusable these are all there is to say. */
  get problems(): readonly Problem[] {
    return this.#problems;
  }

  get readable(): boolean {
    return this.#columns.includes('kind');
  }

  /** A problem of the file's content with its row, and its column's header as the place. */
  locate(one: Problem): Problem {
    const [list, index, ...place] = one.keys;
    if (list === 'county') return this.#locateIn(one, 'county', this.#county?.line, one.keys.slice(1));
    if ((list !== 'units' && list !== 'people') || typeof index !== 'number') return { ...one, path: '' };
    return this.#locateIn(one, list === 'units' ? 'unit' : 'person', this.#rows[list][index]?.line, place);
  }

  #locateIn(one: Problem, kind: RowKind, line: number | undefined, place: Keys): Problem {
    const found = COLUMNS.find((column) => place.length > 0 && column.places[kind]?.join('.') === place.join('.'));
    const at = { ...one, path: found?.zh ?? '', ...(line === undefined ? {} : { row: line }) };
    if (line === undefined && kind === 'county') {
      return { ...at, code: 'COUNTY_ROW_MISSING', zh: '没有“县”这一行；应有且只有 1 行', en: 'there is no county row; allowed: exactly 1' };
    }
    if (kind === 'person' && found?.en === 'unit' && (one.code === 'NOT_ALLOWED' || one.code === 'UNKNOWN_UNIT')) {
      const unit = one.params.found ?? one.params.unit ?? '';
      const sentence = {
        zh: `没有名称或编号为“${unit}”的单位；应为单位行中的一个`,
        en: `there is no unit named "${unit}"; allowed: the name or id of a unit row`,
      };
      return { ...at, ...sentence, code: 'UNKNOWN_UNIT' };
    }
    if (!found?.words || (one.code !== 'NOT_ALLOWED' && one.code !== 'MISSING')) return at;
    const said =
      one.code === 'MISSING' ? { zh: '没有填写', en: 'missing' } : { zh: `填的是“${one.params.found}”`, en: `found "${one.params.found}"` };
    return { ...at, zh: `${said.zh}，应为：${found.words.join('、')}`, en: `${said.en}; allowed: ${found.words.join(', ')}` };
  }

  #report(line: number, code: string, place: string, zh: string, en: string): void {
    this.#problems.push({ ...problem([], code, {}, { zh, en }), path: place, row: line });
  }

  #readHeader({ cells, line }: CsvRecord): void {
    for (const cell of cells.map((text) => text.trim())) {
      const found = cell === '类型' || cell === 'type' ? ('kind' as const) : COLUMNS.find(({ zh, en }) => zh === cell || en === cell);
      if (found === undefined && cell !== '')
        this.#report(line, 'UNKNOWN_COLUMN', cell, `没有“${cell}”这一列，请检查表头`, `there is no column "${cell}"`);
      if (found !== undefined && this.#columns.includes(found))
        this.#report(line, 'DUPLICATE_COLUMN', cell, `“${cell}”列出现了两次`, `column "${cell}" stands twice`);
      this.#columns.push(found);
    }
    if (this.readable) return;
    this.#report(
      line,
      'MISSING_COLUMN',
      '类型',
      '第一行应为表头，且有“类型”列',
      'the first row must be the header with a column 类型 (type)',
    );
  }

  #readRecord({ cells, line }: CsvRecord): void {
    const kindCell = cells[this.#columns.indexOf('kind')]?.trim() ?? '';
    const kind = Object.hasOwn(ROW_KINDS, kindCell) ? ROW_KINDS[kindCell] : undefined;
    if (kind === undefined) {
      this.#report(
        line,
        'UNKNOWN_ROW_KIND',
        '类型',
        `填的是“${kindCell}”，应为：县、单位、人员`,
        `found "${kindCell}"; allowed: 县 (county), 单位 (unit), 人员 (person)`,
      );
      return;
    }
    const row: Row = kind === 'county' ? { actors: {} } : {};
    cells.forEach((text, index) => this.#readCell(row, kind, line, index, text.trim()));
    if (kind !== 'county') this.#rows[LISTS[kind]].push({ row, line });
    else if (this.#county === undefined) this.#county = { row, line };
    else this.#report(line, 'SECOND_COUNTY_ROW', '类型', '“县”只能有一行', 'there may be only one county row');
  }

  #readCell(row: Row, kind: RowKind, line: number, index: number, cell: string): void {
    const column = this.#columns[index];
    if (cell === '' || column === 'kind') return;
    if (column === undefined) {
      this.#report(
        line,
        'CELL_WITHOUT_COLUMN',
        '',
        `第 ${index + 1} 列没有可用的表头，却填了内容`,
        `cell ${index + 1} is filled but has no known header`,
      );
      return;
    }
    const place = column.places[kind];
    if (place === undefined) {
      this.#report(
        line,
        'COLUMN_NOT_FOR_ROW',
        column.zh,
        `“${KIND_NAMES[kind]}”行不填这一列；应留空`,
        `not used in a ${kind} row; allowed: leave it empty`,
      );
      return;
    }
    const [first = '', second] = place;
    if (second === undefined) row[first] = column.read(cell);
    else row[first] = { ...(row[first] as Row | undefined), [second]: column.read(cell) };
  }

  /** A person's unit may be written by its name; the file itself holds ids. */
  #nameUnits(): void {
    const named = this.#rows.units.flatMap(({ row }) => (typeof row.name === 'string' ? [[nameKey(row.name), row.id] as const] : []));
    const ids = new Map(named);
    for (const { row } of this.#rows.people) {
      const unit = typeof row.unit === 'string' ? nameKey(row.unit) : undefined;
      if (unit !== undefined && ids.has(unit)) row.unit = ids.get(unit);
    }
  }
}
