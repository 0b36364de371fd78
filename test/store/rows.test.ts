import { ObjectId } from 'mongodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { audit, listAudit } from '../../store/audit.ts';
import { beginCommand, findCommand, noteCommand, receiveCommand, refuseCommand } from '../../store/commands.ts';
import { inTransaction } from '../../store/database.ts';
import { dossiers, findRevision, keepRevision } from '../../store/dossiers.ts';
import { beat, HEARTBEAT_TRUSTED_MS, stopBeating, workerAlive } from '../../store/heartbeats.ts';
import { prepareIndexes } from '../../store/indexes.ts';
import { countUnread, listNotices, markRead, type NoticeRow, notices } from '../../store/notices.ts';
import { findPersonByEmail } from '../../store/people.ts';
import { addProcessPeople } from '../support/process-people.ts';
import { startTestStore, type TestStore } from '../support/running-store.ts';
import { until } from '../support/until.ts';

let test: TestStore;
beforeAll(async () => {
  test = await startTestStore();
});
afterAll(() => test.stop());

describe('dossiers', () => {
  const revision = {
    _id: 'revision-0001-0001',
    workflowId: 'w',
    campaign: 'c',
    item: 'survey',
    round: 1,
    dossier: { youth: 100 },
    digest: 'a'.repeat(64),
    counts: { youth: 100 },
    linkedAccounts: [],
    account: 'clerk',
    writtenAt: new Date(0),
  };

  it('keep a revision as it was first written', async () => {
    await keepRevision(test.store, revision);
    await keepRevision(test.store, { ...revision, dossier: { youth: 1 }, digest: 'b'.repeat(64) });
    expect(await findRevision(test.store, revision._id)).toEqual(revision);
    expect(await dossiers(test.store).countDocuments()).toBe(1);
  });
});

const command = {
  workflowId: 'w',
  campaign: 'c',
  message: 'submit',
  actor: { account: 'clerk', role: 'township-league', unit: 'lanyu/landu' },
  reference: 'REF',
  status: 'sent',
  sentAt: new Date(0),
} as const;

describe('a command that the engine keeps', () => {
  const refusedAt = (ms: number) => ({ code: 'NOT_OPEN', details: {}, settledAt: new Date(ms) });
  const statusOf = async (nonce: string) => (await findCommand(test.store, nonce))?.status;

  it('is received, unless the run has refused it since it was handed over', async () => {
    for (const [nonce, settled] of [
      ['untold', undefined],
      ['refused-before', refusedAt(1_000)],
      ['refused-since', refusedAt(3_000)],
    ] as const) {
      await beginCommand(test.store, { _id: nonce, ...command });
      if (settled) await refuseCommand(test.store, nonce, settled);
      await receiveCommand(test.store, nonce, new Date(2_000), new Date(4_000));
    }
    expect(await Promise.all(['untold', 'refused-before', 'refused-since'].map(statusOf))).toEqual(['received', 'received', 'refused']);
  });
});

describe('a command that is sent again', () => {
  const begun = async (nonce: string, ms: number) => {
    const { sentAt, status, code } = await beginCommand(test.store, { _id: nonce, ...command, sentAt: new Date(ms) });
    return [sentAt.getTime(), status, code];
  };

  it('counts from when it was first sent, as long as it may still reach its run', async () => {
    expect(await begun('again', 1_000)).toEqual([1_000, 'sent', undefined]);
    expect(await begun('again', 90_000)).toEqual([1_000, 'sent', undefined]);
    await noteCommand(test.store, 'again', { handedOver: true });
    expect(await begun('again', 9_000_000)).toEqual([1_000, 'sent', undefined]);
    await receiveCommand(test.store, 'again', new Date(2_000), new Date(3_000));
    expect(await begun('again', 9_000_000)).toEqual([1_000, 'received', undefined]);
  });

  it('counts from then on where it came to nothing or was refused, once for all who send it at one time', async () => {
    expect(await begun('nothing', 1_000)).toEqual([1_000, 'sent', undefined]);
    expect(await begun('nothing', 121_000)).toEqual([121_000, 'sent', undefined]);
    await begun('refused', 1_000);
    await refuseCommand(test.store, 'refused', { code: 'NOT_OPEN', details: {}, settledAt: new Date(2_000) });
    const each = await Promise.all([3_000, 3_001, 3_002, 3_003].map((ms) => begun('refused', ms)));
    expect(new Set(each.map(([sentAt]) => sentAt)).size).toBe(1);
    expect(each[0]?.slice(1)).toEqual(['sent', undefined]);
    expect((await findCommand(test.store, 'refused'))?.settledAt).toBeUndefined();
  });
});

describe('a transaction', () => {
  it('leaves nothing behind when it fails', async () => {
    const rows = test.store.db.collection<{ _id: string }>('events');
    const work = inTransaction(test.store, async (session) => {
      await rows.insertOne({ _id: 'half' }, { session });
      throw new Error('broken off');
    });
    await expect(work).rejects.toThrow('broken off');
    expect(await rows.findOne({ _id: 'half' })).toBeNull();
  });

  it('is tried again when another one was faster', async () => {
    const rows = test.store.db.collection<{ _id: string; n: number }>('events');
    await rows.insertOne({ _id: 'counter', n: 0 });
    const add = () =>
      inTransaction(test.store, async (session) => {
        const found = await rows.findOne({ _id: 'counter' }, { session });
        await rows.updateOne({ _id: 'counter' }, { $set: { n: (found?.n ?? 0) + 1 } }, { session });
      });
    await Promise.all(Array.from({ length: 5 }, add));
    expect((await rows.findOne({ _id: 'counter' }))?.n).toBe(5);
  });
});

describe('a worker’s heartbeat', () => {
  it('is trusted for six seconds, and not after the worker said goodbye', async () => {
    const now = new Date();
    expect(await workerAlive(test.store, now)).toBe(false);
    await beat(test.store, 'worker@test', now);
    // Written without waiting for the journal, read as the majority has it: seen a moment later.
    const alive = (at: number) => until(async () => (await workerAlive(test.store, new Date(at))) || undefined);
    await alive(now.getTime() + HEARTBEAT_TRUSTED_MS - 1);
    expect(await workerAlive(test.store, new Date(now.getTime() + HEARTBEAT_TRUSTED_MS))).toBe(false);
    await beat(test.store, 'worker@other', now);
    await stopBeating(test.store, 'worker@test');
    await alive(now.getTime());
    await stopBeating(test.store, 'worker@other');
    expect(await workerAlive(test.store, now)).toBe(false);
  });
});

describe('the inbox', () => {
  const notice = (id: string, person: string, second: number): NoticeRow => ({
    _id: id,
    person,
    campaign: 'c',
    kind: 'reminder',
    params: {},
    link: '/',
    at: 0,
    createdAt: new Date(second * 1_000),
  });

  it('shows a person’s own notices, newest first, and counts the unread', async () => {
    await notices(test.store).insertMany([notice('a', 'p', 1), notice('b', 'p', 3), notice('c', 'p', 2), notice('d', 'other', 4)]);
    expect((await listNotices(test.store, 'p', { skip: 0, limit: 10 })).map((row) => row._id)).toEqual(['b', 'c', 'a']);
    expect((await listNotices(test.store, 'p', { skip: 1, limit: 1 })).map((row) => row._id)).toEqual(['c']);
    expect(await countUnread(test.store, 'p')).toBe(3);
  });

  it('marks as read once, and never another person’s', async () => {
    const first = new Date(10_000);
    await markRead(test.store, 'p', ['a', 'd'], first);
    await markRead(test.store, 'p', ['a'], new Date(20_000));
    expect((await notices(test.store).findOne({ _id: 'a' }))?.readAt).toEqual(first);
    expect((await notices(test.store).findOne({ _id: 'd' }))?.readAt).toBeUndefined();
    expect(await countUnread(test.store, 'p')).toBe(2);
  });
});

describe('people', () => {
  it('are found by their address however it is typed', async () => {
    await addProcessPeople(test.store);
    expect((await findPersonByEmail(test.store, ' League1@LANYU.example '))?._id).toBe('county-league-1');
    expect(await findPersonByEmail(test.store, 'nobody@lanyu.example')).toBeUndefined();
  });
});

describe('the audit', () => {
  it('is kept newest first, entries of one instant in the order in which they came', async () => {
    const at = new Date(1_000);
    for (const what of ['one', 'two', 'three']) await audit(test.store, { what, requestId: 'r' }, at);
    await audit(test.store, { what: 'later', requestId: 'r', by: 'p', code: 'CLOSED', details: { round: 1 } }, new Date(2_000));
    const rows = await listAudit(test.store, {}, { skip: 0, limit: 10 });
    expect(rows.map((row) => row.what)).toEqual(['later', 'three', 'two', 'one']);
    expect(rows[0]).toMatchObject({ _id: expect.any(ObjectId), by: 'p', details: { round: 1 } });
  });
});

describe('the indexes', () => {
  it('can be prepared again and again, by several processes at once', async () => {
    await Promise.all([prepareIndexes(test.store), prepareIndexes(test.store)]);
    const names = (await test.store.db.listCollections().toArray()).map((row) => row.name);
    expect(names).toEqual(expect.arrayContaining(['commands', 'campaigns', 'command_log', 'dossiers', 'events', 'township_progress']));
  });
});
