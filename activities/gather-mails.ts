import type { Store } from '../store/database.ts';
import { findBacklogs, findLateMails, gatherFor, lateRecipients } from '../store/mail-digests.ts';

/**
 * After the machine slept or the service stood still, everything that came due meanwhile is told within seconds. It is
 * over once nothing of the kind was written for so long: a workflow task that lost its worker is given to another after
 * ten seconds.
 */
export const OVER_AFTER_MS = 15_000;
/** Nobody waits longer than this for what a large county has to catch up with. */
const LONGEST_MS = 5 * 60_000;

/** A mail server that was away: more mails than these for one recipient, each so old, become one. */
const MANY = 5;
const BACKLOG_AFTER_MS = 2 * 60_000;

/** Gathers what waits for that. @returns how many mails were put into digests */
export async function gatherMails(store: Store, publicUrl: string, now: Date): Promise<number> {
  let gathered = 0;
  // Below zero where the machine's clock was set back meanwhile.
  const age = (at: Date) => now.getTime() - at.getTime();
  const late = await findLateMails(store);
  const over = late && (age(late.last) > OVER_AFTER_MS || age(late.first) > LONGEST_MS || age(late.last) < -OVER_AFTER_MS);
  if (over) {
    for (const to of await lateRecipients(store)) gathered += await gatherFor(store, to, { late: true }, publicUrl);
  }
  const since = new Date(now.getTime() - BACKLOG_AFTER_MS);
  for (const to of await findBacklogs(store, MANY, since)) {
    gathered += await gatherFor(store, to, { late: { $ne: true }, status: 'waiting', createdAt: { $lt: since } }, publicUrl);
  }
  return gathered;
}
