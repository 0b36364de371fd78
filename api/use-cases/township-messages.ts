import { authorize } from '../../domain/authority/township.ts';
import type { Actor } from '../../domain/roles.ts';
import { referenceOf, TOWNSHIP_MESSAGES, type TownshipMessage, type TownshipMessageName } from '../../domain/state/messages.ts';
import { type Campaign, townshipWorkflowId } from '../../store/campaigns.ts';
import { commandSubject } from '../../store/command-subject.ts';
import type { Command } from '../../store/commands.ts';
import { reasonDigestOf } from '../../store/digests.ts';
import { findTownshipProgress } from '../../store/progress.ts';
import { auditRefusal, deliverCommand, putOnRecord } from './commands.ts';
import type { UseCaseDeps } from './deps.ts';
import { takeNonce } from './one-content.ts';
import type { Outcome } from './outcome.ts';

/** A message as a page or the JSON API hands it over; the actor comes from the session. */
export interface TownshipPost<N extends TownshipMessageName = TownshipMessageName> {
  readonly campaign: Campaign;
  readonly township: string;
  readonly name: N;
  readonly nonce: string;
  /** The envelope without nonce, actor and digest of the reason. */
  readonly body: Readonly<Record<string, unknown>>;
  /** What the person wrote; stays in MongoDB, only its digest travels. */
  readonly comment?: string;
  /** Number of the document with which a body answers; stays in MongoDB as well. */
  readonly document?: string;
  readonly respondAsync?: boolean;
  /** Everything typed and chosen, where the envelope is worked out from it; else envelope and comment are what the nonce stands for. */
  readonly content?: unknown;
}

/**
 * Sends a person's message to a township's run: authority, command on record, voucher, delivery. Sending the same nonce
 * again is safe and gives the same answer.
 */
export async function sendTownshipMessage(deps: UseCaseDeps, actor: Actor, post: TownshipPost): Promise<Outcome> {
  const workflowId = townshipWorkflowId(post.campaign, post.township);
  const refuse = (code: Extract<Outcome, { kind: 'refused' }>['code']) =>
    auditRefusal(deps, actor, { workflowId, message: post.name, nonce: post.nonce, code });
  const message = messageOf(post, actor);
  if (!message) return refuse('MESSAGE_MALFORMED');
  const progress = await findTownshipProgress(deps.store, workflowId);
  if (!progress) return refuse('NO_SUCH_ITEM');
  const refused = authorize(message, { county: post.campaign.county, township: post.township, state: progress.state });
  if (refused) return refuse(refused);

  const { nonce, name, content = contentOf(post, message.envelope) } = post;
  const used = await takeNonce(deps, actor, { nonce, workflowId, message: name, content });
  if (used) return used;
  const command = await putOnRecord(deps, commandOf(deps, post, workflowId, actor, message));
  if (command.confirmedAt && command.receipt) return { kind: 'recorded', reference: command.reference, receipt: command.receipt };

  return deliverCommand(deps, command, { envelope: message.envelope, ...(post.respondAsync ? { respondAsync: true } : {}) });
}

function contentOf({ comment, document }: TownshipPost, { nonce: _, actor: __, ...envelope }: TownshipMessage['envelope']) {
  const {
    reasonDigest: ___,
    documentDigest: ____,
    ...body
  } = envelope as { readonly reasonDigest?: string; readonly documentDigest?: string };
  return { body, comment: comment?.trim() ?? '', ...(document?.trim() ? { document: document.trim() } : {}) };
}

function messageOf({ name, nonce, body, comment, document }: TownshipPost, actor: Actor): TownshipMessage | undefined {
  const [text, number] = [comment?.trim(), document?.trim()];
  const parsed = TOWNSHIP_MESSAGES[name].safeParse({
    ...body,
    nonce,
    actor,
    ...(text ? { reasonDigest: reasonDigestOf(nonce, text) } : {}),
    ...(number ? { documentDigest: reasonDigestOf(nonce, number) } : {}),
  });
  return parsed.success ? ({ name, envelope: parsed.data } as TownshipMessage) : undefined;
}

function commandOf(
  deps: UseCaseDeps,
  { campaign, township, name, nonce, comment, document }: TownshipPost,
  workflowId: string,
  actor: Actor,
  message: TownshipMessage,
): Command {
  return {
    _id: nonce,
    workflowId,
    campaign: campaign._id,
    township,
    message: name,
    actor,
    reference: referenceOf(nonce),
    status: 'sent',
    envelope: message.envelope,
    sentAt: new Date(deps.now()),
    ...commandSubject(name, message.envelope, true),
    ...(comment?.trim() ? { comment: comment.trim() } : {}),
    ...(document?.trim() ? { document: document.trim() } : {}),
  };
}
