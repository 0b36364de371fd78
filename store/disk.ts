import type { DiskSpace } from '../domain/language/disk.ts';
import type { Store } from './database.ts';

/** The disk that the database writes to, as MongoDB itself sees it: the same on one machine and in containers. */
export async function databaseDisk(store: Store): Promise<DiskSpace> {
  const { fsTotalSize, fsUsedSize } = await store.db.command({ dbStats: 1 });
  if (typeof fsTotalSize !== 'number' || typeof fsUsedSize !== 'number') throw new Error('the server does not tell its disk');
  return { free: Math.max(0, fsTotalSize - fsUsedSize), total: fsTotalSize };
}
