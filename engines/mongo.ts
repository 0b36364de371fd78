import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { MongoClient, MongoServerError } from 'mongodb';
import { type Child, notReady, startChild } from './child.ts';
import { logPath } from './log-file.ts';
import { answers, anyFreePort, waitUntil } from './ports.ts';
import { resolveEngine } from './resolve.ts';

/** How MongoDB is started. */
export interface MongoOptions {
  /** Holds `mongodb/`, with the database, and `logs/`. */
  readonly dataDir: string;
  /** Default: a free one. */
  readonly port?: number;
  /** The `mongod` executable; default: resolved. */
  readonly executable?: string;
  /** Ends it when aborted. */
  readonly signal?: AbortSignal;
}

/** A running one-node replica set: transactions need the set, also with one node. */
export interface RunningMongo extends Child {
  readonly uri: string;
}

const setName = 'rs0';

/** The server's code for a set that was never initiated. */
const notYetInitialized = 94;

/**
 * Starts `mongod`, listening on this machine only, and waits until it takes writes. Replica sets always keep a journal.
 * @throws {ChildNotReadyError} when it does not take writes within 60 s, as after a kill with a long journal
 */
export async function startMongo(options: MongoOptions): Promise<RunningMongo> {
  const executable = options.executable ?? (await resolveEngine('mongod')).path;
  const port = options.port ?? (await anyFreePort());
  const folder = path.resolve(options.dataDir, 'mongodb');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const child = await startChild({
    name: 'mongod',
    command: executable,
    args: [
      `--dbpath=${folder}`,
      '--bind_ip=127.0.0.1',
      `--port=${port}`,
      `--replSet=${setName}`,
      '--quiet',
      '--wiredTigerCacheSizeGB=0.5',
      '--oplogSize=512',
      // Alone in its set, it has nobody to hand over to: without this, every stop takes up to 15 s.
      '--setParameter=shutdownTimeoutMillisForSignaledShutdown=100',
      '--setParameter=diagnosticDataCollectionEnabled=false',
      ...(process.platform === 'win32' ? [] : ['--nounixsocket']),
    ],
    log: logPath(path.resolve(options.dataDir, 'logs'), 'mongod'),
    graceMs: 15_000,
    signal: options.signal,
  });
  const problem = await becomePrimary(child, `127.0.0.1:${port}`);
  if (problem !== undefined) return notReady(child, problem);
  return { ...child, uri: `mongodb://127.0.0.1:${port}/?replicaSet=${setName}` };
}

/** Waits until the node is primary under this address; what stood in the way otherwise. Elections close connections: errors are tried again. */
async function becomePrimary(child: Child, host: string): Promise<string | undefined> {
  const gone = () => child.end() !== undefined;
  let problem = 'no answer';
  if (!(await waitUntil(() => answers(Number(host.split(':')[1])), 60_000, gone))) return problem;
  const client = new MongoClient(`mongodb://${host}/?directConnection=true`, { serverSelectionTimeoutMS: 10_000 });
  const step = () =>
    takesWrites(client, host).catch((error: unknown) => {
      problem = String(error);
      return false;
    });
  try {
    return (await waitUntil(step, 60_000, gone)) ? undefined : problem;
  } finally {
    await client.close();
  }
}

/** One step towards a primary: initiates the set on the first start, moves it to a new port, looks who is primary. */
async function takesWrites(client: MongoClient, host: string): Promise<boolean> {
  const admin = client.db('admin');
  try {
    const hello = await admin.command({ hello: 1 });
    if (hello['isWritablePrimary'] === true && hello['me'] === host) return true;
    const { config } = (await admin.command({ replSetGetConfig: 1 })) as unknown as { config: ReplicaSetConfig };
    if (config.members[0]?.host !== host) await moveTo(client, config, host);
  } catch (error) {
    if (error instanceof MongoServerError && error.code === notYetInitialized) {
      await admin.command({ replSetInitiate: { _id: setName, members: [{ _id: 0, host }] } });
      return false;
    }
    throw error;
  }
  return false;
}

interface ReplicaSetConfig {
  readonly version: number;
  readonly members: readonly { readonly _id: number; readonly host: string }[];
}

/** A set remembers its members by address: on another port the only member would not know itself. */
async function moveTo(client: MongoClient, config: ReplicaSetConfig, host: string): Promise<void> {
  const members = config.members.slice(0, 1).map((member) => ({ ...member, host }));
  await client.db('admin').command({ replSetReconfig: { ...config, version: config.version + 1, members }, force: true });
}
