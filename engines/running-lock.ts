import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { finishSwap } from './data-swap.ts';
import { type LockResult, readLock, tryLock } from './file-lock.ts';
import { orphanGraceMs } from './guard.ts';
import { clearLeftovers } from './leftovers.ts';
import { waitUntil } from './ports.ts';
import { identify, isAlive, type ProcessIdentity } from './process-identity.ts';

/** What a running system tells others about itself, in `DATA_DIR/running.json`. */
export interface RunningNote {
  /** The app's address. */
  readonly url?: string;
  /** Set when it runs its own MongoDB. */
  readonly mongodbUri?: string;
  readonly temporalAddress?: string;
  /** Set once it is stopping: the next start may wait for it. */
  readonly stopping?: true;
  /** Its processes and their guard, for the next start to wait for or to end. */
  readonly processes: readonly (ProcessIdentity & { readonly name: string })[];
}

/** Thrown when a system runs on this data folder already. */
export class AlreadyRunningError extends Error {
  override readonly name = 'AlreadyRunningError';

  /** @param url undefined while it is still starting */
  constructor(dataDir: string, pid: number, url: string | undefined) {
    const where = url === undefined ? '正在启动 starting' : url;
    super(`本文件夹的服务已在运行：${where}（pid ${pid}，${dataDir}） / it is already running there`);
  }
}

/** What the guard is called among the processes. */
export const guardName = 'guard';

const lockFile = (dataDir: string) => path.join(dataDir, 'running.json');

/** The note of the system that runs on this data folder, if one does. */
export function readRunning(dataDir: string): RunningNote | undefined {
  return readLock(lockFile(dataDir))?.note as RunningNote | undefined;
}

/** Waits while a killed system's guard ends what it left behind; does it itself where the guard was killed too. */
async function endLeftovers({ processes }: RunningNote): Promise<void> {
  const left = () => processes.filter(isAlive);
  const signal = (name: NodeJS.Signals) => {
    for (const { pid } of left()) process.kill(pid, name);
  };
  const guarded = () => left().some(({ name }) => name === guardName);
  await waitUntil(() => Promise.resolve(!guarded()), orphanGraceMs + 1_000);
  signal('SIGTERM');
  if (await waitUntil(() => Promise.resolve(left().length === 0), orphanGraceMs)) return;
  signal('SIGKILL');
  await waitUntil(() => Promise.resolve(left().length === 0), orphanGraceMs);
}

/** The lock on a data folder that a running system holds. */
export interface RunningLock {
  /** Tells others what runs now. */
  write(note: RunningNote): void;
  release(): void;
}

/** Longest wait for a system that is stopping, in ms: all its graces together. */
const stoppingMs = 60_000;

async function lockOnceStopped(dataDir: string, say: (line: string) => void): Promise<LockResult> {
  const deadline = Date.now() + stoppingMs;
  for (let first = true; ; first = false) {
    const result = tryLock(lockFile(dataDir), { processes: [] } satisfies RunningNote);
    const stopping = 'holder' in result && (result.holder.note as RunningNote | undefined)?.stopping === true;
    if (!stopping || Date.now() > deadline) return result;
    if (first) say('上一次运行正在停止，请稍候 … / waiting for the one before to stop');
    await sleep(100);
  }
}

/**
 * Takes the lock on a data folder. Waits for a system there that is stopping; after a crash, until nothing of the crashed one runs.
 * Finishes a restore that was cut off while it replaced the data: nobody meets a folder that is half replaced. Clears what killed
 * commands left.
 * @throws {AlreadyRunningError} when a living process holds it
 */
export async function lockDataDir(dataDir: string, say: (line: string) => void): Promise<RunningLock> {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const result = await lockOnceStopped(dataDir, say);
  if ('holder' in result) {
    const note = result.holder.note as RunningNote | undefined;
    throw new AlreadyRunningError(dataDir, result.holder.owner.pid, note?.url);
  }
  try {
    if (result.left?.note !== undefined) await endLeftovers(result.left.note as RunningNote);
    const finished = await finishSwap(dataDir);
    if (finished.length > 0)
      say('上一次恢复在替换数据时中断，现已完成 / a restore was cut off while it replaced the data; it is complete now');
    clearLeftovers(dataDir, say);
    return result.lock;
  } catch (error) {
    result.lock.release();
    throw error;
  }
}

/** A process of a running system, as {@link RunningNote} lists it. */
export function noteProcess(name: string, pid: number): RunningNote['processes'][number] {
  return { name, ...identify(pid) };
}
