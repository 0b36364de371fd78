import { createHmac, timingSafeEqual } from 'node:crypto';
import type { VoucherKey } from '../config/voucher-keys.ts';
import { canonicalJson } from '../domain/canonical-json.ts';

/** What a voucher vouches for: this message, to this run, with exactly this envelope (which holds the nonce). */
export interface Vouchable {
  readonly name: string;
  readonly workflowId: string;
  readonly envelope: unknown;
}

/** The name under which the input of a run's start is vouched for. */
export const START = 'start';

/** Signs with the first key. @returns `keyid.base64url` */
function signVoucher(keys: readonly VoucherKey[], message: Vouchable): string {
  const key = keys[0];
  if (!key) throw new Error('no voucher key');
  return `${key.id}.${macOf(key, message).toString('base64url')}`;
}

/** True when the voucher was made with one of the keys for exactly this message. Whatever else comes in its place is none. */
function verifyVoucher(keys: readonly VoucherKey[], message: Vouchable, voucher: unknown): boolean {
  if (typeof voucher !== 'string') return false;
  const dot = voucher.lastIndexOf('.');
  const key = keys.find((candidate) => candidate.id === voucher.slice(0, dot));
  if (!key) return false;
  const given = Buffer.from(voucher.slice(dot + 1), 'base64url');
  const right = macOf(key, message);
  return given.length === right.length && timingSafeEqual(given, right);
}

function macOf(key: VoucherKey, { name, workflowId, envelope }: Vouchable): Buffer {
  return createHmac('sha256', key.secret).update(canonicalJson({ envelope, name, workflowId })).digest();
}

/** Signs and verifies with one set of keys; what api and worker are given. */
export interface Vouchers {
  sign(message: Vouchable): string;
  verify(message: Vouchable, voucher: string): boolean;
}

export function createVouchers(keys: readonly VoucherKey[]): Vouchers {
  return { sign: (message) => signVoucher(keys, message), verify: (message, voucher) => verifyVoucher(keys, message, voucher) };
}
