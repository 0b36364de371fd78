import { textKey } from '../language/name-key.ts';
import { isTitle } from './around.ts';
import { isFilled, type TableRow } from './table.ts';

/** A column that a table may have, as its heading is looked for. */
export interface Head<C> {
  readonly column: C;
  /** What it may be called. */
  readonly names: readonly string[];
  /** True when a cell could stand in it: tells what a column under a strange heading is. */
  readonly fits?: (cell: string) => boolean;
  /** Every row needs it. */
  readonly needed?: boolean;
}

/** A heading that names no column. */
export interface StrangeHead<C> {
  readonly place: number;
  readonly text: string;
  /** The column that is probably meant. */
  readonly likely?: C;
}

/** The heading row of a table, and what it says. */
export interface Heading<C> {
  /** Where it stands among the rows. */
  readonly index: number;
  /** By place; undefined for what names no column or one that an earlier place has. */
  readonly columns: readonly (C | undefined)[];
  readonly strange: readonly StrangeHead<C>[];
  readonly twice: readonly { readonly place: number; readonly text: string; readonly column: C }[];
  /** Rows above the heading that are no title. */
  readonly above: readonly TableRow[];
}

/** Rows among which a heading is looked for. */
const SEARCHED = 20;

/** Columns that only number the rows. */
const NUMBERING: ReadonlySet<string> = new Set(['序号', '编号', '序', 'no', 'no.', '#', '№', '行号']);

/** True for the heading of a column that only numbers the rows. */
export function isNumbering(text: string): boolean {
  return NUMBERING.has(headKey(text));
}

/** A heading as it is compared: without spaces, signs for "needed" and a colon; `14-28岁` is `14至28岁`. */
function headKey(text: string): string {
  return textKey(text)
    .replace(/[*※]/g, '')
    .replace(/(\d)[~至到-](\d)/g, '$1至$2')
    .replace(/\((?:可不填|必填|选填|optional|required)\)$/, '')
    .replace(/:$/, '');
}

/** Without what explains it in brackets: `团员（人）`, `出生年月（如 1988-01）`. */
function bareKey(text: string): string {
  return headKey(headKey(text).replace(/\([^()]*\)$/, ''));
}

function namedBy<C>(heads: readonly Head<C>[], text: string): C | undefined {
  const by = (keyOf: (text: string) => string) => heads.find(({ names }) => names.some((name) => headKey(name) === keyOf(text)))?.column;
  return by(headKey) ?? by(bareKey);
}

/**
 * The heading row: most of its cells name a column. The first row is taken with one such cell, a later one, under titles,
 * needs two.
 */
export function findHeading<C>(rows: readonly TableRow[], heads: readonly Head<C>[]): Heading<C> | undefined {
  const index = rows.slice(0, SEARCHED).findIndex((row, at) => {
    const named = row.cells.filter((cell) => cell.trim() !== '' && !(isNumbering(cell) && namedBy(heads, cell) === undefined)).length;
    const known = new Set(row.cells.flatMap((cell) => namedBy(heads, cell) ?? [])).size;
    return known >= (at === 0 ? 1 : Math.min(2, heads.length)) && known * 2 >= named;
  });
  const row = rows[index];
  return row && read(rows, index, row, heads);
}

function read<C>(rows: readonly TableRow[], index: number, { cells }: TableRow, heads: readonly Head<C>[]): Heading<C> {
  const found = cells.map((cell) => (cell.trim() === '' ? undefined : namedBy(heads, cell)));
  const columns = found.map((column, place) => (column !== undefined && found.indexOf(column) === place ? column : undefined));
  const strange = cells.flatMap((text, place) =>
    found[place] !== undefined || text.trim() === '' || isNumbering(text) ? [] : [{ place, text: text.trim() }],
  );
  const twice = cells.flatMap((text, place) => {
    const column = found[place];
    return column !== undefined && columns[place] === undefined ? [{ place, text: text.trim(), column }] : [];
  });
  const data = rows.slice(index + 1).filter(isFilled);
  return {
    index,
    columns,
    strange: withLikely(strange, columns, heads, data),
    twice,
    above: rows.slice(0, index).filter((row) => isFilled(row) && !isTitle(row.cells, heads.length)),
  };
}

/** Least score at which a column is named as the likely one; a resemblance alone of one in two letters is enough. */
const LIKELY = 1;

/** Names for each strange heading the column it resembles, whose kind of cells stands under it, or whose place it has; each once. */
function withLikely<C>(
  strange: readonly StrangeHead<C>[],
  columns: readonly (C | undefined)[],
  heads: readonly Head<C>[],
  data: readonly TableRow[],
): StrangeHead<C>[] {
  const open = heads.filter(({ column }) => !columns.includes(column));
  const scores = strange
    .flatMap((one) => open.map((head) => ({ place: one.place, head, score: score(one, head, columns, heads, data) })))
    .filter((one) => one.score >= LIKELY)
    .toSorted((a, b) => b.score - a.score);
  const likely = new Map<number, C>();
  for (const { place, head } of scores)
    if (!likely.has(place) && ![...likely.values()].includes(head.column)) likely.set(place, head.column);
  const [last, ...more] = open.filter(({ column, needed }) => needed && ![...likely.values()].includes(column));
  const [alone, ...others] = strange.filter(({ place }) => !likely.has(place));
  // The only heading left for the only column that cannot be done without.
  if (last && alone && more.length + others.length === 0 && !contradicts(last, cellsBelow(alone.place, data)))
    likely.set(alone.place, last.column);
  return strange.map((one) => {
    const column = likely.get(one.place);
    return column === undefined ? one : { ...one, likely: column };
  });
}

function score<C>(
  { place, text }: StrangeHead<C>,
  head: Head<C>,
  columns: readonly (C | undefined)[],
  heads: readonly Head<C>[],
  data: readonly TableRow[],
): number {
  const alike = Math.max(...head.names.map((name) => resemblance(bareKey(text), bareKey(name))));
  const below = cellsBelow(place, data);
  const { fits } = head;
  const fitting = below.length === 0 || !fits ? 0 : below.filter((cell) => fits(cell)).length / below.length;
  if (contradicts(head, below)) return 0;
  const before = heads[heads.indexOf(head) - 1]?.column;
  const after = heads[heads.indexOf(head) + 1]?.column;
  const inPlace = (before !== undefined && columns[place - 1] === before) || (after !== undefined && columns[place + 1] === after);
  return 2 * alike + fitting * 0.75 + (inPlace ? 0.5 : 0);
}

function cellsBelow(place: number, data: readonly TableRow[]): string[] {
  return data.map(({ cells }) => cells[place]?.trim() ?? '').filter((cell) => cell !== '');
}

/** Cells of another kind: whatever the heading says, it is another column. */
function contradicts<C>({ fits }: Head<C>, below: readonly string[]): boolean {
  return fits !== undefined && below.length > 0 && below.filter((cell) => fits(cell)).length * 2 < below.length;
}

/** Dice's coefficient of the letters of two texts: 0 to 1. */
function resemblance(one: string, other: string): number {
  const left = Array.from(other);
  const shared = Array.from(one).filter((letter) => {
    const at = left.indexOf(letter);
    if (at >= 0) left.splice(at, 1);
    return at >= 0;
  }).length;
  return (2 * shared) / Math.max(1, Array.from(one).length + Array.from(other).length);
}
