/**
 * When two ways of writing are one name: of a person, a post, a township. Names are only ever compared by their key;
 * what was typed is kept and shown as it was typed.
 */

/** Spaces of every kind, and what nobody sees: joiners, selectors, fillers, soft hyphens, control characters. */
const UNSEEN = /[\s\p{Z}\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\u2800]/gu;

/** The dot between the parts of a name, as keyboards, fonts and copied papers have it; of the full-width ones, what NFKC leaves. */
const DOTS =
  /[.\u00B7\u06D4\u0F0B\u1427\u16EB\u2022\u2027\u2218\u2219\u22C5\u25CF\u25E6\u26AB\u2981\u2B24\u2E30\u2E31\u2E33\u3002\u30FB\uA78F\u{10101}]/gu;

/** A dot of its own that NFKC would make a dot above the letter before it. */
const DOT_ABOVE = /\u02D9/g;

/**
 * Radicals that copied papers hold in place of the character itself (`⻢` for `马`) and that NFKC leaves as they are;
 * pairs by Unicode's EquivalentUnifiedIdeograph.
 */
const RADICALS: ReadonlyMap<string, string> = new Map(
  (
    '⺁厂 ⺄乙 ⺈刀 ⺊卜 ⺌小 ⺍小 ⺎兀 ⺒巳 ⺓幺 ⺗心 ⺜日 ⺝月 ⺠民 ⺧牛 ⺩王 ⺫目 ⺬示 ⺴冗 ⺶羊 ⺻聿 ⺼肉 ⻁虎 ⻄西 ⻅见 ⻆角 ⻉贝 ⻋车 ⻏邑 ⻑長 ⻓长 ⻔门 ⻗雨 ⻘青 ⻙韦 ⻚页 ' +
    '⻛风 ⻜飞 ⻝食 ⻢马 ⻣骨 ⻤鬼 ⻥鱼 ⻦鸟 ⻧卤 ⻨麦 ⻩黄 ⻪黾 ⻬齐 ⻮齿 ⻯竜 ⻰龙 ⻱龜 ⻲亀'
  )
    .split(' ')
    .map((pair) => [pair.charAt(0), pair.charAt(1)]),
);

/**
 * A text as it is compared, a post's code or title for example: without spaces and invisible characters; full-width forms,
 * compatibility ideographs and capitals as the usual ones; brackets, dashes and apostrophes of one kind each.
 */
export function textKey(text: string): string {
  const usual = text
    .replace(/[\u2E80-\u2EFF]/g, (radical) => RADICALS.get(radical) ?? radical)
    .replace(UNSEEN, '')
    .replace(DOT_ABOVE, '\u00B7')
    .normalize('NFKC')
    .toLowerCase();
  return usual
    .replace(UNSEEN, '')
    .replace(/\p{Ps}/gu, '(')
    .replace(/\p{Pe}/gu, ')')
    .replace(/[\p{Pd}\u2212]/gu, '-')
    .replace(/[\u0060\u02BC\u2018\u2019\u2032]/g, "'")
    .normalize('NFKC');
}

/**
 * A person's or a place's name as it is compared: as a text, and without the dots between its parts. What stands in
 * brackets stays: it tells two people of one name apart.
 */
export function nameKey(name: string): string {
  const key = textKey(name).replace(DOTS, '').normalize('NFKC');
  // Of nothing but dots and spaces there is no name; it is compared as it stands.
  return key === '' ? name : key;
}

/** True when two ways of writing are one name. */
export function sameName(one: string, other: string): boolean {
  return nameKey(one) === nameKey(other);
}

/** The keys of names, to look others up in. */
export function nameKeys(names: Iterable<string>): ReadonlySet<string> {
  return new Set(Array.from(names, nameKey));
}

/** Names each once, as they were first written. */
export function namesOnce(names: Iterable<string>): string[] {
  const first = new Map<string, string>();
  for (const name of names) if (!first.has(nameKey(name))) first.set(nameKey(name), name);
  return [...first.values()];
}
