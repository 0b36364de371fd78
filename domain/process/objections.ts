import { Refusal } from '../errors.ts';
import { PEOPLE_LISTS } from '../fields/people-lists.ts';
import { stageOf } from '../stages/item-definitions.ts';
import type { TownshipEnvelope } from '../state/messages.ts';
import { bestPlace, peopleOn, placeOn, trackAbout } from '../state/objected-lists.ts';
import { type Finding, type Objection, type ObjectionStep, RECEIVING_OFFICES, type ReceivingOffice } from '../state/path-state.ts';
import { itemOf, type TownshipState } from '../state/township-state.ts';
import { checkRound, findItem } from './finding-items.ts';
import { deferralEnd, isUnsettled } from './open-objections.ts';
import type { TownshipDraft } from './township-draft.ts';
import { openTrack } from './tracks.ts';

/**
 * Objections (§2.9): received → screened → investigating → upheld, not upheld or undetermined →
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

/** An objection comes in, any time from the formal list to the appointment, and holds only its person. */
export function object(draft: TownshipDraft, envelope: TownshipEnvelope<'object'>): boolean {
  const item = findItem(draft.state, envelope.item);
  const people = peopleOn(item);
  if (PEOPLE_LISTS[stageOf(item.id)] === undefined || people === undefined) throw new Refusal('NO_NOTICE_RUNNING', { item: item.id });
  checkRound(item, envelope.round);
  if (item.status !== 'submitted' && item.status !== 'passed') throw new Refusal('NO_NOTICE_RUNNING', { item: item.id });
  if (envelope.person > people) throw new Refusal('NO_SUCH_PERSON', { item: item.id, people });
  const number = draft.state.objections.length + 1;
  const office = envelope.actor.role as ReceivingOffice;
  const objection: Objection = {
    number,
    item: item.id,
    round: item.round,
    person: envelope.person,
    ...(envelope.stands ? { stands: envelope.stands } : {}),
    named: envelope.named,
    channel: envelope.channel,
    receivedBy: office,
    receivedAt: draft.now,
    nonce: envelope.nonce,
    status: 'received',
    finding: null,
    since: draft.now,
    due: null,
    deferredUntil: null,
    decisionAskedAt: null,
  };
  draft.state.objections.push(objection);
  const holds = !isAppointed(objection, draft.state);
  if (holds) awaitFinding(draft, objection);
  else objection.status = 'logged';
  draft.emit(holds ? 'objection-received' : 'objection-logged', `objection:${number}`, {
    item: item.id,
    round: item.round,
    nonce: envelope.nonce,
    params: { objection: number, person: envelope.person },
    notify: RECEIVING_OFFICES.filter((body) => body !== office),
  });
  if (holds) setApart(draft, objection);
  return false;
}

/** The person was appointed, with the others or on a track of their own: the rest is ordinary supervision. */
function isAppointed(objection: Objection, state: TownshipState): boolean {
  const track = trackAbout(objection, state);
  if (track) return track.endedAt !== null;
  return itemOf(state, 'appointment')?.status === 'passed';
}

/** It is settled while the notice hangs on which the person stands; else within the plan's days of a deferral. */
function awaitFinding(draft: TownshipDraft, objection: Objection): void {
  const notice = draft.state.items.find((one) => stageOf(one.id) === 'public-notice' && one.notice && one.status === 'submitted');
  if (notice?.notice && placeOn(objection, notice) !== undefined) {
    const { lastDay } = notice.notice;
    objection.due = draft.lastDay(() => lastDay);
    return;
  }
  objection.deferredUntil = deferralEnd(draft, draft.today);
  objection.due = objection.deferredUntil;
}

/**
 * After the notice a person with an open objection goes their own way at once; a list of appointments that waits for
 * the county league with them on it is drawn up again without them, so that nobody else waits.
 */
function setApart(draft: TownshipDraft, objection: Objection): void {
  const { state } = draft;
  const [notice, appointment] = [itemOf(state, 'public-notice'), itemOf(state, 'appointment')];
  if (!notice || !appointment || notice.status !== 'passed' || trackAbout(objection, state)) return;
  const listed = appointment.status === 'submitted' && placeOn(objection, appointment) !== undefined;
  if (placeOn(objection, notice) !== undefined)
    openTrack(draft, { cause: 'objection-open', ...bestPlace(objection, state), from: 'appointment' });
  if (!listed) return;
  draft.supersede(appointment, appointment.submission?.nonce ?? objection.nonce);
  draft.open(appointment);
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
    notify: RECEIVING_OFFICES.filter((body) => body !== office),
  });
  return objection;
}

/** Once it is known what to think of it, whoever received it answers and closes it in the days of a decision. */
function askToAnswer(draft: TownshipDraft, objection: Objection): void {
  objection.since = draft.now;
  objection.due = draft.answerDay(objection.item);
}
