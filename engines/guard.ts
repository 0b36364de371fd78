import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const script = fileURLToPath(new URL('guard-process.mjs', import.meta.url));

/** How long orphans may take to end by themselves, in ms; `npm start` right after a kill waits that long at most. */
export const orphanGraceMs = 5_000;

const watched = new Set<number>();
let guard: ChildProcess | undefined;

function tell(line: string): void {
  guard?.stdin?.write(`${line}\n`);
}

function startGuard(): ChildProcess {
  const child = spawn(process.execPath, [script, String(orphanGraceMs)], { detached: true, stdio: ['pipe', 'ignore', 'ignore'] });
  child.unref();
  (child.stdin as unknown as { unref?: () => void } | null)?.unref?.();
  child.stdin?.on('error', () => undefined);
  child.on('error', () => undefined);
  child.on('exit', () => {
    guard = undefined;
    if (watched.size > 0) begin();
  });
  return child;
}

function begin(): void {
  guard = startGuard();
  for (const pid of watched) tell(`+${pid}`);
}

/** From now on this child is ended when this process dies, in whatever way. */
export function watchChild(pid: number): void {
  watched.add(pid);
  if (guard === undefined) begin();
  else tell(`+${pid}`);
}

/** The child has ended by itself. */
export function unwatchChild(pid: number): void {
  watched.delete(pid);
  tell(`-${pid}`);
}

/** The guard's own process, if one runs. */
export function guardPid(): number | undefined {
  return guard?.pid;
}
