import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { type EnvSource, type LauncherEnv, readEnv } from '../config/env.ts';
import { heldPorts, type RunningSystem, startSystem } from '../engines/index.ts';
import type { Stores } from './measure.ts';

/**
 * What a rehearsal takes of the environment: where the engines' executables are, and nothing else. An external Temporal,
 * MongoDB or mail server that is named there is not touched: real data and real people are behind it. Mail of a trial
 * stays in the app (its Mail page), so no mail server is needed either.
 */
export function rehearsalEnv(folder: string, logLevel: LauncherEnv['LOG_LEVEL'], source?: EnvSource): LauncherEnv {
  const engines = source === undefined ? readEnv('engines') : readEnv('engines', source);
  return readEnv('launcher', { ...engines, DATA_DIR: folder, LOG_LEVEL: logLevel });
}

/** A whole system on a folder of its own, which nothing outside this machine can be reached from. */
export class ScratchSystem {
  readonly env: LauncherEnv;
  readonly folder: string;
  readonly #start: () => Promise<RunningSystem>;
  #system: RunningSystem;

  private constructor(folder: string, env: LauncherEnv, start: () => Promise<RunningSystem>, system: RunningSystem) {
    this.folder = folder;
    this.env = env;
    this.#start = start;
    this.#system = system;
  }

  /** @throws what `startSystem` throws, after ending what was started and removing the folder */
  static async start(
    say: (line: string) => void,
    signal: AbortSignal,
    logLevel: LauncherEnv['LOG_LEVEL'] = 'warn',
  ): Promise<ScratchSystem> {
    const folder = await mkdtemp(path.join(os.tmpdir(), 'league-rehearsal-'));
    try {
      const env = rehearsalEnv(folder, logLevel);
      const ports = heldPorts();
      const start = () => startSystem({ env, say, ports, signal });
      return new ScratchSystem(folder, env, start, await start());
    } catch (error) {
      await remove(folder);
      throw error;
    }
  }

  /** As it runs now: another one after {@link ScratchSystem.startAnew}. */
  get system(): RunningSystem {
    return this.#system;
  }

  get stores(): Stores {
    const { temporalAddress, mongodbUri } = this.#system;
    return { temporalAddress, namespace: this.env.TEMPORAL_NAMESPACE, mongodbUri, database: this.env.MONGODB_DATABASE };
  }

  /** Ends everything, deletes the folder, lets `fill` put something there, and starts again at the same addresses. */
  async startAnew(fill: () => Promise<void>): Promise<void> {
    await this.#system.stop();
    await remove(this.folder);
    await mkdir(this.folder, { mode: 0o700 });
    await fill();
    this.#system = await this.#start();
  }

  /** Ends it, and removes its folder unless that is to be looked into. */
  async stop({ keepFolder }: { readonly keepFolder: boolean }): Promise<void> {
    await this.#system.stop();
    if (!keepFolder) await remove(this.folder);
  }
}

function remove(folder: string): Promise<void> {
  return rm(folder, { recursive: true, force: true, maxRetries: 5 });
}
