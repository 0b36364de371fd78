import { authorizeCounty } from '../../domain/authority/county.ts';
import { authorize } from '../../domain/authority/township.ts';
import type { RefusalCode } from '../../domain/errors.ts';
import type { Actor } from '../../domain/roles.ts';
import { isMonthlyReport, itemIdSchema, monthOfReport } from '../../domain/stages/items.ts';
import type { CountyMessage, CountyMessageName } from '../../domain/state/county-messages.ts';
import type { TownshipMessage, TownshipMessageName } from '../../domain/state/messages.ts';
import { type Campaign, townshipWorkflowId } from '../../store/campaigns.ts';
import { findTownshipProgress } from '../../store/progress.ts';
import { currentRequest } from '../http/request-context.ts';
import { auditRefusal } from './commands.ts';
import type { UseCaseDeps } from './deps.ts';
import type { RefusedOutcome } from './outcome.ts';

/** What a request would send: a message to a township's run, or to the county's. */
export type Sends = { readonly county: CountyMessageName } | { readonly township: TownshipMessageName };

/** Where it would go, as the address says. */
export interface SentTo {
  readonly campaign: Campaign;
  readonly township?: string | undefined;
  readonly item?: string | undefined;
}

/** Not for this role, or not at this unit, whatever the message says; everything else is told with what was typed. */
const BEFOREHAND: readonly RefusalCode[] = ['WRONG_UNIT', 'NOT_AUTHORIZED'];

/**
 * Asks the door of authority before anything of the request's body is read: whoever may not send the message costs nobody
 * anything. The refusal is audited under the request's own id, since its nonce was never read.
 */
export async function refuseSender(deps: UseCaseDeps, actor: Actor, sends: Sends, to: SentTo): Promise<RefusedOutcome | undefined> {
  const { campaign, township = '' } = to;
  const isCounty = 'county' in sends;
  const workflowId = isCounty ? campaign.workflowId : townshipWorkflowId(campaign, township);
  const code = isCounty
    ? authorizeCounty({ name: sends.county, envelope: { actor } } as CountyMessage, campaign.county)
    : await atTownship(deps, actor, sends.township, { campaign, township, item: to.item });
  if (!code || !BEFOREHAND.includes(code)) return undefined;
  const message = isCounty ? sends.county : sends.township;
  return auditRefusal(deps, actor, { workflowId, message, nonce: currentRequest().requestId, code });
}

async function atTownship(
  deps: UseCaseDeps,
  actor: Actor,
  name: TownshipMessageName,
  { campaign, township, item }: SentTo & { readonly township: string },
): Promise<RefusalCode | undefined> {
  const progress = await findTownshipProgress(deps.store, townshipWorkflowId(campaign, township));
  const about = itemIdSchema.safeParse(item);
  if (!progress || (item !== undefined && !about.success)) return undefined;
  const message = asFarAsAuthorityLooks(actor, name, about.data);
  return authorize(message, { county: campaign.county, township, state: progress.state });
}

function asFarAsAuthorityLooks(
  actor: Actor,
  name: TownshipMessageName,
  item: ReturnType<typeof itemIdSchema.safeParse>['data'],
): TownshipMessage {
  if (name === 'submit' && item && isMonthlyReport(item)) {
    return { name: 'report', envelope: { actor, month: monthOfReport(item) } } as TownshipMessage;
  }
  return { name, envelope: { actor, item } } as TownshipMessage;
}
