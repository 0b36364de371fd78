import { createHmac, randomBytes } from 'node:crypto';
import { chmodSync, realpathSync, rmSync, statSync } from 'node:fs';
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

/** What mongod takes: an emptied or garbled one is as good as none. */
const usable = /^[A-Za-z0-9+/=]{32,1024}$/;

/** Reads the key; on the first start generates it. */
export function loadEngineKey(dataDir: string): EngineKey {
  const file = path.resolve(dataDir, 'engine.key');
  const keep = () => keepOnce(file, () => randomBytes(48).toString('base64')).trim();
  let text = keep();
  if (!usable.test(text)) {
    rmSync(file);
    text = keep();
  }
  // mongod takes none that others can read, as a copied or unpacked folder may have it.
  if (process.platform !== 'win32' && (statSync(file).mode & 0o077) !== 0) chmodSync(file, 0o600);
  return { file, text };
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
