import { type Client, WorkflowNotFoundError } from '@temporalio/client';
import { Worker } from '@temporalio/worker';
import type { Lineage, Origin } from './lineage.ts';
import { type History, messagesIn, upToLastTask } from './read-history.ts';
import { RecordedSteps, type ReplayedRun } from './replayed-run.ts';

/** A run that is to be replayed, or why its history cannot be read. */
export type Fetched =
  | { readonly run: Pick<ReplayedRun, 'workflowId' | 'runId' | 'status' | 'origin'>; readonly history: History }
  | { readonly unread: ReplayedRun };

/** Who is told what a replay comes to. */
export interface Answers {
  /** The replay of this run begins. */
  reading(workflowId: string): void;
  /** It goes on. */
  step(workflowId: string): void;
  run(run: ReplayedRun): void;
}

/** Every workflow that ever ran, counties before their townships. */
export async function listWorkflows(client: Client): Promise<string[]> {
  const ids = new Set<string>();
  const query = "WorkflowType IN ('reorganizeCounty', 'reorganizeTownship')";
  for await (const { workflowId } of client.workflow.list({ query, pageSize: 1_000 })) ids.add(workflowId);
  return [...ids].sort();
}

/**
 * The history of the run that counts under a workflow id. Never rejects while the engine answers: a run that cannot be read is one
 * among others.
 */
export async function fetchRun(client: Client, lineage: Lineage, workflowId: string): Promise<Fetched> {
  let origin: Origin | undefined;
  try {
    origin = await lineage.originOf(workflowId);
    if (origin.counts === undefined) return unread(workflowId, 'no run that the service started is left under this id', origin);
    const { runId, status } = origin.counts;
    const history = await client.workflow.getHandle(workflowId, runId).fetchHistory();
    return { run: { workflowId, runId, status, origin }, history };
  } catch (error) {
    if (!(error instanceof WorkflowNotFoundError)) await client.workflowService.getSystemInfo({});
    return unread(workflowId, error instanceof Error ? error.message : String(error), origin);
  }
}

function unread(workflowId: string, failure: string, origin?: Origin): Fetched {
  const run = { workflowId, runId: '', status: '', events: [], messages: [], waitingSignals: [] };
  return { unread: { ...run, failure, ...(origin ? { origin } : {}) } };
}

/**
 * Replays one history after the other and tells what each run recorded. A history that breaks the replayer itself is told as such, and
 * the next one is given to a new replayer.
 * @param bundle path of the bundle of kind `replay`
 */
export async function replayRuns(bundle: string, fetched: AsyncIterator<Fetched>, answers: Answers): Promise<void> {
  let over = false;
  let steps = new RecordedSteps();
  let current: Exclude<Fetched, { unread: unknown }> | undefined;

  async function* toReplay(): AsyncGenerator<{ workflowId: string; history: History }> {
    for (let next = await fetched.next(); !next.done; next = await fetched.next()) {
      if ('unread' in next.value) {
        answers.run(next.value.unread);
        continue;
      }
      const { run, history } = next.value;
      const played = upToLastTask(history);
      if ((played.events?.length ?? 0) === 0) {
        answers.run(new RecordedSteps().end(run, messagesIn(history)));
        continue;
      }
      current = next.value;
      steps = new RecordedSteps();
      answers.reading(run.workflowId);
      yield { workflowId: run.workflowId, history: played };
    }
    over = true;
  }

  const end = (failure: string | undefined) => {
    if (current) answers.run(steps.end(current.run, messagesIn(current.history), failure));
    current = undefined;
  };
  const told = (_info: unknown, ...record: [string, string, number]) => {
    steps.take(...record);
    if (current) answers.step(current.run.workflowId);
  };
  const options = {
    workflowBundle: { codePath: bundle },
    sinks: { replay: { told: { fn: told, callDuringReplay: true } } },
  };
  while (!over) {
    try {
      for await (const { error } of Worker.runReplayHistories(options, toReplay())) end(error?.message);
    } catch (error) {
      if (!current) throw error;
      end(error instanceof Error ? error.message : String(error));
    }
  }
}
