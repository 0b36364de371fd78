import { stableHash } from '../stable-hash.ts';

/** Surnames of invented people, common ones first. */
const SURNAMES = [
  '王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈',
  '姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤',
].join('');
const MIDDLES = '样例';
const STEMS = '甲乙丙丁戊己庚辛壬癸';

/**
 * Names of invented people of a township: surname, 样 or 例, one of the ten stems, so that nobody can take them for real.
 * The same every time, no two alike, and none of `taken`.
 */
export function inventedNames(count: number, township: string, taken: ReadonlySet<string>): string[] {
  const most = SURNAMES.length * MIDDLES.length * STEMS.length;
  const start = stableHash(most, 'names', township);
  const names: string[] = [];
  // A step that shares no factor with their number visits each name once.
  for (let index = 0; names.length < count && index < most; index += 1) {
    const name = nameAt((start + index * STRIDE) % most);
    if (!taken.has(name)) names.push(name);
  }
  return names;
}

const STRIDE = 137;

function nameAt(number: number): string {
  const stem = number % STEMS.length;
  const middle = Math.floor(number / STEMS.length) % MIDDLES.length;
  return `${SURNAMES[Math.floor(number / (STEMS.length * MIDDLES.length))]}${MIDDLES[middle]}${STEMS[stem]}`;
}
