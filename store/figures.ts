import { planTimeAt } from '../domain/calendar/clock.ts';
import type { ProgressSummary } from '../domain/process/progress-summary.ts';
import { isOverdue } from '../domain/state/ladder.ts';
import type { ItemState } from '../domain/state/township-state.ts';
import { type Campaign, campaigns } from './campaigns.ts';
import { commands } from './commands.ts';
import type { Store } from './database.ts';
import { HEARTBEAT_TRUSTED_MS, heartbeats } from './heartbeats.ts';
import { mails } from './mails.ts';
import { townshipProgress } from './progress.ts';
import { stuckRuns } from './stuck-runs.ts';

/** Where one campaign stands. */
export interface CampaignFigures {
  readonly campaign: string;
  readonly trial: boolean;
  /** Townships by status of their main chain: open, submitted, passed, held, completed, closed. */
  readonly townships: Readonly<Record<string, number>>;
  /** Stages and months that wait for a submission or an answer. */
  readonly openItems: number;
  /** Clocks past their due date. */
  readonly overdue: number;
  /** Townships by the highest level of escalation of a clock that still runs, 1 to 3. */
  readonly escalated: Readonly<Record<1 | 2 | 3, number>>;
}

/** `sent`: handed over, not answered yet · `received`: kept by the engine until a worker takes it */
export type PendingStatus = 'sent' | 'received';

export interface PendingCommands {
  readonly count: number;
  /** Age of the oldest, ms; 0 when there is none. */
  readonly oldestMs: number;
}

/** The state of the whole service as MongoDB has it: counts and ages, nothing about anybody. */
export interface Figures {
  readonly campaigns: readonly CampaignFigures[];
  /** Mails by status. */
  readonly mails: Readonly<Record<string, number>>;
  /** Age of the oldest mail that waits to be sent, ms; 0 when none does. */
  readonly oldestMailMs: number;
  /** Commands without an outcome. */
  readonly pendingCommands: Readonly<Record<PendingStatus, PendingCommands>>;
  readonly workersAlive: number;
  /** Stuck runs by kind. */
  readonly stuck: Readonly<Record<string, number>>;
}

type Row = {
  readonly campaign: string;
  readonly standing: ProgressSummary;
  readonly state: { readonly items: readonly Pick<ItemState, 'status'>[] };
};

/** Reads every figure; some ten queries by index. @param now wall time, ms */
export async function readFigures(store: Store, now: number): Promise<Figures> {
  const unsent = { status: { $in: ['waiting' as const, 'sending' as const] } };
  const [started, rows, mailCounts, oldestMail, sent, received, workersAlive, stuck] = await Promise.all([
    campaigns(store)
      .find({}, { projection: { clock: 1 } })
      .toArray(),
    townshipProgress(store)
      .find({}, { projection: { campaign: 1, standing: 1, 'state.items.status': 1 } })
      .toArray(),
    countBy(store, mails(store).collectionName, 'status', {}),
    mails(store)
      .find(unsent, { projection: { createdAt: 1 } })
      .sort({ createdAt: 1 })
      .limit(1)
      .next(),
    pendingCommands(store, 'sent', now),
    pendingCommands(store, 'received', now),
    heartbeats(store).countDocuments({ at: { $gt: new Date(now - HEARTBEAT_TRUSTED_MS) } }),
    countBy(store, stuckRuns(store).collectionName, 'kind', {}),
  ]);
  return {
    campaigns: started.map((campaign) => campaignFigures(campaign, rows, now)),
    mails: mailCounts,
    oldestMailMs: oldestMail ? now - oldestMail.createdAt.getTime() : 0,
    pendingCommands: { sent, received },
    workersAlive,
    stuck,
  };
}

async function pendingCommands(store: Store, status: PendingStatus, now: number): Promise<PendingCommands> {
  const [count, oldest] = await Promise.all([
    commands(store).countDocuments({ status }),
    commands(store)
      .find({ status }, { projection: { sentAt: 1 } })
      .sort({ sentAt: 1 })
      .limit(1)
      .next(),
  ]);
  return { count, oldestMs: oldest ? now - oldest.sentAt.getTime() : 0 };
}

function campaignFigures({ _id, clock }: Pick<Campaign, '_id' | 'clock'>, rows: readonly Row[], now: number): CampaignFigures {
  const own = rows.filter(({ campaign }) => campaign === _id);
  const planNow = planTimeAt(clock, now);
  const waiting = own.flatMap(({ standing }) => standing.waitingOn);
  const atLevel = (level: number) => own.filter(({ standing }) => standing.level === level).length;
  return {
    campaign: _id,
    trial: clock.kind === 'trial',
    townships: countOf(own.map(({ standing }) => standing.status)),
    openItems: own.flatMap(({ state }) => state.items).filter(({ status }) => status === 'open' || status === 'submitted').length,
    overdue: waiting.filter((clock) => isOverdue(clock, planNow)).length,
    escalated: { 1: atLevel(1), 2: atLevel(2), 3: atLevel(3) },
  };
}

function countOf(values: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const value of values) counts[value] = (counts[value] ?? 0) + 1;
  return counts;
}

async function countBy(store: Store, name: string, field: string, filter: object): Promise<Record<string, number>> {
  const groups = await store.db
    .collection(name)
    .aggregate<{ _id: string; count: number }>([{ $match: filter }, { $group: { _id: `$${field}`, count: { $sum: 1 } } }])
    .toArray();
  return Object.fromEntries(groups.map(({ _id, count }) => [_id, count]));
}
