import { setTimeout as sleep } from 'node:timers/promises';
import { Client, type WorkflowExecutionDescription } from '@temporalio/client';
import { connectTemporal } from '../../config/temporal.ts';
import { startTemporal } from '../../engines/index.ts';
import { ArchiveError } from './manifest.ts';

/** A run that MongoDB has records of, and how far its history was when it wrote the last one. */
export interface ExpectedRun {
  readonly _id: string;
  readonly runId: string;
  readonly historyLength: number;
}

/** Longest wait for the answer to one question, ms: a server that cannot read a page of its database asks itself for longer. */
const ANSWER_MS = 15_000;
/** A server that has just started may refuse the first question. */
const tries = 3;
const AT_ONCE = 8;

/** What is said of a database that cannot be read, and the way out. */
export function damaged(run: string, detail: string): ArchiveError {
  return new ArchiveError(
    [
      `流程库损坏或不完整：${run}（${detail.slice(0, 200)}）。请恢复最近一份完好的备份：npm run restore -- 文件 --force。`,
      `Temporal’s database is damaged or incomplete: ${run}. Restore the newest backup that is whole.`,
    ].join('\n'),
  );
}

/**
 * Reads every run of a Temporal database to the end of its history, with a server started on it, and sees that the runs that MongoDB
 * knows are there, as far as it knows them. The server goes on with what is due meanwhile: give it a copy.
 * @param dataDir holds `temporal/temporal.db`
 * @returns runs read
 * @throws {ArchiveError} at the first that cannot be read
 */
export async function proveTemporal(dataDir: string, namespace: string, expected: readonly ExpectedRun[]): Promise<number> {
  const temporal = await startTemporal({ dataDir }).catch((cause: unknown) => {
    throw new ArchiveError(damaged('temporal.db', 'the server does not start on it').message, { cause });
  });
  // A call that is tried again by itself outlives the connection, and throws then.
  const connection = await connectTemporal({ TEMPORAL_ADDRESS: temporal.address }, { interceptors: [] });
  const client = new Client({ connection, namespace });
  const within = async <T>(ask: () => Promise<T>): Promise<T> => {
    const began = Date.now();
    for (let left = tries; ; left -= 1) {
      try {
        return await client.withDeadline(Date.now() + ANSWER_MS, ask);
      } catch (error) {
        if (left === 1 || Date.now() - began > ANSWER_MS / 2) throw error;
        await sleep(300);
      }
    }
  };
  try {
    const lengths = new Map<string, number>();
    const ids = await within(async () => {
      const found: { workflowId: string; runId: string }[] = [];
      for await (const { workflowId, runId } of client.workflow.list()) found.push({ workflowId, runId });
      return found;
    }).catch((error: unknown) => {
      throw damaged('list', String(error));
    });
    const queue = [...ids];
    const work = async () => {
      for (let id = queue.shift(); id !== undefined; id = queue.shift()) lengths.set(id.runId, await readThrough(client, within, id));
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
    for (const { _id, runId, historyLength } of expected) {
      const length = lengths.get(runId) ?? (await readThrough(client, within, { workflowId: _id, runId }));
      if (length < historyLength) throw damaged(_id, `${length} < ${historyLength}`);
    }
    return lengths.size;
  } finally {
    await connection.close();
    await temporal.stop();
  }
}

type Within = <T>(ask: () => Promise<T>) => Promise<T>;

/** @returns events of the run */
async function readThrough(client: Client, within: Within, { workflowId, runId }: { workflowId: string; runId: string }): Promise<number> {
  const handle = client.workflow.getHandle(workflowId, runId);
  try {
    const { historyLength }: WorkflowExecutionDescription = await within(() => handle.describe());
    const events = (await within(() => handle.fetchHistory())).events?.length ?? 0;
    // It may have gone on in between, never back.
    if (events < historyLength) throw new Error(`${events} < ${historyLength}`);
    return events;
  } catch (error) {
    throw damaged(workflowId, String(error));
  }
}
