import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { gatherMails, OVER_AFTER_MS } from '../../activities/gather-mails.ts';
import { instantOf } from '../../domain/calendar/plan-date.ts';
import { inTransaction } from '../../store/database.ts';
import { type MailRow, mails } from '../../store/mails.ts';
import { deleteNotices } from '../../store/notices.ts';
import { people } from '../../store/people.ts';
import { startTestStore, type TestStore } from '../support/running-store.ts';

let test: TestStore;
beforeAll(async () => {
  test = await startTestStore();
  const common = { lead: false, active: true, createdAt: new Date(), createdBy: 'test', role: 'auditor' as const, unit: 'lanyu' };
  await people(test.store).insertMany([
    { ...common, _id: 'ann', name: 'Ann', email: 'ann@lanyu.example', language: 'en' },
    { ...common, _id: 'jia', name: '甲样一', email: 'jia@lanyu.example' },
  ]);
});
afterEach(async () => {
  await mails(test.store).deleteMany({});
});
afterAll(() => test.stop());

const CREATED = new Date('2026-06-20T00:00:00Z');
const after = (ms: number) => new Date(CREATED.getTime() + ms);
const OVER = after(OVER_AFTER_MS + 1);

const mail = (key: string, person: string, change: Partial<MailRow> = {}): MailRow => ({
  _id: `run#${key}#${person}`,
  to: `${person}@lanyu.example`,
  personId: person,
  subject: `${key} 逾期`,
  text: `${key} 请尽快报送。\n\nhttps://app.example/${key}\n`,
  link: `https://app.example/${key}`,
  campaign: 'lanyu-2026',
  trial: false,
  status: 'waiting',
  attempts: 0,
  createdAt: CREATED,
  ...change,
});
const late = (key: string, person: string, day: string, change: Partial<MailRow> = {}) =>
  mail(key, person, { late: true, at: instantOf(day, 9), ...change });
const gather = (now: Date) => gatherMails(test.store, 'https://app.example', now);
const digests = () =>
  mails(test.store)
    .find({ _id: /^digest:/ })
    .toArray();

describe('what came due while everything stood still', () => {
  it('is told in one mail to each, that lists it in the order in which the clock wanted it', async () => {
    await mails(test.store).insertMany([
      late('second', 'jia', '2026-06-15'),
      late('first', 'jia', '2026-06-13', { createdAt: after(3_000) }),
      late('third', 'jia', '2026-06-16'),
      late('alone', 'ann', '2026-06-13'),
      mail('usual', 'jia'),
    ]);
    // Something may still follow.
    expect(await gather(after(OVER_AFTER_MS))).toBe(0);
    expect(await gather(after(OVER_AFTER_MS + 3_001))).toBe(3);
    const [digest, ...others] = await digests();
    expect(others).toEqual([]);
    expect(digest).toMatchObject({ to: 'jia@lanyu.example', personId: 'jia', status: 'waiting', subject: '系统停顿期间的 3 条通知' });
    const [first = 0, second = 0, third = 0] = ['first', 'second', 'third'].map((key) =>
      digest?.text.indexOf(`https://app.example/${key}`),
    );
    expect(first).toBeGreaterThan(0);
    expect(second).toBeGreaterThan(first);
    expect(third).toBeGreaterThan(second);
    expect(digest?.text).toContain('1. 2026年6月13日（周六） first 逾期');
    expect(digest?.text).toMatch(/^甲样一同志：[\s\S]*请打开下面的链接办理：\nhttps:\/\/app\.example\/inbox\n/);
    expect(await mails(test.store).countDocuments({ status: 'gathered', digest: digest?._id ?? '' })).toBe(3);
    // A single one goes out as it is.
    expect(await mails(test.store).findOne({ _id: 'run#alone#ann' })).toMatchObject({ status: 'waiting' });
    expect(await mails(test.store).countDocuments({ late: true })).toBe(0);
    expect(await gather(after(600_000))).toBe(0);
    expect(await digests()).toHaveLength(1);
  });

  it('is told in the reader’s language, a rehearsal’s apart and marked', async () => {
    const kept = { trial: true, status: 'kept' } as const;
    await mails(test.store).insertMany([
      ...['a', 'b'].map((key) => late(key, 'ann', '2026-06-13')),
      ...['c', 'd'].map((key) => late(key, 'ann', '2026-06-13', kept)),
    ]);
    await gather(OVER);
    const found = (await digests()).map(({ status, trial, subject }) => [status, trial, subject]);
    expect(found).toHaveLength(2);
    expect(found).toEqual(
      expect.arrayContaining([
        ['waiting', false, '2 notices from while the service stood still'],
        ['kept', true, '[Rehearsal] 2 notices from while the service stood still'],
      ]),
    );
  });

  it('is told without what a lost step had written: the digest is put together again', async () => {
    await mails(test.store).insertMany(['a', 'b', 'c'].map((key) => late(key, 'jia', '2026-06-13')));
    await gather(OVER);
    await inTransaction(test.store, (session) => deleteNotices(test.store, 'run', ['b'], session));
    expect(await digests()).toEqual([]);
    await gather(OVER);
    const [digest] = await digests();
    expect(digest?.subject).toBe('系统停顿期间的 2 条通知');
    expect(digest?.text).not.toContain('b 逾期');
  });
});

describe('a mail server that was away', () => {
  it('is given one mail for each recipient for whom many have waited; no sign-in link, and nothing that it may have', async () => {
    const keys = ['a', 'b', 'c', 'd', 'e', 'f'];
    await mails(test.store).insertMany([
      ...keys.map((key) => mail(key, 'jia', { attempts: 2, lastError: 'ECONNREFUSED' })),
      mail('unknown', 'jia', { attempts: 1, maybeTaken: true }),
      { ...mail('link', 'jia'), campaign: undefined } as never,
      ...keys.slice(1).map((key) => mail(key, 'ann')),
    ]);
    expect(await gather(after(60_000))).toBe(0);
    expect(await gather(after(3 * 60_000))).toBe(6);
    const [digest, ...others] = await digests();
    expect([digest?.to, others]).toEqual(['jia@lanyu.example', []]);
    const waiting = await mails(test.store).find({ status: 'waiting', to: 'jia@lanyu.example' }).toArray();
    expect(new Set(waiting.map(({ _id }) => _id))).toEqual(new Set([digest?._id, 'run#link#jia', 'run#unknown#jia']));
  });
});
