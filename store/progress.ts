import type { ClientSession, Collection } from 'mongodb';
import type { CountyState } from '../domain/process/county-state.ts';
import type { Standing } from '../domain/process/township-standing.ts';
import type { TownshipState } from '../domain/process/township-state.ts';
import { collection, type Store } from './database.ts';

/**
 * The read model: each run's whole state as of its last record. Lists and pages are served from here and never wake a
 * run. A later snapshot replaces an earlier one; a decision counts only while the snapshot's events hold it.
 */
interface SnapshotRow<State> {
  /** The run's workflow id. */
  readonly _id: string;
  readonly runId: string;
  /** Length of the run's history when this was recorded: a newer record is never replaced by an older one. */
  readonly historyLength: number;
  readonly campaign: string;
  readonly county: string;
  readonly state: State;
  readonly updatedAt: Date;
}

export interface TownshipProgress extends SnapshotRow<TownshipState> {
  readonly township: string;
  readonly standing: Standing;
}

export type CountyProgress = SnapshotRow<CountyState>;

export function townshipProgress(store: Store): Collection<TownshipProgress> {
  return collection(store, 'township_progress');
}

export function countyProgress(store: Store): Collection<CountyProgress> {
  return collection(store, 'county_progress');
}

/** The snapshot that is on record is newer than the one to be written: another worker went ahead, or a store was restored. */
export class SnapshotAheadError extends Error {
  readonly onRecord: Pick<SnapshotRow<unknown>, 'historyLength' | 'updatedAt'>;

  constructor(workflowId: string, onRecord: Pick<SnapshotRow<unknown>, 'historyLength' | 'updatedAt'>) {
    super(`the snapshot of ${workflowId} on record is newer than this one`);
    this.name = 'SnapshotAheadError';
    this.onRecord = onRecord;
  }
}

/** @throws SnapshotAheadError when a newer snapshot of the same run is on record. */
export async function replaceSnapshot<Row extends TownshipProgress | CountyProgress>(
  rows: Collection<Row>,
  row: Row,
  session: ClientSession,
): Promise<void> {
  const projection = { runId: 1, historyLength: 1, updatedAt: 1 };
  const existing = await rows.findOne({ _id: row._id } as never, { session, projection });
  if (existing && existing.runId === row.runId && existing.historyLength > row.historyLength)
    throw new SnapshotAheadError(row._id, existing);
  await rows.replaceOne({ _id: row._id } as never, row as never, { session, upsert: true });
}

export async function findTownshipProgress(store: Store, workflowId: string): Promise<TownshipProgress | undefined> {
  return (await townshipProgress(store).findOne({ _id: workflowId })) ?? undefined;
}

/** All townships of a campaign, by id. */
export async function listTownshipProgress(store: Store, campaign: string): Promise<TownshipProgress[]> {
  return townshipProgress(store).find({ campaign }).sort({ township: 1 }).limit(5_000).toArray();
}

export async function findCountyProgress(store: Store, workflowId: string): Promise<CountyProgress | undefined> {
  return (await countyProgress(store).findOne({ _id: workflowId })) ?? undefined;
}
