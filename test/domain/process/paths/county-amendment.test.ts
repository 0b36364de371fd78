import { describe, expect, it } from 'vitest';
import type { CountyMessage } from '../../../../domain/state/county-messages.ts';
import { enrol, PlayedCounty } from '../../../support/played-county.ts';
import { actor, PLAN_2012 } from '../../../support/township.ts';
import { digestOf, nonce } from '../../../support/township-messages.ts';

function amend(planVersion: number, reportFields: string[] = [], role: 'county-league' | 'organization-department' = 'county-league') {
  const key = nonce();
  const amendment = { planVersion, planDigest: digestOf(`plan ${planVersion}`), stages: [], reportFields, targets: {} };
  return {
    name: 'amendPlan',
    envelope: { nonce: key, actor: actor(role), reasonDigest: digestOf(key), ...amendment },
  } satisfies CountyMessage;
}

describe('the county amends its plan in October', () => {
  it('once it is approved, with a higher version each time, and the organization department is told', () => {
    const { planVersion } = PLAN_2012;
    const played = new PlayedCounty();
    expect(() => played.send(amend(planVersion + 1))).toThrow('PLAN_NOT_APPROVED');
    played.approve();
    played.until('2012-10-12', 10);
    expect(() => played.send(amend(planVersion))).toThrow('PLAN_NOT_NEWER');
    expect(() => played.send(amend(planVersion + 1, [], 'organization-department'))).toThrow('NOT_AUTHORIZED');
    played.send(amend(planVersion + 1, ['newUnits']));
    expect(() => played.send(amend(planVersion + 1))).toThrow('PLAN_NOT_NEWER');
    played.send(amend(planVersion + 2, ['volunteers']));
    expect(played.state.amendment).toMatchObject({ planVersion: planVersion + 2, reportFields: ['newUnits', 'volunteers'] });
    expect(played.events.filter((event) => event.kind === 'plan-amended').map((event) => event.notify)).toEqual([
      ['organization-department', 'county-league'],
      ['organization-department', 'county-league'],
    ]);
  });

  it('and still adds townships, which begin with what is in force', () => {
    const played = new PlayedCounty();
    played.approve();
    played.send(amend(PLAN_2012.planVersion + 1, ['newUnits']));
    played.send(enrol(['qilu']));
    expect(played.state.amendment?.reportFields).toEqual(['newUnits']);
    expect(played.state.enrolled).toContain('qilu');
  });
});
