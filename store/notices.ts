import type { ClientSession, Collection } from 'mongodb';
import { collection, type Store } from './database.ts';
import { deleteUnsent } from './mail-digests.ts';
import { literally } from './mails.ts';

/** A line in a person's inbox in the app. Rendered in the reader's language from `kind` and `params`. */
export interface NoticeRow {
  /** Run, event and person: written once. */
  readonly _id: string;
  readonly person: string;
  readonly campaign: string;
  readonly township?: string;
  readonly kind: string;
  readonly params: Readonly<Record<string, string | number>>;
  /** Path of the page on which it can be acted upon. */
  readonly link: string;
  /** Plan instant it tells of, ms. */
  readonly at: number;
  readonly createdAt: Date;
  readonly readAt?: Date;
}

export function notices(store: Store): Collection<NoticeRow> {
  return collection(store, 'notices');
}

/** A person's notices, newest first. */
export async function listNotices(
  store: Store,
  person: string,
  page: { readonly skip: number; readonly limit: number },
): Promise<NoticeRow[]> {
  return notices(store).find({ person }).sort({ createdAt: -1, _id: -1 }).skip(page.skip).limit(page.limit).toArray();
}

export async function countUnread(store: Store, person: string): Promise<number> {
  return notices(store).countDocuments({ person, readAt: { $exists: false } }, { limit: 100 });
}

export async function markRead(store: Store, person: string, ids: readonly string[], now: Date): Promise<void> {
  await notices(store).updateMany({ _id: { $in: [...ids] }, person, readAt: { $exists: false } }, { $set: { readAt: now } });
}

/** Takes back what people were told of events that never happened: their notices, and the mails that were not sent yet. */
export async function deleteNotices(store: Store, workflowId: string, eventKeys: readonly string[], session: ClientSession): Promise<void> {
  for (const key of eventKeys) {
    // `workflowId#key#person`; a key may itself begin another one's.
    const ofEvent = { _id: { $regex: `^${literally(`${workflowId}#${key}#`)}[^#]+$` } };
    await notices(store).deleteMany(ofEvent, { session });
    await deleteUnsent(store, ofEvent, session);
  }
}
