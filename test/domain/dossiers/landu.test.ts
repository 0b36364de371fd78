import { describe, expect, it } from 'vitest';
import { DOSSIERS } from '../../../domain/dossiers/index.ts';
import { codesOf, judged, kept, resultOf } from './judged.ts';
import { LANDU, LANDU_STAGES, type LanduStage, landuContext } from './landu.ts';

/** Figures of the sample, as a page prints them, each with the rule that they are judged by. */
const FIGURES: readonly (readonly [LanduStage, string, Readonly<Record<string, number>>])[] = [
  ['working-body', 'GROUP_WITHOUT_MEMBERS', { members: 4 }],
  ['survey', 'DISTRIBUTION_DISAGREES', { youth: 12_940, distributed: 12_940 }],
  ['survey', 'HEADINGS_MISSING', { filled: 4, need: 4 }],
  ['survey', 'COVERAGE_OUT_OF_RANGE', { coverageBp: 3_100 }],
  ['survey', 'SURVEY_WITHOUT_DAYS', { days: 7 }],
  ['post-design', 'SEATS_DISAGREE', { x: 5, need: 5, seats: 9 }],
  ['post-design', 'DEPUTY_POSTS_MIX', { inQuota: 1, outOfQuota: 2, minInQuota: 1, minOutOfQuota: 1 }],
  ['post-design', 'LEADERS_ALL_FULL_OR_PART_TIME', { fullTime: 2, partTime: 2 }],
  ['post-design', 'SOURCES_CANNOT_FILL', { least: 9, most: 15, seats: 9 }],
  ['publicity', 'PUBLICITY_MISSING', { entries: 3, people: 454 }],
  ['recommendation', 'NO_BRANCH_REPORTED', { reported: 33, branches: 36 }],
  ['recommendation', 'REQUEST_LEAD_SHORT', { days: 32, need: 30 }],
  ['recommendation', 'RECOMMENDED_BELOW_NOMINEE_FLOOR', { recommended: 16, need: 11, seats: 9 }],
  ['nomination', 'NOMINEES_TOO_FEW', { people: 11, seats: 9, need: 11, bp: 2_222, requiredBp: 2_000 }],
  ['nomination', 'NOMINEES_NOT_RECOMMENDED', { nominees: 11, recommended: 16, wrong: 0 }],
  ['nomination', 'RECOMMENDED_UNACCOUNTED', { recommended: 16, wrong: 0 }],
  ['nomination', 'TOO_OLD', { people: 11, maxAge: 35, wrong: 0 }],
  ['formal-candidates', 'FORMAL_TOO_FEW', { people: 10, seats: 9, need: 10, bp: 1_111, requiredBp: 1_000 }],
  ['formal-candidates', 'FORMAL_NOT_NOMINATED', { formal: 10, nominees: 11, wrong: 0 }],
  ['functions', 'COVERAGE_NOT_WIDER', { beforeBp: 3_100, afterBp: 5_200 }],
  ['mechanisms', 'INTERVALS_MISSING', { meetingMonths: 1, reviewMonths: 6 }],
  ['monthly-report', 'FIGURES_IMPOSSIBLE', { elected: 9, women: 5, party: 7, deputiesOutOfQuota: 2, wrong: 0 }],
  ['monthly-report', 'FIGURES_DIFFER_FROM_RECORD', { wrong: 0 }],
];

/** Advice that the sample is given; everything else holds. */
const ADVICE: Partial<Record<LanduStage, readonly string[]>> = {
  'working-body': ['MEMBERS_WITHOUT_DUTY'],
  'implementation-plan': ['PLAN_NOT_LOCAL', 'COMPETITION_NOT_NAMED'],
  'formal-candidates': ['BALLOT_DIFFERENTIAL_LOW'],
  mechanisms: ['INTERVALS_LONG'],
};

describe('the sample dossier of 澜渡镇', () => {
  it.each(LANDU_STAGES)('is accepted at %s, and no rule stops it', (id) => {
    const ruleResults = judged(id, LANDU[id]);
    expect(codesOf(ruleResults, 'fails')).toEqual([]);
    expect(codesOf(ruleResults, 'warns')).toEqual(ADVICE[id] ?? []);
  });

  it.each(FIGURES)('prints at %s the figures of %s', (id, code, figures) => {
    expect(resultOf(judged(id, LANDU[id]), code).figures).toEqual(figures);
  });

  it.each(LANDU_STAGES)('says every figure of %s in both languages', (id) => {
    for (const { zh, en, rule } of judged(id, LANDU[id])) {
      expect(zh).toMatch(/\p{Script=Han}/u);
      expect(en).not.toMatch(/undefined|NaN|\p{Script=Han}/u);
      expect(zh).not.toMatch(/undefined|NaN/);
      expect(rule).toMatch(/^(R\d+(\.\d)?|§2\.\d+|C-\d\d)$/);
    }
  });

  it('is kept as it was typed, with unticked boxes said', () => {
    const { nominees } = kept('nomination', LANDU.nomination) as { nominees: { name: string; morals: boolean }[] };
    expect(nominees.map((person) => person.name)).toEqual(LANDU.nomination.nominees.map((person) => person.name));
    const { projects } = kept('functions', LANDU.functions) as { projects: { guide: boolean }[] };
    expect(projects.map((project) => project.guide)).toEqual([false, true, false]);
  });

  it('links the accounts of people who stand in it, each once', () => {
    const [first, second] = LANDU.nomination.nominees;
    const withAccounts = { ...LANDU.nomination, nominees: [{ ...first, account: 'acc-1' }, second] };
    expect(DOSSIERS.nomination.linkedAccountsOf(kept('nomination', withAccounts))).toEqual(['acc-1']);
    expect(DOSSIERS.nomination.linkedAccountsOf(kept('nomination', LANDU.nomination))).toEqual([]);
  });

  it('sends whole numbers under short names only', () => {
    for (const id of LANDU_STAGES) {
      for (const [name, value] of Object.entries(DOSSIERS[id].countsOf(kept(id, LANDU[id]), landuContext()))) {
        expect(name).toMatch(/^[A-Za-z][A-Za-z0-9.]{0,39}$/);
        expect(Number.isSafeInteger(value)).toBe(true);
      }
    }
  });
});
