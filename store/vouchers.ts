import { createHmac, timingSafeEqual } from 'node:crypto';
import type { VoucherKey } from '../config/voucher-keys.ts';
import { canonicalJson } from '../domain/canonical-json.ts';
import { vouchedAt } from '../domain/state/messages.ts';

/** What a voucher vouches for: this message, to this run, with exactly this envelope (which holds the nonce). */
export interface Vouchable {
  readonly name: string;
  readonly workflowId: string;
  readonly envelope: unknown;
}

/** The name under which the input of a run's start is vouched for. */
export const START = 'start';

/** Signs with the first key. @returns `keyid.instant.mac`, the mac in base64url */
function signVoucher(keys: readonly VoucherKey[], message: Vouchable, at: number): string {
  const key = keys[0];
  if (!key) throw new Error('no voucher key');
  return `${key.id}.${at}.${macOf(key, message, at).toString('base64url')}`;
}

/** True when the voucher was made with one of the keys for exactly this message. Whatever else comes in its place is none. */
function verifyVoucher(keys: readonly VoucherKey[], message: Vouchable, voucher: unknown): boolean {
  if (typeof voucher !== 'string') return false;
  const at = vouchedAt(voucher);
  const key = keys.find((candidate) => candidate.id === voucher.slice(0, voucher.indexOf('.')));
  if (!key || at === undefined) return false;
  const given = Buffer.from(voucher.slice(voucher.lastIndexOf('.') + 1), 'base64url');
  const right = macOf(key, message, at);
  return given.length === right.length && timingSafeEqual(given, right);
}

function macOf(key: VoucherKey, { name, workflowId, envelope }: Vouchable, at: number): Buffer {
  return createHmac('sha256', key.secret).update(canonicalJson({ at, envelope, name, workflowId })).digest();
}

/** Signs and verifies with one set of keys; what api and worker are given. */
export interface Vouchers {
  /** @param at wall time, ms, from which the message counts; default: now. The same message from the same instant has the same voucher. */
  sign(message: Vouchable, at?: number): string;
  verify(message: Vouchable, voucher: string): boolean;
}

/** @param now wall time, ms */
export function createVouchers(keys: readonly VoucherKey[], now: () => number = Date.now): Vouchers {
  return {
    sign: (message, at = now()) => signVoucher(keys, message, Math.floor(at)),
    verify: (message, voucher) => verifyVoucher(keys, message, voucher),
  };
}
