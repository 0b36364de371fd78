import { describe, expect, it } from 'vitest';
import { STAGES, type StageId, stageDefinition, stagesBefore, stagesBehind } from '../../../domain/stages/stages.ts';
import { PlayedTownship } from '../../support/played-township.ts';
import { PLAN_2012, townshipInput } from '../../support/township.ts';
import { askedNow } from '../../support/township-messages.ts';

const TL = 'township-league';
const PC = 'township-party-committee';
const CL = 'county-league';
const OD = 'organization-department';

/** The plan's table: who submits, who answers and how, and what each stage waits for. */
const TABLE: readonly (readonly [id: StageId, submitter: string, answers: string, after: string])[] = [
  ['working-body', PC, `${CL} note`, ''],
  ['survey', TL, `${PC} approve`, ''],
  ['implementation-plan', TL, `${PC} approve; ${CL} note`, 'survey'],
  ['post-design', TL, `${PC} approve; ${OD} approve`, 'implementation-plan'],
  ['publicity', TL, `${CL} note`, 'post-design'],
  ['recommendation', TL, '', 'publicity'],
  ['nomination', TL, `${PC} approve`, 'recommendation'],
  ['formal-candidates', PC, `${CL} approve`, 'nomination'],
  ['member-election', TL, `${PC} approve`, 'formal-candidates'],
  ['member-report', TL, `${PC} receipt + ${CL} receipt`, 'member-election'],
  ['leader-candidates', TL, `${PC} approve + ${CL} approve`, 'member-election'],
  ['leadership-election', TL, `${PC} approve`, 'leader-candidates'],
  ['leadership-report', TL, `${PC} receipt + ${CL} receipt`, 'leadership-election'],
  ['organization-study', PC, `${OD} approve`, 'member-report leadership-report'],
  ['inspection', PC, `${OD} approve`, 'organization-study'],
  ['public-notice', PC, '', 'inspection'],
  ['appointment', PC, `${CL} approve`, 'public-notice'],
  ['mechanisms', TL, `${CL} approve`, 'implementation-plan'],
  ['functions', TL, `${CL} approve`, 'implementation-plan'],
  ['summary', TL, `${CL} approve`, 'appointment mechanisms functions'],
];

describe('the plan’s table of stages', () => {
  it.each(TABLE)('%s is submitted by the %s, answered by %s, after %s', (id, submitter, answers, after) => {
    const stage = stageDefinition(id);
    const turns = [...new Set(stage.answers.map((answer) => answer.turn))].map((turn) =>
      stage.answers.filter((answer) => answer.turn === turn).map((answer) => `${answer.by} ${answer.kind}`),
    );
    expect([stage.submitter, turns.map((turn) => turn.join(' + ')).join('; '), stage.after.join(' ')]).toEqual([submitter, answers, after]);
  });

  it('has no stage beside it', () => {
    expect(STAGES.map((stage) => stage.id)).toEqual(TABLE.map(([id]) => id));
  });

  it('keeps before and behind each other’s mirror', () => {
    for (const one of STAGES) {
      for (const other of STAGES) expect(stagesBefore(one.id).includes(other.id)).toBe(stagesBehind(other.id).includes(one.id));
    }
  });

  it('never switches a stage off in which people compete', () => {
    expect(STAGES.filter((stage) => stage.competitive).map((stage) => stage.id)).toEqual([
      'nomination',
      'formal-candidates',
      'member-election',
      'leader-candidates',
      'leadership-election',
    ]);
  });
});

describe('a township that runs straight through', () => {
  const openNow = (played: PlayedTownship) =>
    STAGES.map((stage) => stage.id)
      .filter((id) => played.item(id).status === 'open')
      .join(' ');

  it('opens each stage when those before it are passed, and not a moment sooner', () => {
    const played = new PlayedTownship();
    expect(openNow(played)).toBe('working-body survey');
    const seen = [];
    for (const [id] of TABLE.filter(([id]) => id !== 'working-body')) {
      if (played.item(id).status === 'open') played.pass(id);
      seen.push(openNow(played));
    }
    expect(seen).toEqual([
      'working-body implementation-plan',
      'working-body post-design mechanisms functions',
      'working-body publicity mechanisms functions',
      'working-body recommendation mechanisms functions',
      'working-body nomination mechanisms functions',
      'working-body formal-candidates mechanisms functions',
      'working-body member-election mechanisms functions',
      'working-body member-report leader-candidates mechanisms functions',
      'working-body leader-candidates mechanisms functions',
      'working-body leadership-election mechanisms functions',
      'working-body leadership-report mechanisms functions',
      'working-body organization-study mechanisms functions',
      'working-body inspection mechanisms functions',
      'working-body public-notice mechanisms functions',
      'working-body appointment mechanisms functions',
      'working-body mechanisms functions',
      'working-body functions',
      'working-body summary',
      'working-body',
    ]);
  });

  it('asks the deciders in their turns', () => {
    const played = new PlayedTownship().reach('post-design');
    expect(askedNow(played.item('implementation-plan'))).toEqual([]);
    played.submit('post-design');
    expect(askedNow(played.item('post-design'))).toEqual([PC]);
    expect(() => played.answer('post-design', OD)).toThrow('NOT_YOUR_TURN');
    played.answer('post-design', PC);
    expect(askedNow(played.item('post-design'))).toEqual([OD]);
    expect(() => played.answer('post-design', PC)).toThrow('ALREADY_ANSWERED');
    played.answer('post-design', OD);
    expect(played.item('post-design').status).toBe('passed');
  });

  it('takes two receipts in any order', () => {
    const played = new PlayedTownship().reach('member-report');
    played.submit('member-report');
    expect(askedNow(played.item('member-report'))).toEqual([PC, CL]);
    played.answer('member-report', CL);
    expect(played.item('member-report').status).toBe('submitted');
    played.answer('member-report', PC);
    expect(played.item('member-report').status).toBe('passed');
  });

  it('goes on without taking note, whose clock runs and which is accepted later', () => {
    const played = new PlayedTownship().reach('publicity');
    played.submit('publicity');
    expect(played.item('publicity')).toMatchObject({ status: 'passed', asked: [{ body: CL, kind: 'note', given: null }] });
    expect(played.item('recommendation').status).toBe('open');
    expect(() => played.answer('publicity', CL, { verdict: 'return' })).toThrow('RETURN_NOT_POSSIBLE');
    played.pass('recommendation').answer('publicity', CL);
    expect(askedNow(played.item('publicity'))).toEqual([]);
    expect(played.item('publicity').round).toBe(1);
  });

  it('files the implementation plan with the county league only once the party committee approved it', () => {
    const played = new PlayedTownship().reach('implementation-plan');
    played.submit('implementation-plan');
    expect(() => played.answer('implementation-plan', CL)).toThrow('NOT_YOUR_TURN');
    played.answer('implementation-plan', PC);
    expect(played.item('implementation-plan').status).toBe('passed');
    expect(askedNow(played.item('implementation-plan'))).toEqual([CL]);
    expect(played.item('post-design').status).toBe('open');
  });

  it('passes the public notice by its own clock: seven calendar days, the end on a working day', () => {
    const played = new PlayedTownship('2012-06-01').reach('public-notice');
    played.until('2012-09-24', 10).submit('public-notice', { postedOn: '2012-09-24' });
    expect(played.item('public-notice').notice).toMatchObject({ firstDay: '2012-09-25', lastDay: '2012-10-08' });
    played.until('2012-10-08', 23);
    expect(played.item('public-notice').status).toBe('submitted');
    played.until('2012-10-09', 0);
    expect(played.item('public-notice').status).toBe('passed');
    expect(played.item('appointment').status).toBe('open');
  });

  it('refuses a notice dated before it opened or ahead', () => {
    const played = new PlayedTownship('2012-09-20').reach('public-notice');
    for (const postedOn of ['2012-09-19', '2012-09-21']) {
      expect(() => played.submit('public-notice', { postedOn })).toThrow('NOTICE_DATE_WRONG');
    }
  });

  it('skips a stage that the plan switched off', () => {
    const stages = PLAN_2012.stages.map((stage) => (stage.id === 'publicity' ? { ...stage, enabled: false } : stage));
    const played = new PlayedTownship('2012-06-01', townshipInput({ plan: { ...PLAN_2012, stages } })).reach('publicity');
    expect([played.item('publicity').status, played.item('recommendation').status]).toEqual(['off', 'open']);
    expect(() => played.submit('publicity', { round: 1 })).toThrow('NOT_OPEN');
  });
});
