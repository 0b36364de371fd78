import { createHash } from 'node:crypto';
import type { Language } from '../domain/language/sentence.ts';
import { mailText } from '../domain/notifications/mail-text.ts';
import { noticeText } from '../domain/notifications/notices.ts';
import type { Store } from './database.ts';
import { mails } from './mails.ts';
import { notices } from './notices.ts';
import { findPerson, type Person } from './people.ts';

/** Who makes links at the terminal; no account has this id. */
export const TERMINAL = 'terminal';

/** What somebody did to the way in which an account is entered. */
export interface Touched {
  readonly kind: 'sign-in-link-made' | 'address-changed';
  readonly owner: Person;
  /** Account that did it, or {@link TERMINAL}. */
  readonly by: string;
  readonly now: Date;
  readonly publicUrl: string;
  /** False: mails are kept in the app. */
  readonly mailIsSent: boolean;
}

/** Tells the owner of an account, among their notices and by mail to the address as it was before. */
export async function notifyOwner(store: Store, { kind, owner, by, now, publicUrl, mailIsSent }: Touched): Promise<void> {
  const language: Language = owner.language ?? 'zh-Hans';
  const params = { by: await madeByName(store, by, language) };
  const _id = `${kind}:${createHash('sha256').update(`${owner._id} ${by} ${now.getTime()}`).digest('hex').slice(0, 32)}`;
  const link = '/account';
  await notices(store).insertOne({ _id, person: owner._id, campaign: '', kind, params, link, at: now.getTime(), createdAt: now });
  const { subject, lines, toDo } = noticeText(kind, params, language);
  await mails(store).insertOne({
    _id,
    to: owner.email,
    personId: owner._id,
    subject,
    text: mailText({ name: owner.name, lines, toDo, link: `${publicUrl}${link}` }, language),
    link: `${publicUrl}${link}`,
    trial: false,
    status: mailIsSent ? 'waiting' : 'kept',
    attempts: 0,
    createdAt: now,
  });
}

/** Who made a link, as people call them. */
export async function madeByName(store: Store, by: string, language: Language): Promise<string> {
  if (by === TERMINAL) return language === 'zh-Hans' ? '服务器命令' : 'the server’s terminal';
  return (await findPerson(store, by))?.name ?? by;
}
