import type { ItemState, ItemStatus } from '../../../domain/state/township-state.ts';

/**
 * The status of a stage or report as readers are told it: a notice that hangs waits for its last day, not for anybody's answer;
 * what a body has still to take note of is not called done above the line that waits for it; and what was waived was not done.
 */
export type ShownStatus = ItemStatus | 'posted' | 'to-note';

export function shownStatus({ status, notice, asked, waived }: Pick<ItemState, 'status' | 'notice' | 'asked' | 'waived'>): ShownStatus {
  if (status === 'passed' && waived) return 'off';
  if (status === 'passed' && asked.some(({ kind, given }) => kind === 'note' && given === null)) return 'to-note';
  return status === 'submitted' && notice !== null ? 'posted' : status;
}
