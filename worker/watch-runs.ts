import { setTimeout as pause } from 'node:timers/promises';
import { type Client, WorkflowNotFoundError } from '@temporalio/client';
import type { Logger } from 'pino';
import type { Store } from '../store/database.ts';
import { countyProgress, townshipProgress } from '../store/progress.ts';
import { type FoundStuck, stuckRuns, writeStuckRuns } from '../store/stuck-runs.ts';

/** How often every run that should be under way is looked at, ms. With the failures a step needs to be told from a restart, within a minute. */
const LOOK_EVERY_MS = 15_000;
/** A step that was lost with its worker is begun again once or twice; one that failed this often fails for a reason. */
const FAILING_ATTEMPTS = 3;
const AT_ONCE = 8;
const DESCRIBE_WITHIN_MS = 5_000;

/** Temporal's number for a step that does not fit its history (WorkflowTaskFailedCause). */
const NON_DETERMINISTIC = 24;

/** A run that the pages show as under way. */
interface Watched {
  readonly _id: string;
  readonly runId: string;
  readonly historyLength: number;
  readonly campaign: string;
  readonly township?: string;
}

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
    await pause(LOOK_EVERY_MS, undefined, { signal: stop }).catch(() => undefined);
  }
}

/** Looks at every run once. @returns the stuck ones */
export async function watchRuns(store: Store, client: Client, now: Date): Promise<FoundStuck[]> {
  const projection = { runId: 1, historyLength: 1, campaign: 1, township: 1 };
  const [townships, counties] = await Promise.all([
    townshipProgress(store).find({ 'state.status': 'running' }, { projection }).toArray(),
    countyProgress(store)
      .find({ 'state.status': { $in: ['preparing', 'running'] } }, { projection })
      .toArray(),
  ]);
  const queue: Watched[] = [...counties, ...townships];
  const lookedAt = queue.map(({ _id }) => _id);
  const found: FoundStuck[] = [];
  const work = async () => {
    for (let run = queue.shift(); run !== undefined; run = queue.shift()) {
      const stuck = await look(client, run);
      if (stuck) found.push(stuck);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  await writeStuckRuns(store, [...lookedAt, ...(await ended(store, lookedAt))], found, now);
  return found;
}

/** Runs that were stuck and have ended since, in order: they are no longer looked at, and no longer stuck. */
async function ended(store: Store, lookedAt: readonly string[]): Promise<string[]> {
  const rows = await stuckRuns(store)
    .find({ _id: { $nin: [...lookedAt] } })
    .toArray();
  return rows.map(({ _id }) => _id);
}

async function look(client: Client, run: Watched): Promise<FoundStuck | undefined> {
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
    if (runId !== run.runId) return stuck('reset-outside', runId);
    if (historyLength < run.historyLength) return stuck('pages-ahead', `${run.historyLength} > ${historyLength}`);
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
