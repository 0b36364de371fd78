import { gate } from './gates.ts';
import { type ItemId, isMonthlyReport } from './items.ts';
import type { StageId } from './stages.ts';
import type { TownshipInput, TownshipState } from './township-state.ts';
import type { Counts, Verdict } from './verdict.ts';

/** Every rule's word on a submission's counts, in the light of what earlier stages put on record. */
export function verdictsOn(
  { input, state }: { input: Pick<TownshipInput, 'rules' | 'body'>; state: TownshipState },
  id: ItemId,
  counts: Counts,
): Verdict[] {
  const passed: Partial<Record<StageId, Counts>> = {};
  for (const item of state.items) if (!isMonthlyReport(item.id) && item.submission) passed[item.id as StageId] = item.submission.counts;
  return gate(isMonthlyReport(id) ? 'monthly-report' : id, counts, { rules: input.rules, body: input.body, passed });
}
