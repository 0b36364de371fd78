import type { ClientSession } from 'mongodb';
import { type PlanClock, planTimeAt } from '../domain/calendar/clock.ts';
import { mailSubject, mailText } from '../domain/notifications/mail-text.ts';
import { noticeText, subjectWithYear } from '../domain/notifications/notices.ts';
import { type Campaign, findCampaign } from './campaigns.ts';
import type { Store } from './database.ts';
import { type MailRow, mails } from './mails.ts';
import { type NoticeRow, notices } from './notices.ts';
import { findPerson, type Person } from './people.ts';

/** What people are told of something: rows for their inboxes and for the outbox. */
export interface Notifications {
  readonly notices: readonly NoticeRow[];
  readonly mails: readonly MailRow[];
}

/** Where links lead, and whether mail is sent or kept in the app. */
export interface OutboxSettings {
  readonly publicUrl: string;
  readonly mailIsSent: boolean;
}

/** What one person is told, and of which message it is the consequence. */
export interface Told {
  readonly person: Person;
  readonly notice: NoticeRow;
  readonly nonce?: string;
  /** Plan instant at which the clock wanted it; default: at which it happened. */
  readonly wantedAt?: number;
}

/** Each notice with its mail; of a record of the past nothing is mailed. @param late the clock wanted them earlier, while the service stood still */
export function withMails({ publicUrl, mailIsSent }: OutboxSettings, rows: readonly Told[], clock: PlanClock, late = false): Notifications {
  if (clock.kind === 'record') return { notices: rows.map((row) => row.notice), mails: [] };
  const trial = clock.kind === 'trial';
  const outbox = rows.map(({ person, notice, nonce, wantedAt = notice.at }): MailRow => {
    const language = person.language ?? 'zh-Hans';
    const { subject: alone, lines, toDo } = noticeText(notice.kind, notice.params, language);
    const subject = subjectWithYear(alone, notice.params, language);
    const link = `${publicUrl}${notice.link}`;
    return {
      _id: notice._id,
      to: person.email,
      personId: person._id,
      subject: mailSubject(subject, trial, language),
      text: mailText({ name: person.name, lines, toDo, link, county: String(notice.params['countyName'] ?? '') }, language),
      link,
      campaign: notice.campaign,
      trial,
      status: trial || !mailIsSent ? 'kept' : 'waiting',
      attempts: 0,
      at: wantedAt,
      createdAt: new Date(),
      ...(late ? { late } : {}),
      ...(nonce ? { nonce } : {}),
    };
  });
  return { notices: rows.map((row) => row.notice), mails: outbox };
}

/** Writes each notice and mail once. A notice that is there already tells what the run says of it now, a mail stays as it is. */
export async function writeNotifications(store: Store, notifications: Notifications, session?: ClientSession): Promise<void> {
  const options = { ordered: false, ...(session ? { session } : {}) };
  const told = notifications.notices.map(({ _id, createdAt, ...row }) => ({
    updateOne: { filter: { _id }, update: { $set: row, $setOnInsert: { createdAt } }, upsert: true },
  }));
  const sent = notifications.mails.map((row) => ({ updateOne: { filter: { _id: row._id }, update: { $setOnInsert: row }, upsert: true } }));
  if (told.length > 0) await notices(store).bulkWrite(told, options);
  if (sent.length > 0) await mails(store).bulkWrite(sent, options);
}

/** Names of county, campaign and township for the sentences of a notice. */
export interface Place {
  readonly countyName: string;
  readonly campaignTitle: string;
  readonly townshipName: string;
  /** Where the place is a 区 with a working committee: its bodies are called so. */
  readonly leagueBody?: 'WORKING_COMMITTEE';
}

export async function placeOf(store: Store, campaign: string, township?: string): Promise<Place> {
  return placeIn(campaign, await findCampaign(store, campaign), township);
}

/** @param id of the campaign, where it is not on record any more */
export function placeIn(id: string, campaign: Pick<Campaign, 'countyName' | 'title' | 'townships'> | undefined, township?: string): Place {
  const row = campaign?.townships.find((one) => one.id === township);
  return {
    countyName: campaign?.countyName ?? '',
    campaignTitle: campaign?.title ?? id,
    townshipName: row?.name ?? township ?? '',
    ...(row?.body === 'WORKING_COMMITTEE' ? { leagueBody: row.body } : {}),
  };
}

/** A message that was refused after its sender had been told that it was received. */
export interface LateRefusal {
  readonly workflowId: string;
  readonly campaign: string;
  readonly township?: string;
  readonly clock: PlanClock;
  readonly nonce: string;
  readonly account: string;
  readonly code: string;
  readonly details: Readonly<Record<string, string | number>>;
}

/** Tells a sender, once, that a message was refused after all. */
export async function notifyRefusal(store: Store, settings: OutboxSettings, refused: LateRefusal): Promise<void> {
  const { workflowId, campaign, township, nonce, account, code, details, clock } = refused;
  const person = await findPerson(store, account);
  if (!person) return;
  const notice: NoticeRow = {
    _id: `${workflowId}#refused:${nonce}#${account}`,
    person: person._id,
    campaign,
    kind: 'message-refused',
    params: { ...details, ...(await placeOf(store, campaign, township)), code },
    link: `/commands/${nonce}`,
    at: planTimeAt(clock, Date.now()),
    createdAt: new Date(),
    ...(township ? { township } : {}),
  };
  await writeNotifications(store, withMails(settings, [{ person, notice, nonce }], clock));
}
