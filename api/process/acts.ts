import type { Actor } from '../../domain/roles.ts';
import { settleAct } from '../../store/acts.ts';
import { audit } from '../../store/audit.ts';
import type { ProcessDeps } from './deps.ts';
import type { Outcome } from './outcome.ts';

/** Keeps what became of an act; a run that recorded it has already said so itself. */
export async function settle({ store, now }: ProcessDeps, nonce: string, outcome: Outcome): Promise<void> {
  const settledAt = new Date(now());
  if (outcome.kind === 'refused')
    await settleAct(store, nonce, { status: 'refused', code: outcome.code, details: outcome.details, settledAt });
  if (outcome.kind === 'received') await settleAct(store, nonce, { status: 'received', settledAt });
}

/** A refusal by the api itself, before anything was sent: audited, since no run will ever know of it. */
export async function auditRefusal(
  { store }: ProcessDeps,
  actor: Actor,
  {
    workflowId,
    message,
    nonce,
    code,
  }: { workflowId: string; message: string; nonce: string; code: Extract<Outcome, { kind: 'refused' }>['code'] },
): Promise<Outcome> {
  await audit(store, {
    what: 'message-refused',
    by: actor.account,
    role: actor.role,
    unit: actor.unit,
    target: workflowId,
    code,
    requestId: nonce,
    details: { message },
  });
  return { kind: 'refused', code, details: {} };
}
