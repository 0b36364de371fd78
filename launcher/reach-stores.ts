import { existsSync } from 'node:fs';
import path from 'node:path';
import type { LauncherEnv } from '../config/env.ts';
import { prepareNamespace } from '../config/namespace.ts';
import { connectTemporal } from '../config/temporal.ts';
import { isHalfSwapped } from '../engines/data-swap.ts';
import {
  type Child,
  lockDataDir,
  notePlace,
  noteProcess,
  type RunningNote,
  readRunning,
  startMongo,
  startTemporal,
} from '../engines/index.ts';

/** Where the two stores are, for a command that reads or writes both. */
export interface ReachedStores {
  readonly temporalAddress: string;
  readonly namespace: string;
  readonly mongodbUri: string;
  readonly database: string;
  /** Whether the service runs on them; `unknown` where they are external. */
  readonly service: 'running' | 'stopped' | 'unknown';
  /** Ends the engines that were started for the command, and frees the folder. */
  close(): Promise<void>;
}

/** Thrown when there is nothing to read: neither a data folder nor external services. */
export class NoStoresError extends Error {
  override readonly name = 'NoStoresError';

  constructor(dataDir: string) {
    super(`${dataDir} 里没有数据，环境中也没有指定外部服务 / there is no data there, and no external service is named`);
  }
}

/** Thrown when a system on the folder is starting or stopping. */
export class BetweenError extends Error {
  override readonly name = 'BetweenError';

  constructor(dataDir: string) {
    super(`${dataDir} 的服务正在启动或停止，请稍后再试 / the service there is starting or stopping; try again in a moment`);
  }
}

/**
 * Finds both stores: external ones that the environment names, those of the system that runs on the data folder, or, where none runs,
 * the engines started on it for as long as the command takes; a start meanwhile is refused.
 * @throws {NoStoresError} {@link BetweenError}
 */
export async function reachStores(env: LauncherEnv, say: (line: string) => void): Promise<ReachedStores> {
  const common = { namespace: env.TEMPORAL_NAMESPACE, database: env.MONGODB_DATABASE };
  const dataDir = path.resolve(env.DATA_DIR);
  const { TEMPORAL_ADDRESS: temporal, MONGODB_URI: mongo } = env;
  if (temporal !== undefined && mongo !== undefined) {
    return { ...common, temporalAddress: temporal, mongodbUri: mongo, service: 'unknown', close: () => Promise.resolve() };
  }
  const running = readRunning(dataDir);
  if (running === undefined) return startThem(env, dataDir, say);
  const temporalAddress = temporal ?? running.temporalAddress;
  const mongodbUri = mongo ?? running.mongodbUri;
  if (temporalAddress === undefined || mongodbUri === undefined || running.stopping) throw new BetweenError(dataDir);
  return { ...common, temporalAddress, mongodbUri, service: 'running', close: () => Promise.resolve() };
}

async function startThem(env: LauncherEnv, dataDir: string, say: (line: string) => void): Promise<ReachedStores> {
  const there = existsSync(path.join(dataDir, 'mongodb')) || existsSync(path.join(dataDir, 'temporal'));
  // Half replaced, a folder has its stores once the lock is taken.
  if (!there && !isHalfSwapped(dataDir)) throw new NoStoresError(dataDir);
  say('服务未在运行，为此命令启动数据库和流程引擎 … / the service does not run; starting its two engines for this command');
  const lock = await lockDataDir(dataDir, say);
  const children: Child[] = [];
  const note = (): RunningNote => ({ processes: children.map(({ name, pid }) => noteProcess(name, pid)) });
  const keep = <T extends Child>(child: T): T => {
    children.push(child);
    lock.write(note());
    return child;
  };
  const close = async () => {
    await Promise.all(children.map((child) => child.stop()));
    lock.release();
  };
  try {
    notePlace(dataDir, say);
    const mongo = async () => env.MONGODB_URI ?? keep(await startMongo({ dataDir })).uri;
    const temporal = async () => env.TEMPORAL_ADDRESS ?? keep(await startTemporal({ dataDir })).address;
    const starting = [mongo(), temporal()] as const;
    // Also when one fails: what the other started is then known, and is ended.
    await Promise.allSettled(starting);
    const [mongodbUri, temporalAddress] = await Promise.all(starting);
    await settleNamespace(temporalAddress, env.TEMPORAL_NAMESPACE);
    return { temporalAddress, namespace: env.TEMPORAL_NAMESPACE, mongodbUri, database: env.MONGODB_DATABASE, service: 'stopped', close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** A server that has just started answers lists by search attribute a moment later. */
async function settleNamespace(address: string, namespace: string): Promise<void> {
  const connection = await connectTemporal({ TEMPORAL_ADDRESS: address });
  try {
    await prepareNamespace(connection, namespace);
  } finally {
    await connection.close();
  }
}
