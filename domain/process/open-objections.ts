import { addDays, type PlanDate, type PlanInstant } from '../calendar/plan-date.ts';
import type { ItemId } from '../stages/items.ts';
import { type Clock, dueInstant } from '../state/ladder.ts';
import { placeOn } from '../state/objected-lists.ts';
import type { Objection } from '../state/path-state.ts';
import { type ItemState, itemOf, type TownshipState } from '../state/township-state.ts';
import type { TownshipDraft } from './township-draft.ts';

/** What open objections do as time passes: whom they hold, until when, and who is asked at the end. */

/** True while nobody knows what to think of it: the person waits. */
export function isUnsettled(objection: Objection): boolean {
  if (objection.status === 'logged' || objection.status === 'closed') return false;
  return objection.finding === null || objection.finding === 'undetermined';
}

/** Objections that hold people of a notice as it stands, whatever list they named. */
export function holding(state: TownshipState, notice: ItemId): Objection[] {
  const item = itemOf(state, notice);
  return state.objections.filter((objection) => isUnsettled(objection) && placeOn(objection, item) !== undefined);
}

/** The last day of a deferral that begins after this day. */
export function deferralEnd(draft: TownshipDraft, day: PlanDate): PlanDate | null {
  return draft.lastDay(() => draft.calendar.onOrAfter(addDays(day, draft.input.rules.objectionDeferDays)));
}

/** A notice ended: people with an open objection wait, up to the plan's limit. @returns the people who wait. */
export function deferPeople(draft: TownshipDraft, notice: ItemState, lastDay: PlanDate): number[] {
  const open = holding(draft.state, notice.id);
  const until = deferralEnd(draft, lastDay);
  for (const objection of open) {
    if (objection.deferredUntil !== null) continue;
    objection.deferredUntil = until;
    objection.since = draft.now;
    objection.due = until;
  }
  return [...new Set(open.map((objection) => placeOn(objection, notice) ?? objection.person))];
}

/** Past the last day of a deferral, the organization department is asked to decide (§2.9). */
export function askForDecisions(draft: TownshipDraft): void {
  if (draft.state.hold) return;
  for (const objection of draft.state.objections) {
    const at = decisionInstant(objection);
    if (at === undefined || draft.now < at) continue;
    objection.decisionAskedAt = draft.now;
    objection.since = draft.now;
    objection.due = draft.answerDay(objection.item);
    draft.emit('objection-decision-asked', `objection-decision:${objection.number}`, {
      item: objection.item,
      round: objection.round,
      plannedFor: at,
      params: { objection: objection.number, person: objection.person, ...(objection.due === null ? {} : { due: objection.due }) },
      notify: ['organization-department'],
    });
  }
}

/** The instant at which an open objection goes to the organization department, or undefined. */
export function decisionInstant(objection: Objection): PlanInstant | undefined {
  const waiting = objection.deferredUntil !== null && objection.decisionAskedAt === null && isUnsettled(objection);
  return waiting && objection.deferredUntil ? dueInstant(objection.deferredUntil) : undefined;
}

/** A notice starts again with the same people under the same numbers: what was raised against them still counts. */
export function carryObjections(draft: TownshipDraft, notice: ItemState): void {
  for (const objection of draft.state.objections) {
    if (objection.item !== notice.id || objection.round !== notice.round - 1) continue;
    objection.round = notice.round;
    if (objection.decisionAskedAt === null) objection.deferredUntil = null;
  }
  for (const track of draft.state.seats) if (track.item === notice.id && track.round === notice.round - 1) track.round = notice.round;
}

/** Who is waited for in objections: to settle them, after a deferral to decide, and once settled to answer and close them. */
export function objectionClocks(state: TownshipState): Clock[] {
  return state.objections.flatMap((objection): Clock[] => {
    if (objection.status === 'closed' || objection.status === 'logged') return [];
    const decides = isUnsettled(objection) && objection.decisionAskedAt !== null;
    const phase = !isUnsettled(objection) ? 'answer' : decides ? 'decide' : objection.deferredUntil ? 'deferred' : 'settle';
    return [
      {
        key: `objection/${objection.number}:${objection.round}:${phase}`,
        body: decides ? 'organization-department' : objection.receivedBy,
        kind: 'answer',
        item: `objection/${objection.number}`,
        round: 1,
        since: objection.since,
        due: objection.due,
      },
    ];
  });
}
