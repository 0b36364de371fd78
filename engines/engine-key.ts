import { createHmac, randomBytes } from 'node:crypto';
import { realpathSync } from 'node:fs';
import path from 'node:path';
import { keepOnce } from './keep-once.ts';

/**
 * What an installation's engines and its own processes know and nobody else on the machine does: the key of `DATA_DIR/engine.key`
 * (mode 0600). It belongs to the folder, not to the data: a backup does not hold it, and a folder that lost it makes a new one.
 */
export interface EngineKey {
  /** For `mongod --keyFile`. */
  readonly file: string;
  readonly text: string;
}

/** Reads the key; on the first start generates it. */
export function loadEngineKey(dataDir: string): EngineKey {
  const file = path.resolve(dataDir, 'engine.key');
  return { file, text: keepOnce(file, () => randomBytes(48).toString('base64')).trim() };
}

/** Something secret that follows from the key, 32 hexadecimal digits. */
export function derived(key: EngineKey, purpose: string): string {
  return createHmac('sha256', key.text).update(purpose).digest('hex').slice(0, 32);
}

/**
 * The namespace by which an installation knows its own Temporal: only a server that was started with the key, for this very folder,
 * has it. A copied folder stands elsewhere and has another.
 */
export function ownNamespace(key: EngineKey, dataDir: string): string {
  return `installation-${derived(key, `temporal ${realpathSync(dataDir)}`)}`;
}
