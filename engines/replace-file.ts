import { renameSync, rmSync, writeFileSync } from 'node:fs';

/** Writes a small file whole or not at all: beside its place first, `ports.json.4711`, which a start clears when its writer died. */
export function replaceFile(file: string, text: string, mode?: number): void {
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, text, mode === undefined ? {} : { mode });
  try {
    renameSync(draft, file);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
}
