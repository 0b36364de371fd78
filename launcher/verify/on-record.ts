import { type Act, acts } from '../../store/acts.ts';
import { countyReports } from '../../store/county-reports.ts';
import type { Store } from '../../store/database.ts';
import { type DecisionRow, decisions } from '../../store/decisions.ts';
import { dossiers } from '../../store/dossiers.ts';
import { type EventRow, events } from '../../store/events.ts';
import { type CountyProgress, countyProgress, type TownshipProgress, townshipProgress } from '../../store/progress.ts';
import type { RecalledRun } from './recalled-run.ts';

/** A document that a run refers to: a dossier's revision, a county report, the results. */
export interface DocumentRef {
  readonly revision: string;
  readonly digest: string;
}

/** What MongoDB holds of one run. */
export interface OnRecord {
  readonly snapshot: TownshipProgress | CountyProgress | undefined;
  readonly events: readonly EventRow[];
  readonly decisions: readonly DecisionRow[];
  readonly acts: readonly Act[];
  /** Digests of those documents the run refers to that are there, by revision. */
  readonly documents: ReadonlyMap<string, string>;
}

/** The township's or the county's row, by what the run is. */
export async function snapshotOf(store: Store, workflowId: string): Promise<TownshipProgress | CountyProgress | undefined> {
  return (
    (await townshipProgress(store).findOne({ _id: workflowId })) ?? (await countyProgress(store).findOne({ _id: workflowId })) ?? undefined
  );
}

export async function readRecord(store: Store, run: RecalledRun): Promise<OnRecord> {
  const { workflowId } = run;
  const revisions = documentsOf(run).map(({ revision }) => revision);
  const [snapshot, happened, decided, done, kept, reports] = await Promise.all([
    snapshotOf(store, workflowId),
    events(store).find({ workflowId }).sort({ sequence: 1 }).toArray(),
    decisions(store).find({ workflowId }).toArray(),
    acts(store).find({ workflowId }).toArray(),
    dossiers(store)
      .find({ _id: { $in: revisions } }, { projection: { digest: 1 } })
      .toArray(),
    countyReports(store)
      .find({ revision: { $in: revisions } }, { projection: { revision: 1, digest: 1 } })
      .toArray(),
  ]);
  const documents = new Map([
    ...kept.map(({ _id, digest }) => [_id, digest] as const),
    ...reports.map(({ revision, digest }) => [revision, digest] as const),
  ]);
  return { snapshot, events: happened, decisions: decided, acts: done, documents };
}

/** Every document that stands in a run's state, wherever in it: submissions, past rounds, reports, results. */
export function documentsOf({ last }: Pick<RecalledRun, 'last'>): DocumentRef[] {
  const found = new Map<string, DocumentRef>();
  const look = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    const { revision, digest } = value as Partial<Record<keyof DocumentRef, unknown>>;
    if (typeof revision === 'string' && typeof digest === 'string') found.set(revision, { revision, digest });
    Object.values(value).forEach(look);
  };
  look(last?.state.items);
  return [...found.values()];
}
