import { expect, test } from 'vitest';
import type { Catalogue } from '../../../api/web/texts/bilingual.ts';
import { CATALOGUES } from '../../../api/web/texts/index.ts';
import type { Bilingual } from '../../../domain/plan/problem.ts';

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

test('every catalogue that is written is listed', async () => {
  const { readdir } = await import('node:fs/promises');
  const files = await readdir(new URL('../../../api/web/texts/', import.meta.url));
  const subjects = files.map((file) => file.replace(/\.ts$/, '')).filter((name) => name !== 'index' && name !== 'bilingual');
  expect(Object.keys(CATALOGUES).toSorted()).toEqual(subjects.toSorted());
});
