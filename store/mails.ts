import type { Collection } from 'mongodb';
import { collection, type Store } from './database.ts';
import { people } from './people.ts';

/** Every {@link MailStatus}. */
export const MAIL_STATUSES = ['kept', 'waiting', 'sending', 'sent', 'failed', 'gathered'] as const;

/**
 * - `kept` shown on the administrator's Mail page and not sent: trials, and installations without a mail server
 * - `waiting` in the outbox · `sending` claimed · `sent` · `failed` its recipient refused for good by the mail server
 * - `gathered` told with others in one mail, its digest
 */
export type MailStatus = (typeof MAIL_STATUSES)[number];

/** A mail in the outbox. Its key says what it is about and to whom, so that it is written, and sent, once. */
export interface MailRow {
  readonly _id: string;
  readonly to: string;
  readonly personId?: string;
  readonly subject: string;
  readonly text: string;
  /** The page, or sign-in link, it points to. */
  readonly link?: string;
  readonly campaign?: string;
  /** The message that caused it, if one did: finds its request and its record in the logs. */
  readonly nonce?: string;
  /** Mail of a trial campaign: marked 演练, never sent. */
  readonly trial: boolean;
  readonly status: MailStatus;
  /** Plan instant of what it tells, ms: the order within a digest. */
  readonly at?: number;
  /** Tells of something that a clock wanted while the service stood still: waits to be gathered with others like it. */
  readonly late?: boolean;
  /** The digest that tells it, of a mail that was gathered. */
  readonly digest?: string;
  /** A mail server has its text and did not say what became of it. */
  readonly maybeTaken?: boolean;
  /** Every time it was claimed. */
  readonly attempts: number;
  /** How often the mail server refused its recipient for good; failures that are not the mail's own do not count. */
  readonly refusals?: number;
  readonly lastError?: string;
  /** Not tried again before this. */
  readonly notBefore?: Date;
  readonly createdAt: Date;
  readonly sentAt?: Date;
}

export function mails(store: Store): Collection<MailRow> {
  return collection(store, 'mails');
}

/** True for a link by which its recipient can be anybody: shown to nobody else. */
export function holdsSignIn(link: string | undefined): boolean {
  return link !== undefined && /\/sign-in\?(?:[^#]*&)?token=/.test(link);
}

/** Text and link of a mail that is done with, without the token of a sign-in link: who reads the outbox later signs in as nobody. */
export function withoutSignIn({ text, link }: Pick<MailRow, 'text' | 'link'>): Partial<Pick<MailRow, 'text' | 'link'>> {
  if (link === undefined || !holdsSignIn(link)) return {};
  const blank = (written: string) => written.replaceAll(/([?&]token=)[^\s&#]+/g, '$1…');
  return { text: blank(text), link: blank(link) };
}

/** Rows of the Mail page. */
export interface MailQuery {
  readonly skip: number;
  readonly limit: number;
  /** Part of a recipient's name or address. */
  readonly to?: string;
}

/**
 * Newest first, for the Mail page: every mail for an administrator of the installation (`*`), for a county's own those to
 * its people. A mail may hold a sign-in link ({@link holdsSignIn}), which is shown to nobody.
 */
export async function listMails(store: Store, unit: string, { skip, limit, to = '' }: MailQuery): Promise<MailRow[]> {
  const own = unit === '*' ? {} : { personId: { $in: await peopleAt(store, unit) } };
  const asked = to === '' ? {} : { $or: [{ to: containing(to) }, { personId: { $in: await peopleNamed(store, to) } }] };
  return mails(store)
    .find({ $and: [own, asked] })
    .sort({ createdAt: -1, _id: -1 })
    .skip(skip)
    .limit(limit)
    .toArray();
}

function peopleAt(store: Store, county: string): Promise<string[]> {
  return people(store).distinct('_id', { $or: [{ unit: county }, { unit: { $gte: `${county}/`, $lt: `${county}0` } }] });
}

function peopleNamed(store: Store, part: string): Promise<string[]> {
  return people(store).distinct('_id', { name: containing(part) });
}

function containing(part: string): RegExp {
  return new RegExp(literally(part), 'i');
}

/** A pattern that matches exactly this text. */
export function literally(text: string): string {
  // The database takes no pattern that holds the character 0 as it is.
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`).replaceAll('\0', String.raw`\x00`);
}
