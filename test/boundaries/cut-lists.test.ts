import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { pageOf, rowsOf } from '../../api/http/paging.ts';
import { firstProblems, problem } from '../../domain/language/problem.ts';
import { filesOf } from '../support/product-files.ts';

/**
 * Where a list of rows is cut. A list that people read is paged by `rowsOf` and `pageOf`, which say whether more follow; whatever
 * else takes only some of the rows stands here with its reason. A place that is not here cuts a list in silence.
 */
const CUT: Readonly<Record<string, string>> = {
  'api/use-cases/experiences.ts': 'paged by rowsOf; the feed takes the newest hundred',
  'store/commands.ts': 'commands to be asked about again, some at a time, the oldest first',
  'store/audit.ts': 'paged by its caller',
  'store/campaigns.ts': 'the newest one is asked for',
  'store/events.ts': 'paged by its callers; what one command brought about',
  'store/figures.ts': 'the oldest one is asked for',
  'store/kept-posts.ts': 'the oldest ones make room for a new one',
  'store/mails.ts': 'paged by its callers',
  'store/notices.ts': 'paged by its callers',
  'store/platforms.ts': 'the newest one is asked for',
  'store/taken-back.ts': 'people to be told, some at a time, the oldest first',
};

const LIMITS = /\.limit\(|\$limit:/;

const sourceOf = (file: string): string => readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8');

describe('a list that is cut', () => {
  it('stands at a place that is known, with its reason', () => {
    const found = filesOf(['api', 'activities', 'store', 'worker', 'workflows', 'domain']).filter((file) => LIMITS.test(sourceOf(file)));
    expect(found.sort()).toEqual(Object.keys(CUT).sort());
  });

  it('says that more follow: a page, and the problems of a file', () => {
    const rows = Array.from({ length: 51 }, (_, index) => index);
    expect(pageOf(rows, { page: 1 })).toMatchObject({ more: true, page: 1 });
    expect(pageOf(rows.slice(0, 50), { page: 1 }).more).toBe(false);
    expect(rowsOf({ page: 3 })).toEqual({ skip: 100, limit: 51 });
    const problems = rows.map((row) => problem(['units', row], 'X', {}, { zh: '错', en: 'wrong' }));
    const told = firstProblems(problems, 50);
    expect([told.length, told.at(-1)?.zh]).toEqual([50, '还有 2 处错误没有列出，改正上面的以后重新检查']);
    expect(firstProblems(problems, 51)).toBe(problems);
  });
});
