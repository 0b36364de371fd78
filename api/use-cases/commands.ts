import type { Actor } from '../../domain/roles.ts';
import type { Receipt } from '../../domain/state/messages.ts';
import { audit } from '../../store/audit.ts';
import {
  beginCommand,
  type Command,
  confirmCommand,
  findCommand,
  noteCommand,
  receiveCommand,
  refuseCommand,
} from '../../store/commands.ts';
import { findCountyProgress, findTownshipProgress } from '../../store/progress.ts';
import { linkMark } from '../http/request-context.ts';
import { type Delivery, deliver } from './deliver.ts';
import type { UseCaseDeps } from './deps.ts';
import type { Outcome, RefusedOutcome } from './outcome.ts';

/**
 * Keeps what became of a command, and says what is true to tell of it: a run that is over answers nothing any more, and what
 * was handed over before is not undone because nobody can be reached now.
 */
async function settle(
  { store, now }: Pick<UseCaseDeps, 'store' | 'now'>,
  command: Command,
  outcome: Outcome,
  handedOverAt: Date,
): Promise<Outcome> {
  const settledAt = new Date(now());
  const known = outcome.kind === 'refused' && outcome.code === 'CLOSED' ? await heldByEndedRun(store, command) : undefined;
  const { _id: nonce, reference } = command;
  if (known) {
    await confirmCommand(store, nonce, known, settledAt);
    return { kind: 'recorded', reference, receipt: known };
  }
  if (outcome.kind === 'recorded') await confirmCommand(store, nonce, outcome.receipt, settledAt);
  if (outcome.kind === 'refused') await refuseCommand(store, nonce, { code: outcome.code, details: outcome.details, settledAt });
  if (outcome.kind === 'received') await receiveCommand(store, nonce, handedOverAt, settledAt);
  if (outcome.kind === 'unconfirmed') await noteCommand(store, nonce, { handedOver: true });
  if (outcome.kind === 'unavailable' && (command.status !== 'sent' || command.handedOver)) return { kind: 'unconfirmed', reference };
  return outcome;
}

/** The receipt in the last snapshot of a run that has ended. */
async function heldByEndedRun(store: UseCaseDeps['store'], { _id: nonce, workflowId, township }: Command): Promise<Receipt | undefined> {
  const state = (await (township ? findTownshipProgress(store, workflowId) : findCountyProgress(store, workflowId)))?.state;
  return state && state.endedAt !== null && Object.hasOwn(state.receipts, nonce) ? state.receipts[nonce] : undefined;
}

/** How a command is delivered, and its envelope as it travels. */
type CommandDelivery = Pick<Delivery, 'respondAsync' | 'updateOnly'> & { readonly envelope: unknown };

/**
 * Delivers a command and settles it, also when the answer comes after the person was told that there is none yet. However often it is
 * delivered, it has the same voucher.
 */
export async function deliverCommand(deps: UseCaseDeps, command: Command, { envelope, ...how }: CommandDelivery): Promise<Outcome> {
  const handedOverAt = new Date(deps.now());
  const { workflowId, message: name } = command;
  const voucher = deps.vouchers.sign({ name, workflowId, envelope }, command.sentAt.getTime());
  const outcome = await deliver(deps, {
    ...how,
    workflowId,
    name,
    vouched: { envelope, voucher },
    nonce: command._id,
    onLateAnswer: (late) => void settle(deps, command, late, handedOverAt).catch(() => undefined),
  });
  return settle(deps, command, outcome, handedOverAt);
}

/** Hands a command to its run once more: it is answered as before, or takes effect now, should the engine have forgotten it. */
export function deliverAgain(deps: UseCaseDeps, command: Command): Promise<Outcome> {
  return deliverCommand(deps, command, { envelope: command.envelope, updateOnly: true });
}

/** What became of a command, as far as its run says so: a record that the run has not confirmed yet is handed to it once more. */
export async function confirmedCommand(deps: UseCaseDeps, command: Command): Promise<Command> {
  if (command.status !== 'recorded' || command.confirmedAt) return command;
  const outcome = await deliverAgain(deps, command);
  if (outcome.kind === 'recorded') return { ...command, receipt: outcome.receipt, confirmedAt: new Date(deps.now()) };
  const now = (await findCommand(deps.store, command._id)) ?? command;
  if (now.status !== 'recorded' || now.confirmedAt) return now;
  const { receipt: _unconfirmed, settledAt: _settledAt, ...sent } = now;
  return { ...sent, status: 'sent' };
}

/**
 * Puts a command on record before it is sent. One that somebody sends after signing in with a link that another made for them
 * says so for good, and stands in the audit.
 */
export async function putOnRecord({ store, now }: Pick<UseCaseDeps, 'store' | 'now'>, command: Command): Promise<Command> {
  const mark = linkMark();
  const kept = await beginCommand(store, { ...command, ...mark });
  if (mark.linkMadeBy && kept.sentAt.getTime() === command.sentAt.getTime()) {
    const { account: by, role, unit } = command.actor;
    const about = { target: command.workflowId, requestId: command._id, details: { message: command.message } };
    await audit(store, { what: 'command-by-made-link', by, role, unit, ...about, ...mark }, new Date(now()));
  }
  return kept;
}

/** A refusal by the api itself, before anything was sent: audited, since no run will ever know of it. */
export async function auditRefusal(
  { store }: UseCaseDeps,
  actor: Actor,
  { workflowId, message, nonce, code }: { workflowId: string; message: string; nonce: string; code: RefusedOutcome['code'] },
): Promise<RefusedOutcome> {
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
