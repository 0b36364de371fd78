import type { SourceCategory } from './choices.ts';
import type { TownshipOverrides } from './overrides.ts';
import type { Plan } from './plan-schema.ts';
import type { TownshipRules } from './resolved-plan.ts';

/** What the county file says of one township that its rules depend on. */
export interface UnitFigures {
  readonly x: number;
  readonly overrides?: TownshipOverrides | undefined;
  readonly delegates?: number | undefined;
  readonly leagueMembers?: number | undefined;
}

/** Seats S of the committee: 1 + 3 + X by the plan's figures, or X alone where leaders are not counted (C-03). */
export function seatsOf(plan: Plan, unit: UnitFigures): number {
  const x = unit.overrides?.x?.value ?? unit.x;
  return plan.committee.seatsIncludeLeadership ? plan.leadership.secretaries + plan.leadership.deputies.count + x : x;
}

function sourcesOf(plan: Plan, unit: UnitFigures): TownshipRules['sources'] {
  const proportions = unit.overrides?.sources?.value ?? plan.sources.proportions;
  const rows = Object.entries(proportions) as [SourceCategory, { min: number; max: number } | undefined][];
  return Object.fromEntries(rows.filter(([, row]) => row !== undefined));
}

/** The rules of one township: the plan's, with what the county file overrides for it. */
export function resolveRules(plan: Plan, unit: UnitFigures): TownshipRules {
  const { leadership, differential, leaders, shortfall, eligibility } = plan;
  const { overrides } = unit;
  return {
    seats: seatsOf(plan, unit),
    ...(plan.committee.seatsIncludeLeadership ? {} : { seatsIncludeLeadership: false as const }),
    secretaries: leadership.secretaries,
    deputies: leadership.deputies.count,
    deputiesMinInQuota: leadership.deputies.minInQuota,
    deputiesMinOutOfQuota: leadership.deputies.minOutOfQuota,
    deputyExtra: leaders.deputyExtra,
    nomineesBp: differential.nomineesBp,
    formalBp: differential.formalBp,
    ballotAdvisoryBp: differential.ballotAdvisoryBp,
    quorum: { ...plan.quorum },
    majorityBase: plan.majority.base,
    maxAge: eligibility.maxAge,
    requestLeadDays: plan.election.requestLeadDays,
    secretaryPublicEmployee: eligibility.secretaryPublicEmployee,
    maxRunoffs: plan.tie.maxRunoffs,
    ...(plan.tie.then === 'VOTE_AGAIN' ? { tieThen: plan.tie.then } : {}),
    shortfallPolicy: shortfall.policy,
    shortfallRounds: shortfall.maxRounds,
    shortfallThen: shortfall.then,
    secretaryContested: leaders.secretaryContested,
    writeInAllowed: plan.ballot.writeInAllowed,
    objectionDeferDays: plan.objection.deferDays,
    reportDays: plan.result.reportDays,
    termYears: plan.committee.termYears,
    inspectionTeamMin: plan.inspection.teamMin,
    consult: { required: [...plan.inspection.consult.required], advised: [...plan.inspection.consult.advised] },
    ...(unit.delegates === undefined ? {} : { delegates: unit.delegates }),
    ...(unit.leagueMembers === undefined ? {} : { leagueMembers: unit.leagueMembers }),
    electionMode: overrides?.electionMode?.value ?? plan.election.mode,
    inspectionTiming: overrides?.inspectionTiming?.value ?? plan.inspection.timing,
    sources: sourcesOf(plan, unit),
  };
}
