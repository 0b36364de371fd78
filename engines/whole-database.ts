import { existsSync, statSync } from 'node:fs';
import { open } from 'node:fs/promises';

/** Thrown when Temporal's database file is not what its own header says: nothing is started on it, which would make it worse. */
export class DamagedDatabaseError extends Error {
  override readonly name = 'DamagedDatabaseError';

  constructor(file: string, detail: string) {
    super(
      [
        `流程库损坏或不完整：${file}（${detail}）。没有启动，也没有作任何改动。请恢复最近的备份：npm run restore -- 文件 --force。`,
        `Temporal’s database is damaged or incomplete. Nothing was started or changed. Restore the newest backup: npm run restore -- FILE --force.`,
      ].join('\n'),
    );
  }
}

const magic = 'SQLite format 3\0';

/**
 * A quick look at an SQLite file: its header says how many pages it has (file format, 1.3), and they have to be there. A file that is
 * not there or empty is made by the server; one that was never closed in order is completed from its log.
 * @throws {DamagedDatabaseError}
 */
export async function lookAtDatabase(file: string): Promise<void> {
  if (!existsSync(file)) return;
  const handle = await open(file);
  try {
    const { size } = await handle.stat();
    if (size === 0) {
      // A server that was killed while it made the file had written no log yet.
      if (existsSync(`${file}-wal`) && statSync(`${file}-wal`).size > 0) throw new DamagedDatabaseError(file, '0');
      return;
    }
    const { buffer: header, bytesRead } = await handle.read(Buffer.alloc(100), 0, 100, 0);
    if (bytesRead < 100 || header.subarray(0, 16).toString('latin1') !== magic) throw new DamagedDatabaseError(file, 'no SQLite header');
    const pageSize = header.readUInt16BE(16) === 1 ? 65_536 : header.readUInt16BE(16);
    // Only then is the page count valid (1.3.7).
    const counted = header.readUInt32BE(24) === header.readUInt32BE(92);
    const wanted = header.readUInt32BE(28) * pageSize;
    if (size % pageSize !== 0 || (counted && size < wanted)) throw new DamagedDatabaseError(file, `${size} / ${wanted}`);
  } finally {
    await handle.close();
  }
}
