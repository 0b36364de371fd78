import { z } from 'zod';

/** A key that signs or verifies message vouchers. */
export interface VoucherKey {
  /** Short name that travels inside the voucher, so that keys can change. */
  readonly id: string;
  /** At least 32 random bytes. */
  readonly secret: Uint8Array;
}

const entry = /^([A-Za-z0-9_-]{1,32}):([A-Za-z0-9+/]+={0,2})$/;

/** `keyid:base64[,keyid:base64…]` as a list: the first signs, all verify. */
export const voucherKeysSchema = z.string().transform((text, context): VoucherKey[] => {
  const keys: VoucherKey[] = [];
  for (const part of text.split(',')) {
    const match = entry.exec(part.trim());
    const secret = Buffer.from(match?.[2] ?? '', 'base64');
    if (match?.[1] === undefined || secret.length < 32 || keys.some((key) => key.id === match[1])) {
      context.addIssue({ code: 'custom', message: 'voucher key' });
      return z.NEVER;
    }
    keys.push({ id: match[1], secret: new Uint8Array(secret) });
  }
  return keys;
});

/** The text form that {@link voucherKeysSchema} reads. */
export function formatVoucherKeys(keys: readonly VoucherKey[]): string {
  return keys.map((key) => `${key.id}:${Buffer.from(key.secret).toString('base64')}`).join(',');
}
