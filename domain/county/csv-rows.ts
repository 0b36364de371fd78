import { nameKey } from '../language/name-key.ts';
import type { Keys, Problem } from '../language/problem.ts';
import { isNote } from '../tables/around.ts';
import { errorDoubt } from '../tables/cell-values.ts';
import { findHeading, type Head, type Heading, isNumbering } from '../tables/headings.ts';
import { type Behind, isCellError, isFilled, type TableRow, type TableSheet } from '../tables/table.ts';
import { COLUMNS, type Column, KIND_HEADS, ROW_KINDS, type RowKind } from './csv-layout.ts';
import { TableProblems } from './table-problems.ts';

const LISTS = { unit: 'units', person: 'people' } as const;

type Row = { [name: string]: unknown };
type Place = Column | 'kind' | undefined;

const HEADS: readonly Head<Column | 'kind'>[] = [
  { column: 'kind', names: KIND_HEADS, fits: (cell) => kindOf(cell) !== undefined },
  ...COLUMNS.map((column): Head<Column> => ({ column, names: [column.zh, column.en], ...(column.fits ? { fits: column.fits } : {}) })),
];

function kindOf(cell: string): RowKind | undefined {
  const key = nameKey(cell);
  return Object.entries(ROW_KINDS).find(([word]) => word === key)?.[1];
}

/** Puts a table in the shape of the county file, and puts problems found there back at their cells. */
export class CsvCounty {
  readonly #heading: Heading<Column | 'kind'> | undefined;
  readonly #columns: readonly Place[];
  readonly #rows: Record<'units' | 'people', { row: Row; line: number }[]> = { units: [], people: [] };
  readonly #problems: TableProblems;
  #county: { row: Row; line: number } | undefined;

  /** @param others further sheets of the same workbook */
  constructor(sheet: TableSheet, others: readonly TableSheet[] = []) {
    const found = [sheet, ...others].map((one) => ({ one, heading: findHeading(one.rows, HEADS) }));
    const chosen = found.find(({ heading }) => heading !== undefined) ?? { one: sheet, heading: undefined };
    const { one, heading } = chosen;
    const top = heading ? one.rows[heading.index] : one.rows[0];
    this.#heading = heading;
    this.#problems = new TableProblems(top?.row ?? 1);
    // Under a heading that names no column the likely one is read, so that one mistake is told once.
    const likely = new Map(heading?.strange.map((strange) => [strange.place, strange.likely]));
    const columns: readonly Place[] = heading?.columns.map((column, place) => column ?? likely.get(place)) ?? [];
    this.#columns = columns;
    if (heading) this.#problems.ofHeading(heading, columns);
    if (!this.readable) {
      this.#problems.noHeading();
      return;
    }
    const data = one.rows.slice((heading?.index ?? 0) + 1).filter((row) => isFilled(row) && !this.#isNote(row, top));
    this.#problems.hidden(one, columns, data);
    for (const sheetAside of found)
      if (sheetAside !== chosen && sheetAside.heading) this.#problems.otherSheet(sheetAside.one.name ?? '', one.name ?? '');
    for (const row of data) this.#readRow(row);
    this.#nameUnits();
  }

  /** What stands in the file apart from its layout, for `parseCounty`. */
  get input(): unknown {
    return { county: this.#county?.row, units: this.#rows.units.map(({ row }) => row), people: this.#rows.people.map(({ row }) => row) };
  }

  /** Faults of the layout itself. When the header is unusable these are all there is to say. */
  get problems(): readonly Problem[] {
    return this.#problems.list;
  }

  get readable(): boolean {
    return this.#columns.includes('kind');
  }

  /** A problem of the file's content with its row, and its column's header as the place; undefined where it was told already. */
  locate(one: Problem): Problem | undefined {
    const [list, index, ...place] = one.keys;
    if (list === 'county') return this.#locateIn(one, 'county', this.#county?.line, one.keys.slice(1));
    if ((list !== 'units' && list !== 'people') || typeof index !== 'number') return { ...one, path: '' };
    return this.#locateIn(one, list === 'units' ? 'unit' : 'person', this.#rows[list][index]?.line, place);
  }

  #locateIn(one: Problem, kind: RowKind, line: number | undefined, place: Keys): Problem | undefined {
    const found = COLUMNS.find((column) => place.length > 0 && column.places[kind]?.join('.') === place.join('.'));
    if (found && line !== undefined && this.#problems.isTold(line, found)) return undefined;
    // A column that is not there is told once, not for every row.
    if (found && one.code === 'MISSING' && line !== undefined && !this.#columns.includes(found)) {
      this.#problems.missingColumn(found);
      return undefined;
    }
    return TableProblems.inWords(one, kind, line, found);
  }

  /** Notes beneath the table, and headings that are printed again on every page. */
  #isNote(row: TableRow, top: TableRow | undefined): boolean {
    const kind = row.cells[this.#columns.indexOf('kind')] ?? '';
    if (kindOf(kind) !== undefined) return false;
    const content = row.cells.filter((_cell, place) => this.#columns[place] !== undefined || !isNumbering(top?.cells[place] ?? ''));
    return (
      isNote(row.cells) ||
      !isFilled({ cells: content }) ||
      top?.cells.every((cell, place) => nameKey(cell) === nameKey(row.cells[place] ?? '')) === true
    );
  }

  #readRow({ cells, behind, row: line }: TableRow): void {
    const kindCell = cells[this.#columns.indexOf('kind')]?.trim() ?? '';
    const kind = kindOf(kindCell);
    if (kind === undefined) {
      this.#problems.unknownKind(line, kindCell);
      return;
    }
    const row: Row = kind === 'county' ? { actors: {} } : {};
    cells.forEach((text, place) => this.#readCell(row, kind, line, { text: text.trim(), place, behind: behind?.[place] }));
    if (kind !== 'county') this.#rows[LISTS[kind]].push({ row, line });
    else if (this.#county === undefined) this.#county = { row, line };
    else this.#problems.secondCounty(line);
  }

  #readCell(
    row: Row,
    kind: RowKind,
    line: number,
    { text, place, behind }: { text: string; place: number; behind: Behind | undefined },
  ): void {
    const column = this.#columns[place];
    if (text === '' || column === 'kind') return;
    if (column === undefined) {
      // A column of its own that numbers the rows, or whose heading was told.
      if (this.#heading && place < this.#heading.columns.length && this.#problems.isPassedOver(place, this.#heading)) return;
      this.#problems.cellWithoutColumn(line, place);
      return;
    }
    const at = column.places[kind];
    if (at === undefined) {
      this.#problems.notForRow(line, column, kind);
      return;
    }
    const read = isCellError(text) ? { doubt: errorDoubt(text) } : column.read(text, behind);
    if ('doubt' in read) {
      this.#problems.doubt(line, column, read.doubt);
      return;
    }
    const [first = '', second] = at;
    if (second === undefined) row[first] = read.value;
    else row[first] = { ...(row[first] as Row | undefined), [second]: read.value };
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
