import { createHash } from 'node:crypto';
import { canonicalJson } from '../../domain/canonical-json.ts';
import { referenceOf } from '../../domain/process/messages.ts';
import type { Act } from '../../store/acts.ts';
import type { EventRow } from '../../store/events.ts';
import type { Difference, DifferenceKind } from './difference.ts';
import { documentsOf, type OnRecord } from './on-record.ts';
import type { RecalledMessage, RecalledRun } from './recalled-run.ts';

/** SHA-256 of the canonical JSON: the same on both sides, whatever order the keys arrived in. */
function digestOf(value: unknown): string {
  return createHash('sha256').update(canonicalJson(value)).digest('hex');
}

/** What a message was about, from its envelope; ids, dates and figures. */
function subjectOf(workflowId: string, name: string, envelope: unknown, at: number | Date): Omit<Difference, 'kind'> {
  const { nonce, item, month, round, verdict, actor } = envelope as {
    nonce: string;
    item?: string;
    month?: string;
    round?: number;
    verdict?: string;
    actor?: { account?: string };
  };
  const subject = item ?? month;
  return {
    workflowId,
    nonce,
    reference: referenceOf(nonce),
    message: name,
    at: new Date(at).toISOString(),
    ...(subject === undefined ? {} : { item: subject }),
    ...(round === undefined ? {} : { round }),
    ...(verdict === undefined ? {} : { verdict }),
    ...(actor?.account === undefined ? {} : { account: actor.account }),
  };
}

/** Decisions by nonce, both ways, and their digests: name, envelope and receipt. */
function compareDecisions(run: RecalledRun, record: OnRecord): Difference[] {
  const { workflowId } = run;
  const recorded = new Map(record.decisions.map((row) => [row.nonce, row]));
  const known = new Map(run.messages.map((message) => [message.envelope.nonce, message]));
  const told = run.messages.flatMap((message): Difference[] => {
    const subject = subjectOf(workflowId, message.name, message.envelope, message.at);
    const row = recorded.get(message.envelope.nonce);
    if (row === undefined) return [{ kind: 'decision-missing', ...subject }];
    const [here, there] = [digestOf([row.message, row.envelope, row.receipt]), digestOf([message.name, message.envelope, message.receipt])];
    return here === there ? [] : [{ kind: 'decision-differs', ...subject, detail: `${here.slice(0, 12)} ≠ ${there.slice(0, 12)}` }];
  });
  const unknown = record.decisions
    .filter(({ nonce }) => !known.has(nonce))
    .map((row): Difference => ({ kind: 'decision-unknown', ...subjectOf(workflowId, row.message, row.envelope, row.recordedAt) }));
  return [...told, ...unknown];
}

/** What the reference page says of an act, against what the run knows of it. */
function judgeAct(act: Act, took: RecalledMessage | undefined, waiting: boolean, decided: boolean): DifferenceKind | undefined {
  if (took) return act.status === 'recorded' ? undefined : 'act-stale';
  // Told apart from a lost act by its decision, which is in the list already.
  if (waiting || decided) return undefined;
  return act.status === 'recorded' || act.status === 'received' ? 'act-lost' : undefined;
}

function compareActs(run: RecalledRun, record: OnRecord): Difference[] {
  const known = new Map(run.messages.map((message) => [message.envelope.nonce, message]));
  const decided = new Set(record.decisions.map(({ nonce }) => nonce));
  return record.acts.flatMap((act): Difference[] => {
    const kind = judgeAct(act, known.get(act._id), run.waitingSignals.includes(act._id), decided.has(act._id));
    if (kind === undefined) return [];
    const { item, round, verdict } = act;
    const envelope = { nonce: act._id, item, round, verdict, actor: act.actor };
    return [{ kind, ...subjectOf(run.workflowId, act.message, envelope, act.sentAt), detail: act.status }];
  });
}

/** An event as the run told it, without what the store adds. */
function eventAsTold({ _id, workflowId, campaign, township, wantedAt, writtenAt, ...event }: EventRow): unknown {
  return event;
}

/** One for each event; {@link mergeEvents} makes one of a run's. */
function compareEvents(run: RecalledRun, record: OnRecord): Difference[] {
  const told = new Map(run.events.map(({ recordedAt, ...event }) => [event.sequence, digestOf(event)]));
  const kept = new Map(record.events.map((row) => [row.sequence, digestOf(eventAsTold(row))]));
  const differs = (sequence: number, how: EventFault): Difference => ({
    kind: 'events-differ',
    workflowId: run.workflowId,
    detail: `${sequence} ${how}`,
  });
  return [
    ...[...told].flatMap(([sequence, digest]) => {
      const there = kept.get(sequence);
      if (there === digest) return [];
      return [differs(sequence, there === undefined ? 'missing' : 'other')];
    }),
    ...[...kept.keys()].filter((sequence) => !told.has(sequence)).map((sequence) => differs(sequence, 'too many')),
  ];
}

type EventFault = 'missing' | 'too many' | 'other';

/** A run's differing events as one difference: how many of each fault, and from which position on. */
export function mergeEvents(differences: readonly Difference[]): Difference[] {
  const runs = new Map<string, Difference[]>();
  for (const one of differences) if (one.kind === 'events-differ') runs.set(one.workflowId, [...(runs.get(one.workflowId) ?? []), one]);
  const merged = [...runs].map(([workflowId, own]): Difference => {
    const count = (how: EventFault) => own.filter(({ detail }) => detail?.endsWith(` ${how}`)).length;
    const first = Math.min(...own.map(({ detail }) => Number.parseInt(detail ?? '', 10)));
    return {
      kind: 'events-differ',
      workflowId,
      detail: `${count('missing')} missing, ${count('too many')} too many, ${count('other')} other, from ${first} on`,
    };
  });
  return [...differences.filter(({ kind }) => kind !== 'events-differ'), ...merged];
}

function compareSnapshot({ workflowId, runId, last }: RecalledRun, { snapshot }: OnRecord): Difference[] {
  if (!last || !snapshot) return last ? [{ kind: 'snapshot-differs', workflowId, detail: 'none on record' }] : [];
  const same =
    snapshot.runId === runId &&
    snapshot.step === last.step &&
    snapshot.digest === last.digest &&
    digestOf(snapshot.state) === digestOf(last.state);
  if (same) return [];
  const detail = `pages at step ${snapshot.step}, run at step ${last.step}`;
  return [{ kind: 'snapshot-differs', workflowId, detail: snapshot.runId === runId ? detail : `${detail}, another run` }];
}

function compareDocuments(run: RecalledRun, { documents }: OnRecord): Difference[] {
  return documentsOf(run)
    .filter(({ revision, digest }) => documents.get(revision) !== digest)
    .map(({ revision }) => ({ kind: 'document-missing', workflowId: run.workflowId, detail: revision }));
}

/** Everything in which MongoDB's record of a run is not what the run itself knows; empty when they agree. */
export function compareRun(run: RecalledRun, record: OnRecord): Difference[] {
  if (run.failure !== undefined) return [{ kind: 'run-unreadable', workflowId: run.workflowId, detail: run.failure }];
  return [
    ...compareDecisions(run, record),
    ...compareActs(run, record),
    ...compareSnapshot(run, record),
    ...compareEvents(run, record),
    ...compareDocuments(run, record),
  ];
}
