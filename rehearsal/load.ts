import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';

/** Something else that keeps every core of the machine busy. */
export interface Load {
  readonly pid: number | undefined;
  stop(): Promise<void>;
}

/** However long a rehearsal takes, its load ends after this, in ms. */
export const LONGEST_LOAD_MS = 30 * 60_000;

/** Starts a process with a busy thread on every core. It ends when it is told to, when this process is gone, or after half an hour. */
export function startLoad(longestMs = LONGEST_LOAD_MS): Load {
  const script = path.join(import.meta.dirname, 'load-process.mjs');
  const child = spawn(process.execPath, [script, String(longestMs)], { stdio: ['pipe', 'ignore', 'ignore'] });
  const ended = once(child, 'exit');
  child.stdin.on('error', () => undefined);
  return {
    pid: child.pid,
    stop: async () => {
      child.stdin.end();
      await ended;
    },
  };
}
