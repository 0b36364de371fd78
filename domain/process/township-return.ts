import { Refusal } from '../errors.ts';
import { type ItemId, isMonthlyReport } from './items.ts';
import type { Decision } from './messages.ts';
import { STAGES, type StageId, stageDefinition, stagesBefore, stagesBehind } from './stages.ts';
import type { TownshipDraft } from './township-draft.ts';
import type { ItemState } from './township-state.ts';
import { verdictsOn } from './township-verdicts.ts';

/** The stages whose submission is a held vote. */
const VOTES: readonly StageId[] = ['member-election', 'leadership-election'];

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

  const toRedo = then === 'straight-back' ? [from.id] : stagesToRedo(draft, from.id, target);
  for (const id of toRedo)
    if (id !== target) endRound(draft, draft.item(id), decision.nonce, voided.includes(id as StageId) ? 'vote-void' : 'superseded');
  const reopened = draft.item(target);
  endRound(draft, reopened, decision.nonce, voided.includes(target as StageId) ? 'vote-void' : 'returned');
  reopened.straightBackTo = then === 'straight-back' && target !== from.id ? from.id : null;
  draft.emit('returned', `returned:${decision.nonce}`, {
    item: from.id,
    round: decision.round,
    nonce: decision.nonce,
    params: { target, then, body: decision.actor.role },
    tell: [submitterOf(from.id)],
  });
  draft.open(reopened);
}

function mayReturn(draft: TownshipDraft, from: ItemState, decision: Decision, target: ItemId): void {
  if (from.status !== 'submitted') throw new Refusal('RETURN_NOT_POSSIBLE', { item: from.id });
  if (target !== from.id) {
    if (isMonthlyReport(from.id) || isMonthlyReport(target)) throw new Refusal('RETURN_TARGET_WRONG', { item: target });
    if (!stagesBefore(from.id).includes(target) || draft.item(target).status !== 'passed')
      throw new Refusal('RETURN_TARGET_WRONG', { item: target });
  }
  const voided = votesVoidedBy(draft, from.id, target);
  if (voided.length > 0 && decision.actor.role !== 'organization-department')
    throw new Refusal('VOTE_ALREADY_HELD', { item: voided[0] ?? '' });
  // The party committee decides on candidates (R48); the county league only guides (R95), so it needs a rule that does not hold.
  if (from.id === 'formal-candidates' && from.submission) {
    const allHold = verdictsOn(draft, from.id, from.submission.counts).every((verdict) => verdict.outcome === 'holds');
    if (allHold) throw new Refusal('RETURN_NOT_POSSIBLE', { item: from.id });
  }
}

/** Votes on record that stand on what is being redone, or are held again themselves. */
function votesVoidedBy(draft: TownshipDraft, from: ItemId, target: ItemId): StageId[] {
  if (isMonthlyReport(from) || isMonthlyReport(target)) return [];
  const redone = from === target ? stagesBehind(target) : [target, ...stagesBehind(target)];
  return VOTES.filter((vote) => redone.includes(vote) && draft.item(vote).submission !== null);
}

/** Everything opened behind the target, except parallel work that the returned stage does not rest on. */
function stagesToRedo(draft: TownshipDraft, from: ItemId, target: ItemId): ItemId[] {
  if (isMonthlyReport(from) || isMonthlyReport(target)) return [from];
  const relevant = [...stagesBefore(from), from];
  return STAGES.filter((stage) => stagesBehind(target).includes(stage.id) && (!stage.parallel || relevant.includes(stage.id)))
    .map((stage) => stage.id)
    .filter((id) => !['waiting', 'off', 'superseded'].includes(draft.item(id).status));
}

function endRound(draft: TownshipDraft, item: ItemState, nonce: string, ended: 'returned' | 'superseded' | 'vote-void'): void {
  item.pastRounds.push({ round: item.round, ended, at: draft.now, nonce, submission: item.submission });
  item.status = 'superseded';
  item.submission = null;
  item.asked = [];
  item.notice = null;
  item.passedAt = null;
  item.straightBackTo = null;
  if (ended !== 'returned') draft.emit(ended, `${ended}:${item.id}:${item.round}`, { item: item.id, round: item.round, nonce });
}

function submitterOf(id: ItemId): 'township-league' | 'township-party-committee' {
  if (isMonthlyReport(id)) return 'township-league';
  return stageDefinition(id).submitter as 'township-league' | 'township-party-committee';
}
