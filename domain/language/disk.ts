import type { Language } from './sentence.ts';

/** `low`: somebody should make room soon · `full`: nothing is taken until somebody has */
export type DiskTrouble = 'low' | 'full';

/** Free bytes of the database's disk, of so many in all. */
export interface DiskSpace {
  readonly free: number;
  readonly total: number;
}

const GB = 1_000_000_000;

/** Warned below this, or below a tenth of the disk as far as that is no more than a seventh month's worth. */
const LOW_BYTES = 2 * GB;
const LOW_SHARE = 0.1;
const LOW_SHARE_MOST = 20 * GB;

/** MongoDB aborts when it cannot write: below this nothing is given to it any more. */
export const FULL_BYTES = 48_000_000;
/** Taken up again only above this: a disk at the edge would switch to and fro. */
export const ROOM_BYTES = 64_000_000;

/** @param before what was said last */
export function diskTrouble({ free, total }: DiskSpace, before: DiskTrouble | undefined): DiskTrouble | undefined {
  if (free < (before === 'full' ? ROOM_BYTES : FULL_BYTES)) return 'full';
  return free < LOW_BYTES || free < Math.min(total * LOW_SHARE, LOW_SHARE_MOST) ? 'low' : undefined;
}

/** One sentence: what is wrong, and what to do. */
export function diskText(kind: DiskTrouble, { free, total }: DiskSpace, language: Language): string {
  const [left, all] = [size(free), size(total)];
  if (kind === 'full') {
    return language === 'en'
      ? `The server’s disk is full (${left} left): you can read everything, but nothing is recorded until the administrator has made room. Then it goes on by itself.`
      : `服务器磁盘已满（剩余 ${left}）：可以查看，但暂不办理，内容不会保存。请系统管理员清理磁盘，之后自动恢复。`;
  }
  return language === 'en'
    ? `The server’s disk is filling up: ${left} of ${all} left. The administrator should make room (old backups, logs) before nothing can be recorded.`
    : `服务器磁盘空间不足：剩余 ${left}，共 ${all}。请系统管理员及时清理（旧备份、日志），否则将暂停办理。`;
}

function size(bytes: number): string {
  return bytes >= GB ? `${(bytes / GB).toFixed(1)} GB` : `${Math.round(bytes / 1_000_000)} MB`;
}
