import { objectionCount, PEOPLE_LISTS } from '../fields/people-lists.ts';
import { stageOf } from '../stages/item-definitions.ts';
import { type ItemId, isSeatItem, seatItemId, seatOf } from '../stages/items.ts';
import type { Objection, SeatTrack } from './path-state.ts';
import { type ItemState, itemOf, type TownshipState } from './township-state.ts';

/**
 * The lists on which people stand from the formal list to the appointment: an objection names one of them and the
 * person's number on it. A run knows no names; who stands where is told with the objection, and with each later list.
 */

/** How many people stand on an item's list now; undefined where the item has no such list on record. */
export function peopleOn(item: ItemState): number | undefined {
  const list = PEOPLE_LISTS[stageOf(item.id)];
  return list && item.submission ? (item.submission.counts[list.count] ?? 0) : undefined;
}

/** The name of the count by which an inspection before the vote says where the person of a row stands on the formal list: 0 for nowhere. */
export function listedCount(row: number): string {
  return `listed.${row}`;
}

/** The number of an objection's person on an item's list as it stands, or undefined. */
export function placeOn(objection: Objection, item: ItemState | undefined): number | undefined {
  if (!item) return undefined;
  if (objection.item === item.id && objection.round === item.round) return objection.person;
  const told = item.submission?.counts[objectionCount(objection.number)];
  if (told !== undefined) return told === 0 ? undefined : told;
  return objection.stands?.[item.id];
}

/** True when an objection is about the person of a seat's track. */
export function isAbout(objection: Objection, track: SeatTrack, state: TownshipState): boolean {
  const own = objection.item;
  if (isSeatItem(own) && seatOf(own).seat === track.number) return itemOf(state, own)?.round === objection.round;
  if (track.from === 'by-election' && track.person !== null && hasSuccessor(track, state)) return false;
  const list = itemOf(state, track.item);
  if (objection.item === track.item && objection.round !== track.round) return false;
  return track.person !== null && placeOn(objection, list) === track.person;
}

/** Once somebody else was elected for the seat, what was said of the person before is no longer about it. */
function hasSuccessor(track: SeatTrack, state: TownshipState): boolean {
  return itemOf(state, seatItemId(track.number, 'by-election'))?.status === 'passed';
}

/** The track of an objection's person, ended or not; none that a return took back. */
export function trackAbout(objection: Objection, state: TownshipState): SeatTrack | undefined {
  return state.seats.findLast((track) => track.status !== 'superseded' && isAbout(objection, track, state));
}

/** The list by which a track of an objection's person is known: the notice, so that the appointment counts right, else the latest report. */
export function bestPlace(objection: Objection, state: TownshipState): Pick<SeatTrack, 'item' | 'round' | 'person'> {
  for (const id of ['public-notice', 'member-report'] as const satisfies readonly ItemId[]) {
    const item = itemOf(state, id);
    const person = item?.submission ? placeOn(objection, item) : undefined;
    if (item && person !== undefined) return { item: id, round: item.round, person };
  }
  return { item: objection.item, round: objection.round, person: objection.person };
}
