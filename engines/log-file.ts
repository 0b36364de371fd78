import { copyFileSync, mkdirSync, openSync, statSync, truncateSync } from 'node:fs';
import path from 'node:path';

/** A log that has grown beyond this is put aside as `NAME.log.1`; at most twice this much is kept of one process. */
const limitBytes = 20_000_000;

/** Where the process of that name logs. */
export function logPath(folder: string, name: string): string {
  return path.join(folder, `${name}.log`);
}

/** Puts a log aside that has grown too large. Copied, not renamed: the process that writes it keeps the file open, and appends. */
export function rotateLog(file: string): void {
  try {
    if (statSync(file).size <= limitBytes) return;
    copyFileSync(file, `${file}.1`);
    truncateSync(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
}

/** Opens a log for a child process to append to, readable by its owner only. */
export function openLog(file: string): number {
  mkdirSync(path.dirname(file), { recursive: true });
  rotateLog(file);
  return openSync(file, 'a', 0o600);
}
