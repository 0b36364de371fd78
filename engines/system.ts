import path from 'node:path';
import { type LauncherEnv, localUrl } from '../config/env.ts';
import { prepareNamespace } from '../config/namespace.ts';
import { isAnsweredBy } from '../config/start-proof.ts';
import { connectTemporal } from '../config/temporal.ts';
import { backWithMongo, backWithTemporal, onPorts, type Start } from './backing.ts';
import { type Child, PortTakenError } from './child.ts';
import { notePlace } from './data-place.ts';
import { waitUntil } from './ports.ts';
import { freePorts, type Ports, rememberedPorts } from './remembered-ports.ts';
import { lockDataDir } from './running-lock.ts';
import { checkSecrets } from './secrets.ts';
import { type Entries, ownEntries, prepareBundle, type RunningApi, type ServiceOptions, startApi, startWorker } from './services.ts';
import { Started, type SystemProcesses } from './started.ts';
import { type Supervised, supervise } from './supervise.ts';

/** How to start the whole system. */
export interface SystemOptions {
  /** Its folder, ports, external services and settings. An engine that no external service replaces is started. */
  readonly env: LauncherEnv;
  /** Takes the lines a person should read. Default: silent. */
  readonly say?: (line: string) => void;
  /** `remembered`: those of the data folder, so that links stay valid. `any`: free ones. Default: remembered. */
  readonly ports?: 'remembered' | 'any' | Ports;
  /** Default: the project's own api, worker and bundle. */
  readonly entries?: Entries;
  /** Looks at the engines once both answer, before anything else is started; the start fails with what it throws. */
  readonly beforeServices?: (at: { readonly temporalAddress: string; readonly mongodbUri: string }) => Promise<void>;
  /** Gives up starting, and ends what was started. */
  readonly signal?: AbortSignal;
}

/** A running system. */
export interface RunningSystem {
  /** Where people open it. */
  readonly url: string;
  /** Where it listens on this machine; the same unless `PUBLIC_URL` is set. */
  readonly apiUrl: string;
  readonly temporalAddress: string;
  readonly mongodbUri: string;
  readonly processes: SystemProcesses;
  /** Ends api, worker, Temporal, MongoDB, in this order, each within its grace. Called again meanwhile, it hurries. */
  stop(): Promise<void>;
}

/** Thrown when the system does not get ready. */
export class SystemNotReadyError extends Error {
  override readonly name = 'SystemNotReadyError';
}

/** Longest wait for `/readyz` once the api serves: the worker's first heartbeat is part of it. */
const readyMs = 90_000;

/** Waits for all, also when one fails early: what the others started is then known, and can be ended. */
async function all<T extends readonly unknown[]>(parts: T): Promise<{ -readonly [K in keyof T]: Awaited<T[K]> }> {
  await Promise.allSettled(parts);
  return Promise.all(parts);
}

/** @throws {SystemNotReadyError} when Temporal cannot be reached */
async function readyNamespace(address: string, namespace: string): Promise<void> {
  const connection = await connectTemporal({ TEMPORAL_ADDRESS: address }).catch((cause: unknown) => {
    throw new SystemNotReadyError(`无法连接 Temporal（${address}） / Temporal cannot be reached there`, { cause });
  });
  try {
    await prepareNamespace(connection, namespace);
  } finally {
    await connection.close();
  }
}

/** Starts a service and keeps it running. */
async function keepService<T extends Child>(
  start: Start,
  name: 'api' | 'worker',
  begin: (signal: AbortSignal) => Promise<T>,
): Promise<Supervised<T>> {
  const { say, signal, started } = start;
  const child = await supervise({ name, start: begin, say, signal, started: (next) => started.noteChild(next) });
  return started.add(name, child);
}

/** @throws {SystemNotReadyError} with the api's own words */
async function waitUntilReady(apiUrl: string, api: Supervised<RunningApi>, signal: AbortSignal | undefined): Promise<void> {
  const url = `${apiUrl}/readyz`;
  if (
    await waitUntil(
      async () => isAnsweredBy((await api.running()).proof, url),
      readyMs,
      () => signal?.aborted === true,
    )
  )
    return;
  signal?.throwIfAborted();
  const answer = await fetch(url).then((response) => response.text(), String);
  throw new SystemNotReadyError(`服务未就绪 / the service is not ready: ${answer.slice(0, 500)}`);
}

async function bringUp({ env, signal, beforeServices, entries = ownEntries }: SystemOptions, start: Start): Promise<RunningSystem> {
  const { dataDir, started } = start;
  checkSecrets(dataDir, env);
  const [temporal, mongo, bundle] = await all([
    backWithTemporal(start),
    backWithMongo(start),
    prepareBundle(entries.bundle, signal),
  ] as const);
  await readyNamespace(temporal.address, env.TEMPORAL_NAMESPACE);
  await beforeServices?.({ temporalAddress: temporal.address, mongodbUri: mongo.uri });
  signal?.throwIfAborted();

  const { url, apiUrl, worker, api } = await onPorts(async () => {
    const port = await start.ports.choose('app', env.PORT, env.HOST);
    const apiUrl = localUrl(env.HOST, port);
    const url = env.PUBLIC_URL ?? apiUrl;
    const service: ServiceOptions = {
      env,
      dataDir,
      at: { port, apiUrl, url, temporal: temporal.address, temporalUi: temporal.uiAddress, mongodb: mongo.uri },
    };
    const serving = keepService(start, 'api', (wanted) => startApi(entries.api, service, wanted));
    const working = keepService(start, 'worker', (wanted) => startWorker(entries.worker, service, bundle, wanted));
    const [worker, api] = await all([working, serving] as const).catch(async (error: unknown) => {
      // The worker was told the address that somebody else has.
      if (error instanceof PortTakenError) await (await working).stop();
      throw error;
    });
    started.note({ url });
    return { url, apiUrl, worker, api };
  });
  await waitUntilReady(apiUrl, api, signal);
  return {
    url,
    apiUrl,
    temporalAddress: temporal.address,
    mongodbUri: mongo.uri,
    processes: { temporal: temporal.process, mongod: mongo.process, worker, api },
    stop: () => started.stop(),
  };
}

/**
 * Starts everything that is needed on one data folder, and keeps it running: Temporal and MongoDB unless external ones are named, the
 * namespace, the workflow bundle, a worker and an api. Resolves once the api says it is ready.
 * @throws {AlreadyRunningError} when a system runs on this folder
 * @throws {EngineNotFoundError} {@link ChildNotReadyError} {@link SystemNotReadyError} after ending what was started
 */
export async function startSystem(options: SystemOptions): Promise<RunningSystem> {
  const { env, signal, say = () => undefined } = options;
  const dataDir = path.resolve(env.DATA_DIR);
  const started = new Started(await lockDataDir(dataDir, say));
  try {
    notePlace(dataDir, say);
    const { ports: asked = 'remembered' } = options;
    const ports = asked === 'any' ? freePorts : asked === 'remembered' ? rememberedPorts(dataDir, say) : asked;
    return await bringUp(options, { env, dataDir, ports, started, say, signal });
  } catch (error) {
    await started.stop();
    throw error;
  }
}
