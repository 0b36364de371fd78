import { mayRead } from '../../domain/authority/reading.ts';
import type { Actor } from '../../domain/roles.ts';
import { type Act, findAct } from '../../store/acts.ts';
import { findCampaign } from '../../store/campaigns.ts';
import type { AccessDeps } from './deps.ts';

/** One's own acts; county league and auditor: everybody's in the county. @returns undefined when there is none, or it is not for this person. */
export async function findSeenAct({ store }: Pick<AccessDeps, 'store'>, actor: Actor, nonce: string): Promise<Act | undefined> {
  const act = await findAct(store, nonce);
  if (!act || act.actor.account === actor.account) return act;
  const campaign = await findCampaign(store, act.campaign);
  return campaign && mayRead(actor, 'acts', campaign.county) ? act : undefined;
}
