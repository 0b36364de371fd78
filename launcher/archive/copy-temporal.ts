import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { copyFile, mkdir, open, rm } from 'node:fs/promises';
import path from 'node:path';
import { ArchiveError, names } from './manifest.ts';

const tries = 50;

async function digestOf(file: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer);
  return hash.digest('hex');
}

/** The log's header holds two salts that change whenever the log begins anew. */
async function headerOf(log: string): Promise<string> {
  if (!existsSync(log)) return '';
  const handle = await open(log);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(32), 0, 32, 0);
    return buffer.subarray(0, bytesRead).toString('hex');
  } finally {
    await handle.close();
  }
}

/**
 * Copies the embedded Temporal's database while the server writes to it. SQLite in write-ahead mode changes the database only when it
 * brings the log into it; between two such moments, database plus log are whole at every instant, and a frame of the log that was
 * copied by half is left out by its checksum. So: copy both, and keep the copy only if database and log's header are still what they were.
 * @param folder receives `temporal/`
 * @throws {ArchiveError} when no such moment was found
 */
export async function copyTemporal(dataDir: string, folder: string): Promise<void> {
  const source = path.join(dataDir, names.temporal);
  const log = path.join(dataDir, names.temporalLog);
  const target = path.join(folder, names.temporal);
  const targetLog = path.join(folder, names.temporalLog);
  await mkdir(path.dirname(target), { recursive: true, mode: 0o700 });
  for (let left = tries; left > 0; left -= 1) {
    const header = await headerOf(log);
    await copyFile(source, target);
    await rm(targetLog, { force: true });
    if (header !== '') await copyFile(log, targetLog);
    if (header === (await headerOf(log)) && (await digestOf(source)) === (await digestOf(target))) return;
  }
  throw new ArchiveError('流程引擎写入过于频繁，请稍后再备份 / Temporal’s database did not hold still long enough; try again later');
}
