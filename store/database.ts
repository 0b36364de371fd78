import {
  type ClientSession,
  type Collection,
  type Db,
  type Document,
  MongoClient,
  MongoServerSelectionError,
  MongoTopologyClosedError,
  type TopologyDescription,
  type TransactionOptions,
} from 'mongodb';

/** An open connection to the app's database. One per process; closed by whoever opened it. */
export interface Store {
  readonly client: MongoClient;
  readonly db: Db;
}

/**
 * Fails fast: the engine's retries, not the driver's waiting, carry an activity over an outage. With the driver's
 * usual 30 s a waiting local activity would fill its run's history.
 */
const SELECTION_MS = 2_000;

/**
 * Longest wait, ms, for an answer to one command: a server that takes connections and never answers is told from a slow
 * one. The driver tries once more; whoever waits is told within six seconds.
 */
const ANSWER_MS = 2_500;

/** Longest wait, ms, for a transaction; the driver itself would repeat one for two minutes. */
const TRANSACTION_MS = 5_000;

/** Every write that is acknowledged to a person is on disk first. */
const DURABLE = { w: 'majority', journal: true } as const;

/** Thrown when a transaction does not end in time. It may still take effect: whoever repeats it must write by key. */
export class DatabaseTimeoutError extends Error {
  override readonly name = 'DatabaseTimeoutError';
}

/**
 * The driver's client, which connects anew after a first connection that found no server: the driver keeps what it closed then, and
 * answers "Topology is closed" for ever.
 */
class RecoveringClient extends MongoClient {
  override async connect(): Promise<this> {
    try {
      return await super.connect();
    } catch (error) {
      Reflect.set(this, 'topology', undefined);
      // Of several that asked at once, one failure closes the others' wait: all of them found no server.
      if (!(error instanceof MongoTopologyClosedError)) throw error;
      const servers = new Map(this.options.hosts.map((host) => [host.toString(), undefined]));
      throw new MongoServerSelectionError(error.message, { servers } as unknown as TopologyDescription);
    }
  }
}

/**
 * Recovers by itself from every outage, also from one that was there before it. Operations throw MongoServerSelectionError when no server is found within two seconds, MongoNetworkTimeoutError when it
 * does not answer.
 * @param answerMs longest wait for one answer; more for maintenance
 */
export function openStore(uri: string, database: string, appName = 'league-reorg', answerMs = ANSWER_MS): Store {
  const client = new RecoveringClient(uri, {
    appName,
    serverSelectionTimeoutMS: SELECTION_MS,
    connectTimeoutMS: SELECTION_MS,
    socketTimeoutMS: answerMs,
    waitQueueTimeoutMS: answerMs,
    // A connection that gets no answer counts as an overloaded server, which the driver would try twice more.
    maxAdaptiveRetries: 1,
    writeConcern: DURABLE,
    readConcernLevel: 'majority',
    ignoreUndefined: true,
  });
  return { client, db: client.db(database) };
}

/** A collection whose rows have the shape `Row`, its `_id` included. */
export function collection<Row extends Document>(store: Store, name: string): Collection<Row> {
  return store.db.collection<Row>(name);
}

const TRANSACTION: TransactionOptions = { readConcern: { level: 'snapshot' }, writeConcern: DURABLE };

/**
 * Runs `work` in one transaction; it may run more than once, so it must only touch the database.
 * @throws {DatabaseTimeoutError} after five seconds
 */
export async function inTransaction<T>(store: Store, work: (session: ClientSession) => Promise<T>): Promise<T> {
  const deadline = Date.now() + TRANSACTION_MS;
  const attempt = (session: ClientSession): Promise<T> => {
    if (Date.now() > deadline) throw new DatabaseTimeoutError('the transaction did not begin in time');
    return work(session);
  };
  const running = store.client.withSession((session) => session.withTransaction(() => attempt(session), TRANSACTION));
  return within(TRANSACTION_MS, running);
}

async function within<T>(ms: number, running: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new DatabaseTimeoutError(`no answer within ${ms} ms`)), ms);
  });
  try {
    return await Promise.race([running, late]);
  } finally {
    clearTimeout(timer);
  }
}
