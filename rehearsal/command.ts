import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { machineEnv } from '../config/env.ts';
import { projectFolder } from '../engines/project-folder.ts';
import type { ScratchSystem } from './scratch-system.ts';

/** Longest wait for a command unless it is known to take longer, in ms. */
const WITHIN_MS = 60_000;

/** What a command printed. */
export interface Printed {
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Runs a command of the launcher, as an operator does, on the scratch folder. It is given that folder and nothing else of this process's
 * environment, and not run from the project's folder, whose .env file may name services that real people use.
 * @throws Error with `stderr` when it ends with another code than 0, or not in time
 */
export function runCommand(
  { folder, env }: Pick<ScratchSystem, 'folder' | 'env'>,
  name: string,
  args: readonly string[],
  signal: AbortSignal,
  withinMs = WITHIN_MS,
): Promise<Printed> {
  const command = ['--import', import.meta.resolve('tsx'), path.join(projectFolder, 'launcher', `${name}.ts`), ...args];
  return promisify(execFile)(process.execPath, command, {
    cwd: folder,
    env: { ...machineEnv(), DATA_DIR: folder, LOG_LEVEL: env.LOG_LEVEL },
    timeout: withinMs,
    signal,
  });
}
