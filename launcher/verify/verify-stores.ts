import { setTimeout as sleep } from 'node:timers/promises';
import { campaigns, findCampaign } from '../../store/campaigns.ts';
import { DatabaseTimeoutError, type Store } from '../../store/database.ts';
import { countyProgress, townshipProgress } from '../../store/progress.ts';
import { isOpen, listTakenBack } from '../../store/taken-back.ts';
import type { ReachedStores } from '../reach-stores.ts';
import { mergeFaults } from './compare-pages.ts';
import { compareRun } from './compare-run.ts';
import { advice, type Difference } from './difference.ts';
import { readRecord } from './on-record.ts';
import { markOf, type RecordMark, repairRun } from './repair-run.ts';
import { Replayer, type ReplayOptions, replay } from './replay.ts';
import type { ReplayedRun } from './replayed-run.ts';

/** How the stores are compared. */
export interface VerifyOptions {
  readonly reached: Pick<ReachedStores, 'temporalAddress' | 'namespace' | 'service'>;
  readonly store: Store;
  /** Keeps the bundle that replays. */
  readonly workFolder: string;
  /** Makes MongoDB's read model what the runs know. */
  readonly repair: boolean;
  readonly replay?: ReplayOptions;
}

/** What was compared, and in what the stores disagree. */
export interface VerifyReport {
  readonly runs: number;
  /** Messages that took effect, by the histories. */
  readonly decisions: number;
  readonly events: number;
  /** Signals that the engine keeps until a worker takes them. */
  readonly waiting: number;
  readonly differences: readonly Difference[];
  /** Those of them that `repair` put right. */
  readonly repaired: readonly Difference[];
  /** Those of them by which a command that somebody was answered was taken back: it has to be entered again, or waived. */
  readonly takenBack: readonly Difference[];
  /** Commands that this or an earlier repair took back and that nobody has entered again or waived yet. */
  readonly open: number;
}

/**
 * On a system that runs, a step may be written in one store and not yet in the other, and the stores are not read at one instant: what
 * differs is looked at again for as long as a step may take (a workflow task that lost its worker is given to another after ten seconds).
 * Only what is seen each time counts.
 */
const mayMoveMs = 12_000;
const lookAgainMs = 1_000;
const repairTries = 10;

/** Compares everything that MongoDB holds of every run with what the run's history says, both ways. */
export async function verifyStores(options: VerifyOptions): Promise<VerifyReport> {
  if (options.replay?.replayer) return compareAll(options);
  const replayer = new Replayer();
  try {
    return await compareAll({ ...options, replay: { ...options.replay, replayer } });
  } finally {
    replayer.end();
  }
}

async function compareAll(options: VerifyOptions): Promise<VerifyReport> {
  const { store, repair } = options;
  // Read before the runs are listed: what is started meanwhile is not missing.
  const wanted = await wantedRuns(store);
  const isKnown = knownCampaigns(store);
  const counts = { runs: 0, decisions: 0, events: 0, waiting: 0 };
  const differing = new Map<string, readonly Difference[]>();
  const foreign: Difference[] = [];
  const seen = new Set<string>();
  for await (const run of replayAll(options)) {
    seen.add(run.workflowId);
    counts.runs += 1;
    counts.decisions += run.messages.length;
    counts.events += run.events.length;
    counts.waiting += run.waitingSignals.length;
    if (run.last && !(await isKnown(run.last.campaign))) {
      foreign.push({ kind: 'run-unknown', workflowId: run.workflowId, detail: run.last.campaign });
      continue;
    }
    const differences = await look(store, run);
    if (differences.length > 0) differing.set(run.workflowId, differences);
  }
  await lookAgain(options, differing);
  const found = mergeFaults([...differing.values()].flat());
  const missing = wanted.filter((id) => !seen.has(id)).map((workflowId): Difference => ({ kind: 'run-missing', workflowId }));
  const left = repair ? await repairAll(options, readable(differing)) : new Set(differing.keys());
  const repaired = found.filter(({ kind, workflowId }) => repair && advice[kind].repairable && !left.has(workflowId));
  return {
    ...counts,
    differences: [...found, ...foreign, ...missing],
    repaired,
    takenBack: repaired.filter(({ kind }) => kind === 'decision-unknown' || kind === 'command-lost'),
    open: (await listTakenBack(store)).filter(isOpen).length,
  };
}

function replayAll(
  { reached, workFolder, replay: settings }: VerifyOptions,
  workflowIds: readonly string[] = [],
): AsyncGenerator<ReplayedRun> {
  return replay(reached, workFolder, workflowIds, settings);
}

async function look(store: Store, run: ReplayedRun): Promise<Difference[]> {
  return compareRun(run, await readRecord(store, run));
}

/** The runs that can be looked at again: one that cannot be replayed stays as it is, and may cost minutes to try. */
function readable(differing: ReadonlyMap<string, readonly Difference[]>): string[] {
  return [...differing].filter(([, own]) => own.every(({ kind }) => kind !== 'run-unreadable')).map(([workflowId]) => workflowId);
}

/** What makes a difference the same one when it is seen again. */
function keyOf({ kind, nonce, revision, detail }: Difference): string {
  return `${kind} ${nonce ?? ''} ${revision ?? ''} ${detail ?? ''}`;
}

/** Keeps what still differs once everything that was under way has had its time. */
async function lookAgain(options: VerifyOptions, differing: Map<string, readonly Difference[]>): Promise<void> {
  const { reached, store } = options;
  if (reached.service === 'stopped') return;
  const deadline = Date.now() + mayMoveMs;
  for (let ids = readable(differing); ids.length > 0 && Date.now() < deadline; ids = readable(differing)) {
    await sleep(lookAgainMs);
    for await (const run of replayAll(options, ids)) {
      const seen = new Set((await look(store, run)).map(keyOf));
      const still = (differing.get(run.workflowId) ?? []).filter((difference) => seen.has(keyOf(difference)));
      if (still.length > 0) differing.set(run.workflowId, still);
      else differing.delete(run.workflowId);
    }
  }
}

/** Whether MongoDB has a campaign, by its id. It has it before any run of it begins: asked once a run is seen, it cannot be too early. */
function knownCampaigns(store: Store): (id: string) => Promise<boolean> {
  const known = new Set<string>();
  return async (id) => {
    if (!known.has(id) && (await findCampaign(store, id))) known.add(id);
    return known.has(id);
  };
}

/** Runs of which MongoDB says that they have begun: Temporal has to have them. */
async function wantedRuns(store: Store): Promise<string[]> {
  const projection = { _id: 1 } as const;
  const rows = await Promise.all([
    townshipProgress(store).find({}, { projection }).toArray(),
    countyProgress(store).find({}, { projection }).toArray(),
  ]);
  const started = await campaigns(store)
    .find({ status: 'started' }, { projection: { workflowId: 1 } })
    .toArray();
  return [...new Set([...rows.flat().map(({ _id }) => _id), ...started.map(({ workflowId }) => workflowId)])];
}

/** @returns the runs that could not be repaired: they cannot be replayed, or kept recording meanwhile */
async function repairAll(options: VerifyOptions, workflowIds: readonly string[]): Promise<Set<string>> {
  const { store } = options;
  const left = new Set(workflowIds);
  const unreadable = new Set<string>();
  const repair = new Date().toISOString();
  for (let tries = 0; left.size > 0 && tries < repairTries; tries += 1) {
    const marks = new Map<string, RecordMark>();
    for (const id of left) marks.set(id, await markOf(store, id));
    for await (const run of replayAll(options, [...left])) {
      const differences = await look(store, run);
      const mark = marks.get(run.workflowId) ?? {};
      const done = differences.every(({ kind }) => kind !== 'run-unreadable')
        ? await tried(repairRun(store, run, differences, { mark, repair }))
        : !unreadable.add(run.workflowId);
      if (done || unreadable.has(run.workflowId)) left.delete(run.workflowId);
    }
  }
  return new Set([...left, ...unreadable]);
}

/** A transaction that did not end in time is tried again, as one that met a record. */
async function tried(repairing: Promise<boolean>): Promise<boolean> {
  try {
    return await repairing;
  } catch (error) {
    if (error instanceof DatabaseTimeoutError) return false;
    throw error;
  }
}
