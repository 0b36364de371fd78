import { type Collection, type Db, type Document, MongoClient, type TransactionOptions } from 'mongodb';

/** An open connection to the app's database. One per process; closed by whoever opened it. */
export interface Store {
  readonly client: MongoClient;
  readonly db: Db;
}

/**
 * Fails fast: the engine's retries, not the driver's waiting, carry an activity over an outage. With the driver's
 * usual 30 s a waiting local activity would fill its run's history.
 */
const TIMEOUTS = { serverSelectionTimeoutMS: 2_000, connectTimeoutMS: 2_000, socketTimeoutMS: 10_000 } as const;

/** Every write that is acknowledged to a person is on disk first. */
const DURABLE = { w: 'majority', journal: true } as const;

/** @throws MongoServerSelectionError when the server does not answer within two seconds of the first use. */
export function openStore(uri: string, database: string, appName = 'league-reorg'): Store {
  const client = new MongoClient(uri, { ...TIMEOUTS, writeConcern: DURABLE, readConcernLevel: 'majority', ignoreUndefined: true, appName });
  return { client, db: client.db(database) };
}

/** A collection whose rows have the shape `Row`, its `_id` included. */
export function collection<Row extends Document>(store: Store, name: string): Collection<Row> {
  return store.db.collection<Row>(name);
}

const TRANSACTION: TransactionOptions = { readConcern: { level: 'snapshot' }, writeConcern: DURABLE, maxCommitTimeMS: 5_000 };

/** Runs `work` in one transaction; it may run more than once, so it must only touch the database. */
export async function inTransaction<T>(store: Store, work: (session: import('mongodb').ClientSession) => Promise<T>): Promise<T> {
  return store.client.withSession((session) => session.withTransaction(() => work(session), TRANSACTION));
}
