import { setTimeout as pause } from 'node:timers/promises';
import type { Client } from '@temporalio/client';
import type { Logger } from 'pino';
import { campaigns } from '../store/campaigns.ts';
import type { Store } from '../store/database.ts';
import { countyProgress, townshipProgress } from '../store/progress.ts';
import { type FoundStuck, stuckRuns, writeStuckRuns } from '../store/stuck-runs.ts';
import { DESCRIBE_WITHIN_MS, look, type Watched } from './look-at-run.ts';
import { keepOutboxRelay } from './outbox-relay.ts';

/** How often every run that should be under way is looked at, ms. With the failures a step needs to be told from a restart, within a minute. */
const LOOK_EVERY_MS = 15_000;
/** How long a run that was just started may take to record its beginning. */
const BEGINS_WITHIN_MS = 60_000;
const AT_ONCE = 8;
/** Unanswered questions after which no more are asked. */
const GIVE_UP_AFTER = 16;
/** SQLite's words. */
const DAMAGED = /malformed|disk image|not a database|SQLITE_(?:CORRUPT|IOERR)|disk I\/O error/i;
/** Looks after the runs until `stop`: those that do not go on by themselves are written to MongoDB, and forgotten once they do. */
export async function keepWatchingRuns(
  { store, client, logger }: { readonly store: Store; readonly client: Client; readonly logger: Pick<Logger, 'warn' | 'error'> },
  stop: AbortSignal,
): Promise<void> {
  while (!stop.aborted) {
    try {
      for (const run of await watchRuns(store, client, new Date())) logger.error({ ...run, workflowId: run._id }, 'run is stuck');
    } catch (error) {
      logger.warn({ error }, 'runs could not be looked at');
    }
    try {
      if (await keepOutboxRelay(client)) logger.warn('the outbox relay did not run, and was started again');
    } catch (error) {
      logger.warn({ error }, 'the outbox relay could not be looked at');
    }
    await pause(LOOK_EVERY_MS, undefined, { signal: stop }).catch(() => undefined);
  }
}

/** Looks at every run once. @returns the stuck ones */
export async function watchRuns(store: Store, client: Client, now: Date): Promise<FoundStuck[]> {
  const known = new Set(
    (
      await stuckRuns(store)
        .find({}, { projection: { _id: 1 } })
        .toArray()
    ).map(({ _id }) => _id),
  );
  const queue = [...(await watched(store, known)), ...(await unrecorded(store, known, now))];
  const lookedAt = queue.map(({ _id }) => _id);
  const found: FoundStuck[] = [];
  const unanswered = new Map<string, { readonly run: Watched; readonly error: unknown }>();
  const work = async () => {
    for (let run = queue.shift(); run !== undefined; run = queue.shift()) {
      try {
        const stuck = await look(store, client, run, now);
        if (stuck) found.push(stuck);
      } catch (error) {
        unanswered.set(run._id, { run, error });
        // One after the other would be waited for: nobody answers.
        if (unanswered.size >= GIVE_UP_AFTER && found.length === 0) break;
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  found.push(...(await unreadable(client, unanswered)));
  // Runs that were stuck and have ended since, in order, are no longer looked at, and no longer stuck.
  // Who was not answered for, or not asked about, stays as it was.
  const unknown = new Set([...unanswered.keys(), ...queue.map(({ _id }) => _id)]);
  const answered = [...lookedAt, ...known].filter((id) => !unknown.has(id));
  await writeStuckRuns(store, answered, found, now);
  return found;
}

const failedBefore = new WeakMap<Client, ReadonlySet<string>>();

/**
 * Runs that Temporal could not tell of though it answers: at once where it says that its database is damaged, the second time otherwise.
 * @throws what was thrown, when it does not answer at all
 */
async function unreadable(
  client: Client,
  unanswered: ReadonlyMap<string, { readonly run: Watched; readonly error: unknown }>,
): Promise<FoundStuck[]> {
  const before = failedBefore.get(client);
  failedBefore.set(client, new Set(unanswered.keys()));
  const [first] = unanswered.values();
  if (!first) return [];
  await client
    .withDeadline(Date.now() + DESCRIBE_WITHIN_MS, () => client.workflowService.getSystemInfo({}))
    .catch(() => {
      throw first.error;
    });
  return [...unanswered.values()]
    .filter(({ run, error }) => DAMAGED.test(String(error instanceof Error ? (error.cause ?? error) : error)) || before?.has(run._id))
    .map(({ run: { _id, campaign, township }, error }) => ({
      _id,
      campaign,
      kind: 'unreadable',
      detail: String(error).slice(0, 200),
      ...(township === undefined ? {} : { township }),
    }));
}

/**
 * Runs that the pages show as under way, and those that were stuck: what the pages show as ended may wait to record
 * something else.
 */
async function watched(store: Store, known: ReadonlySet<string>): Promise<Watched[]> {
  const projection = { runId: 1, historyLength: 1, campaign: 1, township: 1 };
  const wasStuck = { _id: { $in: [...known] } };
  const [townships, counties] = await Promise.all([
    townshipProgress(store)
      .find({ $or: [{ 'state.status': 'running' }, wasStuck] }, { projection })
      .toArray(),
    countyProgress(store)
      .find({ $or: [{ 'state.status': { $in: ['preparing', 'running'] } }, wasStuck] }, { projection })
      .toArray(),
  ]);
  return [...counties, ...townships];
}

/** Runs that were started and have recorded nothing: counties of started campaigns, and the townships that a county has enrolled. */
async function unrecorded(store: Store, known: ReadonlySet<string>, now: Date): Promise<Watched[]> {
  const begun = new Date(now.getTime() - BEGINS_WITHIN_MS);
  const [started, counties] = await Promise.all([
    campaigns(store)
      .find({ status: 'started', createdAt: { $lt: begun } }, { projection: { workflowId: 1 } })
      .toArray(),
    countyProgress(store)
      .find({}, { projection: { campaign: 1, updatedAt: 1, 'state.enrolled': 1 } })
      .toArray(),
  ]);
  const recorded = new Set(counties.map(({ _id }) => _id));
  const enrolled = counties.flatMap(({ _id, campaign, updatedAt, state }) =>
    state.enrolled
      .map((township) => ({ _id: `${_id}/${township}`, campaign, township, historyLength: 0 }))
      // A county that has just enrolled somebody may go on with that; who was seen stuck stays in sight meanwhile.
      .filter((run) => updatedAt < begun || known.has(run._id)),
  );
  const ids = { _id: { $in: enrolled.map(({ _id }) => _id) } };
  for await (const { _id } of townshipProgress(store).find(ids, { projection: { _id: 1 } })) recorded.add(_id);
  const beginning = started.map((campaign) => ({ _id: campaign.workflowId, campaign: campaign._id, historyLength: 0 }));
  return [...beginning, ...enrolled].filter(({ _id }) => !recorded.has(_id));
}
