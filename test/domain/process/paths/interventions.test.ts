import { describe, expect, it } from 'vitest';
import type { PlanAmendment } from '../../../../domain/plan/plan-amendment.ts';
import { STAGES } from '../../../../domain/stages/stages.ts';
import { PlayedTownship } from '../../../support/played-township.ts';
import { actor, PLAN_2012, townshipInput } from '../../../support/township.ts';
import { digestOf, plain } from '../../../support/township-messages.ts';
import { message, objection, step } from './counted.ts';

const league = actor('county-league');

describe('a waiver', () => {
  it('lets a stage go with a reason, and what waits for it opens', () => {
    const played = new PlayedTownship().reach('publicity');
    played.send(message('waive', league, { item: 'publicity' }));
    expect(played.item('publicity')).toMatchObject({ status: 'passed', submission: null, waived: { account: league.account } });
    expect(played.item('recommendation').status).toBe('open');
    expect(played.of('waived')).toHaveLength(1);
  });

  it('is never given where people compete, nor for what the rules demand', () => {
    const never = STAGES.filter(({ id }) => {
      const played = new PlayedTownship();
      try {
        played.send(message('waive', league, { item: id }));
        return false;
      } catch (error) {
        return String(error).includes('NOT_WAIVABLE');
      }
    }).map((stage) => stage.id);
    expect(never).toEqual([
      'nomination',
      'formal-candidates',
      'member-election',
      'member-report',
      'leader-candidates',
      'leadership-election',
      'leadership-report',
      'inspection',
      'public-notice',
      'appointment',
      'summary',
    ]);
    expect(() => new PlayedTownship().send(message('waive', actor('organization-department'), { item: 'survey' }))).toThrow(
      'NOT_AUTHORIZED',
    );
  });

  it('stays when a return goes behind it, and is no place to return to', () => {
    const played = new PlayedTownship().reach('publicity');
    played.send(message('waive', league, { item: 'publicity' }));
    played.pass('recommendation').submit('nomination');
    const back = (stage: 'publicity' | 'post-design') =>
      played.answer('nomination', 'township-party-committee', { verdict: 'return', returnTo: { stage, then: 'step-by-step' } });
    expect(() => back('publicity')).toThrow('RETURN_TARGET_WRONG');
    back('post-design');
    expect(played.item('publicity').status).toBe('passed');
    expect(played.item('recommendation').status).toBe('superseded');
  });
});

const amendment = (change: Partial<PlanAmendment>): PlanAmendment => ({
  planVersion: PLAN_2012.planVersion + 1,
  planDigest: digestOf('amended plan'),
  stages: [],
  reportFields: [],
  targets: {},
  ...change,
});

describe('an amendment of the plan while townships run', () => {
  it('moves what has not opened, moves what is open only to a later day, and leaves what is passed', () => {
    const played = new PlayedTownship().reach('mechanisms').until('2012-06-21');
    const stages = [
      { id: 'survey', due: '2012-07-30' },
      { id: 'post-design', due: '2012-06-22' },
      { id: 'mechanisms', due: '2012-10-26' },
      { id: 'publicity', due: '2012-07-20' },
    ] as const;
    const before = { survey: played.item('survey').due, design: played.item('post-design').due };
    played.send(message('amendPlan', league, amendment({ stages: [...stages], reportFields: ['newUnits'], targets: { newUnits: 20 } })));
    expect([played.item('survey').due, played.item('post-design').due]).toEqual([before.survey, before.design]);
    expect(played.item('mechanisms')).toMatchObject({ due: '2012-10-26', extensions: 1 });
    played.pass('post-design');
    expect(played.item('publicity').due).toBe('2012-07-20');
    expect(played.state.amendment).toMatchObject({ reportFields: ['newUnits'], targets: { newUnits: 20 } });
    expect(played.of('plan-amended')[0]?.params).toMatchObject({ moved: 1, fields: 1 });
  });

  it('never gives a stage a day that is past when it opens', () => {
    const played = new PlayedTownship().reach('publicity').until('2012-08-01');
    played.send(message('amendPlan', league, amendment({ stages: [{ id: 'recommendation', due: '2012-07-02' }] })));
    played.pass('publicity');
    expect(played.item('recommendation').due).toBe('2012-08-06');
  });

  it('has to be newer than the plan in force, and adds to an earlier one', () => {
    const played = new PlayedTownship();
    expect(() => played.send(message('amendPlan', league, amendment({ planVersion: PLAN_2012.planVersion })))).toThrow('PLAN_NOT_NEWER');
    played.send(message('amendPlan', league, amendment({ reportFields: ['newUnits'] })));
    expect(() => played.send(message('amendPlan', league, amendment({})))).toThrow('PLAN_NOT_NEWER');
    const third = amendment({ planVersion: PLAN_2012.planVersion + 2, reportFields: ['volunteers'] });
    played.send(message('amendPlan', league, third));
    expect(played.state.amendment?.reportFields).toEqual(['newUnits', 'volunteers']);
  });

  it('is in force from the first day in a township that is added after it', () => {
    const late = amendment({ stages: [{ id: 'survey', due: '2012-09-14' }], reportFields: ['newUnits'] });
    const played = new PlayedTownship('2012-08-01', townshipInput({ amendment: late }));
    expect(played.item('survey').due).toBe('2012-09-14');
    expect(played.state.amendment?.reportFields).toEqual(['newUnits']);
    expect(played.item('monthly-report/2012-07').status).toBe('off');
  });
});

describe('a township closed for good', () => {
  it('takes nothing more, and no clock runs in it, whatever was open', () => {
    const played = new PlayedTownship().reach('public-notice').until('2012-09-10');
    played.submit('public-notice', { postedOn: '2012-09-10' });
    played.send(objection(1));
    played.send(plain('close', league));
    expect(() => played.send(step(1, 'accepted'))).toThrow('CLOSED');
    expect([played.process.next(), played.process.tick(played.now + 86_400_000)]).toEqual([undefined, undefined]);
  });
});
