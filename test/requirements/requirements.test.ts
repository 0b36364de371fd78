import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { requirementsDocument } from './document.ts';
import { isTested, projectFile, REPORTED_KINDS, type Reported, readSections, TESTED_KINDS } from './requirements-file.ts';
import { isTitle, titlesIn } from './test-titles.ts';

const rows = readSections().flatMap((section) => section.rows);
const reported = rows.filter((row): row is Reported => !isTested(row));

/** Rows of the plan's table that are split; the others are one row each, R01 to R106. */
const SPLIT: Readonly<Record<string, number>> = {
  R21: 8,
  R22: 2,
  R27: 9,
  R60: 2,
  R63: 2,
  R66: 5,
  R81: 2,
  R83: 2,
  R87: 2,
  R96: 3,
};

const titles = new Map<string, readonly string[]>();
function testsOf(file: string): readonly string[] {
  const found = titles.get(file) ?? titlesIn(projectFile(file));
  titles.set(file, found);
  return found;
}

describe('the requirements', () => {
  it('are all there, in the plan’s order', () => {
    const expected = Array.from({ length: 106 }, (_, index) => `R${String(index + 1).padStart(2, '0')}`).flatMap((id) => {
      const parts = SPLIT[id];
      return parts === undefined ? [id] : Array.from({ length: parts }, (_, index) => `${id}.${index + 1}`);
    });
    expect(expected).toHaveLength(133);
    expect(rows.map(({ id }) => id)).toEqual(expected);
  });

  it('are 116 to be done or held, and 17 aims, principles and scope', () => {
    const counted = Object.fromEntries(
      [...TESTED_KINDS, ...REPORTED_KINDS].map((kind) => [kind, rows.filter((row) => row.kind === kind).length]),
    );
    expect([rows.filter(isTested).length, reported.length]).toEqual([116, 17]);
    expect(counted).toEqual({
      rule: 28,
      ratio: 4,
      date: 8,
      stage: 11,
      doc: 18,
      report: 4,
      data: 16,
      duty: 18,
      actor: 5,
      flex: 4,
      aim: 10,
      principle: 6,
      scope: 1,
    });
  });

  it.each(rows.filter(isTested).map((row) => [row.id, row] as const))('%s has tests that are there and always run', (_id, { tests }) => {
    const missing = tests.filter(({ file, title }) => !testsOf(file).some((written) => isTitle(title, written) || isTitle(written, title)));
    expect(missing).toEqual([]);
  });

  it.each(reported.map((row) => [row.id, row] as const))('%s is reported where it says', (_id, row) => {
    for (const { file, words } of row.reported)
      expect([words, existsSync(file) && projectFile(file).includes(words)]).toEqual([words, true]);
  });

  it('are written out in docs/requirements.md; if not: npm run requirements', () => {
    expect(projectFile('docs/requirements.md')).toBe(requirementsDocument(readSections()));
  });
});
