import type { ClientSession, Collection } from 'mongodb';
import type { ProgressSummary } from '../domain/process/progress-summary.ts';
import type { CountyState } from '../domain/state/county-state.ts';
import type { TownshipState } from '../domain/state/township-state.ts';
import { collection, type Store } from './database.ts';
import type { RecordPlace } from './record-place.ts';
import { known, type VersionedRow } from './row-version.ts';

/**
 * The read model: each run's whole state as of its last record. Lists and pages are served from here and never wake a
 * run. A decision counts only while the snapshot's events hold it.
 */
interface SnapshotRow<State> extends RecordPlace, VersionedRow {
  /** The run's workflow id. */
  readonly _id: string;
  /** Length of the run's history when this was recorded; for backups of one instant, orders nothing. */
  readonly historyLength: number;
  readonly campaign: string;
  readonly county: string;
  readonly state: State;
  readonly updatedAt: Date;
}

export interface TownshipProgress extends SnapshotRow<TownshipState> {
  readonly township: string;
  readonly standing: ProgressSummary;
}

export type CountyProgress = SnapshotRow<CountyState>;

export function townshipProgress(store: Store): Collection<TownshipProgress> {
  return collection(store, 'township_progress');
}

export function countyProgress(store: Store): Collection<CountyProgress> {
  return collection(store, 'county_progress');
}

/** The record before, by which a run's next record finds its place. */
export type Predecessor = Pick<RecordPlace, 'runId' | 'epoch' | 'step' | 'digest'>;

/** Writes the snapshot where exactly the record before is on record, or nothing at all. @returns whether it was written */
export async function writeNextSnapshot<Row extends TownshipProgress | CountyProgress>(
  rows: Collection<Row>,
  { _id, ...row }: Row,
  before: Predecessor,
  session: ClientSession,
): Promise<boolean> {
  const { matchedCount } = await rows.updateOne({ _id, ...before, firstRunId: row.firstRunId } as never, { $set: row } as never, {
    session,
  });
  return matchedCount === 1;
}

/** Writes the snapshot, whatever is on record. */
export async function writeSnapshot<Row extends TownshipProgress | CountyProgress>(
  rows: Collection<Row>,
  { _id, ...row }: Row,
  session: ClientSession,
): Promise<void> {
  await rows.updateOne({ _id } as never, { $set: row } as never, { session, upsert: true });
}

/** The place of what is on record of a run. */
export async function findPlace<Row extends TownshipProgress | CountyProgress>(
  rows: Collection<Row>,
  workflowId: string,
  session: ClientSession,
): Promise<RecordPlace | undefined> {
  const projection = { runId: 1, firstRunId: 1, epoch: 1, step: 1, digest: 1, durable: 1, replaced: 1 };
  return ((await rows.findOne({ _id: workflowId } as never, { session, projection })) as RecordPlace | null) ?? undefined;
}

export async function findTownshipProgress(store: Store, workflowId: string): Promise<TownshipProgress | undefined> {
  const row = await townshipProgress(store).findOne({ _id: workflowId });
  return row ? known(row) : undefined;
}

/** All townships of a campaign, by id. @throws {UnknownRowVersionError} as the others that read whole rows */
export async function listTownshipProgress(store: Store, campaign: string): Promise<TownshipProgress[]> {
  return (await townshipProgress(store).find({ campaign }).sort({ township: 1 }).toArray()).map(known);
}

export async function findCountyProgress(store: Store, workflowId: string): Promise<CountyProgress | undefined> {
  const row = await countyProgress(store).findOne({ _id: workflowId });
  return row ? known(row) : undefined;
}
