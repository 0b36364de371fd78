import type { Actor } from '../../domain/roles.ts';
import type { Receipt } from '../../domain/state/messages.ts';
import { type Act, beginAct, confirmAct, findAct, noteAct, receiveAct, refuseAct } from '../../store/acts.ts';
import { audit } from '../../store/audit.ts';
import { findCountyProgress, findTownshipProgress } from '../../store/progress.ts';
import { linkMark } from '../http/request-context.ts';
import { type Delivery, deliver } from './deliver.ts';
import type { UseCaseDeps } from './deps.ts';
import type { Outcome } from './outcome.ts';

/**
 * Keeps what became of an act, and says what is true to tell of it: a run that is over answers nothing any more, and what
 * was handed over before is not undone because nobody can be reached now.
 */
async function settle(
  { store, now }: Pick<UseCaseDeps, 'store' | 'now'>,
  act: Act,
  outcome: Outcome,
  handedOverAt: Date,
): Promise<Outcome> {
  const settledAt = new Date(now());
  const known = outcome.kind === 'refused' && outcome.code === 'CLOSED' ? await heldByEndedRun(store, act) : undefined;
  const { _id: nonce, reference } = act;
  if (known) {
    await confirmAct(store, nonce, known, settledAt);
    return { kind: 'recorded', reference, receipt: known };
  }
  if (outcome.kind === 'recorded') await confirmAct(store, nonce, outcome.receipt, settledAt);
  if (outcome.kind === 'refused') await refuseAct(store, nonce, { code: outcome.code, details: outcome.details, settledAt });
  if (outcome.kind === 'received') await receiveAct(store, nonce, handedOverAt, settledAt);
  if (outcome.kind === 'unconfirmed') await noteAct(store, nonce, { handedOver: true });
  if (outcome.kind === 'unavailable' && (act.status !== 'sent' || act.handedOver)) return { kind: 'unconfirmed', reference };
  return outcome;
}

/** The receipt in the last snapshot of a run that has ended. */
async function heldByEndedRun(store: UseCaseDeps['store'], { _id: nonce, workflowId, township }: Act): Promise<Receipt | undefined> {
  const state = (await (township ? findTownshipProgress(store, workflowId) : findCountyProgress(store, workflowId)))?.state;
  return state && state.endedAt !== null && Object.hasOwn(state.receipts, nonce) ? state.receipts[nonce] : undefined;
}

/** How an act is delivered, and its envelope as it travels. */
type ActDelivery = Pick<Delivery, 'respondAsync' | 'updateOnly'> & { readonly envelope: unknown };

/**
 * Delivers an act and settles it, also when the answer comes after the person was told that there is none yet. However often it is
 * delivered, it has the same voucher.
 */
export async function deliverAct(deps: UseCaseDeps, act: Act, { envelope, ...how }: ActDelivery): Promise<Outcome> {
  const handedOverAt = new Date(deps.now());
  const { workflowId, message: name } = act;
  const voucher = deps.vouchers.sign({ name, workflowId, envelope }, act.sentAt.getTime());
  const outcome = await deliver(deps, {
    ...how,
    workflowId,
    name,
    vouched: { envelope, voucher },
    nonce: act._id,
    onLateAnswer: (late) => void settle(deps, act, late, handedOverAt).catch(() => undefined),
  });
  return settle(deps, act, outcome, handedOverAt);
}

/** Hands an act to its run once more: it is answered as before, or takes effect now, should the engine have forgotten it. */
export function deliverAgain(deps: UseCaseDeps, act: Act): Promise<Outcome> {
  return deliverAct(deps, act, { envelope: act.envelope, updateOnly: true });
}

/** What became of an act, as far as its run says so: a record that the run has not confirmed yet is handed to it once more. */
export async function confirmedAct(deps: UseCaseDeps, act: Act): Promise<Act> {
  if (act.status !== 'recorded' || act.confirmedAt) return act;
  const outcome = await deliverAgain(deps, act);
  if (outcome.kind === 'recorded') return { ...act, receipt: outcome.receipt, confirmedAt: new Date(deps.now()) };
  const now = (await findAct(deps.store, act._id)) ?? act;
  if (now.status !== 'recorded' || now.confirmedAt) return now;
  const { receipt: _unconfirmed, settledAt: _settledAt, ...sent } = now;
  return { ...sent, status: 'sent' };
}

/**
 * Puts an act on record before it is sent. One that somebody sends after signing in with a link that another made for them
 * says so for good, and stands in the audit.
 */
export async function putOnRecord({ store, now }: Pick<UseCaseDeps, 'store' | 'now'>, act: Act): Promise<Act> {
  const mark = linkMark();
  const kept = await beginAct(store, { ...act, ...mark });
  if (mark.linkMadeBy && kept.sentAt.getTime() === act.sentAt.getTime()) {
    const { account: by, role, unit } = act.actor;
    const about = { target: act.workflowId, requestId: act._id, details: { message: act.message } };
    await audit(store, { what: 'act-by-made-link', by, role, unit, ...about, ...mark }, new Date(now()));
  }
  return kept;
}

/** A refusal by the api itself, before anything was sent: audited, since no run will ever know of it. */
export async function auditRefusal(
  { store }: UseCaseDeps,
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
    ...linkMark(),
  });
  return { kind: 'refused', code, details: {} };
}
