import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { voucherKeysSchema } from '../config/voucher-keys.ts';
import { keepOnce } from './keep-once.ts';

/** What api and worker must share and nobody else may know. */
export interface Secrets {
  /** As `VOUCHER_KEYS` takes it. */
  readonly voucherKeys: string;
  readonly sessionSecret: string;
}

const secretsSchema = z.object({
  voucherKeys: z.string().refine((text) => voucherKeysSchema.safeParse(text).success),
  sessionSecret: z.string().min(32),
});

/** Thrown when the file is there and not what this project wrote: new secrets would make every voucher and session invalid. */
export class SecretsError extends Error {
  override readonly name = 'SecretsError';

  constructor(file: string, cause: unknown) {
    super(
      [
        `密钥文件 ${file} 损坏或不完整，没有启动，也没有改动。请把它从备份里取回（age -d -i backup.key 备份文件 | tar xz secrets.json），或恢复整个备份：npm run restore -- 文件 --force。`,
        'The file of the keys is damaged or incomplete; nothing was started or changed. Take secrets.json from a backup, or restore the whole backup.',
      ].join('\n'),
    );
    // Not as `cause`, which would be printed: what a parser says tells nobody more, and may quote the keys.
    Object.defineProperty(this, 'reason', { value: cause, enumerable: false });
  }
}

/** Thrown when the file is gone and the data it belongs to are there. */
export class SecretsGoneError extends SecretsError {
  constructor(file: string) {
    super(file, undefined);
    this.message = [
      `密钥文件 ${file} 不见了，而数据还在。没有生成新的：那会使已发出的凭证、待生效的办理和所有登录失效。`,
      '请把它从备份里取回（age -d -i backup.key 备份文件 | tar xz secrets.json），或恢复整个备份：npm run restore -- 文件 --force。',
      `The keys are gone while the data is there. None were made anew: every voucher and session would become invalid. Take secrets.json from a backup, or restore the whole backup.`,
    ].join('\n');
  }
}

function generate(): Secrets {
  return { voucherKeys: `k1:${randomBytes(32).toString('base64')}`, sessionSecret: randomBytes(48).toString('base64url') };
}

/**
 * Before anything is started: the secrets that are kept in the folder are there, or it is a new one.
 * @throws {SecretsGoneError} when they are gone and the data are there
 */
export function checkSecrets(
  dataDir: string,
  { VOUCHER_KEYS, SESSION_SECRET }: { VOUCHER_KEYS?: unknown; SESSION_SECRET?: unknown },
): void {
  if (VOUCHER_KEYS !== undefined && SESSION_SECRET !== undefined) return;
  const file = path.join(dataDir, 'secrets.json');
  const data = ['mongodb', 'temporal'].some((name) => existsSync(path.join(dataDir, name)));
  if (data && !existsSync(file)) throw new SecretsGoneError(file);
  loadSecrets(dataDir);
}

/**
 * Reads the secrets of this data folder; on the first start generates them, readable by the owner only.
 * @throws {SecretsError}
 */
export function loadSecrets(dataDir: string): Secrets {
  const file = path.join(dataDir, 'secrets.json');
  const text = keepOnce(file, () => `${JSON.stringify(generate(), undefined, 2)}\n`);
  try {
    return secretsSchema.parse(JSON.parse(text));
  } catch (error) {
    throw new SecretsError(file, error);
  }
}
