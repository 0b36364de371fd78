import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { folderId } from './data-place.ts';
import { identify, isAlive, type ProcessIdentity } from './process-identity.ts';

/** What a lock file says about the process that holds it. */
export interface LockRecord {
  readonly owner: ProcessIdentity;
  /** The folder that it stands in: in a copy of the folder, the file says nothing of the copy. */
  readonly folder?: string;
  readonly note?: unknown;
}

/** A lock that this process holds. */
export interface FileLock {
  /** Replaces the note that others can read. */
  write(note: unknown): void;
  release(): void;
}

/** A lock taken (with what a dead holder left in it), or the living process that holds it. */
export type LockResult = { readonly lock: FileLock; readonly left?: LockRecord } | { readonly holder: LockRecord };

const recordSchema = z.object({
  owner: z.object({ pid: z.number().int(), started: z.string() }),
  folder: z.string().optional(),
  note: z.unknown().optional(),
});

function read(file: string): LockRecord | undefined {
  return recordIn(textOf(file) ?? '', file);
}

function recordIn(text: string, file: string): LockRecord | undefined {
  try {
    const { folder, ...record } = recordSchema.parse(JSON.parse(text));
    if (folder !== undefined && folder !== folderId(path.dirname(file))) return undefined;
    return { ...record, ...(folder === undefined ? {} : { folder }) };
  } catch {
    return undefined;
  }
}

/** Writes beside the file first, so that nobody reads a half-written record. */
function scratch(file: string, record: LockRecord): string {
  const name = `${file}.${process.pid}.new`;
  writeFileSync(name, JSON.stringify(record), { mode: 0o600 });
  return name;
}

function create(file: string, record: LockRecord): boolean {
  const name = scratch(file, record);
  try {
    linkSync(name, file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(name, { force: true });
  }
}

/** What stands in the file; undefined when there is none. A folder of that name counts as garbage. */
function textOf(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT' ? undefined : '';
  }
}

/** Takes a dead holder's file away; puts it back when somebody was faster and it is a living one's. */
function takeAway(file: string, dead: LockRecord | undefined): void {
  const aside = `${file}.${process.pid}.old`;
  try {
    renameSync(file, aside);
  } catch {
    return;
  }
  const moved = read(aside);
  if (moved !== undefined && moved.owner.pid !== dead?.owner.pid && isAlive(moved.owner)) {
    try {
      linkSync(aside, file);
    } catch {
      // A third process holds it by now, which is as good.
    }
  }
  rmSync(aside, { force: true, recursive: true });
}

/** What the living holder of a lock file wrote, if there is one. */
export function readLock(file: string): LockRecord | undefined {
  const record = read(file);
  return record !== undefined && isAlive(record.owner) ? record : undefined;
}

/** Tries to take a lock file; a file whose process is dead does not count. */
export function tryLock(file: string, note?: unknown): LockResult {
  mkdirSync(path.dirname(file), { recursive: true });
  const record: LockRecord = { owner: identify(process.pid), folder: folderId(path.dirname(file)), note };
  let left: LockRecord | undefined;
  for (;;) {
    if (create(file, record)) break;
    // Released meanwhile: whatever stands there next is somebody else's, and is looked at anew.
    const text = textOf(file);
    if (text === undefined) continue;
    const holder = recordIn(text, file);
    if (holder !== undefined && isAlive(holder.owner)) return { holder };
    if (textOf(file) !== text) continue;
    left = holder ?? left;
    takeAway(file, holder);
  }
  const lock: FileLock = {
    write: (changed) => renameSync(scratch(file, { ...record, note: changed }), file),
    release: () => rmSync(file, { force: true }),
  };
  return left === undefined ? { lock } : { lock, left };
}

/** Waits for a lock file and holds it while `work` runs. */
export async function withLock<T>(file: string, work: () => Promise<T>): Promise<T> {
  for (;;) {
    const result = tryLock(file);
    if ('lock' in result) {
      try {
        return await work();
      } finally {
        result.lock.release();
      }
    }
    await sleep(100 + Math.random() * 100);
  }
}
