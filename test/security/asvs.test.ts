import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const ROOT = new URL('../../', import.meta.url);
const text = readFileSync(new URL('docs/security/asvs.md', ROOT), 'utf8');

interface Row {
  readonly id: string;
  readonly level: string;
  readonly short: string;
  readonly state: string;
  readonly shown: string;
}

const rows = text.split('\n').flatMap((line): Row[] => {
  const [, id = '', level = '', short = '', state = '', shown = ''] =
    /^\| (V[\d.]+) \| (.*?) \| (.*?) \| (.*?) \| (.*) \|$/.exec(line) ?? [];
  return id === '' ? [] : [{ id, level, short, state, shown }];
});

/** Requirements of levels 1 and 2 in each chapter of the standard. */
const CHAPTERS = {
  V1: 27,
  V2: 11,
  V3: 19,
  V4: 10,
  V5: 9,
  V6: 35,
  V7: 18,
  V8: 7,
  V9: 7,
  V10: 29,
  V11: 14,
  V12: 9,
  V13: 13,
  V14: 9,
  V15: 13,
  V16: 16,
  V17: 7,
};

/** Where something may be open; everything else is met or does not apply. */
const MAY_BE_OPEN = ['V6', 'V12', 'V13', 'V14'];

const textOf = (file: string): string => readFileSync(new URL(file, ROOT), 'utf8');

const chapterOf = ({ id }: Row): string => id.split('.')[0] ?? '';

describe('the list of ASVS 5.0', () => {
  it('has each requirement of levels 1 and 2 once', () => {
    expect(rows).toHaveLength(253);
    expect(new Set(rows.map(({ id }) => id)).size).toBe(253);
    expect(
      Object.fromEntries(Object.keys(CHAPTERS).map((chapter) => [chapter, rows.filter((row) => chapterOf(row) === chapter).length])),
    ).toEqual(CHAPTERS);
    expect(rows.filter(({ level }) => level !== '1' && level !== '2')).toEqual([]);
  });

  it.each(rows.filter(({ state }) => state === 'met').map((row) => [row.id, row] as const))(
    '%s is shown by files that exist, and by tests of that title',
    (_id, { shown }) => {
      const files = [...shown.matchAll(/`([^`]+)`/g)].map(([, file = '']) => file);
      expect(files.length).toBeGreaterThan(0);
      expect(files.filter((file) => !existsSync(new URL(file, ROOT)))).toEqual([]);
      const titles = [...shown.matchAll(/`([^`]+)` “([^”]+)”/g)];
      const lost = titles.filter(([, file = '', title = '']) => !textOf(file).includes(title)).map(([both]) => both);
      expect(lost).toEqual([]);
      // Whatever stands between quotation marks is the title of a test that is named before it.
      expect(shown.match(/“/g)?.length ?? 0).toBe(titles.length);
    },
  );

  it('says why what does not apply does not, and what is open is', () => {
    for (const row of rows.filter(({ state }) => state !== 'met')) {
      expect([row.id, ['n/a', 'open'].includes(row.state), row.shown.length > 8]).toEqual([row.id, true, true]);
    }
  });

  it('has nothing open but where that is said', () => {
    const open = rows.filter(({ state }) => state === 'open');
    expect(open.filter((row) => !MAY_BE_OPEN.includes(chapterOf(row)))).toEqual([]);
    const [, said] = /(\d+) open\./.exec(text) ?? [];
    expect(Number(said)).toBe(open.length);
  });
});
