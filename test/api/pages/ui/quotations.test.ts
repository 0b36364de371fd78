import { expect, test } from 'vitest';
import { refusalText } from '../../../../api/use-cases/refusal-text.ts';
import { REFUSAL_CODES } from '../../../../domain/errors.ts';
import type { Bilingual } from '../../../../domain/language/problem.ts';
import { OTHER_KINDS } from '../../../../domain/notifications/notice-sentences.ts';
import { noticeText } from '../../../../domain/notifications/notices.ts';
import { EVENT_KINDS } from '../../../../domain/state/events.ts';
import { CATALOGUES } from '../../../support/catalogues.ts';

/** What is quoted and is no page, button or field of the service, with the reason. */
const NOT_OURS = new Set([
  '1+3+X', // name of the county's work
  '后退', // button of the browser
  '刷新', // button of the browser, and of ours
  '○', // mark on a ballot paper
  '×', // mark on a ballot paper
  '正', // tally mark
  '县/乡镇', // form of a value
  '张伟（二村）', // example of a value
  'version', // line of the plan file
]);

/** The value that stands for what is put into a sentence. */
const PUT_IN = '\u{1F7E6}';
const words = Object.values(CATALOGUES).flatMap((catalogue) =>
  Object.values(catalogue).map((entry): Bilingual => {
    if (typeof entry !== 'function') return entry;
    const say = entry as (...values: unknown[]) => Bilingual;
    try {
      return say(PUT_IN, PUT_IN, PUT_IN, PUT_IN);
    } catch {
      return say([PUT_IN], [PUT_IN], [PUT_IN], [PUT_IN]);
    }
  }),
);
const labels = new Set(words.map(({ zh }) => zh.replace(/[。：]$/, '')));
const notices = [...EVENT_KINDS, ...OTHER_KINDS].map(
  (kind) => noticeText(kind, { item: PUT_IN, township: PUT_IN, by: PUT_IN }, 'zh-Hans').body,
);
const refusals = REFUSAL_CODES.map((code) => refusalText(code, { item: PUT_IN }, 'zh-Hans'));

test('whatever is quoted as a page, a button or a field is called so to the letter', () => {
  const quoted = [...words.map(({ zh }) => zh), ...notices, ...refusals].flatMap((zh) =>
    [...zh.matchAll(/“([^“”]+)”/g)].map(([, name = '']) => name),
  );
  expect(quoted.length).toBeGreaterThan(40);
  const unknown = quoted.filter((name) => !name.includes(PUT_IN) && !labels.has(name) && !NOT_OURS.has(name));
  expect([...new Set(unknown)]).toEqual([]);
});
