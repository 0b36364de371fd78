import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { addDays, instantOf, type PlanDate, type PlanInstant } from '../domain/calendar/plan-date.ts';
import { type Printed, runCommand } from './command.ts';
import type { ConcurrencyLimit } from './concurrency.ts';
import type { PlanWatch } from './plan-watch.ts';
import type { ScratchSystem } from './scratch-system.ts';

/** Everybody's morning is over by then. */
const HOUR = 12;

/** When the system of a half-year that begins on `firstDay` is restored; the first day is 1. */
export function restoredAt(day: number, firstDay: PlanDate): PlanInstant {
  return instantOf(addDays(firstDay, day - 1), HOUR);
}

/** What backing up the whole system, losing it and restoring it takes. */
interface Stage {
  readonly scratch: ScratchSystem;
  /** Everybody who plays: nobody does anything between the backup and the restored system, or it would be lost with the disk. */
  readonly limit: ConcurrencyLimit;
  readonly say: (line: string) => void;
}

/**
 * Backs the running system up on a day of the plan, ends it, deletes its folder, restores the backup and starts it again.
 * @throws Error with what the command said; AbortError at the end of the play
 */
export async function loseAndRestore(
  { scratch, limit, say }: Stage,
  at: PlanInstant,
  watch: PlanWatch,
  signal: AbortSignal,
): Promise<void> {
  await watch.until(at, signal);
  const elsewhere = await mkdtemp(path.join(os.tmpdir(), 'league-rehearsal-backup-'));
  const file = path.join(elsewhere, 'backup.tar.gz');
  try {
    await limit.alone(async () => {
      const backup = await runCommand(scratch, 'backup', [file], signal);
      say(`【演练】${lineOf(backup, /^已备份/)}`);
      await scratch.startAnew(async () => {
        const restored = await runCommand(scratch, 'restore', [file], signal);
        say(`【演练】全部删除后 / after everything was deleted：${lineOf(restored, /^已恢复/)}`);
      });
    });
  } finally {
    await rm(elsewhere, { recursive: true, force: true });
  }
}

function lineOf({ stdout }: Printed, wanted: RegExp): string {
  return stdout.split('\n').find((line) => wanted.test(line)) ?? stdout.trim();
}
