import type { Collection } from 'mongodb';
import { collection, type Store } from './database.ts';

/** A worker that is alive says so every two seconds; the api trusts it for six (blueprint, "What a person is told"). */
export const HEARTBEAT_EVERY_MS = 2_000;
export const HEARTBEAT_TRUSTED_MS = 6_000;

/** Clocks of two machines are no further apart. */
const SKEW_MS = 60_000;

export interface Heartbeat {
  /** The worker's identity. */
  readonly _id: string;
  readonly at: Date;
}

export function heartbeats(store: Store): Collection<Heartbeat> {
  return collection(store, 'heartbeats');
}

/** Not a journaled write: a lost heartbeat is made good by the next. */
export async function beat(store: Store, worker: string, now: Date): Promise<void> {
  await heartbeats(store).updateOne({ _id: worker }, { $set: { at: now } }, { upsert: true, writeConcern: { w: 1, journal: false } });
}

export async function stopBeating(store: Store, worker: string): Promise<void> {
  await heartbeats(store).deleteOne({ _id: worker });
}

export async function workerAlive(store: Store, now: Date): Promise<boolean> {
  const alive = await heartbeats(store).findOne(
    // Not far ahead either: a machine whose clock was set back would trust a dead worker for as long.
    { at: { $gt: new Date(now.getTime() - HEARTBEAT_TRUSTED_MS), $lt: new Date(now.getTime() + SKEW_MS) } },
    { projection: { _id: 1 } },
  );
  return alive !== null;
}
