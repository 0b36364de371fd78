import { countiesRead, mayRead } from '../../domain/authority/reading.ts';
import { type Actor, isTownshipRole } from '../../domain/roles.ts';
import { type Campaign, listCampaigns } from '../../store/campaigns.ts';
import type { Store } from '../../store/database.ts';

/** Who may begin a county's half-year: county staff, and whoever sets the installation up before they have accounts. */
export const STARTERS = ['county-league', 'administrator'] as const;

/** The campaigns that somebody has to do with, newest first: a township's people with those in which it takes part. */
export async function listSeenCampaigns(store: Store, actor: Actor): Promise<Campaign[]> {
  const county = countiesRead(actor, 'campaign');
  if (county === undefined) return [];
  const campaigns = await listCampaigns(store, county === '*' ? undefined : county);
  return campaigns.filter(({ county: id, townships }) =>
    isTownshipRole(actor.role) ? townships.some((township) => mayRead(actor, 'campaign', id, township.id)) : mayRead(actor, 'campaign', id),
  );
}
