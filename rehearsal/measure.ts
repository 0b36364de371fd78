import { Client, type Connection, type WorkflowHandle } from '@temporalio/client';
import { defaultPayloadConverter } from '@temporalio/common';
import { type Db, MongoClient } from 'mongodb';
import { z } from 'zod';
import { connectTemporal } from '../config/temporal.ts';
import { forAll } from './concurrency.ts';
import type { HistoryEvent } from './history-events.ts';
import type { CommandOnRecord } from './phantoms.ts';
import type { DecisionOnRecord, MailOnRecord } from './reconciliation.ts';

/** Where the two stores are, as whoever started them knows. */
export interface Stores {
  readonly temporalAddress: string;
  readonly namespace: string;
  readonly mongodbUri: string;
  readonly database: string;
}

/** One run's history, counted from outside. */
export interface HistoryCount {
  /** undefined: the county's own run. */
  readonly township?: string;
  readonly workflowId: string;
  readonly events: number;
  readonly bytes: number;
  /** Nonces of the messages that took effect. */
  readonly nonces: ReadonlySet<string>;
}

/** What the two stores hold of a campaign, read with their own clients. */
export interface Measured {
  /** The messages on record; one that was recorded twice stands here twice. */
  readonly decisions: readonly DecisionOnRecord[];
  /** Nonces that each run's snapshot holds, by workflow id. */
  readonly snapshots: ReadonlyMap<string, ReadonlySet<string>>;
  readonly mails: readonly MailOnRecord[];
  /** What people did, and what MongoDB says became of it. */
  readonly commands: readonly CommandOnRecord[];
  /** When the commands were read, wall ms. */
  readonly at: number;
  readonly returns: number;
  readonly holds: number;
  /** Escalations: which run, and which level (1 to 3). The county's own run has no township. */
  readonly escalations: readonly { readonly township?: string | undefined; readonly level: number }[];
  readonly notices: number;
  /** Effect written − instant due, of everything a timer did, in ms. */
  readonly lateMs: readonly number[];
  readonly histories: readonly HistoryCount[];
}

const campaignRow = z.object({ workflowId: z.string(), townships: z.array(z.object({ id: z.string() })) });
const decisionRow = z.object({
  nonce: z.string(),
  workflowId: z.string(),
  message: z.string(),
  envelope: z.object({
    item: z.string().optional(),
    month: z.string().optional(),
    round: z.number().optional(),
    verdict: z.string().optional(),
    actor: z.object({ role: z.string() }),
  }),
});
const snapshotRow = z.object({ _id: z.string(), state: z.object({ receipts: z.record(z.string(), z.unknown()) }) });
const noticeRow = z.object({ _id: z.string(), kind: z.string(), params: z.record(z.string(), z.union([z.string(), z.number()])) });
const commandRow = z.object({ _id: z.string(), workflowId: z.string(), status: z.string(), sentAt: z.date() });
const mailRow = z.object({ _id: z.string(), to: z.string(), subject: z.string(), text: z.string() });
const eventRow = z.object({
  kind: z.string(),
  township: z.string().optional(),
  level: z.number().optional(),
  params: z.looseObject({ again: z.number().optional() }).optional(),
  wantedAt: z.date().optional(),
  writtenAt: z.date(),
});

/** Histories fetched at a time. */
const FETCHES = 4;

/** Counts a campaign in both stores. @throws when either cannot be reached, or has no such campaign */
export async function measure(stores: Stores, campaign: string): Promise<Measured> {
  const mongo = new MongoClient(stores.mongodbUri, { appName: 'rehearsal' });
  const connection = await connectTemporal({ TEMPORAL_ADDRESS: stores.temporalAddress });
  try {
    const db = mongo.db(stores.database);
    const row = campaignRow.parse(await db.collection<{ _id: string }>('campaigns').findOne({ _id: campaign }));
    return { ...(await countDocuments(db, campaign)), histories: await countHistories(connection, stores.namespace, row) };
  } finally {
    await connection.close();
    await mongo.close();
  }
}

async function countDocuments(db: Db, campaign: string): Promise<Omit<Measured, 'histories'>> {
  const all = async <S extends z.ZodType>(name: string, schema: S): Promise<z.output<S>[]> =>
    z.array(schema).parse(await db.collection(name).find({ campaign }).toArray());
  const at = Date.now();
  const [commands, decisions, happened, notices, mails, ...snapshots] = await Promise.all([
    all('commands', commandRow),
    all('command_log', decisionRow),
    all('events', eventRow),
    all('notices', noticeRow),
    all('mails', mailRow),
    all('township_progress', snapshotRow),
    all('county_progress', snapshotRow),
  ]);
  const told = new Map(notices.map((notice) => [notice._id, { kind: notice.kind, params: notice.params }]));
  return {
    decisions,
    commands: commands.map(({ _id, ...command }) => ({ ...command, nonce: _id })),
    at,
    snapshots: new Map(snapshots.flat().map(({ _id, state }) => [_id, new Set(Object.keys(state.receipts))])),
    mails: mails.map(({ _id, to, subject, text }) => ({ to, about: told.get(_id) ?? { subject, text } })),
    returns: decisions.filter(({ envelope }) => envelope.verdict === 'return').length,
    holds: decisions.filter(({ message }) => message === 'hold').length,
    // Each rung once: the top one that is said again every week is no further one.
    escalations: happened.flatMap(({ kind, level, township, params }) =>
      kind === 'escalated' && level !== undefined && params?.again === undefined ? [{ township, level }] : [],
    ),
    notices: notices.length,
    lateMs: happened.flatMap(({ wantedAt, writtenAt }) => (wantedAt ? [writtenAt.getTime() - wantedAt.getTime()] : [])),
  };
}

async function countHistories(connection: Connection, namespace: string, row: z.infer<typeof campaignRow>): Promise<HistoryCount[]> {
  const client = new Client({ connection, namespace });
  const runs = [undefined, ...row.townships.map(({ id }) => id)];
  return forAll(runs, FETCHES, async (township) => {
    const workflowId = township === undefined ? row.workflowId : `${row.workflowId}/${township}`;
    const handle = client.workflow.getHandle(workflowId);
    const [history, description] = await Promise.all([handle.fetchHistory(), handle.describe()]);
    const events = history.events ?? [];
    const nonces = new Set(events.flatMap(updateThatTookEffect));
    for (const nonce of await signalsThatTookEffect(handle, events)) nonces.add(nonce);
    return {
      workflowId,
      events: events.length,
      bytes: description.historySize ?? 0,
      nonces,
      ...(township === undefined ? {} : { township }),
    };
  });
}

/** An Update's id is the form's nonce; a refused one ends in a failure. */
function updateThatTookEffect({ workflowExecutionUpdateCompletedEventAttributes: completed }: HistoryEvent): string[] {
  const id = completed?.meta?.updateId;
  return id && completed.outcome?.success ? [id] : [];
}

const signalSchema = z.object({ envelope: z.object({ nonce: z.string() }) });
const receiptsSchema = z.object({ receipts: z.record(z.string(), z.unknown()) });

/** A signal answers nobody: whether it took effect, the run itself says, played again from its history. */
async function signalsThatTookEffect(handle: WorkflowHandle, events: readonly HistoryEvent[]): Promise<string[]> {
  const sent = events.flatMap(({ workflowExecutionSignaledEventAttributes: signal }) => {
    const [payload] = signal?.input?.payloads ?? [];
    const parsed = payload && signalSchema.safeParse(defaultPayloadConverter.fromPayload(payload));
    return parsed?.success ? [parsed.data.envelope.nonce] : [];
  });
  if (sent.length === 0) return [];
  // A run that cannot say so, because it stands still, is told as such; its snapshot has what it recorded last.
  const progress = await handle.query('progress').catch(() => undefined);
  const receipts = receiptsSchema.safeParse(progress).data?.receipts ?? {};
  return sent.filter((nonce) => Object.hasOwn(receipts, nonce));
}
