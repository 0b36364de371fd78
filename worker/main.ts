import { setTimeout as pause } from 'node:timers/promises';
import { Client } from '@temporalio/client';
import { NativeConnection } from '@temporalio/worker';
import { readEnv } from '../config/env.ts';
import { createLogger } from '../config/logger.ts';
import { connectTemporal, processIdentity, taskQueue } from '../config/temporal.ts';
import { openStore } from '../store/database.ts';
import { beat, HEARTBEAT_EVERY_MS, stopBeating } from '../store/heartbeats.ts';
import { prepareIndexes } from '../store/indexes.ts';
import { createVouchers } from '../store/vouchers.ts';
import { ensureBundle } from './build-bundle.ts';
import { createWorker, type WorkerOptions } from './create-worker.ts';
import { installRuntime } from './install-runtime.ts';
import { keepMarks } from './keep-marks.ts';
import { keepNotifying } from './keep-notifying.ts';
import { createWorkerMetrics } from './metrics.ts';
import { startOutboxRelay } from './outbox-relay.ts';
import { createSdkMetrics } from './sdk-metrics.ts';
import { keepWatchingRuns } from './watch-runs.ts';

/** The worker process: polls until SIGTERM or SIGINT, then drains. */
const env = readEnv('worker');
const logger = createLogger({ level: env.LOG_LEVEL, process: 'worker' });
const identity = processIdentity('worker');
const stopped = new AbortController();
const metrics = createWorkerMetrics();
const sdk = env.METRICS_PORT === undefined ? undefined : createSdkMetrics();
installRuntime(logger, sdk?.buffer);

const store = openStore(env.MONGODB_URI, env.MONGODB_DATABASE, 'league-reorg worker');
// Ended at each try, it would be started again ever later by whoever restarts it.
await onceReached('MongoDB', () => prepareIndexes(store));
const connection = await onceReached('Temporal', () => NativeConnection.connect({ address: env.TEMPORAL_ADDRESS }));
const options: WorkerOptions = {
  connection,
  identity,
  taskQueue,
  namespace: env.TEMPORAL_NAMESPACE,
  bundle: env.WORKFLOW_BUNDLE ?? (await ensureBundle(`${env.DATA_DIR}/bundles`)),
  deps: {
    store,
    logger,
    observer: metrics.observer,
    stopping: stopped.signal,
    vouchers: createVouchers(env.VOUCHER_KEYS),
    publicUrl: env.PUBLIC_URL,
    mail: { smtpUrl: env.SMTP_URL, from: env.MAIL_FROM },
  },
};
const worker = await onceReached('Temporal', () => createWorker(options));
const watching = await onceReached('Temporal', () => connectTemporal(env));
const client = new Client({ connection: watching, namespace: env.TEMPORAL_NAMESPACE, identity });
await onceReached('Temporal', () => startOutboxRelay(client));

const figures = await metrics.serve(env, sdk).catch((error: unknown) => logger.error({ error }, 'metrics are not served'));
const watch = keepWatchingRuns({ store, logger, client }, stopped.signal);
const marking = keepMarks({ store, logger, connection: watching, namespace: env.TEMPORAL_NAMESPACE }, stopped.signal);
const notifications = keepNotifying(options.deps, stopped.signal);

const heart = setInterval(() => void sayAlive(), HEARTBEAT_EVERY_MS);
// Only from here on: whoever is told to stop while starting just ends.
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => stopped.abort());
const running = worker.run();
await sayAlive();
logger.info({ identity }, 'worker polls');
try {
  await running;
} finally {
  clearInterval(heart);
  stopped.abort();
  figures?.close();
  sdk?.close();
  await watch;
  await marking;
  await notifications;
  await watching.close();
  await stopBeating(store, identity).catch(() => undefined);
  await connection.close();
  await store.client.close();
}

/** Tries again every two seconds until an engine answers. */
async function onceReached<T>(engine: string, reach: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await reach();
    } catch (error) {
      logger.warn({ error, engine }, 'engine not reached, trying again');
      await pause(2_000);
    }
  }
}

async function sayAlive(): Promise<void> {
  if (worker.getState() !== 'RUNNING') return;
  await beat(store, identity, new Date()).catch((error: unknown) => logger.warn({ error }, 'heartbeat not written'));
}
