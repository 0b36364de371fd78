import { mayRead } from '../../domain/authority/reading.ts';
import type { Actor } from '../../domain/roles.ts';
import { type Campaign, findCampaign } from '../../store/campaigns.ts';
import { found } from '../http/request-error.ts';
import type { AccessDeps } from './deps.ts';

/** The campaign, if the person belongs to its county. @throws RequestError NOT_FOUND */
export async function seenCampaign({ store }: Pick<AccessDeps, 'store'>, actor: Actor, id: string): Promise<Campaign> {
  const campaign = await findCampaign(store, id);
  return found(campaign && mayRead(actor, 'county', campaign.county) ? campaign : undefined);
}

/**
 * The campaign and township a message is for. Whoever belongs to the county gets this far; whether they may act at that
 * township is for the door of authority to say, which audits its refusals.
 * @throws RequestError NOT_FOUND
 */
export async function seenTownship(
  deps: Pick<AccessDeps, 'store'>,
  actor: Actor,
  place: { readonly campaign: string; readonly township: string },
) {
  const campaign = await seenCampaign(deps, actor, place.campaign);
  const { id } = found(campaign.townships.find((row) => row.id === place.township));
  return { campaign, township: id };
}
