import { tmpdir } from 'node:os';
import path from 'node:path';
import { DefaultLogger, NativeConnection, Runtime } from '@temporalio/worker';
import { createLogger } from '../../config/logger.ts';
import { taskQueue } from '../../config/temporal.ts';
import { beat, HEARTBEAT_EVERY_MS, stopBeating } from '../../store/heartbeats.ts';
import { ensureBundle } from '../../worker/build-bundle.ts';
import { createWorker } from '../../worker/create-worker.ts';
import { TEST_NAMESPACE, type TestEngines } from './running-engines.ts';

/** Bundles are named after their sources: test files and later runs share them. */
const BUNDLES = path.join(tmpdir(), 'league-reorg-test-bundles');

let quiet = false;

/** The SDK's one runtime of this process says only what is wrong. Before anything of the SDK's worker is used. */
export function quietRuntime(): void {
  if (!quiet) Runtime.install({ logger: new DefaultLogger('ERROR'), shutdownSignals: [] });
  quiet = true;
}

/** A worker in the test's own process, with the heartbeat by which the api knows it. */
export interface TestWorker {
  /** Drains and stops, and takes its heartbeat with it: the api sees at once that no worker is left. */
  stop(): Promise<void>;
}

export async function startTestWorker(
  engines: Pick<TestEngines, 'store' | 'vouchers'> & { readonly temporal: Pick<TestEngines['temporal'], 'address'> },
  publicUrl: string,
  { namespace, now }: { readonly namespace: string; readonly now: () => number } = { namespace: TEST_NAMESPACE, now: Date.now },
): Promise<TestWorker> {
  quietRuntime();
  const { temporal, store, vouchers } = engines;
  const identity = `worker@test-${process.pid}`;
  const connection = await NativeConnection.connect({ address: temporal.address });
  const worker = await createWorker({
    connection,
    identity,
    taskQueue,
    namespace,
    bundle: await ensureBundle(BUNDLES),
    deps: { store, vouchers, publicUrl, mail: { from: 'test@localhost' }, logger: createLogger({ level: 'silent', process: 'test' }) },
  });
  const running = worker.run();
  const sayAlive = () => beat(store, identity, new Date(now())).catch(() => undefined);
  await sayAlive();
  const heart = setInterval(() => void sayAlive(), HEARTBEAT_EVERY_MS);
  return {
    async stop() {
      clearInterval(heart);
      await stopBeating(store, identity);
      worker.shutdown();
      await running;
      await connection.close();
    },
  };
}
