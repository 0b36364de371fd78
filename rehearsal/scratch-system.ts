import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { type EnvSource, type LauncherEnv, readEnv } from '../config/env.ts';
import { type RunningSystem, startSystem } from '../engines/index.ts';
import type { Stores } from './measure.ts';

/** A whole system on a folder of its own, which nothing outside this machine can be reached from. */
export interface ScratchSystem {
  readonly system: RunningSystem;
  readonly env: LauncherEnv;
  readonly folder: string;
  readonly stores: Stores;
  /** Ends it and removes its folder. */
  stop(): Promise<void>;
}

/**
 * What a rehearsal takes of the environment: where the engines' executables are, and nothing else. An external Temporal,
 * MongoDB or mail server that is named there is not touched: real data and real people are behind it. Mail of a trial
 * stays in the app (its Mail page), so no mail server is needed either.
 */
export function rehearsalEnv(folder: string, source?: EnvSource): LauncherEnv {
  const engines = source === undefined ? readEnv('engines') : readEnv('engines', source);
  return readEnv('launcher', { ...engines, DATA_DIR: folder, LOG_LEVEL: 'warn' });
}

/** @throws what `startSystem` throws, after ending what was started and removing the folder */
export async function startScratchSystem(say: (line: string) => void, signal: AbortSignal): Promise<ScratchSystem> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'league-rehearsal-'));
  const remove = () => rm(folder, { recursive: true, force: true, maxRetries: 5 });
  try {
    const env = rehearsalEnv(folder);
    const system = await startSystem({ env, say, ports: 'any', signal });
    return {
      system,
      env,
      folder,
      stores: {
        temporalAddress: system.temporalAddress,
        namespace: env.TEMPORAL_NAMESPACE,
        mongodbUri: system.mongodbUri,
        database: env.MONGODB_DATABASE,
      },
      stop: async () => {
        await system.stop();
        await remove();
      },
    };
  } catch (error) {
    await remove();
    throw error;
  }
}
