import type { Body } from '../../domain/roles.ts';
import { isMonthlyReport } from '../../domain/stages/items.ts';
import type { ItemState, TownshipState } from '../../domain/state/township-state.ts';
import { askedNow, type SubmitOptions } from './township-messages.ts';
import type { TownshipRun } from './township-run.ts';
import { until } from './until.ts';

/** A record of the past: its year is the plan's of the tests, 2012. */
export const RECORD_CLOCK = { kind: 'record' } as const;

/** The day on which the notice of a record was posted: in the year's window, long before anybody enters it. */
export const POSTED_ON = '2012-09-24';

/** What is said with an item of a record: a notice is posted on a day of its own year. */
export function enteredWith(id: ItemState['id']): SubmitOptions {
  return id === 'public-notice' ? { postedOn: POSTED_ON } : {};
}

/** The next thing to be entered: an answer that is asked for, else what is open, the stages before the months. */
export function nextEntry({ items }: TownshipState): { readonly item: ItemState; readonly answer?: Body } | undefined {
  for (const item of items) {
    const [answer] = askedNow(item);
    if (answer) return { item, answer };
  }
  const open = items.filter(({ status }) => status === 'open');
  const item = open.find(({ id }) => !isMonthlyReport(id)) ?? open[0];
  return item && { item };
}

/** Enters everything of a township's record, one thing after the other, and gives its state at the end. */
export async function enterRecord(run: TownshipRun): Promise<TownshipState> {
  for (;;) {
    // A notice of the past passes by itself, at once.
    const state = await until(async () => {
      const seen = await run.state();
      return seen.items.some(({ notice, status }) => notice && status === 'submitted') ? undefined : seen;
    });
    const next = state.status === 'running' ? nextEntry(state) : undefined;
    if (!next) return state;
    if (next.answer) await run.answer(next.item.id, next.answer);
    else await run.submit(next.item.id, enteredWith(next.item.id));
  }
}
