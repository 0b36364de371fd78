import { describe, expect, it } from 'vitest';
import { fitProblems } from '../../../domain/county/fit-plan.ts';
import { parseCounty } from '../../../domain/county/parse-county.ts';
import { problemLine } from '../../../domain/language/problem.ts';
import { defaultPlan } from '../../support/shipped-plan.ts';
import { smallCounty } from './small-county.ts';

type File = ReturnType<typeof smallCounty> & { rehearsal?: unknown };

function problemsAfter(edit: (file: File) => void): { path: string; code: string }[] {
  const file: File = smallCounty();
  edit(file);
  const read = parseCounty(file);
  return 'problems' in read ? read.problems.map(({ path, code }) => ({ path, code })) : [];
}

describe('a county file', () => {
  it('gives townships with their seats, and people with the unit of their account', () => {
    const read = parseCounty(smallCounty());
    if (!('county' in read)) throw new Error(read.problems.map((one) => problemLine(one, 'en')).join('\n'));
    expect(read.county).toMatchObject({ id: 'lanyu', city: '望榆市' });
    expect(read.county.townships.map(({ id, seats }) => [id, seats])).toEqual([
      ['landu', 9],
      ['gongye', 15],
    ]);
    expect(read.county.people.map(({ unit, lead }) => [unit, lead])).toEqual([
      ['lanyu', false],
      ['lanyu', true],
      ['lanyu/landu', false],
      ['lanyu/landu', false],
      ['lanyu/gongye', false],
      ['lanyu/gongye', false],
    ]);
    expect(read.county.people.at(-1)).toMatchObject({ email: 'league@gongye.example', telephone: '0000-0000001' });
  });

  it('counts the seats with an overridden X', () => {
    const file = smallCounty();
    Object.assign(file.units[0] ?? {}, { overrides: { x: { value: 8, reason: '团员多' } }, seats: 12 });
    const read = parseCounty(file);
    expect('county' in read && read.county.townships[0]?.seats).toBe(12);
  });

  it.each<[string, (file: File) => void, string, string]>([
    [
      'an id with capitals',
      ({ units }) => {
        units.push({ ...units[0], id: 'Landu', name: '其他镇' });
      },
      'units[2].id',
      'NOT_ALLOWED',
    ],
    [
      'X below 5',
      ({ units }) => {
        Object.assign(units[0] ?? {}, { x: 4 });
      },
      'units[0].x',
      'NOT_ALLOWED',
    ],
    [
      'X above 17',
      ({ units }) => {
        Object.assign(units[0] ?? {}, { x: 18 });
      },
      'units[0].x',
      'NOT_ALLOWED',
    ],
    [
      'seats that are not 1 + 3 + X',
      ({ units }) => {
        Object.assign(units[0] ?? {}, { seats: 10 });
      },
      'units[0].seats',
      'SEATS_MISMATCH',
    ],
    [
      'a kind that does not exist',
      ({ units }) => {
        Object.assign(units[0] ?? {}, { kind: '村' });
      },
      'units[0].kind',
      'NOT_ALLOWED',
    ],
    [
      'more young people than people',
      ({ units }) => {
        Object.assign(units[0] ?? {}, { population: 100, youth14to35: 101 });
      },
      'units[0].youth14to35',
      'PART_EXCEEDS_WHOLE',
    ],
    [
      'more delegates than members',
      ({ units }) => {
        Object.assign(units[0] ?? {}, { leagueMembers: 30, delegates: 40 });
      },
      'units[0].delegates',
      'PART_EXCEEDS_WHOLE',
    ],
    [
      'an override without a reason',
      ({ units }) => {
        Object.assign(units[0] ?? {}, { overrides: { electionMode: { value: 'MEETING_OF_ALL' } } });
      },
      'units[0].overrides.electionMode.reason',
      'MISSING',
    ],
    [
      'sources that exceed the seats',
      ({ units }) => {
        Object.assign(units[0] ?? {}, { overrides: { sources: { value: { OTHER: { min: 10, max: 12 } }, reason: '村多' } } });
      },
      'units[0].overrides.sources.value',
      'PROPORTION_SUM',
    ],
    [
      'a malformed address',
      ({ people }) => {
        Object.assign(people[0] ?? {}, { email: 'league at lanyu' });
      },
      'people[0].email',
      'NOT_ALLOWED',
    ],
    [
      'the same address twice, in other letters',
      ({ people }) => {
        Object.assign(people[0] ?? {}, { email: 'PARTY@landu.example' });
      },
      'people[2].email',
      'DUPLICATE_EMAIL',
    ],
    [
      'a unit nobody listed',
      ({ people }) => {
        people.push({ name: '郑样庚', email: 'x@lanyu.example', role: 'township-league', unit: 'nowhere' });
      },
      'people[6].unit',
      'UNKNOWN_UNIT',
    ],
    [
      'a clerk of no unit',
      ({ people }) => {
        people.push({ name: '郑样庚', email: 'x@lanyu.example', role: 'township-league' });
      },
      'people[6].unit',
      'UNIT_MISSING',
    ],
    [
      'county staff at a township',
      ({ people }) => {
        Object.assign(people[0] ?? {}, { unit: 'landu' });
      },
      'people[0].unit',
      'UNIT_NOT_FOR_ROLE',
    ],
    [
      'a lead outside the organization department',
      ({ people }) => {
        Object.assign(people[0] ?? {}, { lead: true });
      },
      'people[0].lead',
      'LEAD_NOT_FOR_ROLE',
    ],
    [
      'no lead',
      ({ people }) => {
        Object.assign(people[1] ?? {}, { lead: false });
      },
      'people',
      'NO_LEAD',
    ],
    [
      'a township without a clerk',
      ({ people }) => {
        people.splice(3, 1);
      },
      'units[0]',
      'NOBODY_IN_ROLE',
    ],
    [
      'a township without a party committee',
      ({ people }) => {
        people.splice(2, 1);
      },
      'units[0]',
      'NOBODY_IN_ROLE',
    ],
    [
      'nobody at the county league',
      ({ people }) => {
        people.splice(0, 1);
      },
      'people',
      'NOBODY_IN_ROLE',
    ],
    [
      'a field with a typing error',
      ({ units }) => {
        Object.assign(units[0] ?? {}, { popluation: 100 });
      },
      'units[0].popluation',
      'UNKNOWN_FIELD',
    ],
    [
      'a rehearsal of an unknown unit',
      (file) => {
        file.rehearsal = { plays: [{ unit: 'nowhere', plays: 'straight' }], reportExceptions: [], scenarios: [] };
      },
      'rehearsal.plays[0].unit',
      'UNKNOWN_UNIT',
    ],
    [
      'a rehearsal that plays what nobody can',
      (file) => {
        file.rehearsal = { plays: [{ unit: 'landu', plays: 'loud' }], reportExceptions: [], scenarios: [] };
      },
      'rehearsal.plays[0].plays',
      'NOT_ALLOWED',
    ],
    [
      'a case that nobody can play',
      (file) => {
        file.rehearsal = { plays: [], reportExceptions: [], scenarios: [{ unit: 'landu', name: 'earthquake', facts: {} }] };
      },
      'rehearsal.scenarios[0].name',
      'NOT_ALLOWED',
    ],
    [
      'a case with a figure that is none',
      (file) => {
        const facts = { nominees: 26, formal: '24' };
        file.rehearsal = { plays: [], reportExceptions: [], scenarios: [{ unit: 'landu', name: 'largest_committee', facts }] };
      },
      'rehearsal.scenarios[0].facts.formal',
      'NOT_ALLOWED',
    ],
    [
      'a case that is there twice',
      (file) => {
        const one = { unit: 'landu', name: 'under_200_members', facts: { leagueMembers: 176 } };
        file.rehearsal = { plays: [], reportExceptions: [], scenarios: [one, one] };
      },
      'rehearsal.scenarios[1].name',
      'DUPLICATE_SCENARIO',
    ],
  ])('is refused for %s', (_name, edit, path, code) => {
    expect(problemsAfter(edit)).toEqual([{ path, code }]);
  });

  it('tells a second unit of the same id and name', () => {
    expect(
      problemsAfter(({ units }) => {
        units.push({ ...units[0] });
      }),
    ).toEqual([
      { path: 'units[2].id', code: 'DUPLICATE_UNIT' },
      { path: 'units[2].name', code: 'DUPLICATE_UNIT_NAME' },
    ]);
  });

  it('lists everything at once', () => {
    const found = problemsAfter((file) => {
      Object.assign(file.county, { city: '' });
      Object.assign(file.units[0] ?? {}, { x: 40, seats: 9 });
      Object.assign(file.people[0] ?? {}, { role: 'boss' });
      file.people.push({ name: '郑样庚', email: 'party@landu.example', role: 'township-league', unit: 'nowhere' });
    });
    expect(found.map(({ path, code }) => `${path} ${code}`).sort()).toEqual([
      'county.city NOT_ALLOWED',
      'people NOBODY_IN_ROLE',
      'people[0].role NOT_ALLOWED',
      'people[6].email DUPLICATE_EMAIL',
      'people[6].unit UNKNOWN_UNIT',
      'units[0].x NOT_ALLOWED',
    ]);
  });

  it('says in Chinese and English what was found and what is allowed', () => {
    const file = smallCounty();
    Object.assign(file.units[1] ?? {}, { seats: 16 });
    file.people.splice(3, 1);
    const read = parseCounty(file);
    if (!('problems' in read)) throw new Error('the file was accepted');
    expect(read.problems.map((one) => problemLine(one, 'zh'))).toEqual([
      'units[1].seats：应选名额填的是 16；X 为 11 时应为 1+3+11=15，也可以不填',
      'units[0]：澜渡镇没有“乡镇团委”人员；至少应有 1 名',
    ]);
    expect(problemLine(read.problems[0] ?? expect.fail(), 'en')).toBe(
      'units[1].seats: found 16 seats; allowed: 1+3+11 = 15, or leave it out',
    );
  });

  it.each([null, 'county', [], {}])('that is no county at all (%j) is told apart by what is missing', (input) => {
    const read = parseCounty(input);
    expect('problems' in read && read.problems.length).toBeGreaterThan(0);
  });
});

describe('a county under a plan', () => {
  it('fits when its committees have as many seats as the plan allows', async () => {
    const plan = await defaultPlan();
    const read = parseCounty(smallCounty());
    if (!('county' in read)) throw new Error('the file was refused');
    expect(fitProblems(read.county, plan)).toEqual([]);
    const narrow = { ...plan, committee: { ...plan.committee, sizeMax: 13 } };
    expect(fitProblems(read.county, narrow).map(({ path, code }) => [path, code])).toEqual([['units[1].x', 'SEATS_OUTSIDE_PLAN']]);
  });
});
