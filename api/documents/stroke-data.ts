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

/** A stroke: its kind 横竖撇点折 as 1 to 5, and its place among the strokes of that kind, the plain one first. */
export interface Stroke {
  readonly kind: 1 | 2 | 3 | 4 | 5;
  readonly place: number;
}

/** 提 counts as 横, 竖钩 as 竖, 捺 as 点; the plain stroke stands before the one that counts as it (主附). */
const FLAT: Readonly<Record<string, Stroke>> = {
  横: { kind: 1, place: 0 },
  提: { kind: 1, place: 1 },
  竖: { kind: 2, place: 0 },
  竖钩: { kind: 2, place: 1 },
  撇: { kind: 3, place: 0 },
  点: { kind: 4, place: 0 },
  点2: { kind: 4, place: 0 },
  捺: { kind: 4, place: 1 },
};

/** Every other stroke turns and is 折, 横撇, 横钩 and 撇点 among them: fewer turns first, then by how it begins. */
const TURNING: readonly string[] = (
  '横折 横撇 竖弯 竖提 撇折 撇点 弯钩 ' +
  '横折提 横折折 横折钩 斜钩 竖弯钩 竖折撇 ' +
  '横斜钩 横折折折 横折折撇 竖折折钩 横折折折钩'
).split(' ');

/** Characters that the library writes wrongly, by the kinds of their strokes. */
const CORRECTED: Readonly<Record<string, string>> = {
  炽: '433425134',
  皙: '1234331232511',
  媾: '5311122125211',
  锺: '31115312511211',
  撅: '121134315233534',
  德: '332122522114544',
  膝: '351112343424134',
  黏: '31234342413421251',
};

/**
 * Characters written with the same strokes, in the order of 《通用规范汉字表》: strokes that stand apart before those that
 * touch, and these before those that cross; then left and right before top and bottom before the rest.
 */
const SAME_STROKES: readonly string[] = (
  '八人入 几九 儿匕 刀力 亍于 工土士 丌廾 大丈 兀尢 口囗 凡丸 己已巳 亓开井 天夫 元无 犬太 曰日 冈内 午牛 夭攵 气毛 仉仇 父从爻 未末 石右 ' +
  '旦目且 叶甲申 田由 叭史央 兄叱 叨叻另 矢失 仕丘 召加 圮圯 芃芄 屾岀 屺岂 网肉 仵件 氽汆 旭旮 芫芜 杠杜 旰旱 吴呋 囯里 吠呔 呐呙 ' +
  '呗员 吧邑 佘余 肛肚 汩汨 纲纳 押抻 苜苴 苕茄 味杲果 旼旻 呷呻 券劵 泪沮 录隶 妲姐 迢迦 查査 哑显 胃胄 钢钠 胛胂 晖晕 峰峯 钽钼 ' +
  '钿铀 疸疽 晚冕 笤笳 氮毯 逯逮 晾景 畲畬'
).split(' ');

const SAME: ReadonlyMap<string, readonly [group: number, place: number]> = new Map(
  SAME_STROKES.flatMap((group, index) => Array.from(group, (character, place) => [character, [index, place]] as const)),
);

/** The strokes of a character in order; empty for a character that the data does not hold. */
export function strokesOf(character: string): readonly Stroke[] {
  const corrected = CORRECTED[character];
  if (corrected) return Array.from(corrected, (kind) => ({ kind: Number(kind) as Stroke['kind'], place: 0 }));
  const found = library.stroke(character, 'order', 'name');
  return found === 0 ? [] : (found[0] ?? []).map((name) => strokeOf(name.split('|')[0] ?? ''));
}

function strokeOf(name: string): Stroke {
  const turning = TURNING.indexOf(name);
  return FLAT[name] ?? { kind: 5, place: turning < 0 ? TURNING.length : turning };
}

/** The order of two characters with the same kinds of strokes where the strokes themselves do not tell; 0 where nothing does. */
export function sameStrokesOrder(a: string, b: string): number {
  const [one, other] = [SAME.get(a), SAME.get(b)];
  return one && other && one[0] === other[0] ? one[1] - other[1] : 0;
}
