import { createRequire } from 'node:module';

/** What is used of the stroke data's library (docs/decisions/0018); its own types describe another module shape. */
interface StrokeLibrary {
  use(...plugins: readonly unknown[]): void;
  /** Per character the names of its strokes, variants with `|` between; empty for a character without data. */
  stroke(character: string, ...options: readonly string[]): readonly (readonly string[])[] | 0;
}

const require = createRequire(import.meta.url);
const library = require('cnchar') as StrokeLibrary;
library.use(require('cnchar-order'));

/** The five kinds of stroke in the order in which names of equal stroke counts stand: 横竖撇点折. */
const KINDS = ['横', '竖', '撇', '点', '折'] as const;

/** 提 counts as 横, 捺 as 点, 竖钩 as 竖; everything that bends counts as 折. */
function kindOf(name: string): number {
  if (name === '竖' || name.startsWith('竖钩')) return KINDS.indexOf('竖');
  if (/折|钩|弯|斜/.test(name)) return KINDS.indexOf('折');
  if (name.startsWith('提') || name.startsWith('横')) return KINDS.indexOf('横');
  if (/捺|点/.test(name)) return KINDS.indexOf('点');
  if (name.startsWith('撇')) return KINDS.indexOf('撇');
  return KINDS.length;
}

/** How a character is written: the kinds of its strokes in order; empty for a character that the data does not hold. */
export function strokesOf(character: string): readonly number[] {
  const found = library.stroke(character, 'order', 'name');
  const names = found === 0 ? [] : (found[0] ?? []);
  return names.map((name) => kindOf(name.split('|')[0] ?? ''));
}

/**
 * Names by strokes of the surname (姓氏笔画, §2.4): fewer strokes first; of equal counts by the kind of the first
 * stroke, then the next ones; then by the characters that follow. Characters without data stand last, in the order
 * given, so that nothing is guessed.
 */
export function bySurnameStrokes(names: readonly string[]): string[] {
  const keyed = names.map((name, index) => ({ name, index, characters: Array.from(name, strokesOf) }));
  return keyed.toSorted((a, b) => compareNames(a.characters, b.characters) || a.index - b.index).map(({ name }) => name);
}

/** Names in which a character has no data: whoever prints the paper looks at their place. */
export function withoutStrokeData(names: readonly string[]): string[] {
  return names.filter((name) => strokesOf(Array.from(name)[0] ?? '').length === 0);
}

type Characters = readonly (readonly number[])[];

function compareNames(a: Characters, b: Characters): number {
  for (let index = 0; index < Math.max(a.length, b.length); index += 1) {
    const difference = compareCharacters(a[index] ?? [], b[index] ?? []);
    if (difference !== 0) return difference;
  }
  return 0;
}

function compareCharacters(a: readonly number[], b: readonly number[]): number {
  if (a.length === 0 || b.length === 0) return b.length - a.length === 0 ? 0 : a.length === 0 ? 1 : -1;
  if (a.length !== b.length) return a.length - b.length;
  for (const [index, kind] of a.entries()) {
    const other = b[index] ?? 0;
    if (kind !== other) return kind - other;
  }
  return 0;
}
