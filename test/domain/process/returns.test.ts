import { describe, expect, it } from 'vitest';
import { Refusal } from '../../../domain/errors.ts';
import type { Body } from '../../../domain/roles.ts';
import { STAGES, type StageId, stageDefinition, stagesBefore, stagesBehind } from '../../../domain/stages/stages.ts';
import { countsOfMoreCandidates, passingCounts } from '../../support/passing-counts.ts';
import { PlayedTownship } from '../../support/played-township.ts';
import { askedNow } from '../../support/township-messages.ts';

type Way = 'step-by-step' | 'straight-back';
const PC = 'township-party-committee';
const CL = 'county-league';
const OD = 'organization-department';

const VOTES: readonly StageId[] = ['member-election', 'leadership-election'];
/** A run in which `stage` lies before its decider. */
function before(stage: StageId, decider: Body): PlayedTownship {
  const played = new PlayedTownship().reach(stage);
  played.submit(stage);
  for (const body of askedNow(played.item(stage)))
    if (body !== decider && !askedNow(played.item(stage)).includes(decider)) played.answer(stage, body);
  return played;
}

/** Every stage that can be sent back, by whom. */
const RETURNABLE = STAGES.flatMap((stage) =>
  stage.answers.filter((answer) => answer.kind !== 'note').map((answer) => [stage.id, answer.by] as const),
);

/** Every return there is: from this stage, by this body, to this one, in this way. */
const RETURNS = RETURNABLE.flatMap(([from, by]) =>
  [from, ...stagesBefore(from)].flatMap((target) =>
    (target === from ? ['step-by-step'] : ['step-by-step', 'straight-back']).map((then) => [from, by, target, then as Way] as const),
  ),
);

/** Held votes that a return undoes: those behind where it goes, and the one it goes back to. */
function votesUndone(from: StageId, target: StageId): StageId[] {
  const done = [...stagesBefore(from), from];
  return VOTES.filter((vote) => done.includes(vote) && (stagesBehind(target).includes(vote) || (target === vote && from !== vote)));
}

/** What the decider is told, by the plan's rule on votes: only the organization department goes behind one, step by step. */
function refusal(from: StageId, by: Body, target: StageId, then: Way): string | undefined {
  const undone = votesUndone(from, target);
  return undone.length > 0 && (by !== OD || then === 'straight-back') ? 'VOTE_ALREADY_HELD' : undefined;
}

describe('every return there is', () => {
  it('covers all deciders of all stages', () => {
    expect(RETURNABLE).toHaveLength(20);
    expect(RETURNS.length).toBeGreaterThan(200);
  });

  it.each(RETURNS)('from %s by the %s to %s, %s', (from, by, target, then) => {
    const played = before(from, by);
    const rounds = new Map(STAGES.map(({ id }) => [id, played.item(id).round]));
    const passed = stagesBefore(from).filter((id) => played.item(id).status === 'passed');
    const code = refusal(from, by, target, then);
    const send = () => played.answer(from, by, { verdict: 'return', returnTo: { stage: target, then } });
    if (code) {
      const state = structuredClone(played.state);
      expect(send).toThrow(code);
      expect(played.state).toEqual(state);
      return;
    }
    const submitted = played.item(target).submission;
    send();
    expect(played.item(target)).toMatchObject({ status: 'open', round: (rounds.get(target) ?? 0) + 1, submission: null });
    expect(played.item(target).pastRounds).toMatchObject([{ round: 1, submission: { revision: submitted?.revision } }]);

    const between = passed.filter((id) => stagesBehind(target).includes(id));
    const kept = then === 'straight-back' ? 'passed' : 'superseded';
    expect(between.map((id) => [id, played.item(id).status])).toEqual(between.map((id) => [id, kept]));
    if (from !== target) expect(played.item(from).status).toBe('superseded');
    const untouched = passed.filter((id) => !between.includes(id) && id !== target);
    expect(untouched.map((id) => played.item(id).status)).toEqual(untouched.map(() => 'passed'));
    const voided = VOTES.filter((vote) => played.item(vote).pastRounds.some((round) => round.ended === 'vote-void'));
    expect(voided).toEqual(votesUndone(from, target));

    comesForward(played, from, then, rounds);
  });
});

/** After the correction the run comes back to `from`: over everything between, or straight. */
function comesForward(played: PlayedTownship, from: StageId, then: Way, rounds: ReadonlyMap<StageId, number>): void {
  const redone: StageId[] = [];
  for (let next = openBefore(played, from); next; next = openBefore(played, from)) {
    redone.push(next);
    played.pass(next);
  }
  expect(played.item(from)).toMatchObject({ status: 'open', round: (rounds.get(from) ?? 0) + 1 });
  if (then === 'straight-back') expect(redone).toHaveLength(1);
  played.pass(from);
  expect(played.item(from).status).toBe('passed');
  expect(stagesBefore(from).every((id) => played.item(id).status === 'passed')).toBe(true);
}

function openBefore(played: PlayedTownship, from: StageId): StageId | undefined {
  return stagesBefore(from).find((id) => played.item(id).status === 'open');
}

describe('a return', () => {
  it('wants a reason', () => {
    expect(() => before('survey', PC).answer('survey', PC, { verdict: 'return', reason: false })).toThrow('REASON_MISSING');
  });

  it('goes to this stage unless another is named', () => {
    const played = before('survey', PC);
    played.answer('survey', PC, { verdict: 'return' });
    expect(played.item('survey')).toMatchObject({ status: 'open', round: 2 });
  });

  it('keeps every round that ended, with the decision that ended it', () => {
    const played = new PlayedTownship();
    for (const round of [1, 2, 3]) {
      played.submit('survey');
      expect(played.item('survey').round).toBe(round);
      played.answer('survey', PC, { verdict: 'return' });
    }
    const { pastRounds } = played.item('survey');
    expect(pastRounds.map((past) => [past.round, past.ended])).toEqual([1, 2, 3].map((round) => [round, 'returned']));
    expect(pastRounds.map((past) => past.nonce)).toEqual(played.of('returned').map((event) => event.nonce));
    expect(new Set(pastRounds.map((past) => past.submission?.digest)).size).toBe(3);
  });

  it('makes answers to the old round and revision stale', () => {
    const played = before('survey', PC);
    const { digest } = played.item('survey').submission ?? { digest: '' };
    played.answer('survey', PC, { verdict: 'return' });
    expect(() => played.answer('survey', PC, { round: 1, digest })).toThrow('STALE_ROUND');
    played.submit('survey');
    expect(() => played.answer('survey', PC, { digest })).toThrow('STALE_REVISION');
  });

  it.each([
    ['implementation-plan', 'post-design', 'behind it'],
    ['survey', 'mechanisms', 'beside it'],
    ['post-design', 'working-body', 'not before it'],
    ['inspection', 'functions', 'not before it'],
  ] as const)('from %s never goes to %s (%s)', (from, target, _why) => {
    const by = stageDefinition(from).answers[0]?.by ?? PC;
    const played = before(from, by);
    const returnTo = { stage: target, then: 'step-by-step' } as const;
    expect(() => played.answer(from, by, { verdict: 'return', returnTo })).toThrow('RETURN_TARGET_WRONG');
  });

  it('of the formal candidates needs a rule that does not hold: the county league guides, the party committee decides', () => {
    const played = new PlayedTownship().reach('formal-candidates');
    played.submit('formal-candidates', { counts: countsOfMoreCandidates() });
    expect(() => played.answer('formal-candidates', CL, { verdict: 'return' })).toThrow('RETURN_NOT_POSSIBLE');
    played.answer('formal-candidates', CL);
    expect(played.item('member-election').status).toBe('open');
  });

  it('while one receipt is in leaves none behind', () => {
    const played = new PlayedTownship().reach('member-report');
    played.submit('member-report');
    played.answer('member-report', CL);
    played.answer('member-report', PC, { verdict: 'return' });
    played.submit('member-report');
    expect(askedNow(played.item('member-report'))).toEqual([PC, CL]);
  });

  it('leaves beside it what does not rest on it', () => {
    const played = before('organization-study', OD);
    played.pass('mechanisms').submit('functions');
    const returnTo = { stage: 'survey', then: 'step-by-step' } as const;
    played.answer('organization-study', OD, { verdict: 'return', returnTo });
    expect([played.item('mechanisms').status, played.item('functions').status, played.item('working-body').status]).toEqual([
      'passed',
      'submitted',
      'open',
    ]);
  });

  it('straight back is refused where the correction breaks what was built on it', () => {
    const played = before('post-design', OD);
    expect(played.item('post-design').status).toBe('submitted');
    const nomination = before('formal-candidates', CL);
    nomination.answer('formal-candidates', CL, { verdict: 'return', returnTo: { stage: 'recommendation', then: 'straight-back' } });
    const fewer = { ...passingCounts('recommendation'), recommended: 10, withPost: 10 };
    expect(() => nomination.submit('recommendation', { counts: fewer })).toThrow(
      expect.objectContaining({
        code: 'STRAIGHT_BACK_BREAKS_RULE',
        details: { item: 'nomination', rules: 'NOMINEES_NOT_RECOMMENDED' },
      }) as Refusal,
    );
    nomination.submit('recommendation');
    expect(nomination.item('formal-candidates').status).toBe('open');
  });

  it('behind a vote records it void, and the township votes again', () => {
    const played = before('inspection', OD);
    played.answer('inspection', OD, { verdict: 'return', returnTo: { stage: 'member-election', then: 'step-by-step' } });
    expect(played.of('vote-void').map((event) => event.item)).toEqual(['leadership-election', 'member-election']);
    expect(played.item('member-election').pastRounds).toMatchObject([{ ended: 'vote-void' }]);
    expect(() => played.submit('leadership-election')).toThrow('NOT_OPEN');
    played.pass(
      'member-election',
      'member-report',
      'leader-candidates',
      'leadership-election',
      'leadership-report',
      'organization-study',
      'inspection',
    );
    expect(played.item('public-notice').status).toBe('open');
  });
});
