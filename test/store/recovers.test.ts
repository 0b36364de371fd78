import { describe, expect, it, onTestFinished } from 'vitest';
import { anyFreePort, startMongo } from '../../engines/index.ts';
import { openStore } from '../../store/database.ts';
import { scratchFolder } from '../support/scratch-folder.ts';

describe('a store', () => {
  it('opened before the database runs, and asked in vain by several at once, answers once it does', async () => {
    const dataDir = scratchFolder();
    const port = await anyFreePort();
    const before = await startMongo({ dataDir, port });
    await before.stop();
    const store = openStore(before.uri, 't');
    onTestFinished(() => store.client.close());
    const ask = () => store.db.collection('commands').countDocuments();
    expect((await Promise.allSettled([ask(), ask(), ask()])).map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
    await expect(ask()).rejects.toThrow(/ECONNREFUSED/);
    const mongo = await startMongo({ dataDir, port });
    onTestFinished(() => mongo.stop(1_000).then(() => undefined));
    expect(await ask()).toBe(0);
    await store.client.withSession((session) =>
      session.withTransaction(() =>
        store.db
          .collection('commands')
          .insertOne({ command: 1 }, { session })
          .then(() => undefined),
      ),
    );
    expect(await ask()).toBe(1);
    // Closed on purpose, it stays closed.
    await store.client.close();
    await expect(ask()).rejects.toThrow();
  });
});
