/**
 * 差额: more candidates than seats. The ratio is (candidates − seats) / seats, in basis points (2000 = 20 %), and is
 * only ever compared in whole numbers, because a floating-point product is one too high at 50, 90, 100 … seats
 * (R46, R49; REFERENCE §2.2).
 */

/** @throws RangeError unless `seats` is a whole number from 1 and `basisPoints` one from 0. */
function assertRatio(seats: number, basisPoints: number): void {
  if (!Number.isSafeInteger(seats) || seats < 1) throw new RangeError(`seats must be a whole number from 1, not ${seats}`);
  if (!Number.isSafeInteger(basisPoints) || basisPoints < 0) {
    throw new RangeError(`a ratio must be a whole number of basis points from 0, not ${basisPoints}`);
  }
}

/**
 * The least number of candidates for `seats` at a differential of at least `basisPoints`; a fraction is carried up
 * (进一法). Always one more than the seats at least, also at a ratio of 0, since otherwise nothing is contested.
 * @throws RangeError for seats below 1, a negative ratio or fractions.
 */
export function need(seats: number, basisPoints: number): number {
  assertRatio(seats, basisPoints);
  return seats + Math.max(1, Math.floor((seats * basisPoints + 9_999) / 10_000));
}

/**
 * True when `candidates` for `seats` is a differential of not less than `basisPoints`.
 * @throws RangeError for seats below 1, a negative ratio or fractions.
 */
export function meets(seats: number, candidates: number, basisPoints: number): boolean {
  assertRatio(seats, basisPoints);
  return candidates > seats && (candidates - seats) * 10_000 >= seats * basisPoints;
}

/**
 * The differential reached, in basis points rounded down: what a page shows beside the floor. Negative when there are
 * fewer candidates than seats.
 * @throws RangeError for seats below 1.
 */
export function differentialBp(seats: number, candidates: number): number {
  assertRatio(seats, 0);
  return Math.floor(((candidates - seats) * 10_000) / seats);
}
