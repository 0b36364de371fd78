import type { Bilingual } from './problem.ts';

export type Language = 'zh-Hans' | 'en';

/** The words for a reader of that language. */
export function inLanguage(both: Bilingual, language: Language): string {
  return language === 'en' ? both.en : both.zh;
}

export type NoticeParams = Readonly<Record<string, string | number>>;

/** What a notice's sentence is made of. */
export interface Words {
  readonly place: string;
  readonly item: string;
  readonly body: string;
  /** A day of the parameters as the reader says it. */
  readonly day: (name: string) => string;
  /** The same without its weekday, for brackets. */
  readonly date: (name: string) => string;
  /** A month of the parameters as the reader says it. */
  readonly month: (name: string) => string;
  /** What this reader may press, such as `同意或退回`; empty where they may press nothing. */
  readonly choices: string;
  readonly p: NoticeParams;
}

export type Sentence = (words: Words) => string;

/** Whom a sentence is for: bodies, or whoever submits the item; left out: everybody who is told. */
export type Readers = readonly string[];

/** What to do about a notice. Nobody is told to do what only somebody else may. */
export type Advice = readonly [zh: string | Sentence, en: string | Sentence, only?: Readers];
