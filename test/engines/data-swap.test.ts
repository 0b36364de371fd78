import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { isHalfSwapped, noteSwap, type Replacement } from '../../engines/data-swap.ts';
import { lockDataDir } from '../../engines/running-lock.ts';
import { scratchFolder } from '../support/scratch-folder.ts';

const replacements: readonly Replacement[] = [
  { name: 'temporal', staged: 'restoring/temporal', aside: 'before/temporal' },
  { name: 'mongodb', staged: 'restoring/mongodb', aside: 'before/mongodb' },
  { name: 'secrets.json', staged: 'restoring/archive/secrets.json', aside: 'before/secrets.json' },
  { name: 'ports.json', staged: 'restoring/archive/ports.json' },
];

/** Every rename of the swap in its order, as it is done when nothing comes between. */
const renames = replacements.flatMap(({ name, staged = '', aside }) => [
  ...(aside === undefined ? [] : [[name, aside] as const]),
  [staged, name] as const,
]);

function write(folder: string, file: string, text: string): void {
  mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
  writeFileSync(path.join(folder, file), text);
}

/** A folder with data and, made ready in it, what replaces it. */
async function readySwap(): Promise<string> {
  const folder = scratchFolder();
  for (const [at, text] of [
    ['', 'old'],
    ['restoring', 'new'],
  ] as const) {
    write(folder, path.join(at, 'temporal/temporal.db'), text);
    write(folder, path.join(at, 'mongodb/WiredTiger'), text);
    for (const file of ['secrets.json', 'ports.json']) write(folder, path.join(at === '' ? '' : 'restoring/archive', file), text);
  }
  await noteSwap(folder, replacements);
  mkdirSync(path.join(folder, 'before'));
  return folder;
}

/** Takes the folder as the next start does. @returns what it said */
async function take(folder: string): Promise<string[]> {
  const said: string[] = [];
  const lock = await lockDataDir(folder, (line) => said.push(line));
  lock.release();
  return said;
}

function contents(folder: string): Record<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter(
    (entry) => entry.isFile() && entry.name !== 'place.json',
  );
  return Object.fromEntries(
    files.map(({ parentPath, name }) => {
      const file = path.join(parentPath, name);
      return [path.relative(folder, file), readFileSync(file, 'utf8')];
    }),
  );
}

const stores = (at: string, text: string) => ({
  [`${at}temporal/temporal.db`]: text,
  [`${at}mongodb/WiredTiger`]: text,
  [`${at}secrets.json`]: text,
});

describe('a data folder whose replacement was cut off', () => {
  it.each(Array.from({ length: renames.length + 1 }, (_, done) => done))(
    'after %i renames is finished by whoever takes it',
    async (done) => {
      const folder = await readySwap();
      for (const [from, to] of renames.slice(0, done)) renameSync(path.join(folder, from), path.join(folder, to));
      expect(await take(folder)).toEqual([expect.stringContaining('a restore was cut off')]);
      expect(contents(folder)).toEqual({ ...stores('', 'new'), 'ports.json': 'new', ...stores('before/', 'old') });
      expect(existsSync(path.join(folder, 'restoring'))).toBe(false);
      expect(await take(folder)).toEqual([]);
    },
  );

  it('keeps what came in where what was put aside has been removed meanwhile', async () => {
    const folder = await readySwap();
    for (const [from, to] of renames) renameSync(path.join(folder, from), path.join(folder, to));
    rmSync(path.join(folder, 'before'), { recursive: true });
    await take(folder);
    expect(contents(folder)).toEqual({ ...stores('', 'new'), 'ports.json': 'new' });
  });

  it('keeps both, and the note, where it cannot be finished', async () => {
    const folder = await readySwap();
    renameSync(path.join(folder, 'mongodb'), path.join(folder, 'before/mongodb'));
    write(folder, 'mongodb/WiredTiger', 'somebody else’s');
    await expect(take(folder)).rejects.toThrow(/mongodb/);
    expect(existsSync(path.join(folder, 'running.json'))).toBe(false);
    expect(isHalfSwapped(folder)).toBe(true);
    expect(contents(folder)).toMatchObject({ 'restoring/mongodb/WiredTiger': 'new', 'before/mongodb/WiredTiger': 'old' });
    rmSync(path.join(folder, 'mongodb'), { recursive: true });
    await take(folder);
    expect(contents(folder)).toEqual({ ...stores('', 'new'), 'ports.json': 'new', ...stores('before/', 'old') });
  });

  it('is left as it was when what replaces it was not ready', async () => {
    const folder = await readySwap();
    rmSync(path.join(folder, 'restoring/swap.json'));
    const before = Object.entries(contents(folder)).filter(([name]) => !name.startsWith('restoring/'));
    // What was not ready is cleared away, and said.
    expect(await take(folder)).toEqual([expect.stringContaining('restoring')]);
    expect(contents(folder)).toEqual(Object.fromEntries(before));
  });
});
