import { beforeAll, expect, test } from 'vitest';
import { instantOf } from '../../domain/calendar/plan-date.ts';
import { WorkingCalendar } from '../../domain/calendar/working-calendar.ts';
import type { County } from '../../domain/county/county-schema.ts';
import { dayToAct, type TownshipTask } from '../../rehearsal/behaviours.ts';
import { readRehearsalCounty } from '../../rehearsal/county-file.ts';
import { Holds } from '../../rehearsal/holds.ts';
import { hourOf, nextMorning } from '../../rehearsal/schedule.ts';
import { scriptOf } from '../../rehearsal/script.ts';
import { shippedCalendar } from '../support/shipped-plan.ts';

let file: County;
let calendar: WorkingCalendar;
beforeAll(async () => {
  file = (await readRehearsalCounty('examples/county.yaml')).county;
  calendar = new WorkingCalendar(await shippedCalendar());
});

const task = (change: Partial<TownshipTask>): TownshipTask => ({
  township: 'landu',
  body: 'township-league',
  item: 'survey',
  round: 1,
  kind: 'submit',
  since: instantOf('2012-06-01', 11),
  due: '2012-06-13',
  ...change,
});

test('report exceptions keep month and day in another year, on a working day', () => {
  // 2025-10-08 is still the National Day holiday, 2025-08-02 a Saturday.
  expect(scriptOf(file.rehearsal, 2025, calendar).exceptions).toEqual([
    { township: 'shanao', month: '2025-07', on: '2025-08-04' },
    { township: 'xingxi', month: '2025-08', on: null },
    { township: 'yunchu', month: '2025-09', on: '2025-10-09' },
  ]);
});

test('a county file without a script plays straight', () => {
  const script = scriptOf(undefined, 2012, calendar);
  expect(script.playOf('anywhere')).toEqual({ unit: 'anywhere', plays: 'straight' });
  expect(script.exceptionOf('anywhere', '2012-07')).toBeUndefined();
});

test('late and silent bodies act so many working days after the due date, in the first round only', () => {
  const script = scriptOf(file.rehearsal, 2012, calendar);
  expect(dayToAct(task({ township: 'yunchu' }), script, calendar)).toBe('2012-06-19');
  expect(dayToAct(task({ township: 'yunchu', round: 2, due: '2012-06-20' }), script, calendar)! < '2012-06-20').toBe(true);
  const study = { township: 'qilu', item: 'organization-study', body: 'organization-department', kind: 'answer' } as const;
  expect(dayToAct(task({ ...study, since: instantOf('2012-09-04', 10), due: '2012-09-07' }), script, calendar)).toBe('2012-09-20');
  // The county league only takes note of a plan; it is not the decider who keeps silent.
  const plan = {
    township: 'yantang',
    item: 'implementation-plan',
    kind: 'answer',
    since: instantOf('2012-06-18', 10),
    due: '2012-06-21',
  } as const;
  expect(dayToAct(task({ ...plan, body: 'county-league' }), script, calendar)! <= '2012-06-19').toBe(true);
  expect(dayToAct(task({ ...plan, body: 'township-party-committee' }), script, calendar)).toBe('2012-07-04');
});

test('the held township keeps its stage back until it was held and released', () => {
  const holds = new Holds(scriptOf(file.rehearsal, 2012, calendar), calendar);
  const formal = { township: 'luming', item: 'formal-candidates', kind: 'submit', due: '2012-08-01' } as const;
  expect(holds.concern('luming', 'organization-department')).toBe(true);
  expect(holds.concern('luming', 'township-party-committee')).toBe(false);
  expect(holds.holdsUp(formal, '2012-07-26')).toBe(true);
  expect(holds.next('luming', 'waiting', '2012-07-25')).toBeUndefined();
  expect(holds.next('luming', 'open', '2012-07-26')).toBe('hold');
  holds.done('luming', 'hold', '2012-07-26');
  expect(holds.holdsUp({ ...formal, item: 'mechanisms', kind: 'answer' }, '2012-08-01')).toBe(true);
  expect(holds.holdsUp({ ...formal, item: 'monthly-report/2012-07' }, '2012-07-30')).toBe(false);
  expect(holds.next('luming', 'open', '2012-08-10')).toBeUndefined();
  expect(holds.next('luming', 'open', '2012-08-13')).toBe('release');
  holds.done('luming', 'release', '2012-08-13');
  expect(holds.holdsUp(formal, '2012-08-13')).toBe(false);
  expect(holds.concern('luming', 'organization-department')).toBe(false);
});

test('were it never held, it goes on when it is due', () => {
  const holds = new Holds(scriptOf(file.rehearsal, 2012, calendar), calendar);
  expect(holds.holdsUp({ township: 'luming', item: 'formal-candidates', kind: 'submit', due: '2012-08-01' }, '2012-08-01')).toBe(false);
});

test('mornings are before noon of working days, submitters before deciders', () => {
  const last = hourOf('township-league', 11, 12);
  expect(last).toBeLessThan(hourOf('township-party-committee', 0, 12));
  expect(hourOf('township-party-committee', 11, 12)).toBeLessThan(hourOf('county-league', 0, 1));
  expect(hourOf('organization-department', 0, 1)).toBeLessThan(12);
  // From Friday noon over the Dragon Boat Festival of 2012 (22 to 24 June) to Monday.
  expect(nextMorning(instantOf('2012-06-21', 12), 8, calendar)).toBe(instantOf('2012-06-25', 8));
  expect(nextMorning(instantOf('2012-06-25', 7), 8, calendar)).toBe(instantOf('2012-06-25', 8));
});
