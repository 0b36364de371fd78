import { describe, expect, it } from 'vitest';
import { DOSSIERS } from '../../../domain/dossiers/index.ts';
import { gate } from '../../../domain/process/gates.ts';
import { checked, codes, judge, passedBefore, verdictOf } from './judge.ts';
import { LANDU, LANDU_STAGES, type LanduStage, landuContext, person } from './landu.ts';
import { RULES } from './rules.ts';

const congress = LANDU['member-election'];
const plenary = LANDU['leadership-election'];
/** The worst that is said under a code: a plenary has two ballots. */
function outcome(stage: LanduStage, change: Record<string, unknown>, code: string, told: Parameters<typeof judge>[2] = {}) {
  const said = judge(stage, change, told).verdicts.flatMap((verdict) => (verdict.code === code ? [verdict.outcome] : []));
  return (['fails', 'warns', 'holds'] as const).find((one) => said.includes(one));
}

/** A change of the sample, the code that speaks of it, and what is said just within and just beyond the limit. */
const BOUNDARIES: readonly (readonly [
  stage: LanduStage,
  what: string,
  code: string,
  within: object,
  beyond: object,
  said: 'fails' | 'warns',
])[] = [
  ['member-election', 'present and entitled', 'PRESENT_EXCEEDS_ENTITLED', { entitled: 80 }, { entitled: 79 }, 'fails'],
  [
    'member-election',
    'a quorum of more than four fifths',
    'NO_QUORUM',
    { present: 69, issued: 69, returned: 69 },
    { present: 68 },
    'warns',
  ],
  ['member-election', 'issued and present', 'ISSUED_EXCEEDS_PRESENT', { issued: 80 }, { issued: 81 }, 'fails'],
  ['member-election', 'returned and issued', 'VOTE_VOID', { issued: 79 }, { issued: 78 }, 'warns'],
  ['member-election', 'valid and invalid', 'RETURNED_DISAGREES', { invalid: 1 }, { invalid: 2 }, 'fails'],
  ['member-election', 'votes per candidate', 'TALLY_DISAGREES', {}, { valid: 77, invalid: 2 }, 'fails'],
  [
    'member-election',
    'written in and against',
    'WRITTEN_EXCEEDS_AGAINST',
    { writeIns: [{ name: '于例己', for: 18 }] },
    {
      writeIns: [{ name: '于例己', for: 78 }],
      candidates: congress.candidates.map((one) => ({ ...one, against: 0, abstain: 78 - one.for })),
    },
    'warns',
  ],
  [
    'member-election',
    'all votes and all ballots',
    'VOTES_EXCEED_BALLOTS',
    { writeIns: [{ name: '于例己', for: 20 }] },
    { writeIns: [{ name: '于例己', for: 21 }] },
    'fails',
  ],
  [
    'member-election',
    'written in and valid',
    'WRITTEN_EXCEEDS_VALID',
    { writeIns: [{ name: '于例己', for: 78 }] },
    { writeIns: [{ name: '于例己', for: 79 }] },
    'fails',
  ],
  ['member-election', 'days of the request', 'REQUEST_LATE', { heldOn: '2012-08-15' }, { heldOn: '2012-08-14' }, 'warns'],
  ['member-election', 'members for a congress', 'CONGRESS_SMALL', { leagueMembers: 200 }, { leagueMembers: 199 }, 'warns'],
  ['member-election', 'the day of the vote', 'DATED_AHEAD', { heldOn: '2012-09-10' }, { heldOn: '2012-09-11' }, 'warns'],
  ['member-election', 'approvals before the vote', 'APPROVALS_MISSING', {}, { approvals: congress.approvals.slice(1) }, 'warns'],
  ['member-election', 'the mode planned', 'ELECTION_MODE', {}, { mode: 'MEETING_OF_ALL' }, 'warns'],
  ['member-report', 'days to the report', 'RESULT_REPORTED_LATE', { reportedOn: '2012-08-24' }, { reportedOn: '2012-08-25' }, 'warns'],
  ['member-report', 'the people reported', 'REPORT_DISAGREES', {}, { members: LANDU['member-report'].members.slice(1) }, 'fails'],
  ['leadership-election', 'a quorum of the plenary', 'NO_QUORUM', {}, { present: 7 }, 'warns'],
  ['leadership-election', 'electors and members', 'ELECTORS_ARE_MEMBERS', {}, { entitled: 10 }, 'fails'],
  ['leadership-election', 'a day not before the members', 'PLENARY_BEFORE_MEMBERS', {}, { heldOn: '2012-08-16' }, 'fails'],
  [
    'leadership-election',
    'one deputy more than posts',
    'BALLOT_CANDIDATES_TOO_FEW',
    {},
    { deputiesCandidates: plenary.deputiesCandidates.slice(0, 3) },
    'fails',
  ],
  ['leadership-report', 'the leaders reported', 'REPORT_DISAGREES', {}, { leaders: LANDU['leadership-report'].leaders.slice(1) }, 'fails'],
  [
    'organization-study',
    'a proposal for every leader',
    'ELECTED_NOT_PROPOSED',
    {},
    { proposals: LANDU['organization-study'].proposals.slice(1) },
    'fails',
  ],
  [
    'inspection',
    'people in the team',
    'INSPECTION_TEAM_SMALL',
    { team: LANDU.inspection.team.slice(0, 2) },
    { team: LANDU.inspection.team.slice(0, 1) },
    'fails',
  ],
  ['inspection', 'bodies in the team', 'INSPECTION_BODIES', {}, { team: LANDU.inspection.team.slice(0, 2) }, 'warns'],
  ['inspection', 'methods', 'INSPECTION_NARROW', { methods: ['个别谈话', '民主测评'] }, { methods: ['个别谈话'] }, 'warns'],
  [
    'inspection',
    'a beginning not before the vote',
    'INSPECTED_BEFORE_VOTE',
    { inspectedFrom: '2012-08-17' },
    { inspectedFrom: '2012-08-16' },
    'warns',
  ],
  ['inspection', 'everybody proposed', 'PROPOSED_NOT_INSPECTED', {}, { people: LANDU.inspection.people.slice(1) }, 'warns'],
  ['public-notice', 'everybody who passed', 'PASSED_NOT_ON_NOTICE', {}, { people: LANDU['public-notice'].people.slice(1) }, 'warns'],
  ['public-notice', 'no press', 'NOTICE_IN_PRESS', {}, { press: true }, 'warns'],
  ['appointment', 'the term', 'TERM_DIFFERS', {}, { termYears: 4 }, 'warns'],
  ['appointment', 'everybody elected', 'ELECTED_NOT_APPOINTED', {}, { people: LANDU.appointment.people.slice(0, 8) }, 'warns'],
  ['appointment', 'talks', 'NO_TALKS_BEFORE', {}, { talksHeld: false }, 'warns'],
];

describe('a rule at its limit', () => {
  it.each(BOUNDARIES)('%s: %s (%s)', (stage, _what, code, within, beyond, said) => {
    expect([outcome(stage, within as Record<string, unknown>, code), outcome(stage, beyond as Record<string, unknown>, code)]).toEqual([
      'holds',
      said,
    ]);
  });

  it.each(LANDU_STAGES)('%s: counts that were not sent make the gate refuse', (stage) => {
    const facts = { rules: RULES, body: 'COMMITTEE', passed: passedBefore(stage) } as const;
    expect(gate(stage, {}, facts).map(({ code, outcome: said }) => [code, said])).toEqual([['COUNTS_MISSING', 'fails']]);
  });

  it.each(LANDU_STAGES)('%s: every verdict has both languages, a source and its figures', (stage) => {
    for (const { zh, en, rule, figures } of judge(stage).verdicts) {
      expect(zh).toMatch(/\p{Script=Han}/u);
      expect(en).toMatch(/^[ -~’“”×–]+$/u);
      expect(rule).toMatch(/^(R\d+(\.\d)?|§\d\.\d+|C-\d\d)$/);
      expect(Object.values(figures).every(Number.isInteger)).toBe(true);
    }
  });
});

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
    expect(verdictOf(judged, 'RECOMMENDATION_VOTE')?.rule).toBe('C-11');
  });

  it('the source structure after the vote warns and never stops', () => {
    const rules = { ...RULES, sources: { ENTREPRENEUR: { min: 2, max: 3 } } };
    const { 'post-design': _, ...earlier } = landuContext('member-election').earlier;
    const judged = judge('member-election', {}, { context: { rules, earlier } });
    expect(verdictOf(judged, 'SOURCE_STRUCTURE')).toMatchObject({ rule: 'C-15', outcome: 'warns', figures: { short: 1, over: 0 } });
  });

  it('a scrutineer who stands is named', () => {
    const dossier = checked('member-election', { ...congress, scrutineers: [person(10).name] });
    expect(DOSSIERS['member-election'].peopleBehind?.(dossier, landuContext('member-election'))).toMatchObject({
      TELLER_IS_CANDIDATE: [person(10).name],
    });
  });
});
