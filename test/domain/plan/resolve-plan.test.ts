import { describe, expect, it } from 'vitest';
import { WorkingCalendar } from '../../../domain/calendar/working-calendar.ts';
import type { Plan } from '../../../domain/plan/plan-schema.ts';
import { resolvePlan } from '../../../domain/plan/resolve-plan.ts';
import { resolvedPlanSchema } from '../../../domain/plan/resolved-plan.ts';
import { defaultPlan, shippedCalendar } from '../../support/shipped-plan.ts';

const plan = await defaultPlan();
const calendar = await shippedCalendar();
const of2012 = resolvePlan(plan, { year: 2012, calendar });

function withStage(id: keyof Plan['stages'], change: Partial<Plan['stages']['survey']>): Plan {
  return { ...plan, stages: { ...plan.stages, [id]: { ...plan.stages[id], ...change } } };
}

describe('the plan of 2012', () => {
  it('fits the contract of a run', () => {
    expect(resolvedPlanSchema.parse(of2012.resolved)).toEqual(of2012.resolved);
  });

  it('has the phases of the seed, from ten-day period to ten-day period', () => {
    expect(of2012.resolved.phases).toEqual([
      { id: 'preparation', from: '2012-06-01', to: '2012-06-20' },
      { id: 'implementation', from: '2012-06-21', to: '2012-10-10' },
      { id: 'summary', from: '2012-10-11', to: '2012-12-31' },
    ]);
    expect([of2012.resolved.firstDay, of2012.resolved.lastDay]).toEqual(['2012-06-01', '2012-12-31']);
  });

  it('has its due dates where the plan puts them, since none is a day off', () => {
    for (const stage of of2012.resolved.stages) expect(stage.due).toBe(`2012-${plan.stages[stage.id].due}`);
  });

  it('warns of nothing', () => {
    expect(of2012.warnings).toEqual([]);
  });

  it('asks for seven month-end reports, due on the last calendar day even on a holiday', () => {
    expect(of2012.resolved.reports.months.map(({ due }) => due)).toEqual([
      '2012-06-30',
      '2012-07-31',
      '2012-08-31',
      '2012-09-30',
      '2012-10-31',
      '2012-11-30',
      '2012-12-31',
    ]);
  });

  it('asks for the county report five workdays after, across the holiday and the make-up days of January', () => {
    expect(of2012.resolved.reports.county.map(({ due }) => due)).toEqual([
      '2012-07-06',
      '2012-08-07',
      '2012-09-07',
      '2012-10-12',
      '2012-11-07',
      '2012-12-07',
      '2013-01-08',
    ]);
  });

  it('carries the days off from January to the January after, and no others', () => {
    const { years, off, makeUp, version } = of2012.resolved.calendar;
    expect(years).toEqual([2012, 2013]);
    expect(version).toBe(calendar.version);
    expect([off[0], off.at(-1)]).toEqual(['2012-01-01', '2013-01-03']);
    expect(makeUp).not.toContain('2011-12-31');
    expect(makeUp.at(-1)).toBe('2013-01-06');
  });

  it('computes every deadline with its own slice as with the whole calendar', () => {
    const [slice, whole] = [new WorkingCalendar(of2012.resolved.calendar), new WorkingCalendar(calendar)];
    for (const { due } of of2012.resolved.stages) expect(slice.addWorkdays(due, 7)).toBe(whole.addWorkdays(due, 7));
  });
});

describe('the last workday as the policy of reports', () => {
  it('is the make-up Saturday in September 2012, not the Friday before', () => {
    const { resolved } = resolvePlan({ ...plan, report: { ...plan.report, duePolicy: 'LAST_WORKDAY' } }, { year: 2012, calendar });
    expect(resolved.reports.months.map(({ due }) => due)).toEqual([
      '2012-06-29',
      '2012-07-31',
      '2012-08-31',
      '2012-09-29',
      '2012-10-31',
      '2012-11-30',
      '2012-12-31',
    ]);
  });
});

describe('a quarterly county report', () => {
  it('consolidates the months of each quarter', () => {
    const { resolved } = resolvePlan({ ...plan, countyReport: { interval: 'QUARTERLY', offsetWorkdays: 5 } }, { year: 2012, calendar });
    expect(resolved.reports.county).toEqual([
      { months: ['2012-06'], due: '2012-07-06' },
      { months: ['2012-07', '2012-08', '2012-09'], due: '2012-10-12' },
      { months: ['2012-10', '2012-11', '2012-12'], due: '2013-01-08' },
    ]);
  });
});

describe('a due date on a day off', () => {
  it('moves to the working day before, which may be a make-up Saturday', () => {
    const due = (monthDay: string): string | undefined =>
      resolvePlan(withStage('mechanisms', { due: monthDay }), { year: 2012, calendar }).resolved.stages.find(
        ({ id }) => id === 'mechanisms',
      )?.due;
    expect(due('10-07')).toBe('2012-09-29');
    expect(due('06-24')).toBe('2012-06-21');
    expect(due('09-29')).toBe('2012-09-29');
  });
});

describe('a stage that can open on or after its due date', () => {
  const warned = (changed: Plan, year = 2012): (readonly [string, unknown, unknown])[] =>
    resolvePlan(changed, { year, calendar }).warnings.map(({ path, params }) => [path, params.opens, params.due]);

  it('is warned of when an answer of the stage before may take that long', () => {
    expect(warned(withStage('post-design', { decisionDays: 5 }))).toEqual([['stages.publicity.due', '2012-07-13', '2012-07-12']]);
  });

  it('counts every turn of answers that gates, and no note', () => {
    expect(warned(withStage('implementation-plan', { decisionDays: 5 }))).toEqual([]);
    expect(warned(withStage('implementation-plan', { decisionDays: 6 }))).toEqual([['stages.post-design.due', '2012-06-29', '2012-06-29']]);
  });

  it('is warned of when the notice before it rolls over the holiday, as in 2025', () => {
    expect(warned(plan, 2025)).toEqual([['stages.appointment.due', '2025-10-10', '2025-10-10']]);
  });

  it('looks through a stage that is switched off', () => {
    const off = withStage('publicity', { enabled: false, reason: '合并进行' });
    expect(warned({ ...off, stages: { ...off.stages, recommendation: { ...off.stages.recommendation, due: '07-09' } } })).toEqual([
      ['stages.recommendation.due', '2012-07-09', '2012-07-09'],
    ]);
  });

  it('is told in both languages', () => {
    const [warning] = resolvePlan(plan, { year: 2025, calendar }).warnings;
    expect(warning?.zh).toContain('“正式聘任”最晚 2025年10月10日才能开始');
    expect(warning?.en).toContain('"Appointment" may open only on 10 October 2025');
  });
});

describe('a year without calendar data', () => {
  it('makes only the last county report of 2026 provisional', () => {
    const { warnings, resolved } = resolvePlan(plan, { year: 2026, calendar });
    expect(warnings).toHaveLength(1);
    expect(warnings[0]).toMatchObject({ code: 'PROVISIONAL_DAYS', dates: ['2027-01-07'] });
    expect(resolved.calendar.years).toEqual([2026]);
  });

  it('makes every deadline of 2027 provisional', () => {
    const { warnings, resolved } = resolvePlan(plan, { year: 2027, calendar });
    const provisional = warnings.find(({ code }) => code === 'PROVISIONAL_DAYS')?.dates ?? [];
    for (const { due } of resolved.stages) expect(provisional).toContain(due);
    expect(resolved.calendar).toMatchObject({ years: [], off: [], makeUp: [] });
  });
});
