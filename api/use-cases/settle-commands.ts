import { findCampaign } from '../../store/campaigns.ts';
import { type Command, listUnsettledCommands } from '../../store/commands.ts';
import { notifyRefusal, type OutboxSettings } from '../../store/outbox.ts';
import { deliverAgain } from './commands.ts';
import type { UseCaseDeps } from './deps.ts';

const AT_A_TIME = 50;
const AT_ONCE = 4;

/**
 * Asks the runs what became of commands of which nobody knows it yet: their senders were told that they are received, or read
 * on the reference page what a step wrote that may have been lost. Each takes effect, once, or is refused, and then its
 * sender is told. Several processes may do so at once. @returns how many were settled
 */
export async function settleOpenCommands(deps: UseCaseDeps & OutboxSettings): Promise<number> {
  const open = await listUnsettledCommands(deps.store, new Date(deps.now()), AT_A_TIME);
  let settled = 0;
  const work = async () => {
    for (let command = open.shift(); command !== undefined; command = open.shift())
      if (await settleOpenCommand(deps, command)) settled += 1;
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return settled;
}

async function settleOpenCommand(deps: UseCaseDeps & OutboxSettings, command: Command): Promise<boolean> {
  const outcome = await deliverAgain(deps, command);
  if (outcome.kind === 'refused') await tell(deps, command, outcome);
  return outcome.kind === 'recorded' || outcome.kind === 'refused';
}

async function tell(
  { store, publicUrl, mailIsSent }: UseCaseDeps & OutboxSettings,
  { _id: nonce, workflowId, campaign, township, actor }: Command,
  { code, details }: { readonly code: string; readonly details: Readonly<Record<string, string | number>> },
): Promise<void> {
  const clock = (await findCampaign(store, campaign))?.clock ?? { kind: 'live' as const };
  const late = { workflowId, campaign, clock, nonce, account: actor.account, code, details, ...(township ? { township } : {}) };
  await notifyRefusal(store, { publicUrl, mailIsSent }, late);
}
