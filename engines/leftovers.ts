import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { isHalfSwapped, stagingName } from './data-swap.ts';
import { identify, isAlive } from './process-identity.ts';

/** A folder in which a command works that may be killed: who works there, and what it writes elsewhere until it is whole. */
const ownerSchema = z.object({ owner: z.object({ pid: z.number(), started: z.string() }), partial: z.string().optional() });

const ownerName = 'owner.json';
const backupPrefix = 'backup-';
const asidePrefix = 'before-restore-';

/** What a restore put aside is kept this long: somebody may see only then that the wrong backup was taken. */
export const ASIDE_KEPT_DAYS = 7;
const dayMs = 86_400_000;

/** Makes a folder for a backup under way, and notes whose it is. @param partial the file that it becomes, before it is whole */
export function noteBackupFolder(folder: string, partial: string): void {
  writeFileSync(path.join(folder, ownerName), JSON.stringify({ owner: identify(process.pid), partial }), { mode: 0o600 });
}

/** How the folders of backups under way begin. */
export const backupFolderPrefix = backupPrefix;

function ownerOf(folder: string): z.infer<typeof ownerSchema> | undefined {
  try {
    return ownerSchema.parse(JSON.parse(readFileSync(path.join(folder, ownerName), 'utf8')));
  } catch {
    return undefined;
  }
}

/** Removes what killed backups left: copies of both stores with the keys, and files that never became whole. @returns what was removed */
export function clearBackups(dataDir: string): string[] {
  const removed: string[] = [];
  for (const name of namesIn(dataDir).filter((entry) => entry.startsWith(backupPrefix))) {
    const folder = path.join(dataDir, name);
    const owner = ownerOf(folder);
    if (owner ? isAlive(owner.owner) : Date.now() - statSync(folder).mtimeMs < 10_000) continue;
    for (const left of [folder, ...(owner?.partial === undefined || !existsSync(owner.partial) ? [] : [owner.partial])]) {
      rmSync(left, { recursive: true, force: true, maxRetries: 5 });
      removed.push(left);
    }
  }
  return removed;
}

/** Drafts of small files whose writer died: `secrets.json.4711`, `running.json.4711.new`. */
const draft = /^(?:secrets\.json|ports\.json|engine\.key|running\.json|place\.json)\.(\d+)(?:\.new|\.old)?$/;

function clearDrafts(dataDir: string): void {
  for (const name of namesIn(dataDir)) {
    const pid = draft.exec(name)?.[1];
    if (pid !== undefined && !isAlive(identify(Number(pid)))) rmSync(path.join(dataDir, name), { force: true });
  }
}

/** What restores put aside: the newest stays for a week. @returns lines about what went and what stays */
function clearAside(dataDir: string, now: number): string[] {
  const asides = namesIn(dataDir)
    .filter((name) => name.startsWith(asidePrefix))
    .sort();
  const lines: string[] = [];
  for (const name of asides) {
    const folder = path.join(dataDir, name);
    const until = new Date(statSync(folder).mtimeMs + ASIDE_KEPT_DAYS * dayMs);
    const newest = name === asides.at(-1);
    if (newest && until.getTime() > now) {
      lines.push(
        `恢复前的数据还在 ${folder}，${until.toISOString().slice(0, 10)} 之后删除 / what was there before a restore goes after that day`,
      );
    } else {
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
      lines.push(`已删除恢复前的旧数据 ${folder} / removed what was there before a restore`);
    }
  }
  return lines;
}

function namesIn(folder: string): string[] {
  return existsSync(folder) ? readdirSync(folder) : [];
}

/**
 * Removes what killed commands left in a data folder: it may hold keys and personal data. The lock on the folder must be held.
 * @param say is told of each
 */
export function clearLeftovers(dataDir: string, say: (line: string) => void, now = Date.now()): void {
  for (const left of clearBackups(dataDir)) say(`已清除中断的备份留下的 ${left} / removed what a killed backup left`);
  const staging = path.join(dataDir, stagingName);
  if (!isHalfSwapped(dataDir) && existsSync(staging)) {
    rmSync(staging, { recursive: true, force: true, maxRetries: 5 });
    say(`已清除中断的恢复留下的 ${staging} / removed what a killed restore left`);
  }
  clearDrafts(dataDir);
  for (const line of clearAside(dataDir, now)) say(line);
}
