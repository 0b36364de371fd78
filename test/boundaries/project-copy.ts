import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

const ROOT = path.resolve(import.meta.dirname, '../..');

/** A folder with the project's rules, packages and the given files, but none of its code. */
export interface ProjectCopy {
  readonly folder: string;
  remove(): Promise<void>;
}

/** Lays out `files` (path → text) beside copies of the project's tool settings. */
export async function projectWith(files: Readonly<Record<string, string>>): Promise<ProjectCopy> {
  const folder = await mkdtemp(path.join(tmpdir(), 'boundaries-'));
  for (const name of ['.dependency-cruiser.cjs', '.oxlintrc.json', 'package.json', 'tsconfig.json']) {
    await cp(path.join(ROOT, name), path.join(folder, name));
  }
  await symlink(path.join(ROOT, 'node_modules'), path.join(folder, 'node_modules'));
  for (const [name, text] of Object.entries(files)) {
    await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
    await writeFile(path.join(folder, name), text);
  }
  return { folder, remove: () => rm(folder, { recursive: true }) };
}

/** The program of a package, as `npx` would run it. */
export function program(name: string): string {
  return path.join(ROOT, 'node_modules/.bin', name);
}
