import { describe, expect, it } from 'vitest';
import { STAGES, type StageId, stagesBefore, stagesBehind } from '../../../domain/stages/stages.ts';
import { PlayedTownship } from '../../support/played-township.ts';
import { actor, PLAN_2012 } from '../../support/township.ts';
import { askedNow, plain, report } from '../../support/township-messages.ts';

const PC = 'township-party-committee';
const CL = 'county-league';
const OD = 'organization-department';

/** The plan's nine stages, and what a township does in each; the county makes the policy of the first. */
const NINE: readonly (readonly [rule: string, stage: StageId])[] = [
  ['R27.1', 'implementation-plan'],
  ['R27.1', 'post-design'],
  ['R27.2', 'working-body'],
  ['R27.3', 'publicity'],
  ['R27.4', 'recommendation'],
  ['R27.4', 'nomination'],
  ['R27.5', 'formal-candidates'],
  ['R27.6', 'member-election'],
  ['R27.6', 'leadership-election'],
  ['R27.7', 'organization-study'],
  ['R27.8', 'inspection'],
  ['R27.8', 'public-notice'],
  ['R27.9', 'appointment'],
];

/** A township that does everything it can but this stage, reports every month, and stands in January. */
function allBut(stage: StageId): PlayedTownship {
  const played = new PlayedTownship();
  const open = () => STAGES.map(({ id }) => id).filter((id) => id !== stage && played.item(id).status === 'open');
  for (let next = open(); next.length > 0; next = open()) played.pass(...next);
  for (const { month } of PLAN_2012.reports.months) played.until(`${month}-28`, 10).pass(report(month));
  return played.until('2013-02-01');
}

describe('each of the nine stages', () => {
  it.each(NINE)('%s: without %s nothing behind it opens and the township is not done', (_rule, stage) => {
    const played = allBut(stage);
    expect([played.item(stage).status, played.state.status]).toEqual(['open', 'running']);
    for (const behind of stagesBehind(stage)) expect([behind, played.item(behind).status]).toEqual([behind, 'waiting']);
    // Of the organising body the county only takes note, and by then no note is waited for.
    if (stage === 'working-body') played.submit(stage);
    else played.passEverything();
    expect(played.state.status).toBe('completed');
  });

  it('comes after the one before it, but for the organising body, which works beside the survey', () => {
    const order = NINE.map(([, stage]) => stage).filter((stage) => stage !== 'working-body');
    for (const [index, stage] of order.entries()) expect(stagesBehind(stage)).toEqual(expect.arrayContaining(order.slice(index + 1)));
  });
});

describe('a result that two bodies receive', () => {
  it.each([
    ['R55', 'member-report', PC],
    ['R55', 'member-report', CL],
    ['R59', 'leadership-report', PC],
    ['R59', 'leadership-report', CL],
  ] as const)('%s: %s is not passed by the receipt of the %s alone', (_rule, stage, first) => {
    const played = new PlayedTownship();
    for (const id of stagesBefore('organization-study').filter((before) => before !== stage)) played.pass(id);
    played.submit(stage);
    played.answer(stage, first);
    expect([played.item(stage).status, played.item('organization-study').status]).toEqual(['submitted', 'waiting']);
    played.answer(stage, askedNow(played.item(stage))[0] ?? expect.fail());
    expect([played.item(stage).status, played.item('organization-study').status]).toEqual(['passed', 'open']);
  });
});

describe('the two bodies that lead throughout', () => {
  it.each([PC, OD] as const)('R93: the %s stops the township at every stage, and is the one who lets it go on', (body) => {
    for (const { id, answers } of STAGES) {
      const played = new PlayedTownship().reach(id);
      played.submit(id);
      const [asked] = askedNow(played.item(id));
      played.send(plain('hold', actor(body)));
      expect([id, played.state.hold?.body]).toEqual([id, body]);
      if (asked) expect(() => played.answer(id, asked)).toThrow('HELD');
      else expect(answers.every(({ kind }) => kind === 'note')).toBe(true);
      played.send(plain('release', actor(body)));
      expect(played.state.hold).toBeNull();
    }
  });

  it('R95: the county league guides: it holds nobody, and decides no list and no vote', () => {
    const played = new PlayedTownship();
    expect(() => played.send(plain('hold', actor(CL)))).toThrow('NOT_AUTHORIZED');
    const decided = STAGES.filter(({ answers }) => answers.some(({ by, kind }) => by === CL && kind === 'approve')).map(({ id }) => id);
    expect(decided).toEqual(['formal-candidates', 'leader-candidates', 'appointment', 'mechanisms', 'functions', 'summary']);
  });
});
