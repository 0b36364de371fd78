import { authorize } from '../authority/township.ts';
import { Refusal } from '../errors.ts';
import { monthlyReportId } from '../stages/items.ts';
import { type Receipt, referenceOf, type TownshipEnvelope, type TownshipMessage } from '../state/messages.ts';
import { amendPlan } from './amendments.ts';
import { settleTie } from './ballots.ts';
import { decide } from './deciding.ts';
import { checkRound, findItem } from './finding-items.ts';
import { followUp } from './following-up.ts';
import { close, extend, hold, release, waive } from './interventions.ts';
import { withdrawCandidate } from './lost-candidates.ts';
import { object, resolveObjection } from './objections.ts';
import { submit } from './submitting.ts';
import type { TownshipDraft } from './township-draft.ts';
import { reportVacancy, vacateByObjection } from './tracks.ts';

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
  followUp(draft);
  const receipt = { reference: referenceOf(message.envelope.nonce), at: draft.now, late };
  state.receipts[message.envelope.nonce] = receipt;
  return receipt;
}

/** @returns true when the command came after its due date. */
function play(draft: TownshipDraft, message: TownshipMessage): boolean {
  switch (message.name) {
    case 'submit':
      return submit(draft, message.envelope.item, message.envelope);
    case 'report':
      return submit(draft, monthlyReportId(message.envelope.month), message.envelope);
    case 'decide':
      return decide(draft, message.envelope);
    case 'settleTie':
      return settle(draft, message.envelope);
    case 'object':
      return object(draft, message.envelope);
    case 'resolveObjection':
      return resolve(draft, message.envelope);
    case 'withdrawCandidate':
      return withdrawCandidate(draft, message.envelope);
    case 'reportVacancy':
      return reportVacancy(draft, message.envelope);
    case 'waive':
      return waive(draft, message.envelope);
    case 'amendPlan':
      return amendPlan(draft, message.envelope);
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

function settle(draft: TownshipDraft, envelope: TownshipEnvelope<'settleTie'>): boolean {
  const item = findItem(draft.state, envelope.item);
  if (draft.state.hold) throw new Refusal('HELD');
  checkRound(item, envelope.round);
  const late = settleTie(draft, item, envelope);
  draft.passIfAnswered(item, envelope.nonce);
  return late;
}

/** An upheld objection vacates the seat at once; what was found never waits for the informant's answer. */
function resolve(draft: TownshipDraft, envelope: TownshipEnvelope<'resolveObjection'>): boolean {
  const objection = resolveObjection(draft, envelope);
  if (envelope.step === 'upheld') vacateByObjection(draft, objection, envelope);
  return false;
}
