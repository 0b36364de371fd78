import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gate } from '../../../domain/gates/gates-of.ts';
import type { GateFacts } from '../../../domain/gates/rule.ts';
import { meets, need } from '../../../domain/rules/differential.ts';
import { countsOf, factsOf, resultOf } from '../dossiers/judged.ts';
import { LANDU, landuContext } from '../dossiers/landu.ts';

/** Seats, then the least numbers of nominees at 20 % and of formal candidates at 10 % (the rules' own table). */
const VECTORS = [
  [1, 2, 2],
  [2, 3, 3],
  [3, 4, 4],
  [4, 5, 5],
  [5, 6, 6],
  [6, 8, 7],
  [7, 9, 8],
  [8, 10, 9],
  [9, 11, 10],
  [10, 12, 11],
  [11, 14, 13],
  [12, 15, 14],
  [13, 16, 15],
  [14, 17, 16],
  [15, 18, 17],
  [20, 24, 22],
  [21, 26, 24],
  [30, 36, 33],
  [31, 38, 35],
] as const;

const context = landuContext();
const facts = factsOf(context);
const nominationCounts = countsOf('nomination', LANDU.nomination, context);
const formalCounts = countsOf('formal-candidates', LANDU['formal-candidates'], context);

function nominees(people: number, rules: Partial<GateFacts['rules']>) {
  const changed = { ...facts, rules: { ...facts.rules, ...rules } };
  return resultOf(gate('nomination', { ...nominationCounts, nominees: people, withReason: people }, changed), 'NOMINEES_TOO_FEW');
}

function formal(people: number, rules: Partial<GateFacts['rules']>, code = 'FORMAL_TOO_FEW') {
  const passed = { ...facts.passed, nomination: { ...nominationCounts, nominees: people } };
  const changed = { ...facts, rules: { ...facts.rules, ...rules }, passed };
  return resultOf(gate('formal-candidates', { ...formalCounts, formal: people }, changed), code);
}

describe('the differential of nominees and formal candidates', () => {
  it.each(VECTORS)('for %i seats takes %i nominees and %i formal candidates, not one less', (seats, twenty, ten) => {
    expect([need(seats, 2_000), need(seats, 1_000)]).toEqual([twenty, ten]);
    expect(nominees(twenty, { seats }).outcome).toBe('holds');
    expect(nominees(twenty - 1, { seats })).toMatchObject({ outcome: 'fails', figures: { people: twenty - 1, need: twenty, seats } });
    expect(formal(ten, { seats }).outcome).toBe('holds');
    expect(formal(ten - 1, { seats })).toMatchObject({ outcome: 'fails', figures: { people: ten - 1, need: ten, seats } });
  });

  it.each([
    [10, 11, 1_000, true],
    [10, 11, 2_000, false],
    [5, 6, 2_000, true],
    [6, 7, 2_000, false],
    [9, 10, 1_000, true],
    [11, 12, 1_000, false],
    [20, 22, 1_000, true],
    [20, 21, 1_000, false],
  ])('meets(%i, %i, %i) is %s', (seats, people, basisPoints, expected) => {
    expect(meets(seats, people, basisPoints)).toBe(expected);
    expect(formal(people, { seats, formalBp: basisPoints }).outcome).toBe(expected ? 'holds' : 'fails');
  });

  it.each([
    [7, 8, 'rounded down'],
    [5, 6, 'divided by the candidates'],
  ])('of %i seats and %i people, %s in real documents, is judged by the seats', (seats, people) => {
    expect(nominees(people, { seats }).outcome).toBe(seats === 5 ? 'holds' : 'fails');
  });

  it('E18: ten for nine seats pass the plan’s floor of ten, with advice that 11.1 % is below 20 %, which takes eleven', () => {
    expect(formal(10, { seats: 9 })).toMatchObject({ outcome: 'holds', figures: { need: 10, bp: 1_111 } });
    const advice = formal(10, { seats: 9 }, 'BALLOT_DIFFERENTIAL_LOW');
    expect(advice).toMatchObject({ outcome: 'warns', figures: { formal: 10, need: 11, bp: 1_111 } });
    expect(advice.zh).toContain('11.1%');
    expect(advice.zh).toContain('11 名');
    expect(formal(11, { seats: 9 }, 'BALLOT_DIFFERENTIAL_LOW').outcome).toBe('holds');
  });

  it('E19: ten nominees for nine seats are rejected: eleven are needed', () => {
    const result = nominees(10, { seats: 9 });
    expect(result).toMatchObject({ outcome: 'fails', rule: 'R46', figures: { people: 10, seats: 9, need: 11 } });
    expect(result.zh).toContain('至少 11 名，还差 1 名');
    expect(nominees(11, { seats: 9 }).outcome).toBe('holds');
  });

  it('leaves nobody to be dropped where both floors are the same (C-16)', () => {
    expect(nominees(6, { seats: 5 }).outcome).toBe('holds');
    expect(formal(6, { seats: 5 }).outcome).toBe('holds');
  });

  it('raising a ratio never lowers a floor, and never lets through what was refused', () => {
    const seats = fc.integer({ min: 1, max: 60 });
    const ratio = fc.integer({ min: 0, max: 10_000 });
    fc.assert(
      fc.property(seats, ratio, ratio, fc.integer({ min: 0, max: 130 }), (places, one, other, people) => {
        const [low, high] = [Math.min(one, other), Math.max(one, other)];
        expect(need(places, high)).toBeGreaterThanOrEqual(need(places, low));
        expect(need(places, low)).toBeGreaterThan(places);
        const [lax, strict] = [nominees(people, { seats: places, nomineesBp: low }), nominees(people, { seats: places, nomineesBp: high })];
        if (lax.outcome === 'fails') expect(strict.outcome).toBe('fails');
        expect(lax.outcome === 'holds').toBe(people >= need(places, low));
        expect(lax.figures.need).toBe(need(places, low));
      }),
    );
  });
});
