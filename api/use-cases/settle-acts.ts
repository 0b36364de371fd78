import { type Act, listUnsettledActs } from '../../store/acts.ts';
import { findCampaign } from '../../store/campaigns.ts';
import { type OutboxSettings, tellRefusal } from '../../store/outbox.ts';
import { deliverAgain } from './acts.ts';
import type { UseCaseDeps } from './deps.ts';

const AT_A_TIME = 50;
const AT_ONCE = 4;

/**
 * Asks the runs what became of acts of which nobody knows it yet: their senders were told that they are received, or read
 * on the reference page what a step wrote that may have been lost. Each takes effect, once, or is refused, and then its
 * sender is told. Several processes may do so at once. @returns how many were settled
 */
export async function settleOpenActs(deps: UseCaseDeps & OutboxSettings): Promise<number> {
  const open = await listUnsettledActs(deps.store, new Date(deps.now()), AT_A_TIME);
  let settled = 0;
  const work = async () => {
    for (let act = open.shift(); act !== undefined; act = open.shift()) if (await settleOpenAct(deps, act)) settled += 1;
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return settled;
}

async function settleOpenAct(deps: UseCaseDeps & OutboxSettings, act: Act): Promise<boolean> {
  const outcome = await deliverAgain(deps, act);
  if (outcome.kind === 'refused') await tell(deps, act, outcome);
  return outcome.kind === 'recorded' || outcome.kind === 'refused';
}

async function tell(
  { store, publicUrl, mailIsSent }: UseCaseDeps & OutboxSettings,
  { _id: nonce, workflowId, campaign, township, actor }: Act,
  { code, details }: { readonly code: string; readonly details: Readonly<Record<string, string | number>> },
): Promise<void> {
  const clock = (await findCampaign(store, campaign))?.clock ?? { kind: 'live' as const };
  const late = { workflowId, campaign, clock, nonce, account: actor.account, code, details, ...(township ? { township } : {}) };
  await tellRefusal(store, { publicUrl, mailIsSent }, late);
}
