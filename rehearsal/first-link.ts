import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { machineEnv } from '../config/env.ts';
import { projectFolder } from '../engines/project-folder.ts';
import type { ScratchSystem } from './scratch-system.ts';

/** Thrown when the system offers no link for its first administrator. */
export class NoFirstLinkError extends Error {
  override readonly name = 'NoFirstLinkError';
}

/** As long as nobody administers the installation, whoever asks at the terminal becomes the first one to. */
const ADMINISTRATOR = 'administrator@rehearsal.invalid';

/** Longest wait for the command, in ms: it starts a process and writes one row. */
const WITHIN_MS = 30_000;

/**
 * The one-time link with which the first administrator signs in, made by the command that whoever installs the service
 * has for it. It is given the scratch folder and nothing else of this process's environment.
 * @throws {NoFirstLinkError} with what the command said
 */
export async function firstLinkOf({ folder, env }: ScratchSystem, signal: AbortSignal): Promise<string> {
  const command = ['--import', import.meta.resolve('tsx'), path.join(projectFolder, 'launcher', 'admin.ts'), 'link', ADMINISTRATOR];
  // Not from the project's folder, whose .env file may name services that real people use.
  const { stdout, stderr } = await promisify(execFile)(process.execPath, command, {
    cwd: folder,
    env: { ...machineEnv(), DATA_DIR: folder, LOG_LEVEL: env.LOG_LEVEL },
    timeout: WITHIN_MS,
    signal,
  }).catch((error: Error & { readonly stderr?: string }) => {
    signal.throwIfAborted();
    throw new NoFirstLinkError(`没有首位管理员的登录链接 / no link for the first administrator: ${error.stderr?.trim() || error.message}`);
  });
  const [link] = /https?:\/\/\S+[?&]token=\S+/.exec(stdout) ?? [];
  if (link === undefined) throw new NoFirstLinkError(`没有首位管理员的登录链接 / no link was printed: ${`${stdout}${stderr}`.trim()}`);
  return link;
}
