import type { BallotContext, BallotFacts } from '../../../domain/election/ballot.ts';
import type { TownshipRules } from '../../../domain/plan/resolved-plan.ts';

/** The rules of the 2012 profile for a committee of nine. */
export const RULES: TownshipRules = {
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
};

/** A first ballot for `seats`. */
export function first(seats: number): BallotContext {
  return { kind: 'first', seats, runoffs: 0, supplementaries: 0, elected: 0 };
}

/** A ballot at which everybody entitled was present and every ballot came back valid, but for what is told otherwise. */
export function ballot(votes: readonly number[], told: Partial<BallotFacts> = {}): BallotFacts {
  const present = told.present ?? 50;
  return { entitled: present, present, issued: present, returned: present, invalid: 0, candidates: votes.length, votes, ...told };
}
