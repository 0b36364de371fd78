import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { differentialBp, meets, need } from '../../../domain/rules/differential.ts';

/** Seats, least nominees at 20 %, least formal candidates at 10 %, and the real ratios in basis points. */
const TABLE = [
  [1, 2, 2, 10_000, 10_000],
  [2, 3, 3, 5_000, 5_000],
  [3, 4, 4, 3_333, 3_333],
  [4, 5, 5, 2_500, 2_500],
  [5, 6, 6, 2_000, 2_000],
  [6, 8, 7, 3_333, 1_666],
  [7, 9, 8, 2_857, 1_428],
  [8, 10, 9, 2_500, 1_250],
  [9, 11, 10, 2_222, 1_111],
  [10, 12, 11, 2_000, 1_000],
  [11, 14, 13, 2_727, 1_818],
  [12, 15, 14, 2_500, 1_666],
  [13, 16, 15, 2_307, 1_538],
  [14, 17, 16, 2_142, 1_428],
  [15, 18, 17, 2_000, 1_333],
  [20, 24, 22, 2_000, 1_000],
  [21, 26, 24, 2_380, 1_428],
  [30, 36, 33, 2_000, 1_000],
  [31, 38, 35, 2_258, 1_290],
] as const;

describe('the differential table', () => {
  it.each(TABLE)('asks %i seats for %i nominees and %i formal candidates', (seats, nominees, formal, nomineesBp, formalBp) => {
    expect([need(seats, 2_000), need(seats, 1_000)]).toEqual([nominees, formal]);
    expect([differentialBp(seats, nominees), differentialBp(seats, formal)]).toEqual([nomineesBp, formalBp]);
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
  ])('meets(%i, %i, %i) is %s', (seats, candidates, basisPoints, expected) => {
    expect(meets(seats, candidates, basisPoints)).toBe(expected);
  });

  it('refuses the wrong readings met in real documents: rounding down, and dividing by the candidates', () => {
    expect(meets(7, 8, 2_000)).toBe(false);
    expect(differentialBp(5, 6)).toBe(2_000);
  });

  it('is right where floating point is one too high', () => {
    for (const seats of [50, 90, 100, 110, 170, 180, 190, 200]) {
      expect(need(seats, 1_000)).toBe(seats + seats / 10);
      expect(Math.ceil(seats * 1.1)).toBe(need(seats, 1_000) + 1);
    }
  });

  it('needs one candidate more than seats also where the plan asks for no ratio', () => {
    expect(need(9, 0)).toBe(10);
    expect(meets(9, 9, 0)).toBe(false);
  });

  it('tells a shortage of candidates as a negative differential', () => {
    expect(differentialBp(10, 9)).toBe(-1_000);
  });
});

describe('any committee', () => {
  const seats = fc.integer({ min: 1, max: 100_000 });
  const ratio = fc.integer({ min: 0, max: 10_000 });

  it('never asks for fewer candidates at a higher ratio', () => {
    fc.assert(fc.property(seats, ratio, ratio, (s, a, b) => need(s, Math.min(a, b)) <= need(s, Math.max(a, b))));
  });

  it('never asks for fewer candidates for more seats', () => {
    fc.assert(fc.property(seats, ratio, (s, p) => need(s, p) < need(s + 1, p)));
  });

  it('needs the least number that meets the ratio', () => {
    fc.assert(fc.property(seats, ratio, (s, p) => meets(s, need(s, p), p) && !meets(s, need(s, p) - 1, p)));
  });

  it('agrees with exact arithmetic', () => {
    fc.assert(
      fc.property(seats, ratio, fc.integer({ min: 1, max: 200_000 }), (s, p, c) => {
        const exact = c > s && BigInt(c - s) * 10_000n >= BigInt(s) * BigInt(p);
        return meets(s, c, p) === exact;
      }),
    );
  });

  it('refuses what is no number of seats or no ratio', () => {
    for (const bad of [0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY]) expect(() => need(bad, 2_000)).toThrow(RangeError);
    for (const bad of [-1, 0.5, Number.NaN]) expect(() => meets(9, 11, bad)).toThrow(RangeError);
  });
});
