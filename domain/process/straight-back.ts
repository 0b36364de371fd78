import { DOSSIERS } from '../dossiers/index.ts';
import type { DossierContext } from '../fields/define-dossier.ts';
import { type Counts, fails } from '../rules/rule-result.ts';
import { stageOf } from '../stages/item-definitions.ts';
import { type ItemId, isStage } from '../stages/items.ts';
import { itemsBefore } from '../state/course.ts';
import { itemOf, type TownshipInput, type TownshipState } from '../state/township-state.ts';
import { ruleResultsOn } from './township-rule-results.ts';

/** What was built on an earlier revision and would no longer hold: the item, and the codes of its rules. */
export interface BrokenBehind {
  readonly item: ItemId;
  readonly rules: readonly string[];
}

/**
 * After a straight return, the new revision of an item has to leave standing what was built on the old one: by name as
 * well, which the run, that compares numbers, cannot tell (a nominee taken out who is on the formal list; R44, R50, C-12).
 * @param context what the item's own dossier is held against
 * @returns the first item that no longer holds, or undefined
 */
export function brokenBehind(
  { item, dossier, counts }: { readonly item: ItemId; readonly dossier: unknown; readonly counts: Counts },
  context: DossierContext,
  facts: { readonly input: Pick<TownshipInput, 'rules' | 'body'>; readonly state: TownshipState },
): BrokenBehind | undefined {
  const back = itemOf(facts.state, item)?.straightBackTo;
  if (!back || !isStage(item)) return undefined;
  const state = withCounts(facts.state, item, counts);
  for (const id of [...itemsBefore(state, back), back]) {
    const built = isStage(id) && id !== item ? context.earlier[id] : undefined;
    if (built === undefined) continue;
    const held = DOSSIERS[stageOf(id)].countsOf(built, { ...context, earlier: { ...context.earlier, [id]: undefined, [item]: dossier } });
    const broken = fails(ruleResultsOn({ input: facts.input, state }, id, held));
    if (broken.length > 0) return { item: id, rules: broken.map((result) => result.code) };
  }
  return undefined;
}

/** The state as it would be with these counts on record for the item. */
function withCounts(state: TownshipState, item: ItemId, counts: Counts): TownshipState {
  const submission = { revision: '', digest: '', counts, linkedAccounts: [], account: '', nonce: '', at: 0, late: false };
  return { ...state, items: state.items.map((one) => (one.id === item ? { ...one, submission } : one)) };
}
