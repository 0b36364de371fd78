import { describe, expect, it } from 'vitest';
import { datePairCount, datePairsOf } from '../../../domain/fields/date-order.ts';
import { gate } from '../../../domain/gates/gates-of.ts';
import type { Counts, RuleOutcome } from '../../../domain/rules/rule-result.ts';
import { countsOf, factsOf, resultOf } from '../dossiers/judged.ts';
import { LANDU, LANDU_STAGES, type LanduStage, landuContext } from '../dossiers/landu.ts';

const context = landuContext();
const facts = factsOf(context);
const counts = Object.fromEntries(LANDU_STAGES.map((id) => [id, countsOf(id, LANDU[id], context)])) as Record<LanduStage, Counts>;

/** The sample's counts with some of them changed: what the rule of this code says, on the boundary and one beside it. */
type Row = readonly [id: LanduStage, change: Counts, code: string, outcome: RuleOutcome];

const ROWS: readonly Row[] = [
  ['working-body', { members: 0, withDuty: 0 }, 'GROUP_WITHOUT_MEMBERS', 'fails'],
  ['working-body', { members: 1, withDuty: 1 }, 'GROUP_WITHOUT_MEMBERS', 'holds'],
  ['working-body', { members: 4, withDuty: 4 }, 'MEMBERS_WITHOUT_DUTY', 'holds'],
  ['working-body', { members: 4, withDuty: 3 }, 'MEMBERS_WITHOUT_DUTY', 'warns'],
  ['working-body', { daysAhead: 1 }, 'DATED_AHEAD', 'warns'],

  ['survey', { distributed: 12_939 }, 'DISTRIBUTION_DISAGREES', 'fails'],
  ['survey', { distributed: 12_941 }, 'DISTRIBUTION_DISAGREES', 'fails'],
  ['survey', { youth: 0, distributed: 0 }, 'DISTRIBUTION_DISAGREES', 'fails'],
  ['survey', { gathering: 0 }, 'HEADINGS_MISSING', 'fails'],
  ['survey', { contact: 0 }, 'HEADINGS_MISSING', 'fails'],
  ['survey', { gathering: 1, communication: 1, exchange: 1, contact: 1 }, 'HEADINGS_MISSING', 'holds'],
  ['survey', { days: 0 }, 'SURVEY_WITHOUT_DAYS', 'fails'],
  ['survey', { days: 1 }, 'SURVEY_WITHOUT_DAYS', 'holds'],
  ['survey', { coverageBeforeBp: 10_000 }, 'COVERAGE_OUT_OF_RANGE', 'holds'],
  ['survey', { coverageBeforeBp: 10_001 }, 'COVERAGE_OUT_OF_RANGE', 'fails'],

  ['implementation-plan', { plans: 0 }, 'PLAN_MISSING', 'fails'],
  ['implementation-plan', { local: 1 }, 'PLAN_NOT_LOCAL', 'holds'],
  ['implementation-plan', { competition: 1 }, 'COMPETITION_NOT_NAMED', 'holds'],

  ['post-design', { secretaries: 0 }, 'SECRETARY_POSTS_WRONG', 'fails'],
  ['post-design', { secretaries: 2 }, 'SECRETARY_POSTS_WRONG', 'fails'],
  ['post-design', { deputies: 2 }, 'DEPUTY_POSTS_WRONG', 'fails'],
  ['post-design', { deputies: 4 }, 'DEPUTY_POSTS_WRONG', 'fails'],
  ['post-design', { members: 4 }, 'MEMBER_POSTS_WRONG', 'fails'],
  ['post-design', { members: 6 }, 'MEMBER_POSTS_WRONG', 'fails'],
  ['post-design', { members: 4, x: 4 }, 'SEATS_DISAGREE', 'fails'],
  ['post-design', { members: 6, x: 6 }, 'SEATS_DISAGREE', 'fails'],
  ['post-design', { withDuty: 8 }, 'POSTS_WITHOUT_DUTY', 'fails'],
  ['post-design', { deputiesIn: 0, deputiesOut: 3, represented: 3 }, 'DEPUTY_POSTS_MIX', 'fails'],
  ['post-design', { deputiesIn: 3, deputiesOut: 0, represented: 0 }, 'DEPUTY_POSTS_MIX', 'fails'],
  ['post-design', { deputiesIn: 2, deputiesOut: 1, represented: 1 }, 'DEPUTY_POSTS_MIX', 'holds'],
  ['post-design', { represented: 1 }, 'DEPUTY_POSTS_REPRESENT_NOBODY', 'fails'],
  ['post-design', { fullTime: 4, partTime: 0 }, 'LEADERS_ALL_FULL_OR_PART_TIME', 'warns'],
  ['post-design', { qualifications: 0 }, 'QUALIFICATIONS_MISSING', 'fails'],
  ['post-design', { sources: 0 }, 'SOURCES_MISSING', 'fails'],
  ['post-design', { sourcesMin: 10 }, 'SOURCES_CANNOT_FILL', 'fails'],
  ['post-design', { sourcesMin: 9, sourcesMax: 9 }, 'SOURCES_CANNOT_FILL', 'holds'],
  ['post-design', { sourcesMin: 5, sourcesMax: 8 }, 'SOURCES_CANNOT_FILL', 'fails'],
  ['post-design', { sourcesOutsidePlan: 1 }, 'SOURCES_OUTSIDE_PLAN', 'fails'],
  ['post-design', { postsOverSource: 1 }, 'POSTS_OVER_SOURCE', 'warns'],

  ['publicity', { entries: 0 }, 'PUBLICITY_MISSING', 'fails'],
  ['publicity', { entries: 1 }, 'PUBLICITY_MISSING', 'holds'],
  ['publicity', { announced: 0 }, 'POSTS_NOT_ANNOUNCED', 'fails'],
  ['publicity', { audiences: 1 }, 'AUDIENCE_NARROW', 'warns'],
  ['publicity', { press: 1 }, 'PRESS_USED', 'warns'],

  ['recommendation', { branchesReported: 0, mostBranches: 0 }, 'NO_BRANCH_REPORTED', 'fails'],
  ['recommendation', { branchesReported: 36 }, 'BRANCHES_MORE_THAN_EXIST', 'holds'],
  ['recommendation', { branchesReported: 37 }, 'BRANCHES_MORE_THAN_EXIST', 'fails'],
  ['recommendation', { mostBranches: 33 }, 'BRANCHES_MORE_THAN_EXIST', 'holds'],
  ['recommendation', { mostBranches: 34 }, 'BRANCHES_MORE_THAN_EXIST', 'fails'],
  ['recommendation', { withPost: 15 }, 'RECOMMENDATION_WITHOUT_POST', 'fails'],
  ['recommendation', { postsUnknown: 1 }, 'POST_NOT_DESIGNED', 'fails'],
  ['recommendation', { leadDays: 30 }, 'REQUEST_LEAD_SHORT', 'holds'],
  ['recommendation', { leadDays: 29 }, 'REQUEST_LEAD_SHORT', 'warns'],
  ['recommendation', { recommended: 11, withPost: 11 }, 'RECOMMENDED_BELOW_NOMINEE_FLOOR', 'holds'],
  ['recommendation', { recommended: 10, withPost: 10 }, 'RECOMMENDED_BELOW_NOMINEE_FLOOR', 'warns'],

  ['nomination', { nominees: 10 }, 'NOMINEES_TOO_FEW', 'fails'],
  ['nomination', { nominees: 12 }, 'NOMINEES_TOO_FEW', 'holds'],
  ['nomination', { outsideRecommended: 1 }, 'NOMINEES_NOT_RECOMMENDED', 'fails'],
  ['nomination', { nominees: 16 }, 'NOMINEES_NOT_RECOMMENDED', 'holds'],
  ['nomination', { nominees: 17 }, 'NOMINEES_NOT_RECOMMENDED', 'fails'],
  ['nomination', { unaccounted: 1 }, 'RECOMMENDED_UNACCOUNTED', 'warns'],
  ['nomination', { tooOld: 1 }, 'TOO_OLD', 'fails'],
  ['nomination', { notMembers: 1 }, 'NOT_A_MEMBER', 'fails'],
  ['nomination', { criteriaShort: 1 }, 'CRITERIA_NOT_MET', 'fails'],
  ['nomination', { attributesShort: 1 }, 'ATTRIBUTES_NOT_MET', 'fails'],
  ['nomination', { withReason: 10 }, 'NOMINEES_WITHOUT_REASON', 'fails'],
  ['nomination', { postsUnknown: 1 }, 'POST_NOT_DESIGNED', 'fails'],
  ['nomination', { postsUncovered: 1 }, 'POSTS_WITHOUT_NOMINEE', 'warns'],
  ['nomination', { secretariesOut: 1 }, 'SECRETARY_OUT_OF_QUOTA', 'fails'],
  ['nomination', { represented: 1 }, 'DEPUTIES_REPRESENT_NOBODY', 'fails'],
  ['nomination', { inQuota: 0 }, 'DEPUTY_MIX_OUT_OF_REACH', 'warns'],
  ['nomination', { outOfQuota: 0 }, 'DEPUTY_MIX_OUT_OF_REACH', 'warns'],
  ['nomination', { fields: 1 }, 'FIELDS_TOO_FEW', 'warns'],
  ['nomination', { sourcesShort: 1 }, 'SOURCES_OUT_OF_REACH', 'warns'],
  ['nomination', { leagueAged: 1 }, 'LEAGUE_AGE_PASSED', 'warns'],

  ['formal-candidates', { documents: 0 }, 'FORMAL_WITHOUT_DECISION', 'fails'],
  ['formal-candidates', { formal: 9 }, 'FORMAL_TOO_FEW', 'fails'],
  ['formal-candidates', { formal: 11 }, 'FORMAL_NOT_NOMINATED', 'holds'],
  ['formal-candidates', { formal: 12 }, 'FORMAL_NOT_NOMINATED', 'fails'],
  ['formal-candidates', { outsideNominees: 1 }, 'FORMAL_NOT_NOMINATED', 'fails'],
  ['formal-candidates', { unaccounted: 1 }, 'NOMINEES_UNACCOUNTED', 'warns'],
  ['formal-candidates', { tooOld: 1 }, 'TOO_OLD', 'fails'],
  ['formal-candidates', { notMembers: 1 }, 'NOT_A_MEMBER', 'fails'],
  ['formal-candidates', { postsUnknown: 1 }, 'POST_NOT_DESIGNED', 'fails'],
  ['formal-candidates', { formal: 11 }, 'BALLOT_DIFFERENTIAL_LOW', 'holds'],
  ['formal-candidates', { inQuota: 0 }, 'DEPUTY_MIX_OUT_OF_REACH', 'warns'],
  ['formal-candidates', { inQuota: 1, outOfQuota: 1 }, 'DEPUTY_MIX_OUT_OF_REACH', 'holds'],

  ['mechanisms', { divisionOfDuties: 0 }, 'DIVISION_OF_DUTIES_MISSING', 'fails'],
  ['mechanisms', { postTargets: 0 }, 'POST_TARGETS_MISSING', 'fails'],
  ['mechanisms', { regularMeeting: 0 }, 'REGULAR_MEETING_MISSING', 'fails'],
  ['mechanisms', { deliberation: 0 }, 'DELIBERATION_MISSING', 'fails'],
  ['mechanisms', { appraisal: 0 }, 'APPRAISAL_MISSING', 'fails'],
  ['mechanisms', { meetingMonths: 0 }, 'INTERVALS_MISSING', 'fails'],
  ['mechanisms', { meetingMonths: 1, reviewMonths: 3 }, 'INTERVALS_LONG', 'holds'],
  ['mechanisms', { meetingMonths: 2, reviewMonths: 3 }, 'INTERVALS_LONG', 'warns'],
  ['mechanisms', { meetingMonths: 1, reviewMonths: 4 }, 'INTERVALS_LONG', 'warns'],

  ['functions', { positioning: 0 }, 'POSITIONING_MISSING', 'fails'],
  ['functions', { projects: 0, withVerb: 0 }, 'PROJECTS_MISSING', 'fails'],
  ['functions', { withVerb: 2 }, 'PROJECTS_WITHOUT_VERB', 'fails'],
  ['functions', { guide: 0 }, 'VERBS_NOT_COVERED', 'warns'],
  ['functions', { emotional: 0 }, 'WAYS_NOT_COVERED', 'warns'],
  ['functions', { newUnits: 0 }, 'NO_NEW_UNITS', 'warns'],
  ['functions', { newUnits: 1 }, 'NO_NEW_UNITS', 'holds'],
  ['functions', { coverageAfterBp: 3_100 }, 'COVERAGE_NOT_WIDER', 'warns'],
  ['functions', { coverageAfterBp: 3_101 }, 'COVERAGE_NOT_WIDER', 'holds'],
  ['functions', { coverageAfterBp: 10_001 }, 'COVERAGE_OUT_OF_RANGE', 'fails'],

  ['summary', { experiences: 0 }, 'EXPERIENCE_MISSING', 'fails'],
  ['summary', { results: 0 }, 'RESULTS_MISSING', 'fails'],
  ['summary', { publish: 0 }, 'EXPERIENCE_NOT_SHARED', 'warns'],

  ['monthly-report', { done: 0 }, 'PROGRESS_MISSING', 'fails'],
  ['monthly-report', { next: 0 }, 'PROGRESS_MISSING', 'fails'],
  ['monthly-report', { women: 9 }, 'FIGURES_IMPOSSIBLE', 'holds'],
  ['monthly-report', { women: 10 }, 'FIGURES_IMPOSSIBLE', 'fails'],
  ['monthly-report', { party: 10 }, 'FIGURES_IMPOSSIBLE', 'fails'],
  ['monthly-report', { nominees: 17 }, 'FIGURES_OUT_OF_ORDER', 'warns'],
  ['monthly-report', { formal: 12 }, 'FIGURES_OUT_OF_ORDER', 'warns'],
  ['monthly-report', { nominees: 10 }, 'FIGURES_DIFFER_FROM_RECORD', 'warns'],
  ['monthly-report', { nominees: 0 }, 'FIGURES_DIFFER_FROM_RECORD', 'holds'],

  // Both days of a pair are on record in the sample, or there is no word on it.
  ...LANDU_STAGES.flatMap((id) => datePairsOf(id).flatMap((pair): Row[] => ordered(id, pair))),
];

function ordered(id: LanduStage, pair: ReturnType<typeof datePairsOf>[number]): Row[] {
  const name = datePairCount(pair);
  if (counts[id][name] === undefined) return [];
  return [
    [id, { [name]: 0 }, pair.code, 'holds'],
    [id, { [name]: 1 }, pair.code, pair.hard ? 'fails' : 'warns'],
  ];
}

describe('a rule on the boundary and one beside it', () => {
  const withRule = ROWS.map((row) => [resultOf(gate(row[0], counts[row[0]], facts), row[2]).rule, ...row] as const);
  it.each(withRule)('%s: %s with %j: %s %s', (_rule, id, change, code, outcome) => {
    const result = resultOf(gate(id, { ...counts[id], ...change }, facts), code);
    expect(result.outcome).toBe(outcome);
    expect(result.zh).not.toBe('');
  });

  it('is tried for every rule that the gates of these stages have', () => {
    const tried = new Set(ROWS.map(([id, , code]) => `${id} ${code}`));
    const printedOnly = ['SURVEY_NOT_ON_FILE', 'DATED_AHEAD'];
    const rules = LANDU_STAGES.flatMap((id) => gate(id, counts[id], facts).map(({ code }) => [id, code] as const));
    const untried = rules.filter(([id, code]) => !printedOnly.includes(code) && !tried.has(`${id} ${code}`));
    expect(untried).toEqual([]);
  });

  it.each(LANDU_STAGES)('%s cannot be judged without its counts, and says so instead of letting it pass', (id) => {
    for (const bad of [{}, Object.fromEntries(Object.keys(counts[id]).map((name) => [name, -1]))]) {
      const ruleResults = gate(id, bad, facts);
      expect(ruleResults.map(({ code, outcome }) => [code, outcome])).toEqual([['COUNTS_MISSING', 'fails']]);
    }
  });
});

describe('what other stages left on record', () => {
  it('no survey: nominees may still be chosen, with advice', () => {
    const { survey: _, ...passed } = facts.passed;
    expect(resultOf(gate('nomination', counts.nomination, { ...facts, passed }), 'SURVEY_NOT_ON_FILE').outcome).toBe('warns');
    expect(resultOf(gate('nomination', counts.nomination, facts), 'SURVEY_NOT_ON_FILE').outcome).toBe('holds');
  });

  it('no branches’ round, where the plan switches it off: advice only', () => {
    const { recommendation: _, ...passed } = facts.passed;
    const result = resultOf(gate('nomination', counts.nomination, { ...facts, passed }), 'NOMINEES_NOT_RECOMMENDED');
    expect(result.outcome).toBe('warns');
  });

  it('no nomination: a formal list has nobody to come from', () => {
    const { nomination: _, ...passed } = facts.passed;
    const result = resultOf(gate('formal-candidates', counts['formal-candidates'], { ...facts, passed }), 'FORMAL_NOT_NOMINATED');
    expect(result).toMatchObject({ outcome: 'fails', figures: { formal: 10, nominees: 0, wrong: 10 } });
  });

  it('leaders beside the seats: X is the seats', () => {
    const rules = { ...facts.rules, seats: 5, seatsIncludeLeadership: false as const };
    expect(resultOf(gate('post-design', counts['post-design'], { ...facts, rules }), 'SEATS_DISAGREE')).toMatchObject({
      outcome: 'holds',
      figures: { x: 5, need: 5, seats: 5 },
    });
  });

  it('a secretary out of quota is let through where the plan does not ask for the established staff', () => {
    const rules = { ...facts.rules, secretaryPublicEmployee: false };
    const changed = { ...counts.nomination, secretariesOut: 1 };
    expect(resultOf(gate('nomination', changed, { ...facts, rules }), 'SECRETARY_OUT_OF_QUOTA').outcome).toBe('holds');
  });
});
