import { describe, expect, it } from 'vitest';
import { problemLine } from '../../../domain/language/problem.ts';
import { parsePlan } from '../../../domain/plan/parse-plan.ts';
import { defaultPlan } from '../../support/shipped-plan.ts';

const plan = await defaultPlan();

type Tree = { [key: string]: Tree };

/** The shipped plan with some values set; `undefined` takes a field away. */
function edited(changes: Readonly<Record<string, unknown>>): unknown {
  const copy = structuredClone(plan) as unknown as Tree;
  for (const [path, value] of Object.entries(changes)) {
    const keys = path.split('.');
    const last = keys.pop() ?? '';
    const owner = keys.reduce<Tree>((tree, key) => tree[key] ?? {}, copy) as Record<string, unknown>;
    if (value === undefined) delete owner[last];
    else owner[last] = value;
  }
  return copy;
}

function problemsIn(changes: Readonly<Record<string, unknown>>): { path: string; code: string }[] {
  const read = parsePlan(edited(changes));
  return 'problems' in read ? read.problems.map(({ path, code }) => ({ path, code })) : [];
}

describe('the shipped plan', () => {
  it('is accepted as it is', () => {
    expect('plan' in parsePlan(plan)).toBe(true);
  });

  it('may switch a stage off with a reason, and then asks for no order around it', () => {
    expect(
      problemsIn({ 'stages.publicity.enabled': false, 'stages.publicity.reason': '与调查摸底合并进行', 'stages.publicity.due': '06-25' }),
    ).toEqual([]);
  });
});

describe('a plan that a person edited', () => {
  it.each([
    ['a due date after its phase', { 'stages.implementation-plan.due': '06-21' }, 'stages.implementation-plan.due', 'DUE_AFTER_PHASE'],
    ['a due date before its phase', { 'stages.post-design.due': '06-20' }, 'stages.post-design.due', 'DUE_BEFORE_PHASE'],
    ['a due date before the stage it waits for', { 'stages.nomination.due': '07-16' }, 'stages.nomination.due', 'DUE_ORDER'],
    [
      'a competitive stage switched off',
      { 'stages.nomination.enabled': false, 'stages.nomination.reason': '省事' },
      'stages.nomination.enabled',
      'COMPETITIVE_STAGE_OFF',
    ],
    [
      'a fixed stage switched off',
      { 'stages.inspection.enabled': false, 'stages.inspection.reason': '省事' },
      'stages.inspection.enabled',
      'STAGE_ALWAYS_ON',
    ],
    ['a stage switched off without a reason', { 'stages.publicity.enabled': false }, 'stages.publicity.reason', 'REASON_MISSING'],
    ['a stage left out', { 'stages.survey': undefined }, 'stages.survey', 'MISSING'],
    ['a stage that does not exist', { 'stages.celebration': {} }, 'stages.celebration', 'UNKNOWN_FIELD'],
    ['a day that no ordinary year has', { 'phases.preparation.from': '02-29' }, 'phases.preparation.from', 'NOT_ALLOWED'],
    ['a gap between phases', { 'phases.implementation.from': '06-22' }, 'phases.implementation.from', 'PHASE_GAP'],
    ['a quorum that nobody can exceed', { quorum: { num: 5, den: 5, strict: true } }, 'quorum', 'QUORUM_FRACTION'],
    ['a quorum under one half', { quorum: { num: 2, den: 5, strict: false } }, 'quorum', 'QUORUM_FRACTION'],
    ['a quorum upside down', { quorum: { num: 5, den: 4, strict: false } }, 'quorum', 'QUORUM_FRACTION'],
    ['a negative ratio', { 'differential.nomineesBp': -1 }, 'differential.nomineesBp', 'NOT_ALLOWED'],
    ['a ratio written as a percentage', { 'differential.formalBp': '10%' }, 'differential.formalBp', 'NOT_ALLOWED'],
    ['more formal candidates than nominees', { 'differential.formalBp': 2500 }, 'differential.formalBp', 'RATIO_ORDER'],
    ['a mix that three deputies cannot have', { 'leadership.deputies.minInQuota': 3 }, 'leadership.deputies', 'DEPUTIES_MIX'],
    ['a committee with its sizes crossed', { 'committee.sizeMin': 21, 'committee.sizeMax': 9 }, 'committee.sizeMin', 'COMMITTEE_SIZE'],
    [
      'sources that exceed every committee',
      { 'sources.proportions': { OTHER: { min: 22, max: 30 } } },
      'sources.proportions',
      'PROPORTION_SUM',
    ],
    [
      'a source with least above most',
      { 'sources.proportions': { OTHER: { min: 3, max: 2 } } },
      'sources.proportions.OTHER',
      'PROPORTION_ORDER',
    ],
    ['an unknown source', { 'sources.proportions': { POET: { min: 1, max: 2 } } }, 'sources.proportions.POET', 'UNKNOWN_FIELD'],
    ['a notice of four working days', { notice: { unit: 'WORKING', length: 4, rollToWorkday: true } }, 'notice.length', 'NOTICE_LENGTH'],
    ['a supplementary election without a round', { 'shortfall.maxRounds': 0 }, 'shortfall.maxRounds', 'SHORTFALL_ROUNDS'],
    ['rounds for an election that is not held', { 'shortfall.policy': 'VACANT' }, 'shortfall.maxRounds', 'SHORTFALL_ROUNDS'],
    ['reminders nearest first', { 'ladder.remindWorkdaysBefore': [1, 3] }, 'ladder.remindWorkdaysBefore', 'REMINDER_ORDER'],
    ['a ladder that steps back', { 'ladder.escalateWorkdaysAfter': [0, 7, 3] }, 'ladder.escalateWorkdaysAfter', 'LADDER_ORDER'],
    ['a ladder of two steps', { 'ladder.escalateWorkdaysAfter': [0, 3] }, 'ladder.escalateWorkdaysAfter', 'NOT_ALLOWED'],
    ['a month asked for twice', { 'report.months': [6, 7, 7] }, 'report.months', 'REPORT_MONTH_ORDER'],
    ['a month outside the plan', { 'report.months': [5, 6] }, 'report.months', 'REPORT_MONTH_OUTSIDE'],
    ['a mode of election that does not exist', { 'election.mode': 'ACCLAMATION' }, 'election.mode', 'NOT_ALLOWED'],
    ['a text in one language only', { 'title.en': undefined }, 'title.en', 'MISSING'],
    ['a title with hidden characters', { 'title.zh': '方案\u202E' }, 'title.zh', 'NOT_ALLOWED'],
  ])('is refused for %s', (_name, changes, path, code) => {
    expect(problemsIn(changes)).toEqual([{ path, code }]);
  });

  it('hears of everything at once, also across fields beside a misspelt one', () => {
    const codes = problemsIn({
      'stages.survey.due': 'June 13',
      'stages.nomination.due': '07-16',
      'stages.member-election.enabled': false,
      'stages.functions.guidance': undefined,
      quorum: { num: 1, den: 3, strict: true },
      'notice.length': 2,
      ladders: {},
    }).map(({ path }) => path);
    expect(codes.sort()).toEqual([
      'ladders',
      'notice.length',
      'quorum',
      'stages.functions.guidance',
      'stages.member-election.enabled',
      'stages.nomination.due',
      'stages.survey.due',
    ]);
  });

  it('reads the place, what was found and what is allowed in both languages', () => {
    const read = parsePlan(edited({ 'notice.length': 30, 'stages.summary.due': '10-01' }));
    if (!('problems' in read)) throw new Error('the plan was accepted');
    expect(read.problems.map((one) => problemLine(one, 'zh'))).toEqual([
      'notice.length：填的是“30”，应为：3 到 15 的整数',
      'stages.summary.due：期限 10-01 早于总结阶段；应在 10-11 到 12-31 之间',
      'stages.summary.due：期限 10-01 早于前一环节“正式聘任”的 10-10；应不早于 10-10',
      'stages.summary.due：期限 10-01 早于前一环节“运行机制”的 10-10；应不早于 10-10',
      'stages.summary.due：期限 10-01 早于前一环节“功能定位、工作内容”的 10-10；应不早于 10-10',
    ]);
    expect(problemLine(read.problems[0] ?? expect.fail(), 'en')).toBe('notice.length: found "30"; allowed: a whole number from 3 to 15');
  });

  it.each([null, undefined, [], 'plan', 7])('that is no plan at all (%j) is one problem', (input) => {
    const read = parsePlan(input);
    expect('problems' in read && read.problems.length).toBe(1);
  });
});
