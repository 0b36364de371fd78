import { addDays, type PlanDate, type PlanInstant } from '../calendar/plan-date.ts';
import { Refusal } from '../errors.ts';
import { checkRound, findItem } from './finding-items.ts';
import { likeOf } from './item-definitions.ts';
import type { ItemId } from './items.ts';
import { type Clock, dueInstant } from './ladder.ts';
import type { TownshipEnvelope } from './messages.ts';
import { type Finding, type Objection, type ObjectionStep, RECEIVING_OFFICES, type ReceivingOffice } from './path-state.ts';
import type { TownshipDraft } from './township-draft.ts';
import { decisionDays } from './township-dues.ts';
import { type ItemState, itemOf, type TownshipState } from './township-state.ts';

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
  const pending = objection.finding === null || objection.finding === 'undetermined';
  if (objection.decisionAskedAt !== null && pending) return LAST_WORDS;
  const steps = NEXT[objection.status];
  return objection.named && objection.status !== 'answered' ? steps.filter((step) => step !== 'closed') : steps;
}

/** True while nobody knows what to think of it: the person waits. */
export function isUnsettled(objection: Objection): boolean {
  if (objection.status === 'logged' || objection.status === 'closed') return false;
  return objection.finding === null || objection.finding === 'undetermined';
}

/** Objections that hold people of the notice as it stands; those to an earlier list hold nobody. */
export function holding(state: TownshipState, notice: ItemId): Objection[] {
  const round = itemOf(state, notice)?.round;
  return state.objections.filter((objection) => objection.item === notice && objection.round === round && isUnsettled(objection));
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

/** A notice ended: people with an open objection wait, up to the plan's limit. @returns the people who wait. */
export function deferPeople(draft: TownshipDraft, notice: ItemState, lastDay: PlanDate): number[] {
  const open = holding(draft.state, notice.id);
  const until = draft.calendar.onOrAfter(addDays(lastDay, draft.input.rules.objectionDeferDays));
  for (const objection of open) {
    objection.deferredUntil = until;
    objection.since = draft.now;
    objection.due = until;
  }
  return [...new Set(open.map((objection) => objection.person))];
}

/** Past the last day of a deferral, the organization department is asked to decide (§2.9). */
export function askForDecisions(draft: TownshipDraft): void {
  if (draft.state.hold) return;
  for (const objection of draft.state.objections) {
    const at = decisionInstant(objection);
    if (at === undefined || draft.now < at) continue;
    objection.decisionAskedAt = draft.now;
    objection.since = draft.now;
    objection.due = draft.calendar.addWorkdays(draft.today, decisionDays(objection.item, draft.input));
    draft.emit('objection-decision-asked', `objection-decision:${objection.number}`, {
      item: objection.item,
      round: objection.round,
      plannedFor: at,
      params: { objection: objection.number, person: objection.person, due: objection.due },
      tell: ['organization-department'],
    });
  }
}

/** The instant at which an open objection goes to the organization department, or undefined. */
export function decisionInstant(objection: Objection): PlanInstant | undefined {
  const waiting = objection.deferredUntil !== null && objection.decisionAskedAt === null && isUnsettled(objection);
  return waiting && objection.deferredUntil ? dueInstant(objection.deferredUntil) : undefined;
}

/** A notice starts again with the same people under the same numbers: what was raised against them still counts. */
export function carryObjections(draft: TownshipDraft, notice: ItemState): void {
  for (const objection of draft.state.objections) {
    if (objection.item !== notice.id || objection.round !== notice.round - 1) continue;
    objection.round = notice.round;
    if (objection.decisionAskedAt === null) objection.deferredUntil = null;
  }
  for (const track of draft.state.seats) if (track.item === notice.id && track.round === notice.round - 1) track.round = notice.round;
}

/** Deadlines of objections: to settle them, after a deferral to decide, and once settled to answer and close them. */
export function objectionClocks(state: TownshipState): Clock[] {
  return state.objections.flatMap((objection): Clock[] => {
    if (objection.due === null) return [];
    const decides = isUnsettled(objection) && objection.decisionAskedAt !== null;
    const phase = !isUnsettled(objection) ? 'answer' : decides ? 'decide' : objection.deferredUntil ? 'deferred' : 'settle';
    return [
      {
        key: `objection/${objection.number}:${objection.round}:${phase}`,
        body: decides ? 'organization-department' : objection.receivedBy,
        kind: 'answer',
        item: `objection/${objection.number}`,
        round: 1,
        since: objection.since,
        due: objection.due,
      },
    ];
  });
}
