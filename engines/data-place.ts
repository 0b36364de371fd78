import { existsSync, readFileSync, realpathSync, statSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { replaceFile } from './replace-file.ts';

/** Where a data folder stands, and which folder it is: a copy has the same content and is another one. */
const placeSchema = z.object({ path: z.string(), folder: z.string(), copyOf: z.string().optional() });
type Place = z.infer<typeof placeSchema>;

const fileName = 'place.json';

/** Tells one folder from every other on this machine, also after it was renamed. */
export function folderId(folder: string): string {
  const { dev, ino } = statSync(folder, { bigint: true });
  return `${dev}:${ino}`;
}

function readPlace(dataDir: string): Place | undefined {
  try {
    return placeSchema.parse(JSON.parse(readFileSync(path.join(dataDir, fileName), 'utf8')));
  } catch {
    return undefined;
  }
}

const keyOf = (dataDir: string): string | undefined => {
  try {
    return readFileSync(path.join(dataDir, 'engine.key'), 'utf8');
  } catch {
    return undefined;
  }
};

/** Whether the folder that was copied is still there, with what it had. */
function stillThere(original: string | undefined, dataDir: string): original is string {
  if (original === undefined || !existsSync(original) || folderId(original) === folderId(dataDir)) return false;
  const key = keyOf(original);
  return key !== undefined && key === keyOf(dataDir);
}

/**
 * Notes where a data folder stands, and says when it is a copy of another one that is still there: the two know nothing of each other,
 * and whatever is told to people is told by both. The lock on the folder must be held.
 */
export function notePlace(dataDir: string, say: (line: string) => void): void {
  const before = readPlace(dataDir);
  const here = { path: realpathSync(dataDir), folder: folderId(dataDir) };
  const elsewhere = before !== undefined && before.folder !== here.folder;
  const from = elsewhere ? before.path : before?.copyOf;
  const copied = stillThere(from, dataDir);
  if (copied) {
    say(
      `本文件夹是 ${from} 的副本：两套各自运行、互不相通，正式工作的邮件会各发一遍；只要一套时，请停掉并移走另一套 / a copy of that folder, which is still there: both run apart, and both send the mail of live work; remove one if you want one`,
    );
  } else if (elsewhere) say(`数据文件夹是从别处移来或复制来的（原来在 ${before.path}） / this data folder was moved or copied from there`);
  const now: Place = { ...here, ...(copied ? { copyOf: from } : {}) };
  if (JSON.stringify(now) === JSON.stringify(before)) return;
  replaceFile(path.join(dataDir, fileName), JSON.stringify(now), 0o600);
}
