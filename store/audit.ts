import { type ClientSession, type Collection, type Filter, ObjectId } from 'mongodb';
import { collection, type Store } from './database.ts';

/** Something that must be provable afterwards: a refusal, a sign-in, a link made, an account changed. Append only. */
export interface AuditEntry {
  readonly what: string;
  /** Account that did it. */
  readonly by?: string;
  readonly role?: string;
  readonly unit?: string;
  /** What it was done to: a run, an account. */
  readonly target?: string;
  /** Units of the accounts it was done to: whoever audits one of them sees it, whoever did it. */
  readonly concerns?: readonly string[];
  /** Whoever did it had signed in with a link that this account made for them. */
  readonly linkMadeBy?: string;
  /** Refusal code. */
  readonly code?: string;
  /** Request or message it belongs to. */
  readonly requestId: string;
  readonly address?: string;
  /** Ids and figures; never personal data. */
  readonly details?: Readonly<Record<string, string | number>>;
}

export interface AuditRow extends AuditEntry {
  readonly _id: ObjectId;
  readonly at: Date;
}

export function auditRows(store: Store): Collection<AuditRow> {
  return collection(store, 'audit');
}

/** @param session of the transaction that does it: then there is no deed without its entry */
export async function audit(store: Store, entry: AuditEntry, now = new Date(), session?: ClientSession): Promise<void> {
  await auditAll(store, [entry], now, session);
}

/** Several at once, in their order. */
export async function auditAll(store: Store, entries: readonly AuditEntry[], now: Date, session?: ClientSession): Promise<void> {
  const rows = entries.map((entry) => ({ _id: new ObjectId(), at: now, ...entry }));
  await auditRows(store).insertMany(rows, session ? { session } : {});
}

/** Newest first. */
export async function listAudit(
  store: Store,
  filter: Filter<AuditRow>,
  page: { readonly skip: number; readonly limit: number },
): Promise<AuditRow[]> {
  return auditRows(store).find(filter).sort({ at: -1, _id: -1 }).skip(page.skip).limit(page.limit).toArray();
}
