import type { TownshipInput } from '../../domain/process/township-state.ts';
import type { Campaign } from '../../store/campaigns.ts';

/** The rules a township's dossiers are judged by, as its run was started with. @throws when the campaign has no such township. */
export function rulesOf(campaign: Campaign, township: string): Pick<TownshipInput, 'rules' | 'body'> {
  const found = campaign.townships.find((row) => row.id === township);
  if (!found) throw new RangeError(`no township ${township} in campaign ${campaign._id}`);
  return { rules: found.rules, body: found.body };
}
