import { mayRead, readsAny } from '../../domain/authority/reading.ts';
import type { Actor } from '../../domain/roles.ts';
import { findCampaign } from '../../store/campaigns.ts';
import { type Command, findCommand } from '../../store/commands.ts';
import type { AccessDeps } from './deps.ts';

/** One's own commands; county league and auditor: everybody's in the county. @returns undefined when there is none, or it is not for this person. */
export async function findSeenCommand({ store }: Pick<AccessDeps, 'store'>, actor: Actor, nonce: string): Promise<Command | undefined> {
  const command = await findCommand(store, nonce);
  if (!command || command.actor.account === actor.account) return command;
  if (!readsAny(actor.role, 'commands')) return undefined;
  const campaign = await findCampaign(store, command.campaign);
  return campaign && mayRead(actor, 'commands', campaign.county) ? command : undefined;
}
