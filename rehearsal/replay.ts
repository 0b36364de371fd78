import { Client } from '@temporalio/client';
import { makeTelemetryFilterString, Runtime, Worker } from '@temporalio/worker';
import { connectTemporal } from '../config/temporal.ts';
import { ownEntries, prepareBundle } from '../engines/services.ts';
import { type History, upToLastTask } from './history-events.ts';
import type { Stores } from './measure.ts';
import type { StuckRun } from './standing-still.ts';

/**
 * Replays every history of the namespace with the workflows of this project, as a worker does that has none of them in its cache.
 * @returns those that cannot be replayed, and why
 */
export async function replayAll(stores: Pick<Stores, 'temporalAddress' | 'namespace'>): Promise<{ replayed: number; failed: StuckRun[] }> {
  quietly();
  const bundle = await prepareBundle(ownEntries.bundle, undefined);
  const connection = await connectTemporal({ TEMPORAL_ADDRESS: stores.temporalAddress });
  try {
    const client = new Client({ connection, namespace: stores.namespace });
    const failed: StuckRun[] = [];
    let replayed = 0;
    async function* histories(): AsyncGenerator<{ workflowId: string; history: History }> {
      for await (const { workflowId, runId } of client.workflow.list()) {
        const history = upToLastTask(await client.workflow.getHandle(workflowId, runId).fetchHistory());
        if ((history.events?.length ?? 0) === 0) continue;
        yield { workflowId, history };
      }
    }
    for await (const { workflowId, error } of Worker.runReplayHistories({ workflowBundle: { codePath: bundle } }, histories())) {
      replayed += 1;
      if (error) failed.push({ workflowId, why: error.message.split('\n')[0]?.slice(0, 400) ?? '' });
    }
    return { replayed, failed };
  } finally {
    await connection.close();
  }
}

let quiet = false;

/** What fails is told in the end, with the run's name; the SDK's own lines would stand between the results. */
function quietly(): void {
  if (quiet) return;
  quiet = true;
  Runtime.install({
    shutdownSignals: [],
    logger: { log: ignore, trace: ignore, debug: ignore, info: ignore, warn: ignore, error: ignore },
    telemetryOptions: { logging: { filter: makeTelemetryFilterString({ core: 'ERROR' }), forward: {} } },
  });
}

function ignore(): void {
  // Nothing is told here.
}
