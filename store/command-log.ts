import type { ClientSession, Collection } from 'mongodb';
import type { Receipt } from '../domain/state/messages.ts';
import { collection, type Store } from './database.ts';

/** A message that took effect in a run, exactly as it was recorded. Never changed afterwards. */
export interface LoggedCommand {
  /** `workflowId#nonce`: the same message counts once. */
  readonly _id: string;
  readonly workflowId: string;
  readonly campaign: string;
  readonly township?: string;
  readonly message: string;
  readonly envelope: unknown;
  readonly nonce: string;
  readonly account: string;
  readonly receipt: Receipt;
  /** The run's step that recorded it. */
  readonly step: number;
  readonly recordedAt: Date;
}

export function commandLog(store: Store): Collection<LoggedCommand> {
  return collection(store, 'command_log');
}

/** Writes the decision once; a second write of the same nonce leaves the first, with its receipt brought up to date. */
export async function writeToLog(store: Store, row: LoggedCommand, session: ClientSession): Promise<void> {
  await commandLog(store).replaceOne({ _id: row._id }, row, { session, upsert: true });
}

/** Decisions of a run from a step on. */
export async function commandsFrom(store: Store, workflowId: string, step: number, session: ClientSession): Promise<LoggedCommand[]> {
  return commandLog(store)
    .find({ workflowId, step: { $gte: step } }, { session })
    .toArray();
}
