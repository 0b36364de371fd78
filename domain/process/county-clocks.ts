import type { CountyState } from '../state/county-state.ts';
import type { Clock } from '../state/ladder.ts';

/** Everybody who is waited for at the county: the plan's approval, a report's signature, the results document. */
export function openCountyClocks(state: CountyState): Clock[] {
  if (state.status !== 'preparing' && state.status !== 'running') return [];
  return state.items.flatMap((item): Clock[] => {
    const base = { item: item.id, round: item.round };
    if (item.status === 'open' && item.openedAt !== null) {
      return [{ ...base, key: `${item.id}:sign`, body: 'county-league', kind: 'submit', since: item.openedAt, due: item.due }];
    }
    return item.asked.flatMap((answer): Clock[] =>
      answer.given || answer.since === null
        ? []
        : [{ ...base, key: `${item.id}:${answer.body}`, body: answer.body, kind: 'answer', since: answer.since, due: answer.due }],
    );
  });
}
