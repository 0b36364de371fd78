import { addDays } from '../calendar/plan-date.ts';
import { Refusal } from '../errors.ts';
import type { Body } from '../roles.ts';
import { itemDefinition } from '../stages/item-definitions.ts';
import { type ItemId, isStage } from '../stages/items.ts';
import type { StageId } from '../stages/stages.ts';
import type { TownshipEnvelope } from '../state/messages.ts';
import { checkRound, findItem } from './finding-items.ts';
import { refuseWithoutDeadlines } from './no-deadlines.ts';
import { shiftClocks } from './shifted-clocks.ts';
import type { TownshipDraft } from './township-draft.ts';

/** Interventions from above, each with a reason: a later date, a hold and its release, a waiver, the end of a township's run. */

const EVERYBODY = ['township-league', 'township-party-committee', 'county-league', 'organization-department'] as const;

export function extend(draft: TownshipDraft, envelope: TownshipEnvelope<'extend'>): boolean {
  refuseWithoutDeadlines(draft);
  const item = findItem(draft.state, envelope.item);
  checkRound(item, envelope.round);
  if (item.status !== 'open' || item.due === null) throw new Refusal('NOT_OPEN', { item: item.id });
  const latest = addDays(draft.input.plan.lastDay, 366);
  if (envelope.due <= item.due || envelope.due < draft.today || envelope.due > latest)
    throw new Refusal('DUE_DATE_NOT_LATER', { due: item.due, latest });
  const before = item.due;
  item.due = envelope.due;
  item.extensions += 1;
  draft.emit('extended', `extended:${envelope.nonce}`, {
    item: item.id,
    round: item.round,
    nonce: envelope.nonce,
    params: { before, due: envelope.due },
    notify: ['township-league', 'township-party-committee'],
  });
  return false;
}

export function hold(draft: TownshipDraft, envelope: TownshipEnvelope<'hold'>): boolean {
  refuseWithoutDeadlines(draft);
  if (draft.state.hold) throw new Refusal('ALREADY_HELD');
  const reviewOn = envelope.reviewOn ?? draft.calendar.addWorkdays(draft.today, draft.input.plan.holdReviewDays);
  if (reviewOn <= draft.today || reviewOn > addDays(draft.today, 366))
    throw new Refusal('REVIEW_DATE_WRONG', { from: addDays(draft.today, 1) });
  const { actor, nonce } = envelope;
  draft.state.hold = { body: actor.role as Body, account: actor.account, nonce, since: draft.now, reviewOn };
  draft.emit('held', `held:${nonce}`, { nonce, params: { body: actor.role, reviewOn }, notify: EVERYBODY });
  return false;
}

export function release(draft: TownshipDraft, envelope: TownshipEnvelope<'release'>): boolean {
  const { hold: held } = draft.state;
  if (!held) throw new Refusal('NOT_HELD');
  const days = shiftClocks(draft, held);
  draft.state.hold = null;
  draft.emit('released', `released:${envelope.nonce}`, { nonce: envelope.nonce, params: { days }, notify: EVERYBODY });
  return false;
}

/** What the rules demand whatever the place (§2.11): receipts, inspection, notice, and what the run ends with. */
const NEVER_WAIVED: readonly StageId[] = ['member-report', 'leadership-report', 'inspection', 'public-notice', 'appointment', 'summary'];

/** True for a stage that the county league may waive: never where people compete, never what the rules demand. */
export function isWaivable(id: ItemId): boolean {
  return isStage(id) && !itemDefinition(id).competitive && !NEVER_WAIVED.includes(id);
}

/** A stage is let go with a reason (R28) and counts as passed. */
export function waive(draft: TownshipDraft, envelope: TownshipEnvelope<'waive'>): boolean {
  const item = findItem(draft.state, envelope.item);
  if (!isWaivable(item.id)) throw new Refusal('NOT_WAIVABLE', { item: item.id });
  if (!['waiting', 'open', 'submitted', 'superseded'].includes(item.status)) throw new Refusal('NOT_OPEN', { item: item.id });
  const { actor, nonce } = envelope;
  item.status = 'passed';
  item.passedAt = draft.now;
  item.asked = [];
  item.straightBackTo = null;
  item.waived = { account: actor.account, nonce, at: draft.now };
  draft.emit('waived', `waived:${nonce}`, { item: item.id, round: item.round, nonce, notify: EVERYBODY });
  return false;
}

export function close(draft: TownshipDraft, envelope: TownshipEnvelope<'close'>): boolean {
  draft.state.status = 'closed';
  draft.state.endedAt = draft.now;
  draft.emit('township-closed', 'closed', { nonce: envelope.nonce, notify: EVERYBODY });
  return false;
}
