import { describe, expect, it } from 'vitest';
import { DOSSIERS } from '../../../domain/dossiers/index.ts';
import { checked, codes, judge, outcome, passedBefore, resultOf } from './judge.ts';
import { LANDU, landuContext, person } from './landu.ts';
import { RULES } from './rules.ts';

const congress = LANDU['member-election'];
const plenary = LANDU['leadership-election'];

describe('people who may not', () => {
  const rows = LANDU.appointment.people;
  const withRow = (number: number, change: object) => rows.map((one, index) => (index === number - 1 ? { ...one, ...change } : one));
  const born = (month: string) => ({
    earlier: { ...landuContext('appointment').earlier, nomination: { nominees: [{ name: person(1).name, born: month }] } },
  });

  it.each([
    ['1976-10', 'holds'],
    ['1976-09', 'fails'],
  ])('somebody born in %s on 10 September 2012: %s', (month, said) => {
    expect(outcome('appointment', {}, 'TOO_OLD', { context: born(month) })).toBe(said);
  });

  it('membership is judged on the day, whatever it was at the nomination', () => {
    expect(outcome('appointment', { people: withRow(8, { political: 'NONE' }) }, 'NOT_A_MEMBER')).toBe('fails');
  });

  it('a letter is for deputies out of quota, without rank and pay', () => {
    expect(outcome('appointment', { people: withRow(3, { form: 'APPROVAL' }) }, 'WRONG_FORM_OF_PAPER')).toBe('fails');
    expect(outcome('appointment', { people: withRow(2, { form: 'LETTER' }) }, 'WRONG_FORM_OF_PAPER')).toBe('fails');
    expect(outcome('appointment', { people: withRow(3, { ranked: true }) }, 'OUT_OF_QUOTA_RANKED')).toBe('fails');
    expect(outcome('appointment', { people: withRow(3, { paid: true }) }, 'OUT_OF_QUOTA_PAID')).toBe('fails');
    expect(outcome('appointment', { people: withRow(1, { ranked: true, paid: true }) }, 'OUT_OF_QUOTA_PAID')).toBe('holds');
  });

  it('whoever has an open objection is not appointed with the others', () => {
    const passed = { ...passedBefore('appointment'), 'public-notice': { people: 3 } };
    expect(outcome('appointment', {}, 'APPOINTED_WHILE_OBJECTED', { facts: { passed } })).toBe('fails');
    const without = { people: rows.toSpliced(2, 1) };
    expect(codes(judge('appointment', without, { facts: { passed } }), 'fails')).toEqual([]);
  });

  it('a deputy who was not on the notice is not appointed', () => {
    const swapped = withRow(5, { role: 'DEPUTY', form: 'LETTER' });
    expect(outcome('appointment', { people: swapped }, 'APPOINTED_WITHOUT_NOTICE')).toBe('fails');
  });

  it('three deputies out of quota need a reason', () => {
    const deputies = [3, 4, 7, 2].map((number, index) => ({
      name: person(number).name,
      for: [9, 8, 7, 3][index],
      against: [0, 1, 2, 6][index],
      abstain: 0,
    }));
    expect(outcome('leadership-election', { deputiesCandidates: deputies }, 'DEPUTY_MIX')).toBe('fails');
    expect(outcome('leadership-election', { deputiesCandidates: deputies, mixWaiver: '编制内无合适人选，经党委同意' }, 'DEPUTY_MIX')).toBe(
      'warns',
    );
  });

  it('nobody leads who was not elected a member, nor holds both offices', () => {
    const outsider = plenary.deputiesCandidates.map((one, index) => (index === 3 ? { ...one, name: person(10).name } : one));
    expect(outcome('leadership-election', { deputiesCandidates: outsider }, 'CANDIDATE_NOT_ON_LIST')).toBe('fails');
    const secretaryToo = plenary.deputiesCandidates.map((one, index) => (index === 0 ? { ...one, name: person(1).name } : one));
    expect(outcome('leadership-election', { deputiesCandidates: secretaryToo }, 'BOTH_OFFICES')).toBe('fails');
    const writeIns = [{ name: '外人例', for: 1 }];
    const people = DOSSIERS['leadership-election'].peopleBehind?.(
      checked('leadership-election', { ...plenary, deputiesWriteIns: writeIns }),
      landuContext('leadership-election'),
    );
    expect(people).toMatchObject({ ELECTORS_ARE_MEMBERS: ['外人例'] });
    expect(outcome('leadership-election', { deputiesWriteIns: writeIns }, 'ELECTORS_ARE_MEMBERS')).toBe('fails');
  });

  it('a contested secretary needs two candidates', () => {
    const rules = { ...RULES, secretaryContested: true };
    expect(outcome('leadership-election', {}, 'BALLOT_CANDIDATES_TOO_FEW', { context: { rules } })).toBe('fails');
  });

  it('whoever did not pass is not on the notice, and is told by name', () => {
    const failed = LANDU.inspection.people.map((one, index) =>
      index === 2 ? { ...one, conclusion: 'FAIL', reason: '群众反映属实' } : one,
    );
    expect(judge('inspection', { people: failed }).counts).toMatchObject({
      passed: 3,
      failed: 1,
      deferred: 0,
      'conclusion.3': 3,
      'conclusion.1': 1,
    });
    const context = landuContext('public-notice', {
      earlier: { ...landuContext('public-notice').earlier, inspection: { people: failed } },
    });
    expect(outcome('public-notice', {}, 'NOTICE_NOT_PASSED', { context })).toBe('fails');
    const people = DOSSIERS['public-notice'].peopleBehind?.(checked('public-notice', LANDU['public-notice']), context);
    expect(people).toMatchObject({ NOTICE_NOT_PASSED: [person(3).name] });
  });

  it('whoever passed meets all four criteria and both attributes', () => {
    for (const [mark, code] of [
      ['politics', 'PASSED_WITHOUT_CRITERIA'],
      ['influence', 'PASSED_WITHOUT_ATTRIBUTES'],
    ] as const) {
      const people = LANDU.inspection.people.map((one, index) => (index === 0 ? { ...one, [mark]: false } : one));
      expect(outcome('inspection', { people }, code)).toBe('fails');
    }
  });

  it('a working committee’s members are recommended by the same vote', () => {
    const judged = judge('member-election', {}, { context: { body: 'WORKING_COMMITTEE' } });
    expect(codes(judged, 'fails')).toEqual([]);
    expect(resultOf(judged, 'RECOMMENDATION_VOTE')?.rule).toBe('C-11');
  });

  it('the source structure after the vote warns and never stops', () => {
    const rules = { ...RULES, sources: { ENTREPRENEUR: { min: 2, max: 3 } } };
    const { 'post-design': _, ...earlier } = landuContext('member-election').earlier;
    const judged = judge('member-election', {}, { context: { rules, earlier } });
    expect(resultOf(judged, 'SOURCE_STRUCTURE')).toMatchObject({ rule: 'C-15', outcome: 'warns', figures: { short: 1, over: 0 } });
  });

  it('a scrutineer who stands is named', () => {
    const dossier = checked('member-election', { ...congress, scrutineers: [person(10).name] });
    expect(DOSSIERS['member-election'].peopleBehind?.(dossier, landuContext('member-election'))).toMatchObject({
      TELLER_IS_CANDIDATE: [person(10).name],
    });
  });
});
