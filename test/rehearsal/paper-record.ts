import { listsAmong } from '../../api/use-cases/people-lists.ts';
import type { DossierContext } from '../../domain/dossiers/index.ts';
import { votedRounds } from '../../domain/process/counted-rounds.ts';
import type { CountedRounds } from '../../domain/rules/ballot-facts.ts';
import { stageOf } from '../../domain/stages/item-definitions.ts';
import { type ItemId, isSeatItem, isStage, seatOf } from '../../domain/stages/items.ts';
import type { StageId } from '../../domain/stages/stages.ts';
import { type ItemState, itemOf, type TownshipState } from '../../domain/state/township-state.ts';

/** Stages whose record a seat's own track makes anew. */
const REDONE: readonly StageId[] = ['formal-candidates', 'member-election', 'member-report', 'inspection', 'public-notice', 'appointment'];

/** What a township's file has on record when a dossier of `item` is looked at, as the api reads it from MongoDB. */
export function onPaper(
  revisions: ReadonlyMap<string, unknown>,
  state: TownshipState,
  item: ItemId,
): Pick<DossierContext, 'earlier' | 'ballots' | 'counted' | 'objections' | 'apart'> {
  const items = besides(state, item);
  const ballots = itemOf(state, item)?.ballots;
  return {
    ...listsAmong(revisions, state).known(),
    earlier: Object.fromEntries(
      items.flatMap(([stage, { id, submission }]) => (submission && id !== item ? [[stage, revisions.get(submission.revision)]] : [])),
    ),
    counted: Object.fromEntries(
      items
        .filter(([stage]) => stage === 'member-election' || stage === 'leadership-election')
        .map(([stage, one]) => [
          stage,
          votedRounds(one).map(({ open, revision, taken }) => ({ open, dossier: revisions.get(revision), taken })),
        ]),
    ) as CountedRounds,
    ...(ballots ? { ballots } : {}),
  };
}

/** The items on record beside the one at hand; for a seat's step those of its track, under the stages they are like. */
function besides(state: TownshipState, item: ItemId): (readonly [StageId, ItemState])[] {
  const stages = state.items.flatMap((one) => (isStage(one.id) ? [[one.id, one] as const] : []));
  if (!isSeatItem(item)) return stages;
  const { seat } = seatOf(item);
  const own = state.items.flatMap((one) =>
    isSeatItem(one.id) && seatOf(one.id).seat === seat ? [[stageOf(one.id) as StageId, one] as const] : [],
  );
  return [...stages.filter(([stage]) => !REDONE.includes(stage)), ...own];
}
