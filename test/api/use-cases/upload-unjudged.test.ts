import { Readable } from 'node:stream';
import { type Collection, type Db, MongoNetworkError } from 'mongodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ATTACHMENT_LIMITS } from '../../../api/use-cases/attachment-refusals.ts';
import { attach } from '../../../api/use-cases/take-attachment.ts';
import { fileChunks, files } from '../../../store/files.ts';
import { uploadSlots } from '../../../store/upload-slots.ts';
import { startTestStore, type TestStore } from '../../support/running-store.ts';
import { pdfOf } from '../../support/sample-files.ts';

let test: TestStore;
beforeAll(async () => {
  test = await startTestStore();
});
afterAll(() => test.stop());

/** A proxy whose functions are the target's own, but for `instead`. */
function but<T extends object>(target: T, instead: Readonly<Record<string, (...args: never[]) => unknown>>): T {
  return new Proxy(target, {
    get: (from, key) => {
      const value: unknown = (typeof key === 'string' && instead[key]) || Reflect.get(from, key);
      return typeof value === 'function' ? (value.bind(from) as unknown) : value;
    },
  });
}

/** A database that takes files and does not answer when they are read. */
function unreadable(db: Db): Db {
  let written = false;
  const collection = (name: string) => {
    const rows: Collection = db.collection(name);
    if (!name.endsWith('.files')) return rows;
    return but(rows, {
      insertOne: async (row: never) => rows.insertOne(row).finally(() => (written = true)),
      findOne: async (...asked: [never]) => {
        if (written) throw new MongoNetworkError('the database is away');
        return rows.findOne(...asked);
      },
    });
  };
  return but(db, { collection });
}

describe('a file that cannot be looked at, because the database does not answer', () => {
  it('is not called a wrong one: that the database is away is told, and neither file nor place stays', async () => {
    const { store } = test;
    const actor = { account: 'a-clerk', role: 'township-league', unit: 'lanyu/landu' } as const;
    const campaign = { _id: 'lanyu-2026', workflowId: 'reorganization/lanyu/2026', county: 'lanyu', year: 2026 };
    const place = { campaign: campaign as never, township: 'landu', item: 'survey' } as const;
    const sent = () => ({ name: 'a.pdf', content: Readable.from([pdfOf(3_000)]), has: 0, announced: 3_000 });
    const deps = { store, now: () => Date.now(), attachments: ATTACHMENT_LIMITS };
    const away = { ...deps, store: { ...store, db: unreadable(store.db) } };
    await expect(attach(away, actor, place, sent())).rejects.toThrow(MongoNetworkError);
    const left = [files(store).countDocuments(), fileChunks(store).countDocuments(), uploadSlots(store).countDocuments()];
    expect(await Promise.all(left)).toEqual([0, 0, 0]);
    expect(await attach(deps, actor, place, sent())).toMatchObject({ name: 'a.pdf' });
  });
});
