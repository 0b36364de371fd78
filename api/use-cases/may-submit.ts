import { authorize } from '../../domain/authority/township.ts';
import type { RefusalCode } from '../../domain/errors.ts';
import type { Actor } from '../../domain/roles.ts';
import { type ItemId, isMonthlyReport, monthOfReport } from '../../domain/stages/items.ts';
import type { TownshipMessage } from '../../domain/state/messages.ts';
import { townshipWorkflowId } from '../../store/campaigns.ts';
import { findTownshipProgress } from '../../store/progress.ts';
import { auditRefusal } from './commands.ts';
import type { UseCaseDeps } from './deps.ts';
import type { Outcome } from './outcome.ts';
import type { DossierPost } from './submit-dossier.ts';

/**
 * Asks the door of authority before a dossier is looked at: whoever may not submit it learns nothing of the township's
 * rules and leaves no revision behind.
 * @returns the refusal, audited, or undefined when the person may submit.
 */
export async function refuseSubmitter(deps: UseCaseDeps, actor: Actor, post: Omit<DossierPost, 'dossier'>): Promise<Outcome | undefined> {
  const { campaign, township, nonce } = post;
  const workflowId = townshipWorkflowId(campaign, township);
  const message = messageOf(actor, post);
  const progress = await findTownshipProgress(deps.store, workflowId);
  const code: RefusalCode | undefined = progress
    ? authorize(message, { county: campaign.county, township, state: progress.state })
    : 'NO_SUCH_ITEM';
  return code ? auditRefusal(deps, actor, { workflowId, message: message.name, nonce, code }) : undefined;
}

/** The message as far as authority looks at it. */
function messageOf(
  actor: Actor,
  { item, round, nonce }: { readonly item: ItemId; readonly round: number; readonly nonce: string },
): TownshipMessage {
  const envelope = { nonce, actor, round, revision: nonce, digest: '', counts: {}, linkedAccounts: [] };
  return isMonthlyReport(item)
    ? { name: 'report', envelope: { ...envelope, month: monthOfReport(item) } }
    : { name: 'submit', envelope: { ...envelope, item } };
}
