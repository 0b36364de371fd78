import { beforeAll, describe, expect, test } from 'vitest';
import { dateOf, daysBetween } from '../../domain/calendar/plan-date.ts';
import type { County } from '../../domain/county/county-schema.ts';
import { isMonthlyReport } from '../../domain/stages/items.ts';
import { itemOf } from '../../domain/state/township-state.ts';
import { readRehearsalCounty } from '../../rehearsal/county-file.ts';
import { readHalfYear } from '../../rehearsal/half-year.ts';
import { scriptOf } from '../../rehearsal/script.ts';
import { PaperCounty } from './paper-county.ts';

let file: County;
beforeAll(async () => {
  file = (await readRehearsalCounty('examples/county.yaml')).county;
});

async function played(year: number): Promise<{ paper: PaperCounty; days: number }> {
  const half = await readHalfYear('plans', year);
  const paper = new PaperCounty(half, file, scriptOf(file.rehearsal, year, half.calendar));
  const lastDay = paper.play();
  return { paper, days: daysBetween(half.plan.firstDay, lastDay) + 1 };
}

describe('the sample county in 2012', () => {
  let paper: PaperCounty;
  let days: number;
  beforeAll(async () => ({ paper, days } = await played(2012)));

  test('ends after 222 plan days with twelve completed townships', () => {
    expect(paper.unfinished()).toEqual([]);
    expect([...paper.townships.values()].map(({ state }) => state.status)).toEqual(Array(12).fill('completed'));
    expect(days).toBe(222);
  });

  test('81 months are reported on time, 2 late, 1 never', () => {
    const months = [...paper.townships].flatMap(([id, { state }]) =>
      state.items.filter((item) => isMonthlyReport(item.id)).map((item) => ({ id, item })),
    );
    expect(months.filter(({ item }) => item.submission && !item.submission.late)).toHaveLength(81);
    const late = months
      .filter(({ item }) => item.submission?.late)
      .map(({ id, item }) => `${id} ${item.id} ${dateOf(item.submission?.at ?? 0)}`);
    expect(late.toSorted()).toEqual(['shanao monthly-report/2012-07 2012-08-02', 'yunchu monthly-report/2012-09 2012-10-08']);
    expect(months.filter(({ item }) => item.status === 'missing').map(({ id, item }) => `${id} ${item.id}`)).toEqual([
      'xingxi monthly-report/2012-08',
    ]);
  });

  test('every escalation level is reached, and by nobody who plays straight', () => {
    const escalated = paper.events.filter((event) => event.kind === 'escalated');
    for (const level of [1, 2, 3]) expect(escalated.filter((event) => event.level === level).length).toBeGreaterThan(0);
    for (const township of ['landu', 'tongping', 'gongye']) expect(escalated.filter((event) => event.township === township)).toEqual([]);
  });

  test('returns and the hold happen as the file has them, once', () => {
    const what = paper.events.filter((event) => event.kind === 'returned' || event.kind === 'held' || event.kind === 'released');
    expect(what.map((event) => `${event.township} ${event.kind} ${event.item ?? ''} ${event.params['target'] ?? ''}`).toSorted()).toEqual([
      'fengya returned nomination nomination',
      'luming held  ',
      'luming released  ',
      'shanao returned organization-study organization-study',
      'yudong returned post-design implementation-plan',
    ]);
  });

  test('whoever plays straight submits before the due date and not weeks ahead', () => {
    const landu = paper.townships.get('landu')?.state;
    for (const id of ['survey', 'nomination', 'member-election', 'inspection'] as const) {
      const item = landu && itemOf(landu, id);
      const ahead = daysBetween(dateOf(item?.submission?.at ?? 0), item?.due ?? '');
      expect({ id, soon: ahead >= 1 && ahead <= 7 }).toEqual({ id, soon: true });
    }
  });
});

test.each([2013, 2025, 2026])('the same county ends in %i too, and every case as the file says', async (year) => {
  const { paper } = await played(year);
  expect([...paper.townships.values()].map(({ state }) => state.status)).toEqual(Array(12).fill('completed'));
  expect(paper.outcomes().filter((one) => !one.asExpected)).toEqual([]);
});
