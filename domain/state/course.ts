import { type ItemId, isMonthlyReport, isSeatItem, isStage, PRE_INSPECTION, SEAT_STEPS, seatItemId, seatOf } from '../stages/items.ts';
import { STAGES, type StageId, stageDefinition, stagesBefore, stagesBehind } from '../stages/stages.ts';
import { itemOf, type TownshipState } from './township-state.ts';

/**
 * The order of items in one run: the stages of the plan, with the inspection before the vote where this run has one,
 * and each seat's own track.
 */

/** The main chain of this run, in plan order. */
export function chainOf(state: TownshipState): ItemId[] {
  const before = itemOf(state, PRE_INSPECTION) !== undefined;
  return STAGES.flatMap(({ id }): ItemId[] => (before && id === 'member-election' ? [PRE_INSPECTION, id] : [id]));
}

/** What has to be passed before an item of the main chain opens. */
export function predecessorsOf(state: TownshipState, id: StageId | typeof PRE_INSPECTION): ItemId[] {
  if (id === PRE_INSPECTION) return ['formal-candidates'];
  const own: ItemId[] = [...stageDefinition(id).after];
  return id === 'member-election' && itemOf(state, PRE_INSPECTION) ? [...own, PRE_INSPECTION] : own;
}

/** Every item that waits, directly or through others, for `id`; in order. */
export function itemsBehind(state: TownshipState, id: ItemId): ItemId[] {
  if (isMonthlyReport(id)) return [];
  if (isSeatItem(id)) return courseOfSeat(state, id).slice(courseOfSeat(state, id).indexOf(id) + 1);
  if (isStage(id)) {
    const behind: ItemId[] = stagesBehind(id);
    return chainOf(state).filter((one) => behind.includes(one) || (one === PRE_INSPECTION && behind.includes('member-election')));
  }
  return ['member-election', ...stagesBehind('member-election')];
}

/** Items that `id` waits for, directly or through others: those a decision on it may return to; in order. */
export function itemsBefore(state: TownshipState, id: ItemId): ItemId[] {
  if (isMonthlyReport(id)) return [];
  if (isSeatItem(id)) return courseOfSeat(state, id).slice(0, courseOfSeat(state, id).indexOf(id));
  if (!isStage(id)) return [...stagesBefore('formal-candidates'), 'formal-candidates'];
  const before: ItemId[] = stagesBefore(id);
  const voted = id === 'member-election' || before.includes('member-election');
  return chainOf(state).filter((one) => before.includes(one) || (one === PRE_INSPECTION && voted));
}

/** The votes of a run: what stands on them is returned behind by the organization department only. */
export function isVote(id: ItemId): boolean {
  return id === 'member-election' || id === 'leadership-election' || (isSeatItem(id) && seatOf(id).step === 'by-election');
}

/** Runs beside the main chain: work that a returned stage need not rest on. */
export function isParallel(id: ItemId): boolean {
  return isStage(id) && stageDefinition(id).parallel;
}

/** The steps of a seat's track, from the one its course begins with. */
function courseOfSeat(state: TownshipState, id: ItemId): ItemId[] {
  if (!isSeatItem(id)) return [];
  const { seat } = seatOf(id);
  const track = state.seats.find((one) => one.number === seat);
  const from = SEAT_STEPS.indexOf(track?.from ?? 'by-election');
  return SEAT_STEPS.slice(from).map((step) => seatItemId(seat, step));
}
