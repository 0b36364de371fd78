import type { ClientSession } from 'mongodb';
import { collection, type Store } from './database.ts';

/** The installation as a whole: one row, which changes that must not meet each other write to. */
interface InstallationRow {
  readonly _id: 'installation';
  readonly changes: number;
}

/** In a transaction: of two that take it at one instant, one is played again after the other. */
export async function lockInstallation(store: Store, session: ClientSession): Promise<void> {
  await collection<InstallationRow>(store, 'installation').updateOne(
    { _id: 'installation' },
    { $inc: { changes: 1 } },
    { upsert: true, session },
  );
}
