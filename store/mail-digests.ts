import type { ClientSession, Filter } from 'mongodb';
import { type DigestPart, digestText } from '../domain/notifications/digest.ts';
import { mailSubject } from '../domain/notifications/mail-text.ts';
import { inTransaction, type Store } from './database.ts';
import { digestOf } from './digests.ts';
import { type MailRow, mails } from './mails.ts';
import { findPerson } from './people.ts';

/** Mails for one recipient that one mail may tell of: notices of campaigns that nobody began to send. */
const GATHERED = { campaign: { $exists: true }, maybeTaken: { $ne: true } } as const;

/** What happened while the service stood still: how many mails wait to be gathered, and since when. */
export interface LateMails {
  readonly first: Date;
  readonly last: Date;
}

/** @returns undefined while none waits */
export async function findLateMails(store: Store): Promise<LateMails | undefined> {
  const [found] = await mails(store)
    .aggregate<LateMails>([
      { $match: { late: true } },
      { $group: { _id: null, first: { $min: '$createdAt' }, last: { $max: '$createdAt' } } },
    ])
    .toArray();
  return found;
}

/** Recipients for whom more than `many` mails wait that are older than `since`. @returns their addresses */
export async function findBacklogs(store: Store, many: number, since: Date): Promise<readonly string[]> {
  const rows = await mails(store)
    .aggregate<{ _id: string }>([
      { $match: { ...GATHERED, status: 'waiting', createdAt: { $lt: since } } },
      { $group: { _id: '$to', count: { $sum: 1 } } },
      { $match: { count: { $gt: many } } },
    ])
    .toArray();
  return rows.map(({ _id }) => _id);
}

/** Recipients of what happened while the service stood still. */
export function lateRecipients(store: Store): Promise<readonly string[]> {
  return mails(store).distinct('to', { late: true });
}

/**
 * Puts every unsent mail for one recipient together that matches, one digest for those that are sent and one for those
 * that are kept; a single one goes out as it is. In one transaction: nothing is told twice or not at all.
 * @returns how many were gathered
 */
export async function gatherFor(store: Store, to: string, which: Filter<MailRow>, publicUrl: string): Promise<number> {
  return inTransaction(store, async (session) => {
    let gathered = 0;
    for (const status of ['waiting', 'kept'] as const) {
      const rows = await mails(store)
        .find({ ...GATHERED, ...which, to, status }, { session })
        .sort({ at: 1, createdAt: 1, _id: 1 })
        .toArray();
      const ids = rows.map(({ _id }) => _id);
      if (rows.length > 1) {
        const digest = await digestMail(store, rows, publicUrl);
        await mails(store).insertOne(digest, { session });
        await mails(store).updateMany(
          { _id: { $in: ids } },
          { $set: { status: 'gathered', digest: digest._id }, $unset: { late: '', notBefore: '' } },
          { session },
        );
        gathered += rows.length;
      } else await mails(store).updateMany({ _id: { $in: ids } }, { $unset: { late: '' } }, { session });
    }
    return gathered;
  });
}

async function digestMail(store: Store, rows: readonly MailRow[], publicUrl: string): Promise<MailRow> {
  const [first] = rows;
  if (!first) throw new Error('a digest of nothing');
  const { to, personId, trial, status } = first;
  const person = personId === undefined ? undefined : await findPerson(store, personId);
  const language = person?.language ?? 'zh-Hans';
  const inbox = `${publicUrl}/inbox`;
  const parts = rows.map(({ subject, link = inbox, at, createdAt }): DigestPart => ({ subject, link, at: at ?? createdAt.getTime() }));
  const { subject, text } = digestText(parts, { name: person?.name ?? to, inbox }, language);
  const ids = rows.map(({ _id }) => _id).sort();
  const campaigns = new Set(rows.map(({ campaign }) => campaign));
  return {
    _id: `digest:${digestOf(ids).slice(0, 32)}`,
    to,
    ...(personId === undefined ? {} : { personId }),
    subject: mailSubject(subject, trial, language),
    text,
    link: inbox,
    ...(campaigns.size === 1 && first.campaign !== undefined ? { campaign: first.campaign } : {}),
    trial,
    status,
    attempts: 0,
    createdAt: new Date(),
  };
}

/** Takes back mails that were not sent yet; a digest that tells of one of them is put together again without it. */
export async function deleteUnsent(store: Store, which: Filter<MailRow>, session: ClientSession): Promise<void> {
  const gathered = await mails(store)
    .find({ ...which, status: 'gathered' }, { session, projection: { digest: 1 } })
    .toArray();
  const digests = gathered.flatMap(({ digest }) => digest ?? []);
  const unsent = await mails(store)
    .find({ _id: { $in: digests }, status: { $in: ['waiting', 'kept'] } }, { session, projection: { status: 1 } })
    .toArray();
  for (const { _id, status } of unsent) {
    await mails(store).deleteOne({ _id }, { session });
    await mails(store).updateMany({ digest: _id }, { $set: { status, late: true }, $unset: { digest: '' } }, { session });
  }
  await mails(store).deleteMany({ ...which, status: { $in: ['waiting', 'kept'] } }, { session });
}
