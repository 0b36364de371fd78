import { type NativeConnection, Worker } from '@temporalio/worker';
import type { ActivityDeps } from '../activities/deps.ts';
import { createActivities } from '../activities/index.ts';
import { auditRefusal } from './audit-sink.ts';

export interface WorkerOptions {
  readonly connection: NativeConnection;
  readonly namespace: string;
  readonly taskQueue: string;
  readonly identity: string;
  /** Path of the prebuilt workflow bundle. */
  readonly bundle: string;
  readonly deps: ActivityDeps;
}

/** A worker for every workflow and activity of the app. Drains for up to ten seconds when told to stop. */
export async function createWorker({ connection, namespace, taskQueue, identity, bundle, deps }: WorkerOptions): Promise<Worker> {
  return Worker.create({
    connection,
    namespace,
    taskQueue,
    identity,
    workflowBundle: { codePath: bundle },
    activities: createActivities(deps),
    sinks: { audit: { refused: { fn: auditRefusal(deps), callDuringReplay: false } } },
    shutdownGraceTime: '10s',
    maxCachedWorkflows: 500,
    maxConcurrentWorkflowTaskExecutions: 20,
  });
}
