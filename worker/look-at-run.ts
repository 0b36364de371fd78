import { type Client, type WorkflowHandle, WorkflowNotFoundError } from '@temporalio/client';
import type { Store } from '../store/database.ts';
import { countyProgress, townshipProgress } from '../store/progress.ts';
import type { FoundStuck } from '../store/stuck-runs.ts';

/** A step that was lost with its worker is begun again once or twice; one that failed this often fails for a reason. */
const FAILING_ATTEMPTS = 3;
/** Tries of a record after which its failure is no outage that has just ended: a try takes seconds, and the next follows within ten. */
const FAILING_RECORDS = 5;
/** A worker that is alive takes a step at once, on a busy machine after seconds; one that was lost with a worker waits ten for the next. */
const TAKEN_WITHIN_MS = 30_000;
export const DESCRIBE_WITHIN_MS = 5_000;

/** Temporal's number for a step that does not fit its history (WorkflowTaskFailedCause). */
const NON_DETERMINISTIC = 24;
/** Temporal's number for a step that no worker has taken (PendingWorkflowTaskState). */
const WAITS_FOR_A_WORKER = 1;

/** A run that should be under way. */
export interface Watched {
  readonly _id: string;
  /** Not of a run that has recorded nothing yet. */
  readonly runId?: string;
  readonly historyLength: number;
  readonly campaign: string;
  readonly township?: string;
}

type Description = Awaited<ReturnType<WorkflowHandle['describe']>>;

/** What keeps a run from going on by itself, if anything. @throws whatever Temporal says when it cannot tell */
export async function look(store: Store, client: Client, run: Watched, now: Date): Promise<FoundStuck | undefined> {
  const { _id, campaign, township } = run;
  const stuck = (kind: FoundStuck['kind'], detail: string): FoundStuck => ({
    _id,
    campaign,
    kind,
    detail,
    ...(township === undefined ? {} : { township }),
  });
  try {
    const description = await client.withDeadline(Date.now() + DESCRIBE_WITHIN_MS, () => client.workflow.getHandle(_id).describe());
    const { runId, status, historyLength, raw } = description;
    const attempt = raw.pendingWorkflowTask?.attempt ?? 0;
    if (status.name === 'COMPLETED' ? await isUnderWay(store, _id) : status.name !== 'RUNNING') return stuck('ended-outside', status.name);
    if (status.name === 'RUNNING' && attempt >= FAILING_ATTEMPTS) {
      const { cause, message } = await lastFailure(client, _id, runId);
      return stuck(cause === NON_DETERMINISTIC ? 'code-differs' : 'step-fails', `attempt ${attempt}: ${message}`);
    }
    const waited = notTakenForMs(description, now);
    if (waited > TAKEN_WITHIN_MS) return stuck('step-fails', `no worker took its step for ${Math.round(waited / 1_000)} s`);
    const record = failingRecord(description);
    if (record?.type === 'PAGES_AHEAD') return stuck('pages-ahead', record.message);
    if (record && record.attempt >= FAILING_RECORDS) return stuck('step-fails', `attempt ${record.attempt}: ${record.message}`);
    if (run.runId !== undefined && runId !== run.runId) return stuck('reset-outside', runId);
    if (historyLength < run.historyLength) return stuck('pages-ahead', `${run.historyLength} > ${historyLength}`);
    return undefined;
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return stuck('missing', 'not found');
    throw error;
  }
}

/** A run records that it is over before it ends: where the pages show it under way, somebody else ended it, and called it completed. */
async function isUnderWay(store: Store, _id: string): Promise<boolean> {
  const [township, county] = await Promise.all([
    townshipProgress(store).findOne({ _id }, { projection: { 'state.status': 1 } }),
    countyProgress(store).findOne({ _id }, { projection: { 'state.status': 1 } }),
  ]);
  const status = township?.state.status ?? county?.state.status;
  return status === undefined || status === 'running' || status === 'preparing';
}

/** How long a step of a run waits for a worker, though one is alive: this one. Somebody may have named a version that nobody runs. */
function notTakenForMs({ raw, status }: Description, now: Date): number {
  const { state, originalScheduledTime } = raw.pendingWorkflowTask ?? {};
  if (status.name !== 'RUNNING' || state !== WAITS_FOR_A_WORKER || !originalScheduledTime?.seconds) return 0;
  return now.getTime() - Number(originalScheduledTime.seconds) * 1_000;
}

/** The record that the run tries to write and could not, if any. */
function failingRecord({ raw, status }: Description): { type: string; attempt: number; message: string } | undefined {
  if (status.name !== 'RUNNING') return undefined;
  const pending = raw.pendingActivities?.find(({ lastFailure, activityType }) => lastFailure && activityType?.name?.startsWith('record'));
  if (!pending?.lastFailure) return undefined;
  const { applicationFailureInfo, message } = pending.lastFailure;
  return { type: applicationFailureInfo?.type ?? '', attempt: pending.attempt ?? 0, message: message?.slice(0, 300) ?? 'no reason given' };
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
