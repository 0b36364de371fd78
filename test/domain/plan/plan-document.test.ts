import { describe, expect, it } from 'vitest';
import { parsePlan } from '../../../domain/plan/parse-plan.ts';
import { defaultPlan } from '../../support/shipped-plan.ts';

const plan = await defaultPlan();

/** Where something is wrong with the shipped plan once it has these values. */
function wrongWith(change: object): string[] {
  const read = parsePlan({ ...plan, ...change });
  return 'problems' in read ? read.problems.map(({ path, code }) => `${path} ${code}`) : [];
}

describe('the plan as a document', () => {
  it.each(['title', 'issuer', 'version'])('R01: is no plan without its %s', (field) => {
    expect(wrongWith({ [field]: undefined })).toEqual([`${field} MISSING`]);
  });

  it('R01: has a version that is a whole number from 1, so that a later one is known as such', () => {
    for (const version of [0, 1.5, 'zwei']) expect(wrongWith({ version })).toEqual(['version NOT_ALLOWED']);
    expect(wrongWith({ version: 2 })).toEqual([]);
  });

  it('R02: names the documents that it rests on, at least one', () => {
    expect(wrongWith({ basis: undefined })).toEqual(['basis MISSING']);
    expect(wrongWith({ basis: [] })).toHaveLength(1);
    expect(plan.basis.map(({ zh }) => zh)).toEqual([expect.stringContaining('团市委')]);
  });

  it('R14: strives for a day to be done by, of which no due date depends', () => {
    expect(plan.coverage.targetDate).toBe('12-31');
    expect(wrongWith({ coverage: { targetDate: '11-30' } })).toEqual([]);
    expect(wrongWith({ coverage: { targetDate: '13-01' } })).toEqual(['coverage.targetDate NOT_ALLOWED']);
  });

  it.each([
    ['leadership', { ...plan.leadership, deputies: { ...plan.leadership.deputies, minOutOfQuota: 2 } }],
    ['differential', { ...plan.differential, nomineesBp: 3_000 }],
    ['eligibility', { ...plan.eligibility, maxAge: 40 }],
    ['report', { ...plan.report, months: [6, 7, 8, 9] }],
    ['notice', { ...plan.notice, length: 5 }],
  ])('R06: a county may set its own %s', (field, value) => {
    const read = parsePlan({ ...plan, [field]: value });
    expect('plan' in read && read.plan).toMatchObject({ [field]: value });
  });
});
