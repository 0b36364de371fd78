import type { Client } from '@temporalio/client';
import { Worker } from '@temporalio/worker';
import { type History, messagesIn, upToLastTask } from './read-history.ts';
import { type RecalledRun, Telling } from './recalled-run.ts';

type Run = Pick<RecalledRun, 'workflowId' | 'runId' | 'status'>;

/** Every workflow that ever ran, counties before their townships. */
async function listWorkflows(client: Client): Promise<string[]> {
  const ids = new Set<string>();
  const query = "WorkflowType IN ('reorganizeCounty', 'reorganizeTownship')";
  for await (const { workflowId } of client.workflow.list({ query, pageSize: 1_000 })) ids.add(workflowId);
  return [...ids].sort();
}

/** The run that counts: the current one. A reset one has the start time of the run that it replaces. */
async function describeRun(client: Client, workflowId: string): Promise<Run> {
  const { runId, status } = await client.workflow.getHandle(workflowId).describe();
  return { workflowId, runId, status: status.name };
}

/** Each run with its history; the next one travels while the one before is worked on. */
async function* fetchHistories(client: Client, runs: readonly Run[]): AsyncGenerator<{ run: Run; history: History }> {
  const fetch = (run: Run) => client.workflow.getHandle(run.workflowId, run.runId).fetchHistory();
  let next = runs[0] && fetch(runs[0]);
  for (const [at, run] of runs.entries()) {
    const history = (await next) ?? { events: [] };
    const following = runs[at + 1];
    next = following && fetch(following);
    // Seen when it is awaited, in its turn.
    next?.catch(() => undefined);
    yield { run, history };
  }
}

/**
 * Replays one history after the other and tells what each run recorded.
 * @param bundle path of the bundle of kind `recall`
 * @param workflowIds only these; all when there are none
 */
export async function* recallRuns(client: Client, bundle: string, workflowIds: readonly string[]): AsyncGenerator<RecalledRun> {
  const wanted = workflowIds.length === 0 ? await listWorkflows(client) : workflowIds;
  const runs: Run[] = [];
  for (const id of wanted) runs.push(await describeRun(client, id));
  const untouched: RecalledRun[] = [];
  let telling = new Telling();
  let current: { run: Run; history: History } | undefined;

  async function* toReplay(): AsyncGenerator<{ workflowId: string; history: History }> {
    for await (const next of fetchHistories(client, runs)) {
      const history = upToLastTask(next.history);
      if ((history.events?.length ?? 0) === 0) {
        untouched.push(new Telling().end(next.run, messagesIn(next.history)));
        continue;
      }
      current = next;
      telling = new Telling();
      yield { workflowId: next.run.workflowId, history };
    }
  }

  const options = {
    workflowBundle: { codePath: bundle },
    sinks: {
      recall: { told: { fn: (_info: unknown, ...told: [string, string, number]) => telling.take(...told), callDuringReplay: true } },
    },
  };
  for await (const { error } of Worker.runReplayHistories(options, toReplay())) {
    if (current) yield telling.end(current.run, messagesIn(current.history), error?.message);
  }
  yield* untouched;
}
