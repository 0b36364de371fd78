import type { ClientSession } from 'mongodb';
import { planTimeAt } from '../domain/clock.ts';
import type { ProcessEvent } from '../domain/process/events.ts';
import type { LadderTarget } from '../domain/process/ladder.ts';
import { isTownshipRole, type Role, townshipUnit } from '../domain/roles.ts';
import { noticeText } from '../domain/texts/notices.ts';
import { findCampaign } from '../store/campaigns.ts';
import { type MailRow, mails } from '../store/mails.ts';
import { type NoticeRow, notices } from '../store/notices.ts';
import { findPerson, type Person, peopleAt, peopleUnder } from '../store/people.ts';
import type { CountyRecord, RefusedMessage, TownshipRecord } from '../workflows/activity-interfaces.ts';
import type { ActivityDeps } from './deps.ts';

/** What people are told of a record: rows for their inboxes and for the outbox. */
export interface Telling {
  readonly notices: readonly NoticeRow[];
  readonly mails: readonly MailRow[];
}

type AnyRecord = TownshipRecord | CountyRecord;

/** Works out who is told what of a record's events. Recipients come from unit and role, and are looked up anew each time. */
export async function tellingOf(deps: ActivityDeps, record: AnyRecord, township?: string): Promise<Telling> {
  const telling = record.events.filter((event) => event.tell.length > 0);
  if (telling.length === 0) return { notices: [], mails: [] };
  const place = await placeOf(deps, record.campaign, township);
  const found = new Map<LadderTarget, Promise<readonly Person[]>>();
  const recipients = (target: LadderTarget) => {
    const known = found.get(target) ?? recipientsOf(deps, record.county, target, township);
    found.set(target, known);
    return known;
  };
  const rows = await Promise.all(
    telling.map(async (event) => {
      const people = new Map((await Promise.all(event.tell.map(recipients))).flat().map((person) => [person._id, person]));
      return [...people.values()].map(
        (person): Told => ({
          person,
          notice: noticeFor(record, event, person, place, township),
          ...(event.nonce ? { nonce: event.nonce } : {}),
        }),
      );
    }),
  );
  return withMails(deps, rows.flat(), record.clock.kind === 'trial');
}

/** Writes each notice and mail once; what is already there stays as it is. */
export async function writeTelling({ store }: ActivityDeps, telling: Telling, session?: ClientSession): Promise<void> {
  if (telling.notices.length > 0) {
    await notices(store).bulkWrite(
      telling.notices.map((row) => ({ updateOne: { filter: { _id: row._id }, update: { $setOnInsert: row }, upsert: true } })),
      { ordered: false, ...(session ? { session } : {}) },
    );
  }
  if (telling.mails.length > 0) {
    await mails(store).bulkWrite(
      telling.mails.map((row) => ({ updateOne: { filter: { _id: row._id }, update: { $setOnInsert: row }, upsert: true } })),
      { ordered: false, ...(session ? { session } : {}) },
    );
  }
}

/** Tells the sender of a signal that it was refused. */
export async function writeRefusalNotice(deps: ActivityDeps, refused: RefusedMessage, account: string, nonce: string): Promise<void> {
  const person = await findPerson(deps.store, account);
  if (!person) return;
  const place = await placeOf(deps, refused.campaign, refused.township);
  const row: NoticeRow = {
    _id: `${refused.workflowId}#refused:${nonce}#${account}`,
    person: person._id,
    campaign: refused.campaign,
    kind: 'message-refused',
    params: { ...refused.details, ...place, code: refused.code },
    link: `/acts/${nonce}`,
    at: planTimeAt(refused.clock, Date.now()),
    createdAt: new Date(),
    ...(refused.township ? { township: refused.township } : {}),
  };
  await writeTelling(deps, withMails(deps, [{ person, notice: row, nonce }], refused.clock.kind === 'trial'));
}

interface Place {
  readonly countyName: string;
  readonly campaignTitle: string;
  readonly townshipName: string;
}

async function placeOf({ store }: ActivityDeps, campaign: string, township?: string): Promise<Place> {
  const found = await findCampaign(store, campaign);
  const name = found?.townships.find((row) => row.id === township)?.name;
  return { countyName: found?.countyName ?? '', campaignTitle: found?.title ?? campaign, townshipName: name ?? township ?? '' };
}

/** Everyone of a body: at the township, at the county, or (from the county's run) of all its townships. */
async function recipientsOf({ store }: ActivityDeps, county: string, target: LadderTarget, township?: string): Promise<readonly Person[]> {
  if (target === 'organization-department-lead') {
    const [department, administrators] = await Promise.all([
      peopleAt(store, 'organization-department', county),
      peopleUnder(store, 'administrator', county),
    ]);
    return [...department.filter((person) => person.lead), ...administrators];
  }
  const role: Role = target;
  if (!isTownshipRole(role)) return peopleAt(store, role, county);
  return township ? peopleAt(store, role, townshipUnit(county, township)) : peopleUnder(store, role, county);
}

function noticeFor(record: AnyRecord, event: ProcessEvent, person: Person, place: Place, township?: string): NoticeRow {
  return {
    _id: `${record.workflowId}#${event.key}#${person._id}`,
    person: person._id,
    campaign: record.campaign,
    kind: event.kind,
    params: {
      ...event.params,
      ...place,
      ...(event.item ? { item: event.item } : {}),
      ...(event.round ? { round: event.round } : {}),
      ...(event.level ? { level: event.level } : {}),
    },
    link: linkOf(record.campaign, event, township),
    at: event.at,
    createdAt: new Date(),
    ...(township ? { township } : {}),
  };
}

/** The page on which the notice can be acted upon. */
function linkOf(campaign: string, event: ProcessEvent, township?: string): string {
  if (!township) return `/campaigns/${campaign}`;
  const base = `/campaigns/${campaign}/townships/${township}`;
  if (event.kind.startsWith('objection-') || event.item?.startsWith('objection/')) return `${base}/special`;
  return event.item !== undefined && event.item !== 'hold' ? `${base}/items/${event.item}` : base;
}

/** What one person is told, and of which message it is the consequence. */
interface Told {
  readonly person: Person;
  readonly notice: NoticeRow;
  readonly nonce?: string;
}

function withMails({ publicUrl, mail }: ActivityDeps, rows: readonly Told[], trial: boolean): Telling {
  const outbox = rows.map(({ person, notice, nonce }): MailRow => {
    const { subject, body } = noticeText(notice.kind, notice.params, person.language ?? 'zh-Hans');
    const link = `${publicUrl}${notice.link}`;
    return {
      _id: notice._id,
      to: person.email,
      personId: person._id,
      subject: trial ? `【演练】${subject}` : subject,
      text: `${body}\n\n${link}\n`,
      link,
      campaign: notice.campaign,
      trial,
      status: trial || !mail.smtpUrl ? 'kept' : 'waiting',
      attempts: 0,
      createdAt: new Date(),
      ...(nonce ? { nonce } : {}),
    };
  });
  return { notices: rows.map((row) => row.notice), mails: outbox };
}
