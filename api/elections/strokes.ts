import { nameKey } from '../../domain/names/name-key.ts';
import { type Stroke, sameStrokesOrder, strokesOf } from './stroke-data.ts';

/** A character with its strokes, looked up once for a sort. */
interface Written {
  readonly character: string;
  readonly strokes: readonly Stroke[];
}

/**
 * Names by strokes of the surname 姓氏笔画 (§2.4; GB 13000.1 字序): fewer strokes first; of equal counts by the first,
 * second … stroke as 横竖撇点折; then plain strokes before those that count as them; then by structure. The same through
 * the given name, a shorter name first; a surname of two characters goes by its first. Characters without data stand
 * last, in the order given, so that nothing is guessed.
 */
export function bySurnameStrokes(names: readonly string[]): string[] {
  const seen = new Map<string, Written>();
  const written = (character: string): Written => {
    const known = seen.get(character) ?? { character, strokes: strokesOf(character) };
    seen.set(character, known);
    return known;
  };
  const keyed = names.map((name, index) => ({ name, index, characters: charactersOf(name).map(written) }));
  return keyed.toSorted((a, b) => compareNames(a.characters, b.characters) || a.index - b.index).map(({ name }) => name);
}

/** People in the order of their names. */
export function inStrokeOrder<P extends { readonly name: string }>(people: readonly P[]): P[] {
  const left = new Map<string, P[]>();
  for (const person of people) left.set(person.name, [...(left.get(person.name) ?? []), person]);
  return bySurnameStrokes(people.map(({ name }) => name)).flatMap((name) => left.get(name)?.shift() ?? []);
}

/** Names in which a character has no data: whoever prints the paper is asked about their place. */
export function withoutStrokeData(names: readonly string[]): string[] {
  return names.filter((name) => charactersOf(name).some((character) => strokesOf(character).length === 0));
}

/** What of a name is written with strokes: spaces and the dot of a transcribed name are not. */
function charactersOf(name: string): string[] {
  return Array.from(nameKey(name)).filter((character) => !/\p{P}/u.test(character));
}

function compareNames(a: readonly Written[], b: readonly Written[]): number {
  for (let index = 0; index < Math.max(a.length, b.length); index += 1) {
    const [one, other] = [a[index], b[index]];
    if (!one || !other) return a.length - b.length;
    const difference = compareCharacters(one, other);
    if (difference !== 0) return difference;
  }
  return 0;
}

function compareCharacters(a: Written, b: Written): number {
  if (a.character === b.character) return 0;
  if (a.strokes.length === 0 || b.strokes.length === 0) return Number(a.strokes.length === 0) - Number(b.strokes.length === 0);
  if (a.strokes.length !== b.strokes.length) return a.strokes.length - b.strokes.length;
  return firstDifference(a, b, 'kind') || sameStrokesOrder(a.character, b.character) || firstDifference(a, b, 'place');
}

function firstDifference(a: Written, b: Written, of: keyof Stroke): number {
  for (const [index, stroke] of a.strokes.entries()) {
    const difference = stroke[of] - (b.strokes[index]?.[of] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
