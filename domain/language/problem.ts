import { counted } from './counted.ts';

/** One thing wrong with a file that a person wrote, in words that person can act on. */
export interface Problem {
  /** Where: `stages.survey.due`, `units[3].x`. Empty for the file as a whole. */
  readonly path: string;
  /** The same as keys, to find the place in the file. */
  readonly keys: readonly (string | number)[];
  /** Line of a YAML file or row of a CSV file, from 1, where the reader knows it. */
  readonly row?: number;
  /** Stable, e.g. `NOT_ALLOWED`, `DUE_AFTER_PHASE`. */
  readonly code: string;
  readonly params: Readonly<Record<string, string | number>>;
  /** What was found and what is allowed, Simplified Chinese; does not repeat the place. */
  readonly zh: string;
  readonly en: string;
}

/** Both languages of one sentence or of a part of it. */
export interface Bilingual {
  readonly zh: string;
  readonly en: string;
}

export type Keys = readonly (string | number)[];

export function pathOf(keys: Keys): string {
  return keys.reduce<string>((path, key) => {
    if (typeof key === 'number') return `${path}[${key}]`;
    return path === '' ? key : `${path}.${key}`;
  }, '');
}

export function problem(keys: Keys, code: string, params: Problem['params'], sentence: Bilingual): Problem {
  return { path: pathOf(keys), keys: [...keys], code, params, zh: sentence.zh, en: sentence.en };
}

/** The first `most` problems; where there are more, the last of them says how many are not listed. */
export function firstProblems(problems: readonly Problem[], most: number): readonly Problem[] {
  if (problems.length <= most) return problems;
  const left = problems.length - (most - 1);
  const sentence = {
    zh: `还有 ${left} 处错误没有列出，改正上面的以后重新检查`,
    en: `${counted(left, 'more problem is', 'more problems are')} not listed; correct those above and check again`,
  };
  return [...problems.slice(0, most - 1), problem([], 'MORE_PROBLEMS', { left }, sentence)];
}

/** One line for a terminal or a list: place, then sentence. */
export function problemLine(one: Problem, language: 'zh' | 'en'): string {
  const row = one.row === undefined ? '' : language === 'zh' ? `第${one.row}行 ` : `line ${one.row}, `;
  const separator = language === 'zh' ? '：' : ': ';
  const place = `${row}${one.path}`.trim();
  return place === '' ? one[language] : `${place}${separator}${one[language]}`;
}

const FOUND_LIMIT = 40;

/** What stands at a place, short enough for a sentence. */
export function shown(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value));
  return text.length > FOUND_LIMIT ? `${text.slice(0, FOUND_LIMIT)}…` : text;
}
