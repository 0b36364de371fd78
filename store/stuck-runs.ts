import type { Collection } from 'mongodb';
import type { StuckKind } from '../domain/language/stuck-runs.ts';
import { collection, type Store } from './database.ts';

/** A run that needs somebody; gone as soon as it is well again. */
export interface StuckRun {
  /** The run's workflow id. */
  readonly _id: string;
  readonly campaign: string;
  /** Not of the county's own run. */
  readonly township?: string;
  readonly kind: StuckKind;
  /** Figures and Temporal's own words for operators: how often the step failed, how the run ended. */
  readonly detail: string;
  /** Wall time at which it was first and last seen stuck. */
  readonly since: Date;
  readonly seenAt: Date;
}

/** What was found of a run just now. */
export type FoundStuck = Omit<StuckRun, 'since' | 'seenAt'>;

export function stuckRuns(store: Store): Collection<StuckRun> {
  return collection(store, 'stuck_runs');
}

/** Keeps what was found stuck among the runs looked at from `now` on, and forgets those of them that are well; what was seen since stays. */
export async function writeStuckRuns(store: Store, lookedAt: readonly string[], found: readonly FoundStuck[], now: Date): Promise<void> {
  const stuck = found.map(({ _id, ...run }) => ({
    updateOne: { filter: { _id }, update: { $set: { ...run, seenAt: now }, $setOnInsert: { since: now } }, upsert: true },
  }));
  const ids = new Set(found.map(({ _id }) => _id));
  const well = lookedAt.filter((id) => !ids.has(id));
  if (stuck.length > 0) await stuckRuns(store).bulkWrite(stuck, { ordered: false });
  if (well.length > 0) await stuckRuns(store).deleteMany({ _id: { $in: well }, seenAt: { $lte: now } });
}

/** Every stuck run, longest first; of one campaign or of all. */
export async function listStuckRuns(store: Store, campaign?: string): Promise<StuckRun[]> {
  return stuckRuns(store)
    .find(campaign === undefined ? {} : { campaign })
    .sort({ since: 1, _id: 1 })
    .toArray();
}
