import type { Document } from 'mongodb';
import type { Store } from '../../store/database.ts';

/** Everything that MongoDB held at an instant, but for heartbeats. */
export type StoreCopy = ReadonlyMap<string, readonly Document[]>;

export async function takeCopy({ db }: Store): Promise<StoreCopy> {
  const found = (await db.listCollections({}, { nameOnly: true }).toArray()).filter(({ name }) => name !== 'heartbeats');
  return new Map(await Promise.all(found.map(async ({ name }) => [name, await db.collection(name).find().toArray()] as const)));
}

/** As if it had been restored. */
export async function putBack({ db }: Store, taken: StoreCopy): Promise<void> {
  for (const { name } of await db.listCollections({}, { nameOnly: true }).toArray()) {
    if (name === 'heartbeats') continue;
    await db.collection(name).deleteMany({});
    const rows = taken.get(name) ?? [];
    if (rows.length > 0) await db.collection(name).insertMany([...rows]);
  }
}
