import type { ItemState, ItemStatus } from '../../domain/process/township-state.ts';

/** The status of a stage or report as readers are told it: a notice that hangs waits for its last day, not for anybody's answer. */
export type ShownStatus = ItemStatus | 'posted';

export function shownStatus({ status, notice }: Pick<ItemState, 'status' | 'notice'>): ShownStatus {
  return status === 'submitted' && notice !== null ? 'posted' : status;
}
