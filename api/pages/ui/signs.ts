import type { Bilingual } from '../../../domain/language/problem.ts';

/** Signs between words, as each language writes them: a page holds no sign of the other one. */
export const colon: Bilingual = { zh: '：', en: ': ' };
export const comma: Bilingual = { zh: '，', en: ', ' };
export const stop: Bilingual = { zh: '。', en: '. ' };

/** Said beside something: `澜渡镇（第 2 轮）`, `澜渡镇 (Round 2)`. */
export function bracketed(inside: string | number): Bilingual {
  return { zh: `（${inside}）`, en: ` (${inside})` };
}

/** A mark in front of a title: `【演练】`, `[rehearsal] `; nothing where there is none. */
export function marked(mark: string | undefined): Bilingual {
  if (mark === undefined) return { zh: '', en: '' };
  return { zh: `【${mark}】`, en: `[${mark}] ` };
}

/** Names one behind the other. */
export function listed(names: readonly string[]): Bilingual {
  return { zh: names.join('、'), en: names.join(', ') };
}

/** Statements one behind the other. */
export function joined(statements: readonly string[]): Bilingual {
  return { zh: statements.join('；'), en: statements.join('; ') };
}

/** `委员选举：选票`, `Election of members: Ballot paper`. */
export function labelled(label: string, value: string): Bilingual {
  return { zh: `${label}：${value}`, en: `${label}: ${value}` };
}
