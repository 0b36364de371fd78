import { createHash } from 'node:crypto';
import { authorize } from '../../domain/process/authority.ts';
import { referenceOf, TOWNSHIP_MESSAGES, type TownshipMessage, type TownshipMessageName } from '../../domain/process/messages.ts';
import type { Actor } from '../../domain/roles.ts';
import { type Act, beginAct, settleAct } from '../../store/acts.ts';
import { audit } from '../../store/audit.ts';
import { type Campaign } from '../../store/campaigns.ts';
import { findTownshipProgress } from '../../store/progress.ts';
import { deliver } from './deliver.ts';
import type { ProcessDeps } from './deps.ts';
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
  readonly respondAsync?: boolean;
}

/** The workflow id of a township's run (blueprint: `reorganization/<county>/<year>/<township>`). */
export function townshipWorkflowId(campaign: Pick<Campaign, 'workflowId'>, township: string): string {
  return `${campaign.workflowId}/${township}`;
}

/**
 * Sends a person's message to a township's run: authority, act on record, voucher, delivery. Sending the same nonce
 * again is safe and gives the same answer.
 */
export async function sendTownshipMessage(deps: ProcessDeps, actor: Actor, post: TownshipPost): Promise<Outcome> {
  const workflowId = townshipWorkflowId(post.campaign, post.township);
  const message = messageOf(post, actor);
  if (!message) return refuse(deps, actor, workflowId, post, 'MESSAGE_MALFORMED');
  const progress = await findTownshipProgress(deps.store, workflowId);
  if (!progress) return refuse(deps, actor, workflowId, post, 'NO_SUCH_ITEM');
  const refused = authorize(message, { county: post.campaign.county, township: post.township, state: progress.state });
  if (refused) return refuse(deps, actor, workflowId, post, refused);

  const act = await beginAct(deps.store, actOf(deps, post, workflowId, actor, message));
  if (act.actor.account !== actor.account || act.workflowId !== workflowId || act.message !== post.name) {
    return refuse(deps, actor, workflowId, post, 'MESSAGE_MALFORMED');
  }
  if (act.status === 'recorded' && act.receipt) return { kind: 'recorded', reference: act.reference, receipt: act.receipt };

  const voucher = deps.vouchers.sign({ name: post.name, workflowId, envelope: message.envelope });
  const outcome = await deliver(deps, {
    workflowId, name: post.name, nonce: post.nonce, vouched: { envelope: message.envelope, voucher }, ...(post.respondAsync ? { respondAsync: true } : {}),
  });
  await settle(deps, post.nonce, outcome);
  return outcome;
}

/** The digest of a comment that travels in its place; salted with the nonce, so that short comments cannot be guessed. */
export function reasonDigestOf(nonce: string, comment: string): string {
  return createHash('sha256').update(`${nonce}\n${comment}`).digest('hex');
}

function messageOf({ name, nonce, body, comment }: TownshipPost, actor: Actor): TownshipMessage | undefined {
  const text = comment?.trim();
  const parsed = TOWNSHIP_MESSAGES[name].safeParse({ ...body, nonce, actor, ...(text ? { reasonDigest: reasonDigestOf(nonce, text) } : {}) });
  return parsed.success ? ({ name, envelope: parsed.data } as TownshipMessage) : undefined;
}

function actOf(deps: ProcessDeps, { campaign, township, name, nonce, comment }: TownshipPost, workflowId: string, actor: Actor, message: TownshipMessage): Act {
  const { item, month, round, verdict } = message.envelope as { item?: string; month?: string; round?: number; verdict?: string };
  const subject = item ?? (month ? `monthly-report/${month}` : undefined);
  return {
    _id: nonce, workflowId, campaign: campaign._id, township, message: name, actor, reference: referenceOf(nonce), status: 'sent', sentAt: new Date(deps.now()),
    ...(subject ? { item: subject } : {}), ...(round ? { round } : {}), ...(verdict ? { verdict } : {}), ...(comment?.trim() ? { comment: comment.trim() } : {}),
  };
}

/** Keeps what became of an act; a run that recorded it has already said so itself. */
export async function settle({ store, now }: ProcessDeps, nonce: string, outcome: Outcome): Promise<void> {
  const settledAt = new Date(now());
  if (outcome.kind === 'refused') await settleAct(store, nonce, { status: 'refused', code: outcome.code, details: outcome.details, settledAt });
  if (outcome.kind === 'received') await settleAct(store, nonce, { status: 'received', settledAt });
}

async function refuse({ store }: ProcessDeps, actor: Actor, workflowId: string, post: TownshipPost, code: Extract<Outcome, { kind: 'refused' }>['code']): Promise<Outcome> {
  await audit(store, { what: 'message-refused', by: actor.account, role: actor.role, unit: actor.unit, target: workflowId, code, requestId: post.nonce, details: { message: post.name } });
  return { kind: 'refused', code, details: {} };
}
