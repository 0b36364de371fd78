import type { ClientSession } from 'mongodb';
import { type Campaign, findCampaign } from '../../store/campaigns.ts';
import { commandLog, type LoggedCommand } from '../../store/command-log.ts';
import { type Command, commands } from '../../store/commands.ts';
import { type CountyReport, countyReports } from '../../store/county-reports.ts';
import type { Store } from '../../store/database.ts';
import { type DossierRevision, dossiers } from '../../store/dossiers.ts';
import { type EventRow, events } from '../../store/events.ts';
import { type NoticeRow, notices } from '../../store/notices.ts';
import { type CountyProgress, countyProgress, type TownshipProgress, townshipProgress } from '../../store/progress.ts';
import { type DocumentRef, documentsOf } from './documents-of.ts';
import type { ReplayedRun } from './replayed-run.ts';
import { type FileFault, faultsOfFiles } from './stored-files.ts';

/** What MongoDB holds of one run. */
export interface OnRecord {
  readonly campaign: Campaign | undefined;
  readonly snapshot: TownshipProgress | CountyProgress | undefined;
  readonly events: readonly EventRow[];
  readonly notices: readonly NoticeRow[];
  readonly decisions: readonly LoggedCommand[];
  readonly commands: readonly Command[];
  /** Every document that the run refers to. */
  readonly refs: readonly DocumentRef[];
  /** Those of them that are there, by revision. */
  readonly dossiers: ReadonlyMap<string, DossierRevision>;
  readonly reports: ReadonlyMap<string, CountyReport>;
  /** What is wrong with the files of dossiers, by revision. */
  readonly files: ReadonlyMap<string, readonly FileFault[]>;
}

/** The township's or the county's row, by what the run is. */
export async function snapshotOf(store: Store, workflowId: string): Promise<TownshipProgress | CountyProgress | undefined> {
  return (
    (await townshipProgress(store).findOne({ _id: workflowId })) ?? (await countyProgress(store).findOne({ _id: workflowId })) ?? undefined
  );
}

/** Everything keyed by this run, and nothing of its townships: `$` comes right after `#`. */
export async function noticesOf(store: Store, workflowId: string, session?: ClientSession): Promise<NoticeRow[]> {
  const keyed = { _id: { $gte: `${workflowId}#`, $lt: `${workflowId}$` } };
  return notices(store)
    .find(keyed, session ? { session } : {})
    .toArray();
}

export async function readRecord(store: Store, run: ReplayedRun): Promise<OnRecord> {
  const { workflowId, last } = run;
  const refs = documentsOf(run);
  const revisions = refs.map(({ revision }) => revision);
  const [campaign, snapshot, happened, told, decided, done, kept, reports] = await Promise.all([
    last ? findCampaign(store, last.campaign) : undefined,
    snapshotOf(store, workflowId),
    events(store).find({ workflowId }).sort({ sequence: 1 }).toArray(),
    noticesOf(store, workflowId),
    commandLog(store).find({ workflowId }).toArray(),
    commands(store).find({ workflowId }).toArray(),
    dossiers(store)
      .find({ _id: { $in: revisions } })
      .toArray(),
    countyReports(store)
      .find({ revision: { $in: revisions } })
      .toArray(),
  ]);
  const files = new Map<string, readonly FileFault[]>();
  for (const { _id, attachments = [] } of kept) if (attachments.length > 0) files.set(_id, await faultsOfFiles(store, attachments));
  return {
    campaign,
    snapshot,
    events: happened,
    notices: told,
    decisions: decided,
    commands: done,
    refs,
    dossiers: new Map(kept.map((row) => [row._id, row])),
    reports: new Map(reports.map((row) => [row.revision, row])),
    files,
  };
}
