import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/**
 * Keeps the first administrator's one-time link in `DATA_DIR/first-sign-in.txt`, readable by the owner only; a file from an earlier
 * start goes away, with its link or without one.
 * @returns the file's path, if there is a link
 */
export function keepFirstSignIn(dataDir: string, link: string | undefined): string | undefined {
  const file = path.join(dataDir, 'first-sign-in.txt');
  rmSync(file, { force: true });
  if (link === undefined) return undefined;
  writeFileSync(file, `${link}\n`, { mode: 0o600, flag: 'wx' });
  return file;
}
