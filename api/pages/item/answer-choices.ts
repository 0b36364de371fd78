import type { Language } from '../../../domain/language/sentence.ts';
import { itemTitle } from '../../../domain/notifications/notices.ts';
import type { Actor } from '../../../domain/roles.ts';
import { isMonthlyReport } from '../../../domain/stages/items.ts';
import type { ItemState } from '../../../domain/state/township-state.ts';
import type { TownshipView } from '../../access/township-view.ts';
import { wouldRefuse } from '../../use-cases/would-refuse.ts';
import type { Option } from '../ui/inputs.tsx';
import { translator } from '../ui/texts/bilingual.ts';
import { itemTexts } from './texts.ts';

/** How the reader may send an item back. */
export interface ReturnChoices {
  /** This item first, then earlier ones from the nearest; empty when it cannot be sent back. */
  readonly targets: readonly Option[];
  readonly straightBack: boolean;
}

/** Every way back that the run would take now; nothing is offered that would be refused. */
export function returnChoices(view: TownshipView, actor: Actor, item: ItemState, language: Language): ReturnChoices {
  const digest = item.submission?.digest ?? '';
  const possible = (stage: string, then: 'step-by-step' | 'straight-back'): boolean =>
    wouldRefuse(view, actor, 'decide', { item: item.id, round: item.round, digest, verdict: 'return', returnTo: { stage, then } }) ===
    undefined;
  const { items } = view.progress.state;
  const before = isMonthlyReport(item.id) ? [] : items.slice(0, items.indexOf(item)).toReversed();
  const earlier = before.filter(({ id, status }) => status === 'passed' && possible(id, 'step-by-step'));
  const own = possible(item.id, 'step-by-step')
    ? [{ value: item.id, label: translator(language)(itemTexts.thisStage(itemTitle(item.id, language))) }]
    : [];
  return {
    targets: [...own, ...earlier.map(({ id }) => ({ value: id, label: itemTitle(id, language) }))],
    straightBack: earlier.some(({ id }) => possible(id, 'straight-back')),
  };
}
