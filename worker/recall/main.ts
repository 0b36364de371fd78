import { Client } from '@temporalio/client';
import { DefaultLogger, Runtime } from '@temporalio/worker';
import { readEnv } from '../../config/env.ts';
import { connectTemporal } from '../../config/temporal.ts';
import { ensureBundle } from '../build-bundle.ts';
import { recallRuns } from './recall-runs.ts';

/**
 * `node --import tsx worker/recall/main.ts [WORKFLOW ID …]`: replays the histories of every township's and county's run, or of those
 * named, and prints what each run has recorded in its life, one JSON object a line. It polls nothing, writes nothing and asks no worker.
 */
const env = readEnv('recall');
Runtime.install({ logger: new DefaultLogger('ERROR'), shutdownSignals: [] });
const bundle = await ensureBundle(`${env.DATA_DIR}/bundles`, 'recall');
const connection = await connectTemporal(env);
try {
  const client = new Client({ connection, namespace: env.TEMPORAL_NAMESPACE });
  for await (const run of recallRuns(client, bundle, process.argv.slice(2))) process.stdout.write(`${JSON.stringify(run)}\n`);
} finally {
  await connection.close();
}
