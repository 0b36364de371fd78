import { describe, expect, it } from 'vitest';
import { gate } from '../../../domain/gates/gates-of.ts';
import { judge, outcome, passedBefore } from './judge.ts';
import { LANDU, LANDU_STAGES, type LanduStage } from './landu.ts';
import { RULES } from './rules.ts';

const congress = LANDU['member-election'];
const plenary = LANDU['leadership-election'];

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
  [
    'inspection',
    'the discipline office, about everybody',
    'DISCIPLINE_NOT_ASKED',
    {},
    { consulted: LANDU.inspection.consulted.slice(1) },
    'fails',
  ],
  ['inspection', 'the police', 'POLICE_NOT_ASKED', {}, { consulted: askedBy('DISCIPLINE') }, 'fails'],
  ['inspection', 'the court, where the plan advises it', 'COURT_NOT_ASKED', {}, { consulted: askedBy('DISCIPLINE', 'POLICE') }, 'warns'],
  [
    'inspection',
    'nobody against who passed',
    'PASSED_AGAINST_OPINION',
    {},
    {
      consulted: [
        ...LANDU.inspection.consulted,
        { name: LANDU.inspection.people[0]?.name, office: 'TAX', opinion: 'AGAINST', words: '欠税未缴' },
      ],
    },
    'warns',
  ],
  [
    'inspection',
    'nobody asked about but those inspected',
    'ASKED_ABOUT_OTHERS',
    {},
    { consulted: [...LANDU.inspection.consulted, { name: '外人例', office: 'TAX', opinion: 'NONE' }] },
    'fails',
  ],
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

/** Only these offices were asked, about everybody. */
function askedBy(...offices: string[]) {
  return LANDU.inspection.consulted.filter(({ office }) => offices.includes(office));
}

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

  it.each(LANDU_STAGES)('%s: every result has both languages, a source and its figures', (stage) => {
    for (const { zh, en, rule, figures } of judge(stage).ruleResults) {
      expect(zh).toMatch(/\p{Script=Han}/u);
      expect(en).toMatch(/^[ -~’“”×–]+$/u);
      expect(rule).toMatch(/^(R\d+(\.\d)?|§\d\.\d+|C-\d\d)$/);
      expect(Object.values(figures).every(Number.isInteger)).toBe(true);
    }
  });
});
