import { authorizeCounty } from '../../domain/authority/county.ts';
import type { Actor } from '../../domain/roles.ts';
import { COUNTY_MESSAGES, type CountyMessage, type CountyMessageName } from '../../domain/state/county-messages.ts';
import { referenceOf } from '../../domain/state/messages.ts';
import type { Campaign } from '../../store/campaigns.ts';
import { commandSubject } from '../../store/command-subject.ts';
import { reasonDigestOf } from '../../store/digests.ts';
import { auditRefusal, deliverCommand, putOnRecord } from './commands.ts';
import type { UseCaseDeps } from './deps.ts';
import { takeNonce } from './one-content.ts';
import type { Outcome } from './outcome.ts';

/** A message to a county's run as a page or the JSON API hands it over; the actor comes from the session. */
export interface CountyPost<N extends CountyMessageName = CountyMessageName> {
  readonly campaign: Campaign;
  readonly name: N;
  readonly nonce: string;
  /** The envelope without nonce, actor and digest of the reason. */
  readonly body: Readonly<Record<string, unknown>>;
  /** What the person wrote; stays in MongoDB. */
  readonly comment?: string;
  /** Everything typed and chosen, where the envelope is worked out from it; else envelope and comment are what the nonce stands for. */
  readonly content?: unknown;
}

/** Sends a person's message to the county's run: authority, command on record, voucher, delivery. The same nonce counts once. */
export async function sendCountyMessage(deps: UseCaseDeps, actor: Actor, post: CountyPost): Promise<Outcome> {
  const { campaign, name, nonce } = post;
  const { workflowId } = campaign;
  const refuse = (code: Extract<Outcome, { kind: 'refused' }>['code']) =>
    auditRefusal(deps, actor, { workflowId, message: name, nonce, code });
  const message = messageOf(post, actor);
  if (!message) return refuse('MESSAGE_MALFORMED');
  const refused = authorizeCounty(message, campaign.county);
  if (refused) return refuse(refused);

  const content = post.content ?? contentOf(post, message.envelope);
  const used = await takeNonce(deps, actor, { nonce, workflowId, message: name, content });
  if (used) return used;
  const command = await putOnRecord(deps, {
    _id: nonce,
    workflowId,
    campaign: campaign._id,
    message: name,
    actor,
    reference: referenceOf(nonce),
    status: 'sent',
    envelope: message.envelope,
    sentAt: new Date(deps.now()),
    ...commandSubject(name, message.envelope, false),
    ...(post.comment?.trim() ? { comment: post.comment.trim() } : {}),
  });
  if (command.confirmedAt && command.receipt) return { kind: 'recorded', reference: command.reference, receipt: command.receipt };

  return deliverCommand(deps, command, { envelope: message.envelope });
}

function contentOf({ comment }: CountyPost, { nonce: _, actor: __, ...envelope }: CountyMessage['envelope']) {
  const { reasonDigest: ___, ...body } = envelope as { readonly reasonDigest?: string };
  return { body, comment: comment?.trim() ?? '' };
}

function messageOf({ name, nonce, body, comment }: CountyPost, actor: Actor): CountyMessage | undefined {
  const text = comment?.trim();
  const parsed = COUNTY_MESSAGES[name].safeParse({ ...body, nonce, actor, ...(text ? { reasonDigest: reasonDigestOf(nonce, text) } : {}) });
  return parsed.success ? ({ name, envelope: parsed.data } as CountyMessage) : undefined;
}
