import { Refusal } from '../errors.ts';
import type { ItemId } from '../stages/items.ts';
import { type ItemState, itemOf, type TownshipState } from '../state/township-state.ts';

/** @throws Refusal when the run has no such item. */
export function findItem(state: TownshipState, id: ItemId): ItemState {
  const item = itemOf(state, id);
  if (!item) throw new Refusal('NO_SUCH_ITEM', { item: id });
  return item;
}

/** @throws Refusal when the item was never opened, or another round is open. */
export function checkRound(item: ItemState, round: number): void {
  if (item.round === 0) throw new Refusal('NOT_OPEN', { item: item.id });
  if (item.round !== round) throw new Refusal('STALE_ROUND', { item: item.id, round: item.round });
}
