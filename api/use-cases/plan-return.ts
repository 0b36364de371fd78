import { type Campaign, listCampaigns } from '../../store/campaigns.ts';
import { commentsOf } from '../../store/commands.ts';
import { type CountyProgress, countyProgress } from '../../store/progress.ts';
import type { UseCaseDeps } from './deps.ts';

/** Why the organization department sent a county's plan back; `reason` is missing only where the command is. */
export interface PlanReturn {
  readonly at: number;
  readonly reason?: string;
}

/** @returns undefined while the plan was not sent back. */
export async function planReturnOf(
  { store }: Pick<UseCaseDeps, 'store'>,
  { state }: Pick<CountyProgress, 'state'>,
): Promise<PlanReturn | undefined> {
  const done = state.items.find(({ id, status }) => id === 'plan' && status === 'returned')?.done;
  if (!done) return undefined;
  const reason = (await commentsOf(store, [done.nonce])).get(done.nonce);
  return { at: done.at, ...(reason ? { reason } : {}) };
}

/** The county's latest campaign, where its plan was sent back and nothing was started since: nobody is asked to do anything there. */
export async function latestReturned(
  deps: Pick<UseCaseDeps, 'store'>,
  county: string,
): Promise<(PlanReturn & { readonly campaign: Campaign }) | undefined> {
  const [campaign] = await listCampaigns(deps.store, county, 1);
  const progress = campaign && (await countyProgress(deps.store).findOne({ _id: campaign.workflowId, 'state.status': 'returned' }));
  const returned = progress && (await planReturnOf(deps, progress));
  return campaign && returned ? { ...returned, campaign } : undefined;
}
