import type { TownshipRules } from '../plan/resolved-plan.ts';

/**
 * Thresholds of a vote, in whole numbers only (REFERENCE §2.3, §2.5). E = 应到会有选举权人数, entitled to vote;
 * P = 实到会有选举权人数, present of these.
 */

/** True when `present` of `entitled` may hold the vote: more than the fraction, or not less than it where the plan says so. */
export function isQuorate(entitled: number, present: number, { num, den, strict }: TownshipRules['quorum']): boolean {
  return strict ? present * den > entitled * num : present * den >= entitled * num;
}

/** The least number that has to be present. */
export function quorumNeed(entitled: number, { num, den, strict }: TownshipRules['quorum']): number {
  const part = Math.floor((entitled * num) / den);
  if (strict) return part + 1;
  return part * den === entitled * num ? part : part + 1;
}

/** The number whose half has to be passed: those present, or all entitled. Never the valid ballots. */
export function majorityBase(facts: { readonly entitled: number; readonly present: number }, base: TownshipRules['majorityBase']): number {
  return base === 'PRESENT' ? facts.present : facts.entitled;
}

/** The least votes that are more than half of `base`; exactly half is not enough. */
export function majorityNeed(base: number): number {
  return Math.floor(base / 2) + 1;
}
