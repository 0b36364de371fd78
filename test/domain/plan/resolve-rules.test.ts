import { describe, expect, it } from 'vitest';
import { resolveRules } from '../../../domain/plan/resolve-rules.ts';
import { townshipRulesSchema } from '../../../domain/plan/resolved-plan.ts';
import { defaultPlan } from '../../support/shipped-plan.ts';

const plan = await defaultPlan();

describe("a township's rules", () => {
  it('are the plan’s, with 1 + 3 + X seats', () => {
    const rules = resolveRules(plan, { x: 5 });
    expect(townshipRulesSchema.parse(rules)).toEqual({
      seats: 9,
      secretaries: 1,
      deputies: 3,
      deputiesMinInQuota: 1,
      deputiesMinOutOfQuota: 1,
      deputyExtra: 1,
      nomineesBp: 2_000,
      formalBp: 1_000,
      ballotAdvisoryBp: 2_000,
      quorum: { num: 4, den: 5, strict: true },
      majorityBase: 'PRESENT',
      maxAge: 35,
      requestLeadDays: 30,
      secretaryPublicEmployee: true,
      maxRunoffs: 2,
      shortfallPolicy: 'SUPPLEMENTARY',
      shortfallRounds: 1,
      shortfallThen: 'VACANT',
      secretaryContested: false,
      writeInAllowed: true,
      objectionDeferDays: 30,
      reportDays: 7,
      termYears: 3,
      inspectionTeamMin: 2,
      consult: { required: ['DISCIPLINE', 'POLICE'], advised: ['COURT'] },
      electionMode: 'CONGRESS_CONTESTED',
      inspectionTiming: 'AFTER_VOTE',
      sources: {},
    });
  });

  it('count X alone where the plan does not count the leaders', () => {
    const without = { ...plan, committee: { ...plan.committee, seatsIncludeLeadership: false } };
    expect(resolveRules(without, { x: 11 }).seats).toBe(11);
  });

  it('follow what the county file overrides for the township', () => {
    const rules = resolveRules(plan, {
      x: 5,
      overrides: {
        x: { value: 7, reason: '团员多' },
        sources: { value: { VILLAGE_CADRE: { min: 2, max: 3 } }, reason: '村多' },
        electionMode: { value: 'COMPETITIVE_OTHER', reason: '竞职演讲' },
        inspectionTiming: { value: 'BOTH', reason: '党委要求' },
      },
    });
    expect(rules).toMatchObject({
      seats: 11,
      sources: { VILLAGE_CADRE: { min: 2, max: 3 } },
      electionMode: 'COMPETITIVE_OTHER',
      inspectionTiming: 'BOTH',
    });
  });
});
