import { nameKey, textKey } from '../../domain/language/name-key.ts';
import { type Stroke, sameStrokesOrder, strokesOf } from './stroke-data.ts';

/** A character with its strokes, looked up once for a sort. */
interface Written {
  readonly character: string;
  readonly strokes: readonly Stroke[];
}

/**
 * Names by strokes of the surname 姓氏笔画 (§2.4; GB 13000.1 字序): fewer strokes first; of equal counts by the first,
 * second … stroke as 横竖撇点折; then plain strokes before those that count as them; then by structure. The same through
 * the given name, one of a single character before those of two; a surname of two characters goes by its first. A note
 * behind a name tells only people of one name apart. Characters without data stand last, in the order given, so that
 * nothing is guessed.
 */
export function bySurnameStrokes(names: readonly string[]): string[] {
  const seen = new Map<string, Written>();
  const written = (character: string): Written => {
    const known = seen.get(character) ?? { character, strokes: strokesOf(character) };
    seen.set(character, known);
    return known;
  };
  const keyed = names.map((name, index) => {
    const { own, note } = partsOf(name);
    return { name, index, own: placed(own).map(written), note: note.map(written) };
  });
  return keyed.toSorted((a, b) => compareNames(a.own, b.own) || compareNames(a.note, b.note) || a.index - b.index).map(({ name }) => name);
}

/** People in the order of their names. */
export function inStrokeOrder<P extends { readonly name: string }>(people: readonly P[]): P[] {
  const left = new Map<string, P[]>();
  for (const person of people) left.set(person.name, [...(left.get(person.name) ?? []), person]);
  return bySurnameStrokes(people.map(({ name }) => name)).flatMap((name) => left.get(name)?.shift() ?? []);
}

/** Names in which a character has no data: whoever prints the paper is asked about their place. */
export function withoutStrokeData(names: readonly string[]): string[] {
  return names.filter((name) => partsOf(name).own.characters.some((character) => strokesOf(character).length === 0));
}

/** Surnames of two characters that are in use. */
const DOUBLE_SURNAMES: ReadonlySet<string> = new Set(
  (
    '欧阳 上官 司马 诸葛 夏侯 东方 皇甫 尉迟 公孙 慕容 令狐 司徒 司空 长孙 宇文 轩辕 鲜于 闾丘 万俟 澹台 呼延 端木 南宫 申屠 独孤 赫连 西门 百里 东郭 ' +
    '第五 公羊 公冶 宗政 濮阳 淳于 单于 太叔 仲孙 钟离 拓跋 亓官 司寇 巫马 公西 漆雕 乐正 左丘 梁丘 东门 南门 太史 纳兰 贺兰 完颜 耶律 相里 羊舌 微生'
  ).split(' '),
);

interface NameParts {
  readonly own: { readonly characters: readonly string[]; readonly transcribed: boolean };
  /** What stands in brackets behind the name: `张伟（二村）`. */
  readonly note: readonly string[];
}

/** What of a name is written with strokes: spaces and the dot of a transcribed name are not. */
function partsOf(name: string): NameParts {
  const [own = '', ...rest] = textKey(name).split('(');
  const characters = charactersOf(own);
  return { own: { characters, transcribed: characters.length < Array.from(own).length }, note: charactersOf(rest.join('')) };
}

function charactersOf(text: string): string[] {
  return Array.from(nameKey(text)).filter((character) => !/\p{P}/u.test(character));
}

/** Stands where a given name of one character has no first of two: before every character. */
const NOTHING = '';

/** The characters of a name by their places: a given name of one character is the second of two, whose first is nothing. */
function placed({ characters, transcribed }: NameParts['own']): readonly string[] {
  const surname = DOUBLE_SURNAMES.has(characters.slice(0, 2).join('')) && characters.length > 2 ? 2 : 1;
  if (transcribed || characters.length !== surname + 1) return characters;
  return [...characters.slice(0, surname), NOTHING, ...characters.slice(surname)];
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
  if (a.character === NOTHING || b.character === NOTHING) return a.character === NOTHING ? -1 : 1;
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
