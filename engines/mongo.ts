import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { MongoClient, MongoServerError } from 'mongodb';
import { type Child, notReady, startChild } from './child.ts';
import { derived, type EngineKey, loadEngineKey } from './engine-key.ts';
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
  /** With the name and password of the installation's own user: nobody else gets in. */
  readonly uri: string;
}

const setName = 'rs0';

/** The app's user, and what it may do: everything with the data, nothing with users. */
const user = 'league-reorg';
const roles = ['readWriteAnyDatabase', 'dbAdminAnyDatabase', 'clusterMonitor'] as const;

/** The server's code for a user that is there already. */
const userExists = 51_003;

/** The server's code for a set that was never initiated. */
const notYetInitialized = 94;

/**
 * Starts `mongod`, listening on this machine only and to nobody without a password, and waits until it takes writes. Replica sets always
 * keep a journal. Whoever answers on the port proves first that it knows the folder's key and works on the folder: SCRAM is mutual.
 * @throws {PortTakenError} when somebody else listens on the port
 * @throws {ChildNotReadyError} when it does not take writes within 60 s, as after a kill with a long journal
 */
export async function startMongo(options: MongoOptions): Promise<RunningMongo> {
  const executable = options.executable ?? (await resolveEngine('mongod')).path;
  const port = options.port ?? (await anyFreePort());
  const folder = path.resolve(options.dataDir, 'mongodb');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const key = loadEngineKey(options.dataDir);
  const child = await startChild({
    name: 'mongod',
    command: executable,
    args: [
      `--dbpath=${folder}`,
      '--bind_ip=127.0.0.1',
      `--keyFile=${key.file}`,
      // Nobody on this machine makes the first user before us.
      '--setParameter=enableLocalhostAuthBypass=false',
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
  const problem = await becomePrimary(child, { host: `127.0.0.1:${port}`, folder, key });
  if (problem !== undefined) return notReady(child, problem, [{ port }]);
  const password = derived(key, 'mongodb');
  return { ...child, uri: `mongodb://${user}:${password}@127.0.0.1:${port}/?replicaSet=${setName}&authSource=admin` };
}

interface OwnServer {
  readonly host: string;
  /** Its `dbpath`. */
  readonly folder: string;
  readonly key: EngineKey;
}

/** Waits until the node is primary under this address; what stood in the way otherwise. Elections close connections: errors are tried again. */
async function becomePrimary(child: Child, own: OwnServer): Promise<string | undefined> {
  const { host, key } = own;
  const gone = () => child.end() !== undefined;
  let problem = 'no answer';
  if (!(await waitUntil(() => answers(Number(host.split(':')[1])), 60_000, gone))) return problem;
  // Whoever holds the key file is the set's own internal user.
  const client = new MongoClient(`mongodb://${host}/?directConnection=true`, {
    serverSelectionTimeoutMS: 10_000,
    auth: { username: '__system', password: key.text },
    authSource: 'local',
    authMechanism: 'SCRAM-SHA-256',
  });
  const step = () =>
    takesWrites(client, own).catch((error: unknown) => {
      problem = String(error);
      return false;
    });
  try {
    return (await waitUntil(step, 60_000, gone)) ? undefined : problem;
  } finally {
    await client.close();
  }
}

/** One step towards a primary: initiates the set on the first start, moves it to a new port, looks who is primary, lets the app in. */
async function takesWrites(client: MongoClient, { host, folder, key }: OwnServer): Promise<boolean> {
  const admin = client.db('admin');
  // A copy of the folder has the key too, and is another folder.
  const { parsed } = await admin.command({ getCmdLineOpts: 1 });
  if ((parsed as { storage?: { dbPath?: string } }).storage?.dbPath !== folder) throw new Error(`another mongod listens on ${host}`);
  try {
    const hello = await admin.command({ hello: 1 });
    if (hello['isWritablePrimary'] === true && hello['me'] === host) {
      await letIn(client, derived(key, 'mongodb'));
      return true;
    }
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

/** Makes the app's user, or gives it the password that follows from this folder's key: restored data come from another folder. */
async function letIn(client: MongoClient, pwd: string): Promise<void> {
  const admin = client.db('admin');
  try {
    await admin.command({ createUser: user, pwd, roles });
  } catch (error) {
    if (!(error instanceof MongoServerError) || error.code !== userExists) throw error;
    await admin.command({ updateUser: user, pwd, roles });
  }
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
