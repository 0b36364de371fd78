import { dateOf } from '../../domain/calendar/plan-date.ts';
import { planTimeAt } from '../../domain/clock.ts';
import type { DossierContext } from '../../domain/dossiers/index.ts';
import { type ItemId, isStage } from '../../domain/process/items.ts';
import { itemOf, type TownshipState } from '../../domain/process/township-state.ts';
import type { Campaign } from '../../store/campaigns.ts';
import { findRevisions } from '../../store/dossiers.ts';
import type { ProcessDeps } from './deps.ts';
import { rulesOf } from './rules.ts';

/** What a dossier of `item` is held against: the township's rules, the plan's day, and what other stages have on record. */
export async function dossierContext(
  deps: Pick<ProcessDeps, 'store' | 'now'>,
  { campaign, township, item }: { readonly campaign: Campaign; readonly township: string; readonly item: ItemId },
  state: TownshipState | undefined,
): Promise<DossierContext> {
  const today = dateOf(planTimeAt(campaign.clock, deps.now()));
  return {
    ...rulesOf(campaign, township),
    today,
    appointmentOn: appointmentDay(campaign, state, today),
    earlier: state ? await dossiersOnRecord(deps, item, state) : {},
  };
}

/** The day the appointment is due in this run, else in the plan; today when that day has passed. */
function appointmentDay(campaign: Campaign, state: TownshipState | undefined, today: string): string {
  const planned = campaign.input.plan.stages.find((stage) => stage.id === 'appointment')?.due;
  const due = (state && itemOf(state, 'appointment')?.due) ?? planned ?? today;
  return due < today ? today : due;
}

async function dossiersOnRecord(
  { store }: Pick<ProcessDeps, 'store'>,
  item: ItemId,
  state: TownshipState,
): Promise<DossierContext['earlier']> {
  const submitted = state.items.flatMap(({ id, submission }) =>
    submission && id !== item && isStage(id) ? [[submission.revision, id] as const] : [],
  );
  const stages = new Map(submitted);
  const revisions = await findRevisions(store, [...stages.keys()]);
  return Object.fromEntries(revisions.map(({ _id, dossier }): [string, unknown] => [stages.get(_id) ?? _id, dossier]));
}
