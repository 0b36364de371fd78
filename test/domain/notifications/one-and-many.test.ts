import { readdir, readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { counted as countedOnPages } from '../../../api/pages/ui/texts/bilingual.ts';
import { allOf, counted, eachOf, someOf } from '../../../domain/language/counted.ts';
import type { Bilingual } from '../../../domain/language/problem.ts';
import { noticeText } from '../../../domain/notifications/notices.ts';
import { EVENT_KINDS } from '../../../domain/state/events.ts';
import { CATALOGUES } from '../../support/catalogues.ts';

/** English says one day and two days, never `day(s)`. */

/** One of something, said as several; verbs end in s too. */
const NO_NOUN = 'has|is|was|does|exceeds|falls|comes|writes|makes|stays|repeats|takes|less|more|of|to|in';
const ONE_AS_MANY = new RegExp(
  String.raw`(?<![\d.,:/–-])1 (?:(?!(?:${NO_NOUN})\b)[a-z]+[ -]){0,2}?(?!(?:${NO_NOUN})\b)(?:[a-z]+s|people)\b`,
);

const FOLDERS = ['domain', 'api', 'store', 'activities', 'workflows', 'launcher', 'rehearsal', 'config', 'engines', 'worker', 'plans'];

async function sources(): Promise<[string, string][]> {
  const root = new URL('../../..', import.meta.url);
  const lists = await Promise.all(
    FOLDERS.map(async (folder) => (await readdir(new URL(folder, root), { recursive: true })).map((file) => `${folder}/${file}`)),
  );
  const files = lists.flat().filter((file) => /\.(?:tsx?|ya?ml)$/.test(file));
  return Promise.all(files.map(async (file): Promise<[string, string]> => [file, await readFile(new URL(file, root), 'utf8')]));
}

it.each([
  ['domain', counted],
  ['pages', countedOnPages],
] as const)('one is one and the others are many: %s', (_where, said) => {
  expect([0, 1, 2].map((count) => said(count, 'day'))).toEqual(['0 days', '1 day', '2 days']);
  expect(said(1, 'paper writes', 'papers write')).toBe('1 paper writes');
  expect(said(3, 'paper writes', 'papers write')).toBe('3 papers write');
});

it('what holds of all, of each and of some of them is right of one too', () => {
  expect([1, 3].map((count) => allOf(count, 'nominee meets', 'nominees meet'))).toEqual(['The only nominee meets', 'All 3 nominees meet']);
  expect([1, 3].map((count) => eachOf(count, 'post'))).toEqual(['The only post', 'Each of the 3 posts']);
  const some = [
    [1, 1],
    [1, 3],
    [2, 3],
  ] as const;
  expect(some.map(([part, whole]) => someOf(part, whole, ['post', 'posts'], ['has', 'have']))).toEqual([
    'The only post has',
    '1 of the 3 posts has',
    '2 of the 3 posts have',
  ]);
});

it('no sentence leaves it to its reader: word(s)', async () => {
  const found = (await sources()).flatMap(([file, source]) =>
    // A pattern for names of fields is no sentence.
    source.split('\n').flatMap((line) => (/\p{L}\(s\)(?!\?)/u.test(line) ? [`${file}: ${line.trim()}`] : [])),
  );
  expect(found).toEqual([]);
});

it('every sentence of the pages is right where there is one of each', () => {
  const wrong = Object.entries(CATALOGUES).flatMap(([subject, catalogue]) =>
    Object.entries(catalogue).flatMap(([key, entry]) => {
      if (typeof entry !== 'function') return [];
      // Where a list is wanted, one name.
      const values = Array.from({ length: Math.max(1, entry.length) }, () => 1);
      const said = key === 'tieTaken' || key === 'tieAgreed' ? [['one']] : values;
      const { en } = (entry as (...given: unknown[]) => Bilingual)(...said);
      return ONE_AS_MANY.test(en) ? [`${subject}.${key}: ${en}`] : [];
    }),
  );
  expect(wrong).toEqual([]);
});

it('and every notice', () => {
  const one = Object.fromEntries(
    [
      'seats',
      'candidates',
      'minCandidates',
      'vacant',
      'lost',
      'left',
      'need',
      'taken',
      'returned',
      'issued',
      'workdaysLeft',
      'daysLate',
    ].map((name) => [name, 1]),
  );
  const wrong = EVENT_KINDS.flatMap((kind) => {
    const { body } = noticeText(kind, { ...one, again: 1, level: 3, townshipName: 'Landu', item: 'member-election' }, 'en');
    return ONE_AS_MANY.test(body) ? [body] : [];
  });
  expect(wrong).toEqual([]);
});
