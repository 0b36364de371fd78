import { Socket } from 'node:net';
import { createInterface } from 'node:readline';
import { PassThrough } from 'node:stream';
import { Client } from '@temporalio/client';
import { DefaultLogger, makeTelemetryFilterString, Runtime } from '@temporalio/worker';
import { readEnv } from '../../config/env.ts';
import { connectTemporal } from '../../config/temporal.ts';
import { ensureBundle } from '../build-bundle.ts';
import { Lineage } from './lineage.ts';
import { type Answers, type Fetched, fetchRun, listWorkflows, replayRuns } from './replay-runs.ts';

/** Where answers go: the SDK and its native core write to the first two streams whenever they have something to say. */
const ANSWERS_FD = 3;
/** Signs of life of a run that is being replayed come no more often than this, ms. */
const STEP_EVERY_MS = 500;

/**
 * `node --import tsx worker/replay/main.ts`: replays histories and tells what each run has recorded in its life. Asked on stdin, one JSON
 * object a line: `{"list":true}` for the ids of all townships' and counties' runs, `{"replay":ID}` for one, `{"forget":true}` before what was started since; answers, in the same form, go
 * to descriptor 3: `listed`, `reading`, `step`, `run`. It polls nothing, writes nothing and asks no worker; it ends with its input.
 */
const env = readEnv('replay');
Runtime.install({
  logger: new DefaultLogger('ERROR', ({ level, message, meta }) =>
    process.stderr.write(`${level} ${message} ${JSON.stringify(meta ?? {})}\n`),
  ),
  telemetryOptions: { logging: { filter: makeTelemetryFilterString({ core: 'WARN', other: 'ERROR' }), forward: {} } },
  shutdownSignals: [],
});
const answers = new Socket({ fd: ANSWERS_FD, readable: false, writable: true });
const say = (answer: object) => void answers.write(`${JSON.stringify(answer)}\n`);

let steppedAt = 0;
const toAsker: Answers = {
  reading: (workflowId) => say({ reading: workflowId }),
  step: (workflowId) => {
    if (Date.now() - steppedAt < STEP_EVERY_MS) return;
    steppedAt = Date.now();
    say({ step: workflowId });
  },
  run: (run) => say({ run }),
};

const bundle = await ensureBundle(`${env.DATA_DIR}/bundles`, 'replay');
const connection = await connectTemporal(env);
try {
  const client = new Client({ connection, namespace: env.TEMPORAL_NAMESPACE });
  let lineage = new Lineage(client);
  const asked = new PassThrough({ objectMode: true });
  const reading = (async () => {
    for await (const line of createInterface({ input: process.stdin })) {
      const request = JSON.parse(line) as { readonly list?: true; readonly replay?: string; readonly forget?: true };
      if (request.forget) lineage = new Lineage(client);
      if (request.list) say({ listed: await listWorkflows(client) });
      // Fetched while the one before is replayed.
      if (request.replay !== undefined) asked.write({ fetching: fetchRun(client, lineage, request.replay) });
    }
    asked.end();
  })();
  await replayRuns(bundle, fetched(asked), toAsker);
  await reading;
} finally {
  await connection.close();
  answers.end();
}

async function* fetched(asked: AsyncIterable<{ readonly fetching: Promise<Fetched> }>): AsyncGenerator<Fetched> {
  for await (const { fetching } of asked) yield await fetching;
}
