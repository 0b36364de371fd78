import { existsSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';

const name = /^league-reorg-(\d{4})(\d{2})(\d{2})-\d{6}\.tar\.gz(?:\.age)?$/;

/**
 * Removes backups older than so many days from a folder: only those that are named as backups are, by their names' days, and never the
 * one that was just made and proven.
 * @returns what was removed
 */
export function rotateBackups(proven: string, keepDays: number, now: Date): string[] {
  const folder = path.dirname(proven);
  const removed: string[] = [];
  for (const file of existsSync(folder) ? readdirSync(folder) : []) {
    const [, year, month, day] = name.exec(file) ?? [];
    const full = path.join(folder, file);
    if (year === undefined || full === proven) continue;
    const made = new Date(`${year}-${month}-${day}T00:00:00`);
    if (now.getTime() - made.getTime() <= (keepDays + 1) * 86_400_000) continue;
    rmSync(full, { force: true });
    removed.push(full);
  }
  return removed;
}
