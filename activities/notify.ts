import { wallTimeOf } from '../domain/calendar/clock.ts';
import { instantOf } from '../domain/calendar/plan-date.ts';
import { isTownshipRole, type Role, townshipUnit } from '../domain/roles.ts';
import { isMonthlyReport, itemIdSchema, monthOfReport } from '../domain/stages/items.ts';
import type { ProcessEvent } from '../domain/state/events.ts';
import type { LadderTarget } from '../domain/state/ladder.ts';
import { commentsOf } from '../store/commands.ts';
import type { NoticeRow } from '../store/notices.ts';
import { type Notifications, type OutboxSettings, type Place, placeOf, type Told, withMails } from '../store/outbox.ts';
import { type Person, peopleAt, peopleUnder } from '../store/people.ts';
import type { CountyRecord, TownshipRecord } from '../workflows/activity-interfaces.ts';
import type { ActivityDeps } from './deps.ts';
import { mayActOn, nobodyNotice, waitingOnNobody } from './notify-nobody-there.ts';

/** Where links lead, and whether this worker sends mail. */
export function outboxOf({ publicUrl, mail }: Pick<ActivityDeps, 'publicUrl' | 'mail'>): OutboxSettings {
  return { publicUrl, mailIsSent: mail.smtpUrl !== undefined };
}

type AnyRecord = TownshipRecord | CountyRecord;

/** Works out who is told what of a record's events. Recipients come from unit and role, and are looked up anew each time. */
export async function notificationsOf(deps: ActivityDeps, record: AnyRecord, township?: string): Promise<Notifications> {
  const announced = record.events.filter((event) => event.notify.length > 0);
  if (announced.length === 0) return { notices: [], mails: [] };
  const place = await placeOf(deps.store, record.campaign, township);
  const found = new Map<LadderTarget, Promise<readonly Person[]>>();
  const recipients = (target: LadderTarget) => {
    const known = found.get(target) ?? recipientsOf(deps, record.county, target, township);
    found.set(target, known);
    return known;
  };
  const why = await commentsOf(deps.store, announced.flatMap(reasonIn));
  const administrators = () => peopleUnder(deps.store, 'administrator', record.county);
  const noticeOf = (event: ProcessEvent, person: Person): NoticeRow => {
    const notice = noticeFor(record, event, person, place, township);
    const reason = reasonIn(event)
      .map((nonce) => why.get(nonce) ?? '')
      .join('');
    return reason === '' ? notice : { ...notice, params: { ...notice.params, reason } };
  };
  const rows = await Promise.all(
    announced.map(async (event) => {
      const people = new Map((await Promise.all(event.notify.map(recipients))).flat().map((person) => [person._id, person]));
      const told = (person: Person, notice: NoticeRow): Told => ({
        person,
        notice,
        wantedAt: wantedAt(event),
        ...(event.nonce ? { nonce: event.nonce } : {}),
      });
      const alone = await waitingOnNobody(event, mayActOn(record, event), recipients, administrators);
      return [
        ...[...people.values()].map((person) => told(person, noticeOf(event, person))),
        ...alone.map(({ person, body }) => told(person, nobodyNotice(noticeOf(event, person), body))),
      ];
    }),
  );
  return withMails(outboxOf(deps), rows.flat(), record.clock, isLate(record, Date.now()));
}

/** A timer that fires later than this, ms, was kept from it: under load the slowest of a hundred is half a second late. */
const LATE_MS = 2_000;

/** Whether time alone caused the record, and long ago: the machine slept, or the service did not run. */
function isLate({ clock, message, start, events }: AnyRecord, now: number): boolean {
  if (message || start) return false;
  return events.some((event) => now - wallTimeOf(clock, wantedAt(event)) > LATE_MS);
}

/** Plan instant at which the clock wanted an event: a monthly report opens with its month. */
function wantedAt({ kind, item, plannedFor, at }: ProcessEvent): number {
  if (plannedFor !== undefined) return plannedFor;
  const id = itemIdSchema.safeParse(item);
  return kind === 'stage-opened' && id.success && isMonthlyReport(id.data) ? instantOf(`${monthOfReport(id.data)}-01`) : at;
}

/** The command whose words are told with the event: why the county's plan was sent back, which nobody else of the county reads elsewhere. */
function reasonIn({ kind, nonce }: ProcessEvent): string[] {
  return kind === 'plan-returned' && nonce ? [nonce] : [];
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
      to: person.role,
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
  if (event.kind.startsWith('objection-') || event.item?.startsWith('objection/')) return `${base}/irregular`;
  return event.item !== undefined && event.item !== 'hold' ? `${base}/items/${event.item}` : base;
}
