import type { Collection } from 'mongodb';
import type { Actor } from '../domain/roles.ts';
import { commandLog, type LoggedCommand } from './command-log.ts';
import { commandSubject } from './command-subject.ts';
import { collection, type Store } from './database.ts';

/**
 * A command that somebody was told is recorded, or received, and that its run knows nothing of: the two stores came from different instants.
 * Out of force from then on; it stands on a page for county staff until it was entered again, or waived with a reason.
 */
export interface TakenBack {
  /** `workflowId#nonce`, as the decision's. */
  readonly _id: string;
  readonly workflowId: string;
  readonly campaign: string;
  readonly township?: string;
  readonly nonce: string;
  /** Reference number, as the person was shown it. */
  readonly reference: string;
  readonly message: string;
  readonly item?: string;
  readonly round?: number;
  readonly verdict?: string;
  readonly actor: Actor;
  /** What the person had been told: it was recorded, or received and never taken up. */
  readonly was: 'recorded' | 'received';
  readonly sentAt: Date;
  /** The decision as it stood, where there was one. */
  readonly decision?: LoggedCommand;
  readonly takenBackAt: Date;
  /** The repair that did it: county staff are told once of each. */
  readonly repair: string;
  /** When its person and county staff were told. */
  readonly toldAt?: Date;
  /** County staff need it no more. */
  readonly waived?: { readonly account: string; readonly reason: string; readonly at: Date };
}

export function takenBack(store: Store): Collection<TakenBack> {
  return collection(store, 'taken_back');
}

/** With the command by which it was entered again, if it was. */
export interface FollowedUp extends TakenBack {
  /** The nonce of that command. */
  readonly enteredAgain?: string;
}

/** Of a campaign, or of all: oldest command first. */
export async function listTakenBack(store: Store, campaign?: string): Promise<FollowedUp[]> {
  const rows = await takenBack(store)
    .find(campaign === undefined ? {} : { campaign })
    .sort({ sentAt: 1, _id: 1 })
    .toArray();
  const first = Math.min(...rows.map(({ takenBackAt }) => takenBackAt.getTime()));
  if (rows.length === 0) return [];
  const workflowId = { $in: [...new Set(rows.map((row) => row.workflowId))] };
  const since = await commandLog(store)
    .find({ workflowId, recordedAt: { $gte: new Date(first) } })
    .sort({ recordedAt: 1, _id: 1 })
    .toArray();
  return followUp(rows, since);
}

/** True while its body has to enter it again, or county staff to waive it. */
export function isOpen({ enteredAgain, waived }: FollowedUp): boolean {
  return enteredAgain === undefined && waived === undefined;
}

/**
 * Each command with the decision that stands for it now: of the same kind, on the same thing, by the same body, recorded since; of the same
 * round where there is one. A decision stands for one command.
 */
export function followUp(rows: readonly TakenBack[], since: readonly LoggedCommand[]): FollowedUp[] {
  const again = new Map<string, string>();
  const used = new Set<string>();
  for (const sameRound of [true, false]) {
    for (const row of rows) {
      if (again.has(row._id) || (row.waived && !sameRound)) continue;
      const found = since.find((decision) => !used.has(decision._id) && standsFor(decision, row, sameRound));
      if (!found) continue;
      used.add(found._id);
      again.set(row._id, found.nonce);
    }
  }
  return rows.map((row) => {
    const enteredAgain = again.get(row._id);
    return enteredAgain === undefined ? row : { ...row, enteredAgain };
  });
}

function standsFor(decision: LoggedCommand, row: TakenBack, sameRound: boolean): boolean {
  const { actor } = decision.envelope as { readonly actor: Actor };
  const { item, round } = commandSubject(decision.message, decision.envelope, decision.township !== undefined);
  return (
    decision.workflowId === row.workflowId &&
    decision.message === row.message &&
    item === row.item &&
    (round === row.round || !sameRound) &&
    actor.role === row.actor.role &&
    actor.unit === row.actor.unit &&
    decision.recordedAt > row.takenBackAt
  );
}

/** Those of whom nobody was told yet. */
export async function untoldTakenBack(store: Store): Promise<TakenBack[]> {
  return takenBack(store)
    .find({ toldAt: { $exists: false } })
    .sort({ sentAt: 1, _id: 1 })
    .limit(500)
    .toArray();
}

/** Waived once; a second press changes nothing. @returns whether it was waived now */
export async function waiveTakenBack(store: Store, id: string, waived: NonNullable<TakenBack['waived']>): Promise<boolean> {
  const { modifiedCount } = await takenBack(store).updateOne({ _id: id, waived: { $exists: false } }, { $set: { waived } });
  return modifiedCount === 1;
}
