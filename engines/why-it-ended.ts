/** What an engine's log says of why it could not go on, in one sentence with the way out; the raw words stay in the log. */
const CAUSES: readonly (readonly [pattern: RegExp, zh: string, en: string])[] = [
  [
    /No space left on device|ENOSPC|database or disk is full|Disk quota exceeded/i,
    '磁盘已满。请清理磁盘（至少留出 2 GB），再启动；数据没有损坏。',
    'The disk is full. Free at least 2 GB and start again; the data is not damaged.',
  ],
  [
    /Read-only file system|EROFS|attempt to write a readonly database/i,
    '数据文件夹所在的磁盘是只读的。请改为可写，或检查磁盘是否故障。',
    'The data folder is on a read-only disk. Make it writable, or see whether the disk fails.',
  ],
  [
    /Permission denied|EACCES|Operation not permitted|unable to open database file/i,
    '数据文件夹属于另一个用户，或没有写权限。请用原来的用户启动，或把文件夹的所有者改为当前用户（chown -R）。',
    'The data folder belongs to another user or may not be written. Start as the user of before, or give it to this one (chown -R).',
  ],
  [
    /database disk image is malformed|file is not a database|SQLITE_CORRUPT|SQL logic error: no such/i,
    '流程库损坏或不完整。请恢复最近的备份：npm run restore -- 文件 --force。',
    'Temporal’s database is damaged or incomplete. Restore the newest backup: npm run restore -- FILE --force.',
  ],
  [
    /WT_PANIC|WT_TRY_SALVAGE|WT_ERROR|checksum error|file size|WiredTiger(?:\.turtle|HS|LAS)?[^\n]{0,200}(?:corrupt|No such file|Unable to read|Failed to open)|Fatal assertion[^\n]{0,80}(?:28595|50853|28559|28558|50944)|"msgid":"?(?:50853|28559)|This may be due to missing metadata|Failed to start up WiredTiger/i,
    '数据库文件损坏或不完整。请恢复最近的备份：npm run restore -- 文件 --force。不要运行 mongod --repair，它会丢掉已答复的办理。',
    'The database’s files are damaged or incomplete. Restore the newest backup: npm run restore -- FILE --force. Do not run mongod --repair: it drops commands that were answered.',
  ],
  [
    /DBPathInUse|Unable to lock the lock file|database is locked/i,
    '另一个进程正在使用这个数据文件夹。请先停掉它。',
    'Another process uses this data folder. Stop it first.',
  ],
];

/** @returns undefined when the log says nothing that is known */
export function whyItEnded(log: string): { readonly zh: string; readonly en: string } | undefined {
  const recent = log.slice(-200_000);
  const [, zh, en] = CAUSES.find(([pattern]) => pattern.test(recent)) ?? [];
  return zh === undefined || en === undefined ? undefined : { zh, en };
}
