import { addDays, dateOf } from '../../../domain/calendar/plan-date.ts';
import type { Actor } from '../../../domain/roles.ts';
import type { ItemState } from '../../../domain/state/township-state.ts';
import type { TownshipView } from '../../access/township-view.ts';
import { wouldRefuse } from '../../use-cases/would-refuse.ts';
import type { Intervention } from '../township/view.tsx';

/** Items whose due date the reader may extend. */
export function extendable(view: TownshipView, actor: Actor): ItemState[] {
  return view.progress.state.items.filter(({ id, round, due, status }) => {
    if (status !== 'open' || due === null) return false;
    const today = dateOf(view.now);
    const later = addDays(due > today ? due : today, 1);
    return wouldRefuse(view, actor, 'extend', { item: id, round, due: later }) === undefined;
  });
}

/** What the reader may do with the township now, beside its stages. */
export function interventionsFor(view: TownshipView, actor: Actor): Intervention[] {
  const others = (['hold', 'release', 'close'] as const).filter((name) => wouldRefuse(view, actor, name, {}) === undefined);
  return [...(extendable(view, actor).length > 0 ? (['extend'] as const) : []), ...others];
}
