import { describe, expect, it } from 'vitest';
import { lostRequirements } from './lost-requirements.ts';
import type { Section, Tested } from './requirements-file.ts';

const FILE = 'test/domain/a.test.ts';

/** A section with one requirement, which names these tests. */
function requiring(...titles: string[]): Section[] {
  const row: Tested = { id: 'R17', kind: 'rule', zh: '三名', en: 'three', tests: titles.map((title) => ({ file: FILE, title })) };
  return [{ zh: '一', en: 'I', rows: [row] }];
}

/** What vitest would write of one file: `describe > it`, and how each ended. */
function ran(tests: Readonly<Record<string, string>>, name = `/work/${FILE}`) {
  const assertionResults = Object.entries(tests).map(([path, status]) => {
    const all = path.split(' > ');
    return { ancestorTitles: all.slice(0, -1), title: all.at(-1), fullName: all.join(' '), status };
  });
  return { numTotalTests: assertionResults.length, testResults: [{ name, status: 'passed', assertionResults }] };
}

const whyLost = (sections: Section[], results: unknown) => lostRequirements(sections, results).map(({ id, why }) => `${id} ${why}`);

describe('a requirement', () => {
  it('is kept when each of its tests passed', () => {
    expect(lostRequirements(requiring('a > b', 'a > c'), ran({ 'a > b': 'passed', 'a > c': 'passed', 'a > d': 'failed' }))).toEqual([]);
  });

  it.each(['failed', 'skipped', 'pending', 'todo'])('is lost when its test is %s, even if others passed', (status) => {
    expect(whyLost(requiring('a > b', 'a > c'), ran({ 'a > b': 'passed', 'a > c': status }))).toEqual([`R17 ${status}`]);
  });

  it('is lost when its test is renamed, moved below another describe, or in another file', () => {
    expect(whyLost(requiring('a > b'), ran({ 'a > bb': 'passed' }))).toEqual(['R17 absent']);
    expect(whyLost(requiring('a > b'), ran({ 'z > a > b': 'passed' }))).toEqual(['R17 absent']);
    expect(whyLost(requiring('a > b'), ran({ 'a > b': 'passed' }, '/work/test/domain/other/a.test.ts'))).toEqual(['R17 absent']);
  });

  it('names a row of each by its values, and all rows by the placeholders', () => {
    const rows = { 'a > 1 of x (y)': 'passed', 'a > 2 of x (y)': 'failed' };
    expect(whyLost(requiring('a > 1 of x (y)'), ran(rows))).toEqual([]);
    expect(whyLost(requiring('a > 3 of x (y)'), ran(rows))).toEqual(['R17 absent']);
    expect(whyLost(requiring('a > %i of %s (%j)'), ran(rows))).toEqual(['R17 failed']);
    expect(whyLost(requiring('a > %i of z'), ran(rows))).toEqual(['R17 absent']);
  });

  it('is told with the test it lost', () => {
    expect(lostRequirements(requiring('a > b'), ran({}))).toEqual([
      { id: 'R17', zh: '三名', en: 'three', file: FILE, title: 'a > b', why: 'absent' },
    ]);
  });

  it('is not judged by something that is no result of vitest', () => {
    expect(() => lostRequirements(requiring('a > b'), { testResults: [{ name: 1 }] })).toThrow('testResults');
  });
});
