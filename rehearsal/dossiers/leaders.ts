import type { Setting } from './setting.ts';
import type { Candidate } from './slate.ts';

/** The leaders as elected, in the order of their posts: secretary, deputies. */
export function electedLeaders({ slate, rules }: Setting): readonly Candidate[] {
  return slate.elected.slice(0, rules.secretaries + rules.deputies);
}

/** Who was elected and is not on a way of their own: those who are appointed together. */
export function appointedTogether(setting: Setting): readonly Candidate[] {
  const { slate, state } = setting;
  const round = state.items.find(({ id }) => id === 'public-notice')?.round;
  const apart = state.seats.filter((seat) => seat.item === 'public-notice' && seat.round === round && seat.status !== 'superseded');
  const leaders = electedLeaders(setting);
  return slate.elected.filter((person) => !apart.some((seat) => leaders[(seat.person ?? 0) - 1] === person));
}
