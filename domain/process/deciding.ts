import { Refusal } from '../errors.ts';
import type { Body } from '../roles.ts';
import { isMonthlyReport } from '../stages/items.ts';
import type { Decision } from '../state/messages.ts';
import type { AskedAnswer, ItemState } from '../state/township-state.ts';
import { documentOf } from './answer-document.ts';
import { decideTieAgain, isSettlement } from './ballots.ts';
import { checkRound, findItem } from './finding-items.ts';
import type { TownshipDraft } from './township-draft.ts';
import { returnToStage } from './township-return.ts';

/** Records an answer to exactly the revision that was shown, or sends the run back. @returns true when it came late. @throws Refusal */
export function decide(draft: TownshipDraft, envelope: Decision): boolean {
  const item = findItem(draft.state, envelope.item);
  if (draft.state.hold && !isMonthlyReport(item.id)) throw new Refusal('HELD');
  checkRound(item, envelope.round);
  if (!item.submission) throw new Refusal('NOT_SUBMITTED', { item: item.id });
  if (item.submission.digest !== envelope.digest) throw new Refusal('STALE_REVISION', { item: item.id });
  const asked = answerAskedOf(item, envelope.actor.role as Body);
  if (envelope.verdict === 'return') {
    if (asked.kind === 'note') throw new Refusal('RETURN_NOT_POSSIBLE', { item: item.id });
    if (isSettlement(item) && (envelope.returnTo?.stage ?? item.id) === item.id) {
      if (!envelope.reasonDigest) throw new Refusal('REASON_MISSING');
      decideTieAgain(draft, item, envelope.nonce);
    } else returnToStage(draft, item, envelope);
    return false;
  }
  if (envelope.verdict !== asked.kind) throw new Refusal('MESSAGE_MALFORMED', { item: item.id });
  const document = documentOf(draft, item, envelope);
  const next = draft.answer(item, asked, { account: envelope.actor.account, nonce: envelope.nonce, ...document });
  draft.emit('answered', `answered:${envelope.nonce}`, {
    item: item.id,
    round: item.round,
    nonce: envelope.nonce,
    params: { verdict: envelope.verdict, body: asked.body, late: asked.given?.late ? 1 : 0 },
    notify: next.map((answer) => answer.body),
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
