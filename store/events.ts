import type { ClientSession, Collection } from 'mongodb';
import type { ProcessEvent } from '../domain/state/events.ts';
import { collection, type Store } from './database.ts';

/** What happened in a run, one row each: the history that pages show, escalations included. */
export interface EventRow extends ProcessEvent {
  /** `workflowId#key`. */
  readonly _id: string;
  readonly workflowId: string;
  readonly campaign: string;
  readonly township?: string;
  /** Wall time at which a timer's event was wanted, and at which it was written: the difference is its lateness. */
  readonly wantedAt?: Date;
  readonly writtenAt: Date;
}

export function events(store: Store): Collection<EventRow> {
  return collection(store, 'events');
}

/** Writes a record's events, which follow those on record. */
export async function writeEvents(store: Store, rows: readonly EventRow[], session: ClientSession): Promise<void> {
  if (rows.length > 0) await events(store).insertMany([...rows], { session, ordered: true });
}

/** Takes away what a run has forgotten: its events behind a position. @returns what was taken away */
export async function deleteEventsAfter(store: Store, workflowId: string, sequence: number, session: ClientSession): Promise<EventRow[]> {
  const forgotten = { workflowId, sequence: { $gt: sequence } };
  const rows = await events(store).find(forgotten, { session }).toArray();
  if (rows.length > 0) await events(store).deleteMany(forgotten, { session });
  return rows;
}

/** What one message brought about, in order. */
export async function eventsOf(store: Store, workflowId: string, nonce: string): Promise<EventRow[]> {
  return events(store).find({ workflowId, nonce }).sort({ sequence: 1 }).limit(100).toArray();
}

/** A run's events, newest first. */
export async function listEvents(
  store: Store,
  workflowId: string,
  page: { readonly skip: number; readonly limit: number },
): Promise<EventRow[]> {
  return events(store).find({ workflowId }).sort({ sequence: -1 }).skip(page.skip).limit(page.limit).toArray();
}
