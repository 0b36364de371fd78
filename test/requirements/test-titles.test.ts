import { describe, expect, it } from 'vitest';
import { isTitle, titlesIn } from './test-titles.ts';

describe('the titles in a test file', () => {
  it('stand below their describes, each row of each as one', () => {
    const source = `
      describe('a', { timeout: 1 }, () => {
        it('b', () => expect(it('is', 1)));
        describe.each([1])('c %i', () => { it.each([[1, 2]] as const)('d %s (%j)', (x) => { run('e', x); }); });
        for (const x of xs) it(\`f \${x} g\`, async () => {});
      });
      test("h", () => undefined);
    `;
    expect(titlesIn(source)).toEqual(['a > b', 'a > c %i > d %s (%j)', 'a > f ${} g', 'h']);
  });

  it('leave out what may not run', () => {
    const source = `
      it.skip('a', f); it.todo('b'); it.runIf(x)('c', f); test.skipIf(x).each(y)('d', f); it.fails('e', f);
      describe.skip('f', () => { it('g', f); });
      it.concurrent('h', f);
    `;
    expect(titlesIn(source)).toEqual(['h']);
  });

  it('leave out calls that only look like tests, and titles that are computed', () => {
    expect(titlesIn(`page.it('a'); withBrowser('b', f); it(title, f); it.each('c', 'd'); describe(\`\`, () => it('e', f));`)).toEqual([
      ' > e',
    ]);
  });
});

describe('a title', () => {
  it.each([
    ['a > b', 'a > b', true],
    ['a > b', 'a > c', false],
    ['a > R17: x with {"y":2}', 'a > %s: %s with %j', true],
    ['a > 20 % of 5', 'a > 20 % of %i', true],
    ['a > 1+1 (x)', 'a > %s (x)', true],
    ['a > 1+1 [x]', 'a > %s (x)', false],
    ['a > ', 'a > %s', false],
    ['a > p of q', 'a > $name of $other.part', true],
  ])('%j is one of %j: %s', (title, wanted, expected) => {
    expect(isTitle(title, wanted)).toBe(expected);
  });
});
