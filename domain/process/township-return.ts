import { Refusal } from '../errors.ts';
import { itemDefinition } from '../stages/item-definitions.ts';
import { type ItemId, isMonthlyReport, isSeatItem, isStage } from '../stages/items.ts';
import { chainOf, isParallel, isVote, itemsBefore, itemsBehind } from '../state/course.ts';
import type { Decision } from '../state/messages.ts';
import { type ItemState, itemOf } from '../state/township-state.ts';
import { isAskedFor } from './asked-for.ts';
import { carryObjections } from './open-objections.ts';
import type { TownshipDraft } from './township-draft.ts';
import { ruleResultsOn } from './township-rule-results.ts';
import { takeBack } from './tracks.ts';

/**
 * Sends the run back to this stage or an earlier one, where round n+1 opens. What lies between is superseded (step by
 * step) or left standing (straight back); nothing is lost, the next round is pre-filled.
 * Behind a held vote only the county organization department returns, and the vote is then recorded void.
 * @throws Refusal where the return is not possible.
 */
export function returnToStage(draft: TownshipDraft, from: ItemState, decision: Decision): void {
  if (!decision.reasonDigest) throw new Refusal('REASON_MISSING');
  const target = decision.returnTo?.stage ?? from.id;
  const then = decision.returnTo?.then ?? 'step-by-step';
  mayReturn(draft, from, decision, target);
  const voided = votesVoidedBy(draft, from.id, target);
  if (voided.length > 0 && then === 'straight-back') throw new Refusal('VOTE_ALREADY_HELD', { item: voided[0] ?? '' });

  const { nonce } = decision;
  const toRedo = then === 'straight-back' ? [from.id] : itemsToRedo(draft, from.id, target);
  for (const id of toRedo) if (id !== target) draft.supersede(draft.item(id), nonce, voided.includes(id) ? 'vote-void' : 'superseded');
  const reopened = draft.item(target);
  if (voided.includes(target)) draft.supersede(reopened, nonce, 'vote-void');
  else draft.endRound(reopened, 'returned', nonce);
  reopened.straightBackTo = then === 'straight-back' && target !== from.id ? from.id : null;
  draft.emit('returned', `returned:${nonce}`, {
    item: from.id,
    round: decision.round,
    nonce,
    params: { target, then, body: decision.actor.role },
    notify: [itemDefinition(from.id).submitter],
  });
  if (then === 'step-by-step') restore(draft, target, [...toRedo, target]);
  draft.open(reopened);
  if (reopened.id === 'public-notice') carryObjections(draft, reopened);
}

function mayReturn(draft: TownshipDraft, from: ItemState, decision: Decision, target: ItemId): void {
  if (from.status !== 'submitted') throw new Refusal('RETURN_NOT_POSSIBLE', { item: from.id });
  if (target !== from.id) {
    const earlier = itemOf(draft.state, target);
    const possible = itemsBefore(draft.state, from.id).includes(target) && earlier?.status === 'passed' && !earlier.waived;
    if (!possible) throw new Refusal('RETURN_TARGET_WRONG', { item: target });
  }
  const voided = votesVoidedBy(draft, from.id, target);
  if (voided.length > 0 && decision.actor.role !== 'organization-department')
    throw new Refusal('VOTE_ALREADY_HELD', { item: voided[0] ?? '' });
  // The party committee decides on candidates (R48); the county league only guides (R95), so it needs a rule that does not hold.
  if (from.id === 'formal-candidates' && from.submission) {
    const allHold = ruleResultsOn(draft, from.id, from.submission.counts).every((result) => result.outcome === 'holds');
    if (allHold) throw new Refusal('RETURN_NOT_POSSIBLE', { item: from.id });
  }
}

/** Votes on record that stand on what is being redone, or are held again themselves. */
function votesVoidedBy(draft: TownshipDraft, from: ItemId, target: ItemId): ItemId[] {
  const behind = itemsBehind(draft.state, target);
  const redone = from === target ? behind : [target, ...behind];
  return redone.filter((id) => isVote(id) && (itemOf(draft.state, id)?.submission ?? null) !== null);
}

/** Everything opened behind the target, except parallel work that the returned stage does not rest on, and what was waived. */
function itemsToRedo(draft: TownshipDraft, from: ItemId, target: ItemId): ItemId[] {
  if (isMonthlyReport(from)) return [from];
  const relevant = [...itemsBefore(draft.state, from), from];
  return itemsBehind(draft.state, target)
    .filter((id) => !isParallel(id) || relevant.includes(id))
    .filter((id) => {
      const item = itemOf(draft.state, id);
      return item && !item.waived && !['waiting', 'off', 'superseded'].includes(item.status);
    });
}

/** People who had gone beside the main chain come back into what is done again, and stages skipped for want of people are asked for again. */
function restore(draft: TownshipDraft, target: ItemId, redone: readonly ItemId[]): void {
  if (isSeatItem(target) || isMonthlyReport(target)) return;
  takeBack(draft, redone, target);
  const behind = itemsBehind(draft.state, target);
  for (const id of chainOf(draft.state)) {
    const item = draft.item(id);
    if (item.status === 'off' && behind.includes(id) && isStage(id) && isAskedFor(id, draft.input)) item.status = 'waiting';
  }
}
