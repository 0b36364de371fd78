import { describe, expect, it } from 'vitest';
import { DOSSIERS, type DossierContext, type DossierId, parseDossier } from '../../../domain/dossiers/index.ts';
import { proposedDossier } from '../../../domain/dossiers/proposed-dossier.ts';
import { gate } from '../../../domain/gates/gates-of.ts';
import type { CountedRound } from '../../../domain/rules/ballot-facts.ts';
import { LANDU, type LanduStage, landuContext, person } from './landu.ts';

/** A plenary that leaves posts empty, and who may then be reported, studied and appointed (§2.6, R59). */

const kept = (numbers: readonly number[], inFavour: number) =>
  numbers.map((number) => ({ name: person(number).name, for: inFavour, against: 9 - inFavour, abstain: 0 }));
const counted = (office: string) => ({
  [`${office}Issued`]: 9,
  [`${office}Returned`]: 9,
  [`${office}Invalid`]: 0,
  [`${office}Valid`]: 9,
});

function round(kind: 'first' | 'supplementary', secretary: number | undefined, deputies: number | undefined): CountedRound {
  const open = (seats: number) => ({ kind, seats, runoffs: 0, supplementaries: 0, elected: 0 }) as const;
  return {
    open: { ...(secretary === undefined ? {} : { secretary: open(1) }), ...(deputies === undefined ? {} : { deputies: open(3) }) },
    dossier: {
      heldOn: '2012-08-17',
      scrutineers: ['列席甲一'],
      entitled: 9,
      present: 9,
      ...(secretary === undefined ? {} : { ...counted('secretary'), secretaryCandidates: kept([1], secretary) }),
      ...(deputies === undefined ? {} : { ...counted('deputies'), deputiesCandidates: [...kept([2, 4, 3], deputies), ...kept([7], 1)] }),
    },
  };
}

const NOBODY = [round('first', 4, 4), round('supplementary', 4, 4)];
const NO_SECRETARY = [round('first', 4, 9), round('supplementary', 4, undefined)];
const NO_DEPUTY = [round('first', 9, 4), round('supplementary', undefined, 4)];

function contextOf(stage: LanduStage, rounds: readonly CountedRound[]): DossierContext {
  const told = landuContext(stage);
  const members = [
    {
      open: { members: { kind: 'first', seats: 9, runoffs: 0, supplementaries: 0, elected: 0 } as const },
      dossier: LANDU['member-election'],
    },
  ];
  return {
    ...told,
    earlier: { ...told.earlier, 'leadership-election': rounds.at(-1)?.dossier },
    counted: { 'member-election': members, 'leadership-election': rounds },
  };
}

/** Verdicts that do not hold on a dossier after such a plenary. */
function wrongIn(stage: LanduStage & DossierId, rounds: readonly CountedRound[], change: object, passed: object = {}) {
  const read = parseDossier(stage, { ...LANDU[stage], ...change });
  if ('problems' in read) throw new Error(JSON.stringify(read.problems));
  const context = contextOf(stage, rounds);
  const counts = DOSSIERS[stage].countsOf(read.dossier, context);
  const facts = { rules: context.rules, body: context.body, passed: { 'member-report': {}, ...passed } };
  return gate(stage, counts, facts).filter(({ outcome }) => outcome !== 'holds');
}

const elected = (secretaries: number, deputies: number) => ({ 'leadership-election': { secretaries, deputies } });

describe('the report on a plenary', () => {
  it('that elected nobody has no row, and says what stays vacant', () => {
    expect(proposedDossier('leadership-report', contextOf('leadership-report', NOBODY))).toEqual({});
    const wrong = wrongIn('leadership-report', NOBODY, { leaders: undefined }, elected(0, 0));
    expect(wrong.map(({ code, outcome, zh }) => [code, outcome, zh])).toEqual([
      ['LEADERS_VACANT', 'warns', '空缺书记 1 名、副书记 3 名，随本报告上报'],
    ]);
  });

  it('that elected nobody reports nobody all the same', () => {
    const [leader] = LANDU['leadership-report'].leaders;
    const wrong = wrongIn('leadership-report', NOBODY, { leaders: [leader] }, elected(0, 0));
    expect(wrong.find(({ code }) => code === 'REPORT_DISAGREES')).toMatchObject({ outcome: 'fails', figures: { outside: 1, elected: 0 } });
  });

  it.each([
    ['no secretary', NO_SECRETARY, [2, 4, 3], elected(0, 3), '空缺书记 1 名，随本报告上报'],
    ['no deputy', NO_DEPUTY, [1], elected(1, 0), '空缺副书记 3 名，随本报告上报'],
  ] as const)('with %s has those elected, and the vacancy', (_, rounds, numbers, passed, vacant) => {
    const { leaders } = proposedDossier('leadership-report', contextOf('leadership-report', rounds)) as { leaders: { name: string }[] };
    expect(leaders.map(({ name }) => name)).toEqual(numbers.map((number) => person(number).name));
    const wrong = wrongIn('leadership-report', rounds, { leaders }, passed);
    expect(wrong.map(({ code, zh }) => [code, zh])).toEqual([['LEADERS_VACANT', vacant]]);
  });

  it('names everybody with the office to which they were elected', () => {
    const swapped = LANDU['leadership-report'].leaders.map((row, index) => ({
      ...row,
      role: index === 0 ? 'DEPUTY' : index === 1 ? 'SECRETARY' : row.role,
    }));
    const full = [round('first', 9, 9)];
    const wrong = wrongIn('leadership-report', full, { leaders: swapped }, elected(1, 3));
    expect(wrong.map(({ code, outcome }) => [code, outcome])).toEqual([['OFFICE_DISAGREES', 'fails']]);
    const read = parseDossier('leadership-report', { ...LANDU['leadership-report'], leaders: swapped });
    const people =
      'dossier' in read ? DOSSIERS['leadership-report'].peopleBehind?.(read.dossier, contextOf('leadership-report', full)) : {};
    expect(people?.OFFICE_DISAGREES).toEqual([1, 2].map((number) => person(number).name));
  });
});

describe('the appointment after a plenary', () => {
  it('that elected nobody appoints members, and no secretary', () => {
    const papers = (role: string) => ({
      people: LANDU.appointment.people
        .map((one) => ({ ...one, role: 'MEMBER', form: 'APPROVAL' }))
        .map((one, index) => (index === 0 ? { ...one, role } : one)),
    });
    expect(wrongIn('appointment', NOBODY, papers('MEMBER'))).toEqual([]);
    expect(wrongIn('appointment', NOBODY, papers('SECRETARY')).map(({ code, outcome }) => [code, outcome])).toEqual([
      ['OFFICE_DISAGREES', 'fails'],
    ]);
  });

  it('appoints nobody who was not elected, although there was no study', () => {
    const people = LANDU.appointment.people.map((one) => ({ ...one, role: 'MEMBER', form: 'APPROVAL' }));
    const other = { ...people[8], name: person(10).name };
    const wrong = wrongIn('appointment', NOBODY, { people: [...people.slice(0, 8), other] });
    expect(wrong.map(({ code }) => code)).toContain('APPOINTED_NOT_ELECTED');
  });

  it('makes nobody deputy who was elected secretary', () => {
    const people = LANDU.appointment.people.map((one, index) => (index === 0 ? { ...one, role: 'DEPUTY' } : one));
    expect(wrongIn('appointment', [round('first', 9, 9)], { people }).map(({ code }) => code)).toContain('OFFICE_DISAGREES');
  });
});

describe('the inspection', () => {
  it('is of every leader elected, also where the study was let go', () => {
    const people = LANDU.inspection.people.slice(1);
    const consulted = LANDU.inspection.consulted.filter(({ name }) => name !== person(1).name);
    const read = parseDossier('inspection', { ...LANDU.inspection, people, consulted });
    if ('problems' in read) throw new Error(JSON.stringify(read.problems));
    const told = contextOf('inspection', [round('first', 9, 9)]);
    const { 'organization-study': _, ...earlier } = told.earlier;
    const missing = (apart: readonly string[]) => DOSSIERS.inspection.countsOf(read.dossier, { ...told, earlier, apart }).missing;
    expect([missing([]), missing([person(1).name])]).toEqual([1, 0]);
  });
});

describe('the vote itself', () => {
  it('with every deputy’s seat vacant needs no reason for a mix that could still be made up', () => {
    const last = NO_DEPUTY[1]?.dossier as object;
    const read = parseDossier('leadership-election', { title: '第一次全体会议', ...last });
    if ('problems' in read) throw new Error(JSON.stringify(read.problems));
    const told = contextOf('leadership-election', NO_DEPUTY.slice(0, 1));
    const ballots = NO_DEPUTY[1]?.open;
    const context = { ...told, ...(ballots ? { ballots } : {}) };
    const counts = DOSSIERS['leadership-election'].countsOf(read.dossier, context);
    const ruleResults = gate('leadership-election', counts, { rules: context.rules, body: context.body, passed: {}, ballots });
    expect(ruleResults.find(({ code }) => code === 'DEPUTY_MIX')?.outcome).toBe('warns');
    expect(ruleResults.filter(({ outcome }) => outcome === 'fails').map(({ code }) => code)).toEqual([]);
  });
});
