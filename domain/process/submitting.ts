import { hasDeadlines } from '../calendar/clock.ts';
import { dateOf } from '../calendar/plan-date.ts';
import { Refusal } from '../errors.ts';
import { noticeEnd } from '../plan/notice-end.ts';
import { type Counts, fails } from '../rules/rule-result.ts';
import { stageOf } from '../stages/item-definitions.ts';
import { type ItemId, isMonthlyReport } from '../stages/items.ts';
import { isVote, itemsBefore } from '../state/course.ts';
import type { Submission } from '../state/messages.ts';
import type { ItemState, TownshipState } from '../state/township-state.ts';
import { submitVote } from './ballots.ts';
import { checkRound, findItem } from './finding-items.ts';
import { carryObjections } from './open-objections.ts';
import type { TownshipDraft } from './township-draft.ts';
import { ruleResultsOn } from './township-rule-results.ts';

/** Takes a dossier into the open round. @returns true when it came late. @throws Refusal */
export function submit(draft: TownshipDraft, id: ItemId, envelope: Omit<Submission, 'item'>): boolean {
  const item = findItem(draft.state, id);
  checkRound(item, envelope.round);
  const corrects = item.status === 'submitted' && item.notice !== null;
  if (!corrects && (item.status === 'submitted' || item.status === 'passed')) throw new Refusal('ALREADY_SUBMITTED', { item: id });
  if (!corrects && item.status !== 'open' && item.status !== 'missing') throw new Refusal('NOT_OPEN', { item: id });
  const broken = fails(ruleResultsOn(draft, id, envelope.counts));
  if (broken.length > 0) throw new Refusal('RULE_FAILED', { item: id, rules: broken.map((result) => result.code).join(',') });
  checkStraightBack(draft, item, envelope.counts);
  if (corrects) correctNotice(draft, item, envelope.nonce);
  const submission = {
    revision: envelope.revision,
    digest: envelope.digest,
    counts: envelope.counts,
    linkedAccounts: envelope.linkedAccounts,
    account: envelope.actor.account,
    nonce: envelope.nonce,
  };
  if (isVote(id)) return submitVote(draft, item, submission);
  draft.submit(item, submission);
  if (stageOf(id) === 'public-notice') postNotice(draft, item, envelope.postedOn, envelope.nonce);
  else draft.passIfAnswered(item, envelope.nonce);
  return item.submission?.late ?? false;
}

/** A notice runs from the day after posting; it may not be dated before the stage opened (in a record of the past: the year's first day), nor in the future. */
function postNotice(draft: TownshipDraft, item: ItemState, postedOn: string | undefined, nonce: string): void {
  const posted = postedOn ?? draft.today;
  const earliest = hasDeadlines(draft.input.clock) ? dateOf(item.openedAt ?? draft.now) : draft.input.plan.firstDay;
  if (posted > draft.today || posted < earliest) throw new Refusal('NOTICE_DATE_WRONG', { from: earliest, to: draft.today });
  const { firstDay, rolledTo, endsAt } = noticeEnd(posted, draft.input.plan.notice, draft.calendar);
  item.notice = { firstDay, lastDay: rolledTo, endsAt };
  const key = item.id === 'public-notice' ? `notice:${item.round}` : `notice:${item.id}:${item.round}`;
  draft.emit('notice-posted', key, { item: item.id, round: item.round, nonce, params: { firstDay, lastDay: rolledTo } });
}

/** A corrected notice starts again (§2.9); objections to the one before go on. */
function correctNotice(draft: TownshipDraft, item: ItemState, nonce: string): void {
  const { round } = item;
  draft.endRound(item, 'corrected', nonce);
  draft.emit('notice-corrected', `notice-corrected:${item.id}:${round}`, {
    item: item.id,
    round,
    nonce,
    notify: ['county-league', 'organization-department'],
  });
  draft.open(item);
  carryObjections(draft, item);
}

/** After a straight return, the new revision must leave everything that was built on the old one standing. */
function checkStraightBack(draft: TownshipDraft, item: ItemState, counts: Counts): void {
  if (!item.straightBackTo || isMonthlyReport(item.id)) return;
  const trial = JSON.parse(JSON.stringify(draft.state)) as TownshipState;
  const changed = findItem(trial, item.id);
  changed.submission = { revision: '', digest: '', counts, linkedAccounts: [], account: '', nonce: '', at: draft.now, late: false };
  for (const id of [...itemsBefore(trial, item.straightBackTo), item.straightBackTo]) {
    const other = findItem(trial, id);
    if (id === item.id || !other.submission) continue;
    const broken = fails(ruleResultsOn({ input: draft.input, state: trial }, id, other.submission.counts));
    if (broken.length > 0)
      throw new Refusal('STRAIGHT_BACK_BREAKS_RULE', { item: id, rules: broken.map((result) => result.code).join(',') });
  }
}
