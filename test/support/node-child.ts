import path from 'node:path';
import { type Child, startChild } from '../../engines/child.ts';

/** A child of Node that runs this code; its log is `NAME.log` in the folder. */
export function nodeChild(
  folder: string,
  code: string,
  options: { name?: string; graceMs?: number; signal?: AbortSignal } = {},
): Promise<Child> {
  const { name = 'child', graceMs = 2_000, signal } = options;
  return startChild({ name, command: process.execPath, args: ['-e', code], log: path.join(folder, `${name}.log`), graceMs, signal });
}

/** Code of a child that lives until it is told to end. */
export const untilTold = 'setInterval(() => {}, 1000)';
