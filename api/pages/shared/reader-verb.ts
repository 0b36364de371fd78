import type { Refusal, RefusalCode } from '../../../domain/errors.ts';
import type { Actor } from '../../../domain/roles.ts';
import { isMonthlyReport, monthOfReport } from '../../../domain/stages/items.ts';
import type { Verb } from '../../../domain/state/messages.ts';
import type { ItemState } from '../../../domain/state/township-state.ts';
import type { TownshipView } from '../../access/township-view.ts';
import { wouldRefuse } from '../../use-cases/would-refuse.ts';

/** Refusals that only say that the dossier is not there yet. */
const ONCE_FILLED_IN: readonly RefusalCode[] = ['RULE_FAILED', 'STRAIGHT_BACK_BREAKS_RULE', 'NOTICE_DATE_WRONG'];

const NO_DOSSIER = { revision: 'not-filled-in-yet', digest: '0'.repeat(64), counts: {}, linkedAccounts: [] };

/** What the reader is asked to do with an item now: submit it, or answer it in this way. */
export function verbFor(view: TownshipView, actor: Actor, item: ItemState): 'submit' | 'report' | Exclude<Verb, 'return'> | undefined {
  if (item.status === 'open' || item.status === 'missing')
    return refusalToSubmit(view, actor, item) === undefined ? (isMonthlyReport(item.id) ? 'report' : 'submit') : undefined;
  const asked = askedOf(item, actor);
  if (!asked || asked.kind === 'settle' || refusalToAnswer(view, actor, item) !== undefined) return undefined;
  return asked.kind;
}

/** The answer that the reader's body is asked for now. */
export function askedOf(item: ItemState, actor: Actor): ItemState['asked'][number] | undefined {
  return item.asked.find((answer) => answer.body === actor.role && answer.since !== null && !answer.given);
}

/** Why the reader may not answer although their body is asked: they submitted it, stand in it, or the township is held. */
export function refusalToAnswer(view: TownshipView, actor: Actor, item: ItemState): RefusalCode | undefined {
  const asked = askedOf(item, actor);
  if (!asked || !item.submission) return 'NOT_YOUR_TURN';
  const { id, round, submission } = item;
  const refused = wouldRefuse(view, actor, 'decide', { item: id, round, digest: submission.digest, verdict: asked.kind })?.code;
  // The document is entered with the answer.
  return refused === 'DOCUMENT_MISSING' ? undefined : refused;
}

/** Why the reader may not submit this item, whatever the dossier says. @param round that the form was opened in */
export function refusalToSubmit(view: TownshipView, actor: Actor, { id, round: open }: ItemState, round = open): Refusal | undefined {
  const body = isMonthlyReport(id) ? { month: monthOfReport(id), round, ...NO_DOSSIER } : { item: id, round, ...NO_DOSSIER };
  const refused = wouldRefuse(view, actor, isMonthlyReport(id) ? 'report' : 'submit', body);
  return refused && !ONCE_FILLED_IN.includes(refused.code) ? refused : undefined;
}
