import { copyFileSync, mkdirSync, openSync, rmSync, statSync, truncateSync } from 'node:fs';
import { devNull } from 'node:os';
import path from 'node:path';

/** A log that has grown beyond this is put aside as `NAME.log.1`; at most twice this much is kept of one process. */
const limitBytes = 20_000_000;

/** Where the process of that name logs. */
export function logPath(folder: string, name: string): string {
  return path.join(folder, `${name}.log`);
}

/**
 * Puts a log aside that has grown too large. Copied, not renamed: the process that writes it keeps the file open, and appends. Never
 * throws: a log is not worth a process. Where there is no room for a copy, what was put aside before goes; then the log begins anew.
 */
export function rotateLog(file: string): void {
  try {
    if (statSync(file).size <= limitBytes) return;
  } catch {
    return;
  }
  try {
    copyFileSync(file, `${file}.1`);
  } catch {
    rmSync(`${file}.1`, { force: true });
  }
  try {
    truncateSync(file);
  } catch {
    // Tried again within a minute.
  }
}

/**
 * Opens a log for a child process to append to, readable by its owner only. Where none can be written, what the child says is lost, and
 * nothing else.
 */
export function openLog(file: string): number {
  try {
    mkdirSync(path.dirname(file), { recursive: true });
    rotateLog(file);
    return openSync(file, 'a', 0o600);
  } catch {
    return openSync(devNull, 'a');
  }
}
