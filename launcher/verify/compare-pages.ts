import { digestOf } from '../../store/digests.ts';
import { ROW_VERSION } from '../../store/row-version.ts';
import { expectedNotices } from './compare-notices.ts';
import type { Difference } from './difference.ts';
import { expectedEvent, expectedSnapshot, type Last } from './expected.ts';
import type { OnRecord } from './on-record.ts';
import type { ReplayedRun } from './replayed-run.ts';

/** What the pages show of a run, against what the run knows: its snapshot, the course of events, and the notices about them. */
export function comparePages(run: ReplayedRun, record: OnRecord): Difference[] {
  const { last } = run;
  const about = { workflowId: run.workflowId, ...(last?.township === undefined ? {} : { township: last.township }) };
  const of = (kind: 'snapshot-differs' | 'events-differ' | 'notices-differ', details: readonly string[]) =>
    details.map((detail): Difference => ({ kind, ...about, detail }));
  if (!last) return [];
  return [
    ...of('snapshot-differs', snapshotFaults(run, last, record)),
    ...of('events-differ', eventFaults(run, last, record)),
    ...of('notices-differ', noticeFaults(run, last, record)),
  ];
}

function snapshotFaults(run: ReplayedRun, last: Last, { snapshot }: OnRecord): string[] {
  if (!snapshot) return ['none on record'];
  if (digestOf(shownIn(snapshot)) === digestOf(shownIn(expectedSnapshot(run, last)))) return [];
  const detail = `pages at step ${snapshot.step}, run at step ${last.step}`;
  return [snapshot.runId === run.runId ? detail : `${detail}, another run`];
}

/** The whole snapshot, also one of before rows said their version, but for what orders nothing, and how far the run is known to be on disk. */
function shownIn(snapshot: object): unknown {
  return { v: ROW_VERSION, ...snapshot, historyLength: undefined, durable: undefined, replaced: undefined, updatedAt: undefined };
}

type Fault = 'missing' | 'too many' | 'other';

/** One for each event; {@link mergeFaults} makes one of a run's. */
function eventFaults(run: ReplayedRun, last: Last, record: OnRecord): string[] {
  const told = new Map(run.events.map((event) => [event.sequence, digestOf(withTime(expectedEvent(run, last, event)))]));
  const kept = new Map(record.events.map(({ writtenAt: _, ...row }) => [row.sequence, digestOf(withTime(row))]));
  const faults = [...told].flatMap(([sequence, digest]): string[] => {
    const there = kept.get(sequence);
    if (there === digest) return [];
    return [`${sequence} ${(there === undefined ? 'missing' : 'other') satisfies Fault}`];
  });
  const known = (sequence: number, at: number) => told.has(sequence) && record.events.findIndex((row) => row.sequence === sequence) === at;
  const more = record.events.filter(({ sequence }, at) => !known(sequence, at)).map(({ sequence }) => `${sequence} too many`);
  return [...faults, ...more];
}

/** A date is no part of canonical JSON. */
function withTime(row: { readonly wantedAt?: Date }): unknown {
  return { ...row, wantedAt: row.wantedAt?.getTime() };
}

function noticeFaults(run: ReplayedRun, last: Last, { notices, campaign }: OnRecord): string[] {
  const sequenceOf = new Map(run.events.map(({ key, sequence }) => [key, sequence]));
  return expectedNotices(run, last, notices, campaign).map(([{ _id, person }, expected]): string => {
    const key = _id.slice(run.workflowId.length + 1, -person.length - 1);
    return `${sequenceOf.get(key) ?? 0} ${(expected ? 'other' : 'too many') satisfies Fault}`;
  });
}

/** A run's differing events, and its differing notices, as one difference each: how many of each fault, and from which position on. */
export function mergeFaults(differences: readonly Difference[]): Difference[] {
  const merged = new Map<string, Difference[]>();
  for (const one of differences) {
    if (one.kind !== 'events-differ' && one.kind !== 'notices-differ') continue;
    const key = `${one.kind} ${one.workflowId}`;
    merged.set(key, [...(merged.get(key) ?? []), one]);
  }
  return [
    ...differences.filter(({ kind }) => kind !== 'events-differ' && kind !== 'notices-differ'),
    ...[...merged.values()].map((own): Difference => {
      const count = (how: Fault) => own.filter(({ detail }) => detail?.endsWith(` ${how}`)).length;
      const first = Math.min(...own.map(({ detail }) => Number.parseInt(detail ?? '', 10)));
      const detail = `${count('missing')} missing, ${count('too many')} too many, ${count('other')} other, from ${first} on`;
      return { ...(own[0] as Difference), detail };
    }),
  ];
}
