import { spawnSync } from 'node:child_process';
import { isRunByNpm } from '../config/env.ts';
import { identify, isAlive } from '../engines/process-identity.ts';

/**
 * One press of Ctrl-C arrives several times: from the terminal, and again from npm, which passes on what its child has had already.
 * Signals this close together, in ms, are one request.
 */
const onePressMs = 500;

/** How often it is looked whether npm still runs, in ms. Elsewhere than on Linux each look is a process of its own. */
const lookMs = process.platform === 'linux' ? 200 : 2_000;

/** Name and parent of a process, as `ps` tells; undefined once it has ended. */
function look(pid: number): { parent: number; name: string } | undefined {
  const match = /^\s*(\d+)\s+(.+)$/m.exec(spawnSync('ps', ['-o', 'ppid=,comm=', '-p', String(pid)], { encoding: 'utf8' }).stdout ?? '');
  return match?.[1] === undefined || match[2] === undefined ? undefined : { parent: Number(match[1]), name: match[2] };
}

/**
 * npm runs a script through a shell, which does not pass on a signal that npm was sent, or dies of it alone: whoever ends `npm start`
 * by its process number means this process. Calls `stop` once npm, or the shell between, is gone.
 */
function whenNpmIsGone(stop: () => void): void {
  if (!isRunByNpm() || process.platform === 'win32') return;
  const shell = process.ppid;
  const between = look(shell);
  const above = between?.name.endsWith('sh') === true ? [shell, between.parent] : [shell];
  const watched = above.map(identify);
  const timer = setInterval(() => {
    if (process.ppid === shell && watched.every(isAlive)) return;
    clearInterval(timer);
    stop();
  }, lookMs).unref();
}

/** Calls `stop` at the first request to stop (SIGINT, SIGTERM, SIGHUP, npm ended), and `hurry` at every later one. */
export function onStopRequests(stop: () => void, hurry: () => void): void {
  let last: number | undefined;
  const receive = () => {
    const now = Date.now();
    const request = last === undefined ? stop : now - last > onePressMs ? hurry : undefined;
    last = now;
    request?.();
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, receive);
  whenNpmIsGone(() => {
    if (last === undefined) receive();
  });
  // The terminal may be gone as well: what is said from then on is lost, and nothing else.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
}
