import { setTimeout as pause } from 'node:timers/promises';
import { type Client, WorkflowNotFoundError } from '@temporalio/client';
import type { Logger } from 'pino';
import { campaigns } from '../store/campaigns.ts';
import type { Store } from '../store/database.ts';
import { countyProgress, townshipProgress } from '../store/progress.ts';
import { type FoundStuck, type RefusedRecord, stuckRuns, writeStuckRuns } from '../store/stuck-runs.ts';
import { keepMailRoom } from './mail-room.ts';

/** How often every run that should be under way is looked at, ms. With the failures a step needs to be told from a restart, within a minute. */
const LOOK_EVERY_MS = 15_000;
/** A step that was lost with its worker is begun again once or twice; one that failed this often fails for a reason. */
const FAILING_ATTEMPTS = 3;
/** A record that is refused comes again within two minutes (`maximumInterval`): one that did not is no longer in anybody's way. */
const REFUSED_FOR_MS = 300_000;
/** How long a run that was just started may take to record its beginning. */
const BEGINS_WITHIN_MS = 60_000;
const AT_ONCE = 8;
const DESCRIBE_WITHIN_MS = 5_000;

/** Temporal's number for a step that does not fit its history (WorkflowTaskFailedCause). */
const NON_DETERMINISTIC = 24;

/** A run that should be under way. */
interface Watched {
  readonly _id: string;
  /** Not of a run that has recorded nothing yet. */
  readonly runId?: string;
  readonly historyLength: number;
  readonly updatedAt?: Date;
  readonly campaign: string;
  readonly township?: string;
}

/** Of the runs that were stuck: the record that was refused, if any. */
type Refusals = ReadonlyMap<string, RefusedRecord | undefined>;

/** Looks after the runs until `stop`: those that do not go on by themselves are written to MongoDB, and forgotten once they do. */
export async function keepWatchingRuns(
  { store, client, logger }: { readonly store: Store; readonly client: Client; readonly logger: Pick<Logger, 'warn' | 'error'> },
  stop: AbortSignal,
): Promise<void> {
  while (!stop.aborted) {
    try {
      for (const run of await watchRuns(store, client, new Date())) logger.error({ ...run, workflowId: run._id }, 'run is stuck');
    } catch (error) {
      logger.warn({ error }, 'runs could not be looked at');
    }
    try {
      if (await keepMailRoom(client)) logger.warn('the mail room did not run, and was started again');
    } catch (error) {
      logger.warn({ error }, 'the mail room could not be looked at');
    }
    await pause(LOOK_EVERY_MS, undefined, { signal: stop }).catch(() => undefined);
  }
}

/** Looks at every run once. @returns the stuck ones */
export async function watchRuns(store: Store, client: Client, now: Date): Promise<FoundStuck[]> {
  const refusals = new Map((await stuckRuns(store).find({}).toArray()).map(({ _id, refused }) => [_id, refused]));
  const queue = [...(await watched(store, refusals)), ...(await unrecorded(store, refusals, now))];
  const lookedAt = queue.map(({ _id }) => _id);
  const found: FoundStuck[] = [];
  const work = async () => {
    for (let run = queue.shift(); run !== undefined; run = queue.shift()) {
      const stuck = await look(client, run, refusals.get(run._id), now);
      if (stuck) found.push(stuck);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  // Runs that were stuck and have ended since, in order, are no longer looked at, and no longer stuck.
  await writeStuckRuns(store, [...lookedAt, ...refusals.keys()], found, now);
  return found;
}

/** Runs that the pages show as under way, and those that the pages show as ended though they wait to record something. */
async function watched(store: Store, refusals: Refusals): Promise<Watched[]> {
  const projection = { runId: 1, historyLength: 1, updatedAt: 1, campaign: 1, township: 1, 'state.status': 1 };
  const refused = { _id: { $in: [...refusals].flatMap(([id, refusal]) => (refusal ? [id] : [])) } };
  const [townships, counties] = await Promise.all([
    townshipProgress(store)
      .find({ $or: [{ 'state.status': 'running' }, refused] }, { projection })
      .toArray(),
    countyProgress(store)
      .find({ $or: [{ 'state.status': { $in: ['preparing', 'running'] } }, refused] }, { projection })
      .toArray(),
  ]);
  return [...counties, ...townships].filter(
    (run) => run.state.status === 'preparing' || run.state.status === 'running' || standsInTheWay(run, refusals.get(run._id)),
  );
}

/** Runs that were started and have recorded nothing: counties of started campaigns, and the townships that a county has enrolled. */
async function unrecorded(store: Store, known: Refusals, now: Date): Promise<Watched[]> {
  const begun = new Date(now.getTime() - BEGINS_WITHIN_MS);
  const [started, counties] = await Promise.all([
    campaigns(store)
      .find({ status: 'started', createdAt: { $lt: begun } }, { projection: { workflowId: 1 } })
      .toArray(),
    countyProgress(store)
      .find({}, { projection: { campaign: 1, updatedAt: 1, 'state.enrolled': 1 } })
      .toArray(),
  ]);
  const recorded = new Set(counties.map(({ _id }) => _id));
  const enrolled = counties.flatMap(({ _id, campaign, updatedAt, state }) =>
    state.enrolled
      .map((township) => ({ _id: `${_id}/${township}`, campaign, township, historyLength: 0 }))
      // A county that has just enrolled somebody may go on with that; who was seen stuck stays in sight meanwhile.
      .filter((run) => updatedAt < begun || known.has(run._id)),
  );
  const ids = { _id: { $in: enrolled.map(({ _id }) => _id) } };
  for await (const { _id } of townshipProgress(store).find(ids, { projection: { _id: 1 } })) recorded.add(_id);
  const beginning = started.map((campaign) => ({ _id: campaign.workflowId, campaign: campaign._id, historyLength: 0 }));
  return [...beginning, ...enrolled].filter(({ _id }) => !recorded.has(_id));
}

/** Whether the snapshot is still the one for which the run's record was refused: a later record, or a repair, writes another. */
function standsInTheWay({ updatedAt }: Watched, refused: RefusedRecord | undefined): refused is RefusedRecord {
  return refused !== undefined && refused.snapshotAt.getTime() === updatedAt?.getTime();
}

async function look(client: Client, run: Watched, refused: RefusedRecord | undefined, now: Date): Promise<FoundStuck | undefined> {
  const { _id, campaign, township } = run;
  const stuck = (kind: FoundStuck['kind'], detail: string): FoundStuck => ({
    _id,
    campaign,
    kind,
    detail,
    ...(township === undefined ? {} : { township }),
  });
  try {
    const { runId, status, historyLength, raw } = await client.withDeadline(Date.now() + DESCRIBE_WITHIN_MS, () =>
      client.workflow.getHandle(_id).describe(),
    );
    const attempt = raw.pendingWorkflowTask?.attempt ?? 0;
    if (status.name !== 'RUNNING' && status.name !== 'COMPLETED') return stuck('ended-outside', status.name);
    if (status.name === 'RUNNING' && attempt >= FAILING_ATTEMPTS) {
      const { cause, message } = await lastFailure(client, _id, runId);
      return stuck(cause === NON_DETERMINISTIC ? 'code-differs' : 'step-fails', `attempt ${attempt}: ${message}`);
    }
    if (run.runId !== undefined && runId !== run.runId) return stuck('reset-outside', runId);
    // The history grows with every refusal; the record that is refused stays the same.
    const recent = raw.pendingWorkflowTask || now.getTime() - (refused?.at.getTime() ?? 0) < REFUSED_FOR_MS;
    const reached = status.name === 'RUNNING' && recent && standsInTheWay(run, refused) ? refused.historyLength : historyLength;
    if (reached < run.historyLength) return stuck('pages-ahead', `${run.historyLength} > ${reached}`);
    return undefined;
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return stuck('missing', 'not found');
    throw error;
  }
}

/** Why the run's step failed the last time, in the engine's words. */
async function lastFailure(client: Client, workflowId: string, runId: string): Promise<{ cause: number | undefined; message: string }> {
  const { history } = await client.workflowService.getWorkflowExecutionHistoryReverse({
    namespace: client.options.namespace,
    execution: { workflowId, runId },
    maximumPageSize: 10,
  });
  const failed = history?.events?.find((event) => event.workflowTaskFailedEventAttributes)?.workflowTaskFailedEventAttributes;
  return { cause: failed?.cause ?? undefined, message: failed?.failure?.message?.slice(0, 300) ?? 'no reason given' };
}
