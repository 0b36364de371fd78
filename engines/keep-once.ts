import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/**
 * The text of a file that is written once, readable by its owner only, and then stays; of several processes that come first at one
 * instant, all get the same. @param make gives the text where there is no such file
 */
export function keepOnce(file: string, make: () => string): string {
  mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, make(), { mode: 0o600 });
  try {
    linkSync(draft, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(draft, { force: true });
  }
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    // Node names no path where a folder is read.
    throw Object.assign(error as Error, { path: file });
  }
}
