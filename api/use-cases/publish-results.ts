import { authorizeCounty } from '../../domain/authority/county.ts';
import type { Actor } from '../../domain/roles.ts';
import type { Campaign } from '../../store/campaigns.ts';
import { dossierDigest } from '../../store/digests.ts';
import { findRevision, keepRevision } from '../../store/dossiers.ts';
import type { Results } from '../documents/results.ts';
import { auditRefusal } from './commands.ts';
import { sendCountyMessage } from './county-messages.ts';
import type { UseCaseDeps } from './deps.ts';
import { takeNonce } from './one-content.ts';
import type { Outcome } from './outcome.ts';

/** Keeps the document as a revision whose id is the form's nonce, and publishes its digest. Posting twice keeps the first. */
export async function publishResults(
  deps: UseCaseDeps,
  actor: Actor,
  post: { readonly campaign: Campaign; readonly nonce: string; readonly results: Results },
): Promise<Outcome> {
  const { campaign, nonce } = post;
  const { workflowId } = campaign;
  const refused = authorizeCounty({ name: 'publish', envelope: { nonce, actor, revision: nonce, digest: '' } }, campaign.county);
  if (refused) return auditRefusal(deps, actor, { workflowId, message: 'publish', nonce, code: refused });
  const content = post.results;
  const used = await takeNonce(deps, actor, { nonce, workflowId, message: 'publish', content });
  if (used) return used;
  await keepRevision(deps.store, {
    _id: nonce,
    workflowId,
    campaign: campaign._id,
    item: 'results',
    round: 1,
    dossier: post.results,
    digest: dossierDigest({ dossier: post.results }),
    counts: {},
    linkedAccounts: [],
    account: actor.account,
    writtenAt: new Date(deps.now()),
  });
  const kept = await findRevision(deps.store, nonce);
  if (!kept) throw new Error(`revision ${nonce} was not kept`);
  return sendCountyMessage(deps, actor, { campaign, name: 'publish', nonce, content, body: { revision: kept._id, digest: kept.digest } });
}
