import { randomBytes } from 'node:crypto';
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
    super(`密钥文件 ${file} 无法读取；请从备份恢复 / secrets file cannot be read; restore it from a backup`, { cause });
  }
}

function generate(): Secrets {
  return { voucherKeys: `k1:${randomBytes(32).toString('base64')}`, sessionSecret: randomBytes(48).toString('base64url') };
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
