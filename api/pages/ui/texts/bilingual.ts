import type { Bilingual } from '../../../../domain/language/problem.ts';
import type { Language } from '../../../../domain/language/sentence.ts';

/** One sentence, or one that takes figures and names. */
type Entry = Bilingual | ((...values: never[]) => Bilingual);

/** The words of one subject, Chinese and English side by side. */
export type Catalogue = Readonly<Record<string, Entry>>;

/** Keeps the keys of a catalogue known to the compiler: a key that is missing does not compile. */
export function catalogue<const C extends Catalogue>(entries: C): C {
  return entries;
}

/**
 * A figure and what is counted, as English says it: `1 day`, `3 days`. The pages' own: they take nothing but types from elsewhere.
 * @param many where it is not `one` with an s, or where a verb goes with it
 */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}

/** Gives a sentence in the reader's language: `t(layoutTexts.tasks)`, `t(layoutTexts.unread(3))`. */
export type Translate = (both: Bilingual) => string;

/** A finished sentence in the words of the place that is spoken of: a 区 and its bodies are called so. */
export type InPlace = (sentence: string) => string;

/** @param inPlace none where the sentences speak of no one place */
export function translator(language: Language, inPlace: InPlace = (sentence) => sentence): Translate {
  return (both) => inPlace(language === 'en' ? both.en : both.zh);
}

/** Sentences one behind the other, each with its own full stop: English has a space between them. */
export function inOneLine(...sentences: readonly Bilingual[]): Bilingual {
  return { zh: sentences.map(({ zh }) => zh).join(''), en: sentences.map(({ en }) => en).join(' ') };
}
