import { isRecused } from '../domain/authority/township.ts';
import { type Body, LADDER_BODIES } from '../domain/roles.ts';
import type { EventKind, ProcessEvent } from '../domain/state/events.ts';
import type { LadderTarget } from '../domain/state/ladder.ts';
import type { NoticeRow } from '../store/notices.ts';
import type { Person } from '../store/people.ts';
import type { CountyRecord, TownshipRecord } from '../workflows/activity-interfaces.ts';

/** What asks the bodies that are told of it to act: where one of them has nobody, it waits on nobody. */
const ASKING: readonly EventKind[] = [
  'stage-opened',
  'submitted',
  'answered',
  'returned',
  'postponed',
  'run-off',
  'supplementary',
  'tie-decision-asked',
  'tie-settled',
  'tie-returned',
  'list-short',
  'objection-received',
  'objection-decision-asked',
  'reminder',
  'overdue',
  'escalated',
  'hold-review',
  'plan-waiting',
  'county-report-ready',
];

/** Somebody who is told that a body has nobody who could act. */
export interface ToldInstead {
  readonly person: Person;
  readonly body: Body;
}

/**
 * Whom an event reaches instead of the bodies it asks that have nobody: the next body up that has somebody, and the administrators.
 * @param mayAct false for whoever may not answer, as they submitted the dossier or stand in it
 */
export async function waitingOnNobody(
  event: ProcessEvent,
  mayAct: (person: Person) => boolean,
  recipients: (target: LadderTarget) => Promise<readonly Person[]>,
  administrators: () => Promise<readonly Person[]>,
): Promise<ToldInstead[]> {
  if (!ASKING.includes(event.kind)) return [];
  const told: ToldInstead[] = [];
  for (const body of event.notify) {
    if (!isBody(body) || (await recipients(body)).some(mayAct)) continue;
    const above = await nextWithPeople(body, recipients);
    const people = new Map([...above, ...(await administrators())].map((person) => [person._id, person]));
    told.push(...[...people.values()].map((person) => ({ person, body })));
  }
  return told;
}

async function nextWithPeople(body: Body, recipients: (target: LadderTarget) => Promise<readonly Person[]>): Promise<readonly Person[]> {
  for (const above of LADDER_BODIES.slice(LADDER_BODIES.indexOf(body) + 1)) {
    const people = await recipients(above);
    if (people.length > 0) return people;
  }
  return [];
}

/** Who may answer what lies before them: neither its submitter nor anybody named in it. */
export function mayActOn(record: TownshipRecord | CountyRecord, event: ProcessEvent): (person: Person) => boolean {
  if (!('township' in record) || (event.kind !== 'submitted' && event.kind !== 'answered')) return () => true;
  const submission = record.state.items.find(({ id }) => id === event.item)?.submission;
  return ({ _id }) => !isRecused(_id, submission);
}

/** The notice of it, beside the one of the event itself under the same record: forgotten together. */
export function nobodyNotice(notice: NoticeRow, body: Body): NoticeRow {
  const link = notice.params['to'] === 'administrator' ? '/people' : notice.link;
  return { ...notice, _id: `${notice._id}+${body}`, kind: 'nobody-there', link, params: { ...notice.params, body } };
}

function isBody(target: LadderTarget): target is Body {
  return (LADDER_BODIES as readonly string[]).includes(target);
}
