import { readFileSync, readlinkSync } from 'node:fs';

/** Ticks of the system's clock in a second, as every Linux counts them for programs. */
const TICKS = 100;

/** What a thread of this process has worked so far, ms of a processor; undefined where the system does not tell. */
export function workedMs(thread: string | undefined): number | undefined {
  if (thread === undefined || !/^\d+$/.test(thread)) return undefined;
  try {
    const line = readFileSync(`/proc/self/task/${thread}/stat`, 'utf8');
    // Behind the name, which may hold anything: the twelfth and thirteenth are its own time and the system's for it.
    const fields = line.slice(line.lastIndexOf(')') + 2).split(' ');
    return ((Number(fields[11]) + Number(fields[12])) * 1_000) / TICKS;
  } catch {
    return undefined;
  }
}

/** The number of the thread that asks, which Linux tells; undefined elsewhere. */
export function systemThread(): string | undefined {
  try {
    return readlinkSync('/proc/thread-self').split('/').at(-1);
  } catch {
    return undefined;
  }
}
