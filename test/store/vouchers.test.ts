import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { vouchedAt } from '../../domain/state/messages.ts';
import { createVouchers } from '../../store/vouchers.ts';

const key = (id: string) => ({ id, secret: randomBytes(32) });
const [first, second] = [key('first'), key('second')];
const message = {
  name: 'submit',
  workflowId: 'reorganization/lanyu/2012/landu',
  envelope: { nonce: 'n1', round: 1, counts: { a: 1, b: 2 } },
};

describe('a voucher', () => {
  it('vouches for exactly one message to one run', () => {
    const vouchers = createVouchers([first]);
    const voucher = vouchers.sign(message);
    expect(vouchers.verify(message, voucher)).toBe(true);
    const others = [
      { ...message, name: 'decide' },
      { ...message, workflowId: `${message.workflowId}2` },
      { ...message, envelope: { ...message.envelope, round: 2 } },
      { ...message, envelope: { ...message.envelope, extra: 1 } },
      { ...message, envelope: { ...message.envelope, nonce: 'n2' } },
    ];
    expect(others.map((other) => vouchers.verify(other, voucher))).toEqual(others.map(() => false));
  });

  it('does not depend on the order in which the envelope was written', () => {
    const vouchers = createVouchers([first]);
    const reordered = { ...message, envelope: { counts: { b: 2, a: 1 }, round: 1, nonce: 'n1' } };
    expect(vouchers.verify(reordered, vouchers.sign(message))).toBe(true);
  });

  it('is good as long as its key is known: a new key signs, the old one still verifies, until it is taken away', () => {
    const old = createVouchers([first]).sign(message);
    const both = createVouchers([second, first]);
    expect([old.split('.')[0], both.sign(message).split('.')[0]]).toEqual(['first', 'second']);
    expect(both.verify(message, old)).toBe(true);
    expect(createVouchers([second]).verify(message, old)).toBe(false);
  });

  it('is not good when it is cut, changed, empty, or another key’s under this one’s name', () => {
    const vouchers = createVouchers([first]);
    const voucher = vouchers.sign(message);
    const forged = createVouchers([{ ...second, id: 'first' }]).sign(message);
    for (const wrong of [
      '',
      '.',
      'first.',
      'first',
      voucher.slice(0, -1),
      `${voucher}A`,
      voucher.toUpperCase(),
      forged,
      `second.${voucher.split('.')[1]}`,
    ]) {
      expect([wrong, vouchers.verify(message, wrong)]).toEqual([wrong, false]);
    }
  });

  it('says when it was made, and nobody can change that', () => {
    const vouchers = createVouchers([first], () => 1_340_000_000_123.7);
    const voucher = vouchers.sign(message);
    expect(vouchedAt(voucher)).toBe(1_340_000_000_123);
    expect(vouchers.verify(message, voucher)).toBe(true);
    expect(vouchers.verify(message, voucher.replace('.1340', '.1339'))).toBe(false);
    expect(['', 'x', 'first.x.y', 'first.1.', 'a.1.b.c'].map(vouchedAt)).toEqual(Array.from({ length: 5 }, () => undefined));
  });

  it('cannot be made without a key', () => {
    expect(() => createVouchers([]).sign(message)).toThrow('no voucher key');
  });
});
