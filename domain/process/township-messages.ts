import { addDays, dateOf } from '../calendar/plan-date.ts';
import { Refusal } from '../errors.ts';
import { noticeEnd } from '../plan/notice-end.ts';
import type { Body } from '../roles.ts';
import { authorize } from './authority.ts';
import { type ItemId, isMonthlyReport, monthlyReportId } from './items.ts';
import type { Decision, Receipt, Submission, TownshipEnvelope, TownshipMessage } from './messages.ts';
import { referenceOf } from './messages.ts';
import { type StageId, stagesBefore } from './stages.ts';
import { shiftClocks } from './township-clocks.ts';
import type { TownshipDraft } from './township-draft.ts';
import { returnToStage } from './township-return.ts';
import { type AskedAnswer, type ItemState, itemOf, type TownshipState } from './township-state.ts';
import { verdictsOn } from './township-verdicts.ts';
import { type Counts, fails } from './verdict.ts';

/**
 * Plays one message on a draft: checks authority, then round, revision, turn and rules, then changes the draft.
 * @returns what the sender is told.
 * @throws Refusal when the message cannot be taken; the draft is then thrown away.
 */
export function takeMessage(draft: TownshipDraft, message: TownshipMessage): Receipt {
  const { state, input } = draft;
  if (state.status !== 'running') throw new Refusal('CLOSED');
  const refused = authorize(message, { county: input.county, township: input.township, state });
  if (refused) throw new Refusal(refused);
  const late = play(draft, message);
  draft.advance();
  const receipt = { reference: referenceOf(message.envelope.nonce), at: draft.now, late };
  state.receipts[message.envelope.nonce] = receipt;
  return receipt;
}

function play(draft: TownshipDraft, message: TownshipMessage): boolean {
  switch (message.name) {
    case 'submit':
      return submit(draft, message.envelope.item, message.envelope);
    case 'report':
      return submit(draft, monthlyReportId(message.envelope.month), message.envelope);
    case 'decide':
      return decide(draft, message.envelope);
    case 'extend':
      return extend(draft, message.envelope);
    case 'hold':
      return hold(draft, message.envelope);
    case 'release':
      return release(draft, message.envelope);
    case 'close':
      return close(draft, message.envelope);
  }
}

function submit(draft: TownshipDraft, id: ItemId, envelope: Omit<Submission, 'item'>): boolean {
  const item = findItem(draft.state, id);
  checkRound(item, envelope.round);
  if (item.status === 'submitted' || item.status === 'passed') throw new Refusal('ALREADY_SUBMITTED', { item: id });
  if (item.status !== 'open' && item.status !== 'missing') throw new Refusal('NOT_OPEN', { item: id });
  const broken = fails(verdictsOn(draft, id, envelope.counts));
  if (broken.length > 0) throw new Refusal('RULE_FAILED', { item: id, rules: broken.map((verdict) => verdict.code).join(',') });
  checkStraightBack(draft, item, envelope.counts);
  draft.submit(item, {
    revision: envelope.revision,
    digest: envelope.digest,
    counts: envelope.counts,
    linkedAccounts: envelope.linkedAccounts,
    account: envelope.actor.account,
    nonce: envelope.nonce,
  });
  if (id === 'public-notice') postNotice(draft, item, envelope.postedOn, envelope.nonce);
  else draft.passIfAnswered(item, envelope.nonce);
  return item.submission?.late ?? false;
}

/** A notice runs from the day after posting; it may not be dated before the stage opened, nor in the future. */
function postNotice(draft: TownshipDraft, item: ItemState, postedOn: string | undefined, nonce: string): void {
  const posted = postedOn ?? draft.today;
  const earliest = dateOf(item.openedAt ?? draft.now);
  if (posted > draft.today || posted < earliest) throw new Refusal('NOTICE_DATE_WRONG', { from: earliest, to: draft.today });
  const { firstDay, rolledTo, endsAt } = noticeEnd(posted, draft.input.plan.notice, draft.calendar);
  item.notice = { firstDay, lastDay: rolledTo, endsAt };
  draft.emit('notice-posted', `notice:${item.round}`, { item: item.id, round: item.round, nonce, params: { firstDay, lastDay: rolledTo } });
}

/** After a straight return, the new revision must leave everything that was built on the old one standing. */
function checkStraightBack(draft: TownshipDraft, item: ItemState, counts: Counts): void {
  if (!item.straightBackTo || isMonthlyReport(item.id)) return;
  const trial = JSON.parse(JSON.stringify(draft.state)) as TownshipState;
  const changed = findItem(trial, item.id);
  changed.submission = { revision: '', digest: '', counts, linkedAccounts: [], account: '', nonce: '', at: draft.now, late: false };
  const between = [...stagesBefore(item.straightBackTo as StageId), item.straightBackTo as StageId];
  for (const id of between) {
    const other = findItem(trial, id);
    if (id === item.id || !other.submission) continue;
    const broken = fails(verdictsOn({ input: draft.input, state: trial }, id, other.submission.counts));
    if (broken.length > 0)
      throw new Refusal('STRAIGHT_BACK_BREAKS_RULE', { item: id, rules: broken.map((verdict) => verdict.code).join(',') });
  }
}

function decide(draft: TownshipDraft, envelope: Decision): boolean {
  const item = findItem(draft.state, envelope.item);
  if (draft.state.hold && !isMonthlyReport(item.id)) throw new Refusal('HELD');
  checkRound(item, envelope.round);
  if (!item.submission) throw new Refusal('NOT_SUBMITTED', { item: item.id });
  if (item.submission.digest !== envelope.digest) throw new Refusal('STALE_REVISION', { item: item.id });
  const asked = answerAskedOf(item, envelope.actor.role as Body);
  if (envelope.verdict === 'return') {
    if (asked.kind === 'note') throw new Refusal('RETURN_NOT_POSSIBLE', { item: item.id });
    returnToStage(draft, item, envelope);
    return false;
  }
  if (envelope.verdict !== asked.kind) throw new Refusal('MESSAGE_MALFORMED', { item: item.id });
  const next = draft.answer(item, asked, envelope.actor.account, envelope.nonce);
  draft.emit('answered', `answered:${envelope.nonce}`, {
    item: item.id,
    round: item.round,
    nonce: envelope.nonce,
    params: { verdict: envelope.verdict, body: asked.body, late: asked.given?.late ? 1 : 0 },
    tell: next.map((answer) => answer.body),
  });
  draft.passIfAnswered(item, envelope.nonce);
  return asked.given?.late ?? false;
}

/** The answer this body is asked for now. */
function answerAskedOf(item: ItemState, body: Body): AskedAnswer {
  const own = item.asked.filter((answer) => answer.body === body);
  const asked = own.find((answer) => answer.since !== null && !answer.given);
  if (asked) return asked;
  throw new Refusal(own.some((answer) => answer.given) ? 'ALREADY_ANSWERED' : 'NOT_YOUR_TURN', { item: item.id });
}

function extend(draft: TownshipDraft, envelope: TownshipEnvelope<'extend'>): boolean {
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
    tell: ['township-league', 'township-party-committee'],
  });
  return false;
}

const EVERYBODY = ['township-league', 'township-party-committee', 'county-league', 'organization-department'] as const;

function hold(draft: TownshipDraft, envelope: TownshipEnvelope<'hold'>): boolean {
  if (draft.state.hold) throw new Refusal('ALREADY_HELD');
  const reviewOn = envelope.reviewOn ?? draft.calendar.addWorkdays(draft.today, draft.input.plan.holdReviewDays);
  if (reviewOn <= draft.today || reviewOn > addDays(draft.today, 366))
    throw new Refusal('REVIEW_DATE_WRONG', { from: addDays(draft.today, 1) });
  const { actor, nonce } = envelope;
  draft.state.hold = { body: actor.role as Body, account: actor.account, nonce, since: draft.now, reviewOn };
  draft.emit('held', `held:${nonce}`, { nonce, params: { body: actor.role, reviewOn }, tell: EVERYBODY });
  return false;
}

function release(draft: TownshipDraft, envelope: TownshipEnvelope<'release'>): boolean {
  const { hold: held } = draft.state;
  if (!held) throw new Refusal('NOT_HELD');
  const days = shiftClocks(draft, held);
  draft.state.hold = null;
  draft.emit('released', `released:${envelope.nonce}`, { nonce: envelope.nonce, params: { days }, tell: EVERYBODY });
  return false;
}

function close(draft: TownshipDraft, envelope: TownshipEnvelope<'close'>): boolean {
  draft.state.status = 'closed';
  draft.state.endedAt = draft.now;
  draft.emit('township-closed', 'closed', { nonce: envelope.nonce, tell: EVERYBODY });
  return false;
}

function findItem(state: TownshipState, id: ItemId): ItemState {
  const item = itemOf(state, id);
  if (!item) throw new Refusal('NO_SUCH_ITEM', { item: id });
  return item;
}

function checkRound(item: ItemState, round: number): void {
  if (item.round === 0) throw new Refusal('NOT_OPEN', { item: item.id });
  if (item.round !== round) throw new Refusal('STALE_ROUND', { item: item.id, round: item.round });
}
