import { expect, test } from 'vitest';
import type { Catalogue } from '../../../../api/pages/ui/texts/bilingual.ts';
import type { Bilingual } from '../../../../domain/language/problem.ts';
import { CATALOGUES } from '../../../support/catalogues.ts';

const HAN = /\p{Script=Han}/u;
/** Words of the engine, which no reader knows. */
const ENGINE_WORDS = /workflow|\bsignal|task queue|activity|activities|temporal|mongo/i;

/** Anything but the values that were put in: a line of values and signs alone is the same in both languages. */
const WORDS = /(?![七八九十])\p{L}/u;

/** Sentences that take a list. */
const OF_LISTS = new Set(['tieTaken', 'tieAgreed']);

/** A sentence that takes values is tried with some. */
function sentences(catalogue: Catalogue): [string, Bilingual][] {
  return Object.entries(catalogue).map(([key, entry]) => [
    key,
    typeof entry === 'function'
      ? (entry as (...values: unknown[]) => Bilingual)(...(OF_LISTS.has(key) ? [['七', '八']] : ['七', '八', '九', '十']))
      : entry,
  ]);
}

/** Keys whose words break a rule. */
function breaking(catalogue: Catalogue, rule: (words: Bilingual, key: string) => boolean): string[] {
  return sentences(catalogue).flatMap(([key, words]) => (rule(words, key) ? [] : [key]));
}

test.each(Object.entries(CATALOGUES))('%s: every key has words in both languages', (_subject, catalogue) => {
  expect(breaking(catalogue, ({ zh, en }) => zh.trim() !== '' && en.trim() !== '' && (zh !== en || !WORDS.test(zh)))).toEqual([]);
});

test.each(Object.entries(CATALOGUES))('%s: Chinese is Chinese, and no word of the engine is said', (_subject, catalogue) => {
  expect(breaking(catalogue, ({ zh }, key) => HAN.test(zh) || key === 'otherLanguage')).toEqual([]);
  expect(breaking(catalogue, ({ zh, en }) => !ENGINE_WORDS.test(`${zh} ${en}`))).toEqual([]);
});

test('no file of words is without any', () => {
  expect(Object.entries(CATALOGUES).filter(([, words]) => Object.keys(words).length === 0)).toEqual([]);
  expect(Object.keys(CATALOGUES)).toEqual(expect.arrayContaining(['county', 'layout', 'tasks']));
});
