import { mayRead } from '../../domain/authority/reading.ts';
import { planTimeAt } from '../../domain/calendar/clock.ts';
import { ruleResultsOn } from '../../domain/process/township-rule-results.ts';
import type { Actor } from '../../domain/roles.ts';
import type { RuleResult } from '../../domain/rules/rule-result.ts';
import { itemIdSchema } from '../../domain/stages/items.ts';
import { type ItemState, itemOf } from '../../domain/state/township-state.ts';
import { type Campaign, type CampaignTownship, findCampaign, rulesOf, townshipWorkflowId } from '../../store/campaigns.ts';
import { commentsOf } from '../../store/commands.ts';
import { type DossierRevision, findRevision } from '../../store/dossiers.ts';
import { findTownshipProgress, type TownshipProgress } from '../../store/progress.ts';
import type { AccessDeps } from './deps.ts';

/** A township's run as pages and the JSON API show it. */
export interface TownshipView {
  readonly campaign: Campaign;
  readonly township: CampaignTownship;
  readonly progress: TownshipProgress;
  /** Plan time now. */
  readonly now: number;
}

/** One item of a township with what is on record for it. */
export interface ItemView extends TownshipView {
  readonly item: ItemState;
  /** The revision in the open round, or of the round that passed. */
  readonly revision?: DossierRevision;
  readonly ruleResults: readonly RuleResult[];
  /** Earlier rounds, newest first, each with its revision and the reason it was sent back for. */
  readonly earlier: readonly {
    readonly round: ItemState['pastRounds'][number];
    readonly revision?: DossierRevision;
    readonly reason?: string;
  }[];
}

/** @returns undefined when there is no such run or the person may not see it; the two are not told apart. */
export async function findTownshipView(
  deps: AccessDeps,
  actor: Actor,
  campaignId: string,
  townshipId: string,
): Promise<TownshipView | undefined> {
  const campaign = await findCampaign(deps.store, campaignId);
  const township = campaign?.townships.find((row) => row.id === townshipId);
  if (!campaign || !township || !mayRead(actor, 'township', campaign.county, townshipId)) return undefined;
  const progress = await findTownshipProgress(deps.store, townshipWorkflowId(campaign, townshipId));
  return progress ? { campaign, township, progress, now: planTimeAt(campaign.clock, deps.now()) } : undefined;
}

export async function findItemView(
  deps: AccessDeps,
  actor: Actor,
  campaignId: string,
  townshipId: string,
  itemId: string,
): Promise<ItemView | undefined> {
  const view = await findTownshipView(deps, actor, campaignId, townshipId);
  const id = itemIdSchema.safeParse(itemId);
  const item = view && id.success ? itemOf(view.progress.state, id.data) : undefined;
  if (!view || !item) return undefined;
  const revision = item.submission ? await findRevision(deps.store, item.submission.revision) : undefined;
  const ruleResults = item.submission
    ? ruleResultsOn({ input: rulesOf(view.campaign, townshipId), state: view.progress.state }, item.id, item.submission.counts)
    : [];
  return { ...view, item, ruleResults, earlier: await earlierRounds(deps, item), ...(revision ? { revision } : {}) };
}

async function earlierRounds({ store }: Pick<AccessDeps, 'store'>, item: ItemState): Promise<ItemView['earlier']> {
  const reasons = await commentsOf(
    store,
    item.pastRounds.map((round) => round.nonce),
  );
  return Promise.all(
    item.pastRounds.toReversed().map(async (round) => {
      const revision = round.submission ? await findRevision(store, round.submission.revision) : undefined;
      const reason = reasons.get(round.nonce);
      return { round, ...(revision ? { revision } : {}), ...(reason ? { reason } : {}) };
    }),
  );
}
