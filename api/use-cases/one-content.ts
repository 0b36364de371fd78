import { createHash } from 'node:crypto';
import { canonicalJson } from '../../domain/canonical-json.ts';
import type { Actor } from '../../domain/roles.ts';
import { findCommand } from '../../store/commands.ts';
import { findNonce, type NonceRow, useNonce } from '../../store/nonces.ts';
import { auditRefusal } from './commands.ts';
import type { UseCaseDeps } from './deps.ts';
import type { Outcome, RefusedOutcome } from './outcome.ts';

/** What is sent under a nonce. */
export interface Sent {
  readonly nonce: string;
  readonly workflowId: string;
  /** Name of the message. */
  readonly message: string;
  /** Everything that the person typed and chose, as JSON. */
  readonly content: unknown;
}

/**
 * One nonce, one content: from now on the nonce stands for exactly this, whatever becomes of it, so that what is on record
 * under it can never be something else than what took effect.
 * @returns the refusal, audited, when the nonce was used by somebody else or for something else
 */
export async function takeNonce(deps: UseCaseDeps, actor: Actor, sent: Sent): Promise<RefusedOutcome | undefined> {
  const row = rowOf(deps, actor, sent);
  return same(await useNonce(deps.store, row), row) ? undefined : refuse(deps, actor, sent);
}

/**
 * What was answered to the same press before it is looked at again: how things stand may have changed because of it.
 * @returns undefined for a nonce that is not used yet, or whose command the run has not confirmed
 */
export async function answeredBefore(deps: UseCaseDeps, actor: Actor, sent: Sent): Promise<Outcome | undefined> {
  const row = await findNonce(deps.store, sent.nonce);
  if (!row) return undefined;
  if (!same(row, rowOf(deps, actor, sent))) return refuse(deps, actor, sent);
  const command = await findCommand(deps.store, sent.nonce);
  return command?.confirmedAt && command.receipt ? { kind: 'recorded', reference: command.reference, receipt: command.receipt } : undefined;
}

function refuse(deps: UseCaseDeps, actor: Actor, { nonce, workflowId, message }: Sent): Promise<RefusedOutcome> {
  return auditRefusal(deps, actor, { workflowId, message, nonce, code: 'NONCE_USED' });
}

function rowOf({ now }: UseCaseDeps, { account }: Actor, { nonce, ...sent }: Sent): NonceRow {
  const content = createHash('sha256').update(canonicalJson(sent)).digest('hex');
  return { _id: nonce, account, content, usedAt: new Date(now()) };
}

function same(used: NonceRow, wanted: NonceRow): boolean {
  return used.account === wanted.account && used.content === wanted.content;
}
