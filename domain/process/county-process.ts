import { dateOf, instantOf, lastDayOfMonth, type PlanInstant } from '../calendar/plan-date.ts';
import { WorkingCalendar } from '../calendar/working-calendar.ts';
import { Refusal } from '../errors.ts';
import type { Body } from '../roles.ts';
import { authorizeCounty, type CountyMessage, openItem } from './county-messages.ts';
import { type CountyInput, type CountyItem, type CountyItemId, type CountyState, countyReportId, type Enrolment } from './county-state.ts';
import type { EventKind, ProcessEvent } from './events.ts';
import { type Clock, dueInstant, type LadderStep, ladderOf, worthSending } from './ladder.ts';
import { type Receipt, referenceOf } from './messages.ts';
import { compileInstant } from './township-clocks.ts';

export interface CountyChange {
  readonly state: CountyState;
  readonly events: readonly ProcessEvent[];
}

/** A compiled month as the county's run knows it. */
export interface CompiledReport {
  readonly revision: string;
  readonly digest: string;
  readonly counts: Readonly<Record<string, number>>;
}

/**
 * The county's half: the plan before the organization department, townships enrolled, a report each month, the results
 * document. Changes become true with {@link adopt}, after they were recorded.
 */
export class CountyProcess {
  readonly input: CountyInput;
  readonly calendar: WorkingCalendar;
  #state: CountyState;

  constructor(input: CountyInput, startedAt: PlanInstant) {
    this.input = input;
    this.calendar = new WorkingCalendar(input.plan.calendar);
    this.#state = {
      status: 'preparing',
      startedAt,
      endedAt: null,
      enrolled: [],
      toEnrol: [...input.townships],
      stepsTaken: [],
      receipts: {},
      sequence: 0,
      items: [
        blank('plan'),
        ...input.plan.reports.county.map((period) =>
          blank(countyReportId(lastMonthOf(period)), instantOf(lastDayOfMonth(lastMonthOf(period)), 24) > startedAt),
        ),
        blank('results'),
      ],
    };
  }

  get state(): CountyState {
    return this.#state;
  }

  adopt(change: CountyChange): void {
    this.#state = change.state;
  }

  answered(nonce: string): Receipt | undefined {
    return Object.hasOwn(this.#state.receipts, nonce) ? this.#state.receipts[nonce] : undefined;
  }

  /** Puts the plan before the organization department (M1). */
  begin(now: PlanInstant): CountyChange {
    const draft = this.#draft(now);
    const plan = draft.item('plan');
    plan.document = {
      revision: this.input.planRevision,
      digest: this.input.planDigest,
      counts: { townships: this.input.townships.length },
    };
    plan.status = 'submitted';
    plan.openedAt = now;
    const due = this.calendar.addWorkdays(dateOf(now), this.input.plan.reports.decisionDays);
    plan.asked = [{ body: 'organization-department', kind: 'approve', turn: 1, since: now, due, given: null }];
    draft.emit('plan-waiting', 'plan-waiting', { item: 'plan', round: 1, params: { due }, tell: ['organization-department'] });
    return draft;
  }

  /** @throws Refusal; the process stays as it was. */
  take(message: CountyMessage, now: PlanInstant): CountyChange & { readonly receipt: Receipt } {
    const refused = authorizeCounty(message, this.input.county);
    if (refused) throw new Refusal(refused);
    if (this.#state.status === 'completed' || this.#state.status === 'returned') throw new Refusal('CLOSED');
    const draft = this.#draft(now);
    const late = play(draft, message);
    const { nonce } = message.envelope;
    const receipt = { reference: referenceOf(nonce), at: now, late };
    draft.state.receipts[nonce] = receipt;
    return { state: draft.state, events: draft.events, receipt };
  }

  refusalOf(message: CountyMessage, now: PlanInstant): Refusal | undefined {
    if (this.answered(message.envelope.nonce)) return undefined;
    try {
      this.take(message, now);
      return undefined;
    } catch (error) {
      if (error instanceof Refusal) return error;
      throw error;
    }
  }

  /** Townships whose runs were started join the list. */
  enrolled(townships: readonly string[], now: PlanInstant): CountyChange {
    const draft = this.#draft(now);
    draft.state.enrolled.push(...townships);
    draft.state.toEnrol = draft.state.toEnrol.filter((row) => !townships.includes(row.township));
    return draft;
  }

  /** The first period that is due for compiling by `now`: its months, of which the last names the report; or undefined. */
  periodToCompile(now: PlanInstant): readonly string[] | undefined {
    return this.#uncompiled().find((months) => this.#compileInstant(months) <= now);
  }

  /** Lays a compiled report, named after its last month, before county staff, to be signed the same day. */
  compiled(month: string, report: CompiledReport, now: PlanInstant): CountyChange {
    const draft = this.#draft(now);
    const item = draft.item(countyReportId(month));
    item.status = 'open';
    item.openedAt = now;
    item.due = this.calendar.onOrAfter(dateOf(now));
    item.document = report;
    draft.emit('county-report-ready', `compiled:${month}`, {
      item: item.id,
      round: 1,
      plannedFor: compileInstant(month, this.input.plan),
      params: { month, due: item.due, ...report.counts },
      tell: ['county-league'],
    });
    return draft;
  }

  /** Reminders and escalations due by `now`, or undefined. */
  tick(now: PlanInstant): CountyChange | undefined {
    const draft = this.#draft(now);
    const due = this.#pendingSteps()
      .filter((step) => step.at <= now)
      .sort((a, b) => a.at - b.at);
    if (due.length === 0) return undefined;
    const worth = new Set(worthSending(due, now).map((step) => step.key));
    for (const step of due) {
      draft.state.stepsTaken.push(step.key);
      if (!worth.has(step.key)) continue;
      draft.emit(step.kind === 'escalation' ? 'escalated' : step.kind, `ladder:${step.key}`, {
        item: step.clock.item,
        round: 1,
        plannedFor: step.at,
        tell: [step.to],
        params: {
          due: step.clock.due,
          body: step.clock.body,
          ...(step.workdaysLeft === undefined ? {} : { workdaysLeft: step.workdaysLeft }),
        },
        ...(step.level ? { level: step.level } : {}),
      });
    }
    return draft;
  }

  next(): PlanInstant | undefined {
    const instants = this.#pendingSteps().map((step) => step.at);
    if (this.#state.status === 'running') instants.push(...this.#uncompiled().map((months) => this.#compileInstant(months)));
    return instants.length === 0 ? undefined : Math.min(...instants);
  }

  #uncompiled(): (readonly string[])[] {
    if (this.#state.status !== 'running') return [];
    const waiting = new Set(this.#state.items.filter((item) => item.status === 'waiting').map((item) => item.id));
    return this.input.plan.reports.county
      .filter((period) => waiting.has(countyReportId(lastMonthOf(period))))
      .map((period) => period.months);
  }

  #compileInstant(months: readonly string[]): PlanInstant {
    return compileInstant(months.at(-1) ?? '', this.input.plan);
  }

  #pendingSteps(): LadderStep[] {
    const taken = new Set(this.#state.stepsTaken);
    return openCountyClocks(this.#state)
      .flatMap((clock) => ladderOf(clock, this.input.plan.ladder, this.calendar))
      .filter((step) => !taken.has(step.key));
  }

  #draft(now: PlanInstant): CountyDraft {
    return new CountyDraft(this.#state, now, this.calendar);
  }
}

/** Every deadline that runs at the county: the plan's approval, a report's signature, the results document. */
export function openCountyClocks(state: CountyState): Clock[] {
  if (state.status !== 'preparing' && state.status !== 'running') return [];
  return state.items.flatMap((item): Clock[] => {
    const base = { item: item.id, round: item.round };
    if (item.status === 'open' && item.due && item.openedAt !== null) {
      return [{ ...base, key: `${item.id}:sign`, body: 'county-league' as Body, kind: 'submit', since: item.openedAt, due: item.due }];
    }
    return item.asked.flatMap((answer): Clock[] =>
      answer.given || answer.since === null || answer.due === null
        ? []
        : [{ ...base, key: `${item.id}:${answer.body}`, body: answer.body, kind: 'answer', since: answer.since, due: answer.due }],
    );
  });
}

class CountyDraft {
  readonly state: CountyState;
  readonly events: ProcessEvent[] = [];
  readonly now: PlanInstant;

  readonly calendar: WorkingCalendar;

  constructor(state: CountyState, now: PlanInstant, calendar: WorkingCalendar) {
    this.calendar = calendar;
    this.state = JSON.parse(JSON.stringify(state)) as CountyState;
    this.now = now;
  }

  item(id: CountyItemId): CountyItem {
    const item = this.state.items.find((candidate) => candidate.id === id);
    if (!item) throw new RangeError(`no item ${id} in the county's run`);
    return item;
  }

  emit(kind: EventKind, key: string, rest: Partial<Omit<ProcessEvent, 'kind' | 'key' | 'sequence' | 'at'>> = {}): void {
    this.state.sequence += 1;
    this.events.push({ kind, key, sequence: this.state.sequence, at: this.now, tell: [], params: {}, ...rest });
  }
}

function play(draft: CountyDraft, message: CountyMessage): boolean {
  switch (message.name) {
    case 'decidePlan':
      return decidePlan(draft, message.envelope);
    case 'sign':
      return sign(draft, message.envelope);
    case 'publish':
      return publish(draft, message.envelope);
    case 'enrol':
      return enrol(draft, message.envelope.townships);
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
  draft.emit(approved ? 'plan-approved' : 'plan-returned', `plan:${nonce}`, { item: 'plan', round: 1, nonce, tell: ['county-league'] });
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
    tell: ['organization-department'],
  });
  openResultsIfLast(draft);
  return late;
}

/** Working days that county staff have for the results document once the last month is signed. */
const RESULTS_WORKDAYS = 3;

/** The results document is asked for when the last month is signed. */
function openResultsIfLast(draft: CountyDraft): void {
  const reports = draft.state.items.filter((item) => item.id.startsWith('county-report/'));
  const results = draft.item('results');
  if (results.status !== 'waiting' || reports.some((item) => item.status !== 'passed' && item.status !== 'off')) return;
  results.status = 'open';
  results.openedAt = draft.now;
  results.due = draft.calendar.addWorkdays(dateOf(draft.now), RESULTS_WORKDAYS);
  draft.emit('stage-opened', 'opened:results', { item: 'results', round: 1, params: { due: results.due }, tell: ['county-league'] });
}

function publish(draft: CountyDraft, envelope: EnvelopeOf<'publish'>): boolean {
  const item = openItem(draft.state, 'results', 'open');
  item.document = { revision: envelope.revision, digest: envelope.digest, counts: { townships: draft.state.enrolled.length } };
  const late = finish(draft, item, envelope.actor.account, envelope.nonce);
  draft.state.status = 'completed';
  draft.state.endedAt = draft.now;
  draft.emit('results-published', 'results', {
    item: 'results',
    round: 1,
    nonce: envelope.nonce,
    tell: ['organization-department', 'county-league', 'township-party-committee', 'township-league'],
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

function finish(draft: CountyDraft, item: CountyItem, account: string, nonce: string): boolean {
  const late = item.due !== null && draft.now >= dueInstant(item.due);
  item.status = 'passed';
  item.done = { account, nonce, at: draft.now, late };
  return late;
}

function lastMonthOf({ months }: { readonly months: readonly string[] }): string {
  return months.at(-1) ?? '';
}

function blank(id: CountyItemId, asked = true): CountyItem {
  return { id, status: asked ? 'waiting' : 'off', round: 1, openedAt: null, due: null, document: null, asked: [], done: null };
}
