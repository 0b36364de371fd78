import { existsSync } from 'node:fs';
import { mkdir, open, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** One thing of a data folder that is replaced as a whole: a file or a folder. All paths are relative to the data folder. */
export interface Replacement {
  readonly name: string;
  /** What comes in its place; absent where nothing does. */
  readonly staged?: string | undefined;
  /** Where what is there goes; absent where it is not kept. */
  readonly aside?: string | undefined;
}

/** In the data folder: where what comes in is made ready. */
export const stagingName = 'restoring';

const marker = path.join(stagingName, 'swap.json');

/** Whether a folder is half replaced: neither what was there nor what comes in is whole until {@link finishSwap}. */
export function isHalfSwapped(dataDir: string): boolean {
  return existsSync(path.join(dataDir, marker));
}

async function syncFolder(folder: string): Promise<void> {
  // Windows does not open folders.
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Notes on disk what {@link finishSwap} does, so that whoever takes the folder next finishes it. */
export async function noteSwap(dataDir: string, replacements: readonly Replacement[]): Promise<void> {
  const file = path.join(dataDir, marker);
  await writeFile(`${file}.new`, JSON.stringify(replacements), { mode: 0o600, flush: true });
  await rename(`${file}.new`, file);
  await syncFolder(path.dirname(file));
}

async function replace(dataDir: string, { name, staged, aside }: Replacement): Promise<void> {
  const at = (relative: string) => path.join(dataDir, relative);
  // Done already, also where somebody has removed since what was put aside.
  if (staged !== undefined && !existsSync(at(staged))) return;
  if (aside !== undefined && existsSync(at(name)) && !existsSync(at(aside))) {
    await mkdir(path.dirname(at(aside)), { recursive: true, mode: 0o700 });
    await rename(at(name), at(aside));
  }
  if (staged !== undefined) await rename(at(staged), at(name));
}

/**
 * Does what was noted, from wherever it was cut off, and removes the staging folder. The lock on the folder must be held.
 * @returns what was replaced; nothing when nothing was noted
 */
export async function finishSwap(dataDir: string): Promise<readonly Replacement[]> {
  if (!isHalfSwapped(dataDir)) return [];
  const file = path.join(dataDir, marker);
  const replacements = JSON.parse(await readFile(file, 'utf8')) as readonly Replacement[];
  for (const replacement of replacements) await replace(dataDir, replacement);
  await syncFolder(dataDir);
  // The note goes first: without it, what is left of the folder means nothing.
  await rm(file);
  await rm(path.dirname(file), { recursive: true, force: true, maxRetries: 5 });
  return replacements;
}
