import { Client, type Connection, WorkflowNotFoundError } from '@temporalio/client';
import { defaultPayloadConverter } from '@temporalio/common';
import { type Db, MongoClient } from 'mongodb';
import { z } from 'zod';
import { connectTemporal } from '../config/temporal.ts';
import { wallTimeOf } from '../domain/calendar/clock.ts';
import { CountyProcess } from '../domain/process/county-process.ts';
import { TownshipProcess } from '../domain/process/township-process.ts';
import type { CountyInput, CountyState } from '../domain/state/county-state.ts';
import type { TownshipInput, TownshipState } from '../domain/state/township-state.ts';
import { forAll } from './concurrency.ts';
import { type HistoryEvent, nextTimer, recordFailure } from './history-events.ts';
import type { Stores } from './measure.ts';
import { type SeenRun, type StuckRun, stuckRunsOf } from './standing-still.ts';

const AT_ONCE = 4;

const stuckRow = z.object({ _id: z.string(), kind: z.string(), detail: z.string() });
const campaignRow = z.object({ workflowId: z.string() });
const snapshotRow = z.object({ _id: z.string(), township: z.string().optional(), state: z.custom<TownshipState | CountyState>() });

type Snapshot = z.infer<typeof snapshotRow>;

/**
 * The runs of a campaign that stand still now: by the app's own list, and as seen from outside, with the two stores' own clients.
 * @throws when a store cannot be reached
 */
export async function lookAtRuns(stores: Stores, campaign: string): Promise<StuckRun[]> {
  const mongo = new MongoClient(stores.mongodbUri, { appName: 'rehearsal' });
  const connection = await connectTemporal({ TEMPORAL_ADDRESS: stores.temporalAddress });
  try {
    const db = mongo.db(stores.database);
    const listed = z.array(stuckRow).parse(await db.collection('stuck_runs').find({ campaign }).toArray());
    const seen = await seeRuns(db, connection, stores.namespace, campaign);
    return stuckRunsOf(
      seen,
      listed.map(({ _id, kind, detail }) => ({ workflowId: _id, why: `${kind} ${detail}` })),
      Date.now(),
    );
  } finally {
    await connection.close();
    await mongo.close();
  }
}

async function seeRuns(db: Db, connection: Connection, namespace: string, campaign: string): Promise<SeenRun[]> {
  const client = new Client({ connection, namespace });
  const row = campaignRow.parse(await db.collection<{ _id: string }>('campaigns').findOne({ _id: campaign }));
  const rows = await Promise.all(['county_progress', 'township_progress'].map((name) => db.collection(name).find({ campaign }).toArray()));
  const snapshots = new Map(
    z
      .array(snapshotRow)
      .parse(rows.flat())
      .map((snapshot) => [snapshot._id, snapshot]),
  );
  const county = snapshots.get(row.workflowId)?.state as CountyState | undefined;
  const enrolled = county?.enrolled.map((township) => `${row.workflowId}/${township}`) ?? [];
  const ids = [...new Set([row.workflowId, ...enrolled, ...snapshots.keys()])];
  return forAll(ids, AT_ONCE, (id) => seeRun(client, id, snapshots.get(id)));
}

async function seeRun(client: Client, workflowId: string, snapshot: Snapshot | undefined): Promise<SeenRun> {
  const handle = client.workflow.getHandle(workflowId);
  try {
    const { status, raw } = await handle.describe();
    if (status.name !== 'RUNNING') return { workflowId, status: status.name, taskAttempt: 0, failing: [] };
    const { events } = await handle.fetchHistory();
    return {
      workflowId,
      status: status.name,
      taskAttempt: raw.pendingWorkflowTask?.attempt ?? 0,
      taskFailure: taskFailure(events ?? []),
      recordFailure: recordFailure(events ?? []),
      failing: (raw.pendingActivities ?? []).flatMap(({ activityType, attempt, lastFailure }) =>
        lastFailure ? [{ type: activityType?.name ?? '', attempt: attempt ?? 0, failure: lastFailure.message ?? '' }] : [],
      ),
      timerDue: nextTimer(events ?? []),
      recordDue: snapshot && recordDue(inputOf(events?.[0]), snapshot),
    };
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return { workflowId, status: undefined, taskAttempt: 0, failing: [] };
    throw error;
  }
}

function taskFailure(events: readonly HistoryEvent[]): string | undefined {
  const failed = events.findLast((event) => event.workflowTaskFailedEventAttributes)?.workflowTaskFailedEventAttributes;
  return failed?.failure?.message?.slice(0, 300);
}

function inputOf(started: HistoryEvent | undefined): TownshipInput | CountyInput {
  const [payload] = started?.workflowExecutionStartedEventAttributes?.input?.payloads ?? [];
  return defaultPayloadConverter.fromPayload(payload ?? {});
}

/** When the run has something to do next, by what MongoDB has of it. */
function recordDue(input: TownshipInput | CountyInput, { township, state }: Snapshot): number | undefined {
  let due: number | undefined;
  if (township === undefined) {
    const run = new CountyProcess(input as CountyInput, 0);
    run.adopt({ state: state as CountyState, events: [] });
    due = run.next();
  } else {
    const run = new TownshipProcess(input as TownshipInput, 0);
    run.adopt({ state: state as TownshipState, events: [] });
    due = run.next();
  }
  return due === undefined ? undefined : wallTimeOf(input.clock, due);
}
