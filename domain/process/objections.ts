import { Refusal } from '../errors.ts';
import { checkRound, findItem } from './finding-items.ts';
import { likeOf } from './item-definitions.ts';
import type { TownshipEnvelope } from './messages.ts';
import { isUnsettled } from './open-objections.ts';
import { type Finding, type Objection, type ObjectionStep, RECEIVING_OFFICES, type ReceivingOffice } from './path-state.ts';
import type { TownshipDraft } from './township-draft.ts';
import { decisionDays } from './township-dues.ts';

/**
 * Objections to a public notice (§2.9): received → screened → investigating → upheld, not upheld or undetermined →
 * answered → closed. An open one holds the person concerned and nobody else.
 */

const FINDINGS: readonly ObjectionStep[] = ['not-accepted', 'upheld', 'upheld-minor', 'not-upheld', 'undetermined'];
const LAST_WORDS: readonly ObjectionStep[] = ['upheld', 'upheld-minor', 'not-upheld'];

/** What may follow what. */
const NEXT: Readonly<Record<Objection['status'], readonly ObjectionStep[]>> = {
  received: ['accepted', 'not-accepted'],
  accepted: ['investigating'],
  investigating: ['upheld', 'upheld-minor', 'not-upheld', 'undetermined'],
  undetermined: LAST_WORDS,
  'not-accepted': ['answered', 'closed'],
  upheld: ['answered', 'closed'],
  'upheld-minor': ['answered', 'closed'],
  'not-upheld': ['answered', 'closed'],
  answered: ['closed'],
  closed: [],
  logged: [],
};

/** The steps an objection may take now: what a page offers. */
export function stepsOf(objection: Objection): readonly ObjectionStep[] {
  if (objection.decisionAskedAt !== null && isUnsettled(objection)) return LAST_WORDS;
  const steps = NEXT[objection.status];
  return objection.named && objection.status !== 'answered' ? steps.filter((step) => step !== 'closed') : steps;
}

export function object(draft: TownshipDraft, envelope: TownshipEnvelope<'object'>): boolean {
  const item = findItem(draft.state, envelope.item);
  if (likeOf(item.id) !== 'public-notice') throw new Refusal('NO_NOTICE_RUNNING', { item: item.id });
  checkRound(item, envelope.round);
  if (!item.submission || (item.status !== 'submitted' && item.status !== 'passed'))
    throw new Refusal('NO_NOTICE_RUNNING', { item: item.id });
  const people = item.submission.counts.people ?? 0;
  if (envelope.person > people) throw new Refusal('NO_SUCH_PERSON', { item: item.id, people });
  const running = item.status === 'submitted';
  const number = draft.state.objections.length + 1;
  const office = envelope.actor.role as ReceivingOffice;
  draft.state.objections.push({
    number,
    item: item.id,
    round: item.round,
    person: envelope.person,
    named: envelope.named,
    channel: envelope.channel,
    receivedBy: office,
    receivedAt: draft.now,
    nonce: envelope.nonce,
    status: running ? 'received' : 'logged',
    finding: null,
    since: draft.now,
    due: running ? (item.notice?.lastDay ?? draft.today) : null,
    deferredUntil: null,
    decisionAskedAt: null,
  });
  draft.emit(running ? 'objection-received' : 'objection-logged', `objection:${number}`, {
    item: item.id,
    round: item.round,
    nonce: envelope.nonce,
    params: { objection: number, person: envelope.person },
    tell: RECEIVING_OFFICES.filter((body) => body !== office),
  });
  return false;
}

/** Takes an objection one step on. @returns what was found, when this step found it. @throws Refusal */
export function resolveObjection(draft: TownshipDraft, envelope: TownshipEnvelope<'resolveObjection'>): Objection {
  const objection = draft.state.objections.find((one) => one.number === envelope.objection);
  if (!objection) throw new Refusal('NO_SUCH_ITEM', { item: `objection/${envelope.objection}` });
  const { step, actor, nonce } = envelope;
  const office = actor.role as ReceivingOffice;
  if (objection.decisionAskedAt !== null && isUnsettled(objection) && office !== 'organization-department')
    throw new Refusal('OBJECTION_WITH_DEPARTMENT', { objection: objection.number });
  if (!stepsOf(objection).includes(step)) {
    const unanswered = step === 'closed' && NEXT[objection.status].includes('closed');
    throw new Refusal(unanswered ? 'ANSWER_INFORMANT_FIRST' : 'OBJECTION_STEP_WRONG', { objection: objection.number });
  }
  if (FINDINGS.includes(step) && !envelope.reasonDigest) throw new Refusal('REASON_MISSING');
  objection.status = step;
  if (FINDINGS.includes(step)) objection.finding = step as Finding;
  if (step === 'closed') objection.due = null;
  else if (!isUnsettled(objection)) askToAnswer(draft, objection);
  draft.emit('objection-step', `objection:${nonce}`, {
    item: objection.item,
    round: objection.round,
    nonce,
    params: { objection: objection.number, person: objection.person, step },
    tell: RECEIVING_OFFICES.filter((body) => body !== office),
  });
  return objection;
}

/** Once it is known what to think of it, whoever received it answers and closes it in the days of a decision. */
function askToAnswer(draft: TownshipDraft, objection: Objection): void {
  objection.since = draft.now;
  objection.due = draft.calendar.addWorkdays(draft.today, decisionDays(objection.item, draft.input));
}
