import { hasDeadlines, type PlanClock } from '../calendar/clock.ts';
import { Refusal } from '../errors.ts';

/** What only moves or stops deadlines, an extension, a hold, an amended plan, has no place in a record of the past. @throws Refusal NO_DEADLINES */
export function refuseWithoutDeadlines({ input }: { readonly input: { readonly clock: PlanClock } }): void {
  if (!hasDeadlines(input.clock)) throw new Refusal('NO_DEADLINES');
}
