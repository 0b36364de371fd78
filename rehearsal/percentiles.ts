/** Half of all values, and all but one in a hundred, are at most this; null where there are no values. In the unit of the values. */
export interface Percentiles {
  readonly p50: number | null;
  readonly p99: number | null;
}

/** By nearest rank, to a tenth. */
export function percentilesOf(values: readonly number[]): Percentiles {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share: number): number | null => {
    const value = sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)];
    return value === undefined ? null : Math.round(value * 10) / 10;
  };
  return { p50: at(0.5), p99: at(0.99) };
}
