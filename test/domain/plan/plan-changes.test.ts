import { beforeAll, describe, expect, it } from 'vitest';
import type { CalendarData } from '../../../domain/calendar/working-calendar.ts';
import { amendmentOf, planChanges } from '../../../domain/plan/plan-changes.ts';
import { deadlinesOf } from '../../../domain/plan/plan-deadlines.ts';
import type { Plan } from '../../../domain/plan/plan-schema.ts';
import { resolvePlan } from '../../../domain/plan/resolve-plan.ts';
import { defaultPlan, shippedCalendar } from '../../support/shipped-plan.ts';

let plan: Plan;
let calendar: CalendarData;

beforeAll(async () => {
  [plan, calendar] = await Promise.all([defaultPlan(), shippedCalendar()]);
});

/** The plan as a county would amend it in October: a later date, a new figure, a target. */
function amendedPlan(): Plan {
  const label = { zh: '新建团组织数', en: 'New units' };
  return {
    ...plan,
    version: plan.version + 1,
    stages: { ...plan.stages, summary: { ...plan.stages.summary, due: '12-25' } },
    report: { ...plan.report, fields: [{ name: 'newUnits', label }] },
    targets: [{ name: 'newUnits', label, value: 20 }],
    quorum: { num: 2, den: 3, strict: false },
  };
}

describe('what an amendment changes', () => {
  it('names each changed place, and whom it reaches', () => {
    const changes = planChanges(plan, amendedPlan());
    expect(Object.fromEntries(changes.map(({ path, reaches }) => [path, reaches]))).toEqual({
      'stages.summary.due': 'ahead',
      'report.fields': 'reports',
      targets: 'shown',
      'quorum.num': 'new-runs',
      'quorum.den': 'new-runs',
      'quorum.strict': 'new-runs',
    });
    expect(changes.find(({ path }) => path === 'stages.summary.due')).toMatchObject({ before: '12-20', after: '12-25' });
  });

  it('finds no difference between a plan and itself', () => {
    expect(planChanges(plan, structuredClone(plan))).toEqual([]);
  });

  it('carries dates, figures and targets to townships in flight, and no rules', () => {
    expect(amendmentOf(plan, amendedPlan(), { year: 2012, calendar })).toEqual({
      planVersion: plan.version + 1,
      stages: [{ id: 'summary', due: '2012-12-25' }],
      reportFields: ['newUnits'],
      targets: { newUnits: 20 },
    });
  });

  it('moves a new date on a day off to the working day before', () => {
    const sunday = { ...plan, stages: { ...plan.stages, summary: { ...plan.stages.summary, due: '12-23' } } };
    expect(amendmentOf(plan, sunday, { year: 2012, calendar }).stages).toEqual([{ id: 'summary', due: '2012-12-21' }]);
  });
});

describe('every deadline of a plan', () => {
  it('stands in order with weekday and whether it is a working day', () => {
    const deadlines = deadlinesOf(resolvePlan(plan, { year: 2012, calendar }).resolved);
    expect(deadlines.map(({ on }) => on)).toEqual(deadlines.map(({ on }) => on).toSorted());
    const of = (item: string) => deadlines.find((one) => one.item === item);
    expect(of('survey')).toMatchObject({ on: '2012-06-13', weekday: 'WED', workday: true, answerDays: 3, provisional: false });
    expect(of('monthly-report/2012-09')).toMatchObject({ on: '2012-09-30', weekday: 'SUN', workday: false });
    expect(of('notice-end')).toMatchObject({ on: '2012-10-08', workday: true });
    expect(of('county-report/2012-12')).toMatchObject({ on: '2013-01-08', workday: true });
  });

  it('is provisional where the year after has no data', () => {
    const deadlines = deadlinesOf(resolvePlan(plan, { year: 2026, calendar }).resolved);
    expect(deadlines.filter(({ provisional }) => provisional).map(({ item }) => item)).toEqual(['county-report/2026-12']);
  });
});
