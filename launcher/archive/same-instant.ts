import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client, type Connection } from '@temporalio/client';
import type { ClientSession, Db } from 'mongodb';
import { connectTemporal } from '../../config/temporal.ts';
import type { ReachedStores } from '../reach-stores.ts';
import { copyTemporal } from './copy-temporal.ts';
import { ArchiveError } from './manifest.ts';
import { damaged, type ExpectedRun } from './prove-temporal.ts';

/** A run's record as far as it tells one from the next: every record changes it. */
interface Progress {
  readonly _id: string;
  readonly runId: string;
  readonly historyLength: number;
  readonly updatedAt: Date;
}

/** How long a moment at which both stores agree is looked for. */
const longestMs = 120_000;
/** A step that recorded longer ago than this is over: a workflow task lives ten seconds. */
const recentMs = 60_000;
const lookEveryMs = 20;

/** Every run that has recorded something, by its id. */
export async function readProgress(db: Db, session?: ClientSession): Promise<Progress[]> {
  const options = { projection: { runId: 1, historyLength: 1, updatedAt: 1 }, ...(session ? { session } : {}) };
  const rows = await Promise.all(
    ['township_progress', 'county_progress'].map((name) => db.collection<Progress>(name).find({}, options).toArray()),
  );
  return rows.flat().sort((a, b) => (a._id < b._id ? -1 : 1));
}

function fingerprint(rows: readonly Progress[]): string {
  return createHash('sha256')
    .update(rows.map(({ _id, runId, historyLength }) => `${_id} ${runId} ${historyLength}`).join('\n'))
    .digest('hex');
}

/** Whether Temporal has, for every record in MongoDB, the end of the step that wrote it. */
async function stepsAreOver(client: Client, rows: readonly Progress[]): Promise<boolean> {
  const recent = rows.filter(({ updatedAt }) => updatedAt.getTime() > Date.now() - recentMs);
  const lengths = await Promise.all(
    recent.map(async ({ _id, runId }) => (await client.workflow.getHandle(_id, runId).describe()).historyLength),
  );
  return recent.every(({ historyLength }, at) => (lengths[at] ?? 0) > historyLength);
}

/** Both stores as of one instant: Temporal's database copied, MongoDB readable through the session. */
export interface OneInstant {
  /** Reads all of MongoDB as it was, for five minutes. */
  readonly session: ClientSession;
  /** Every run that has recorded something. */
  readonly runs: readonly ExpectedRun[];
  /** How many moments were tried. */
  readonly tries: number;
}

/**
 * Finds an instant at which both stores say the same, without holding anything up: everything recorded in MongoDB has ended in Temporal;
 * Temporal's database is copied; then MongoDB is read at a snapshot, and nothing was recorded in between. Otherwise it is tried again.
 * The caller ends the session.
 * @throws {ArchiveError} when the system was never quiet for as long as the copy takes
 */
export async function atOneInstant(
  reached: Pick<ReachedStores, 'temporalAddress' | 'namespace'>,
  db: Db,
  dataDir: string,
  folder: string,
): Promise<OneInstant> {
  const connection: Connection = await connectTemporal({ TEMPORAL_ADDRESS: reached.temporalAddress });
  const client = new Client({ connection, namespace: reached.namespace });
  const deadline = Date.now() + longestMs;
  try {
    for (let tries = 1; Date.now() < deadline; tries += 1) {
      const before = await readProgress(db);
      const over = await stepsAreOver(client, before).catch((error: unknown) => {
        throw damaged('describe', String(error));
      });
      if (!over) {
        await sleep(lookEveryMs);
        continue;
      }
      await copyTemporal(dataDir, folder);
      const session = db.client.startSession({ snapshot: true });
      const after = await readProgress(db, session);
      // A snapshot is what most of the replica set had acknowledged, which may lie a moment back: what stands there now is asked for too.
      const latest = await readProgress(db);
      if ([after, latest].every((rows) => fingerprint(rows) === fingerprint(before))) return { session, runs: after, tries };
      await session.endSession();
    }
  } finally {
    await connection.close();
  }
  throw new ArchiveError('两分钟内没有找到两个库都静止的瞬间，请稍后再备份 / no quiet moment within two minutes; try again later');
}
