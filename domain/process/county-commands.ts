import { hasDeadlines } from '../calendar/clock.ts';
import { Refusal } from '../errors.ts';
import { amended } from '../plan/plan-amendment.ts';
import { type CountyMessage, openItem } from '../state/county-messages.ts';
import type { CountyItem, Enrolment } from '../state/county-state.ts';
import { dueInstant } from '../state/ladder.ts';
import type { CountyDraft } from './county-draft.ts';
import { refuseWithoutDeadlines } from './no-deadlines.ts';

/** Plays one message of county staff or the organization department. @returns true when it came late. @throws Refusal */
export function playCountyMessage(draft: CountyDraft, message: CountyMessage): boolean {
  switch (message.name) {
    case 'decidePlan':
      return decidePlan(draft, message.envelope);
    case 'sign':
      return sign(draft, message.envelope);
    case 'publish':
      return publish(draft, message.envelope);
    case 'enrol':
      return enrol(draft, message.envelope.townships);
    case 'amendPlan':
      return amendPlan(draft, message.envelope);
    case 'endRecord':
      return endRecord(draft, message.envelope);
  }
}

type EnvelopeOf<N extends CountyMessage['name']> = Extract<CountyMessage, { name: N }>['envelope'];

function decidePlan(draft: CountyDraft, envelope: EnvelopeOf<'decidePlan'>): boolean {
  const item = openItem(draft.state, 'plan', 'submitted', envelope.digest);
  const { actor, nonce } = envelope;
  if (envelope.verdict === 'return' && !envelope.reasonDigest) throw new Refusal('REASON_MISSING');
  const asked = item.asked[0];
  const late = asked?.due ? draft.now >= dueInstant(asked.due) : false;
  item.done = { account: actor.account, nonce, at: draft.now, late };
  if (asked) asked.given = item.done;
  const approved = envelope.verdict === 'approve';
  item.status = approved ? 'passed' : 'returned';
  draft.state.status = approved ? 'running' : 'returned';
  if (!approved) draft.state.endedAt = draft.now;
  draft.emit(approved ? 'plan-approved' : 'plan-returned', `plan:${nonce}`, { item: 'plan', round: 1, nonce, notify: ['county-league'] });
  if (approved) openResultsIfLast(draft);
  return late;
}

function sign(draft: CountyDraft, envelope: EnvelopeOf<'sign'>): boolean {
  const item = openItem(draft.state, envelope.item, 'open', envelope.digest);
  if (!item.id.startsWith('county-report/')) throw new Refusal('NO_SUCH_ITEM', { item: item.id });
  const late = finish(draft, item, envelope.actor.account, envelope.nonce);
  draft.emit('county-report-sent', `signed:${item.id}`, {
    item: item.id,
    round: 1,
    nonce: envelope.nonce,
    params: { month: item.id.slice('county-report/'.length), ...item.document?.counts },
    notify: ['organization-department'],
  });
  openResultsIfLast(draft);
  return late;
}

/** Working days that county staff have for the results document once the last month is signed. */
const RESULTS_WORKDAYS = 3;

/** The results document is asked for when the last month is signed; where no month is (a record of the past), once the plan is approved. */
function openResultsIfLast(draft: CountyDraft): void {
  const reports = draft.state.items.filter((item) => item.id.startsWith('county-report/'));
  const results = draft.item('results');
  if (results.status !== 'waiting' || reports.some((item) => item.status !== 'passed' && item.status !== 'off')) return;
  results.status = 'open';
  results.openedAt = draft.now;
  results.due = draft.dueAfter(RESULTS_WORKDAYS);
  draft.emit('stage-opened', 'opened:results', {
    item: 'results',
    round: 1,
    params: results.due === null ? {} : { due: results.due },
    notify: ['county-league'],
  });
}

function publish(draft: CountyDraft, envelope: EnvelopeOf<'publish'>): boolean {
  const item = openItem(draft.state, 'results', 'open');
  item.document = { revision: envelope.revision, digest: envelope.digest, counts: { townships: draft.state.enrolled.length } };
  const late = finish(draft, item, envelope.actor.account, envelope.nonce);
  // A record of the past goes on until county staff end it: townships may still be entered.
  if (hasDeadlines(draft.input.clock)) {
    draft.state.status = 'completed';
    draft.state.endedAt = draft.now;
  }
  draft.emit('results-published', 'results', {
    item: 'results',
    round: 1,
    nonce: envelope.nonce,
    notify: ['organization-department', 'county-league', 'township-party-committee', 'township-league'],
  });
  return late;
}

function enrol(draft: CountyDraft, townships: readonly Enrolment[]): boolean {
  if (draft.state.status !== 'running') throw new Refusal('PLAN_NOT_APPROVED');
  const known = new Set([...draft.state.enrolled, ...draft.state.toEnrol.map((row) => row.township)]);
  for (const { township } of townships) {
    if (known.has(township)) throw new Refusal('TOWNSHIP_EXISTS', { township });
    known.add(township);
  }
  draft.state.toEnrol.push(...townships);
  return false;
}

/** The plan is amended for what is ahead; townships enrolled from now on begin with the amendment. */
function amendPlan(draft: CountyDraft, envelope: EnvelopeOf<'amendPlan'>): boolean {
  const { nonce, actor: _, reasonDigest: __, ...amendment } = envelope;
  refuseWithoutDeadlines(draft);
  if (draft.state.status !== 'running') throw new Refusal('PLAN_NOT_APPROVED');
  if (amendment.planVersion <= draft.planVersion) throw new Refusal('PLAN_NOT_NEWER', { version: draft.planVersion });
  draft.state.amendment = amended(draft.state.amendment, amendment);
  draft.emit('plan-amended', `plan-amended:${amendment.planVersion}`, {
    item: 'plan',
    round: 1,
    nonce,
    params: { version: amendment.planVersion, fields: amendment.reportFields.length },
    notify: ['organization-department', 'county-league'],
  });
  return false;
}

/** Ends a record of the past, as it stands: townships not started yet never begin, the others are closed by messages of their own. */
function endRecord(draft: CountyDraft, { nonce }: EnvelopeOf<'endRecord'>): boolean {
  if (hasDeadlines(draft.input.clock)) throw new Refusal('NO_RECORD');
  draft.state.status = 'ended';
  draft.state.endedAt = draft.now;
  draft.emit('record-ended', 'ended', { nonce, notify: ['county-league', 'organization-department'] });
  return false;
}

function finish(draft: CountyDraft, item: CountyItem, account: string, nonce: string): boolean {
  const late = item.due !== null && draft.now >= dueInstant(item.due);
  item.status = 'passed';
  item.done = { account, nonce, at: draft.now, late };
  return late;
}
