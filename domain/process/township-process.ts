import { dateOf, instantOf, type PlanInstant } from '../calendar/plan-date.ts';
import { WorkingCalendar } from '../calendar/working-calendar.ts';
import { Refusal } from '../errors.ts';
import { isMonthlyReport, monthOfReport } from '../stages/items.ts';
import type { ProcessEvent } from '../state/events.ts';
import { type LadderStep, stepParams, withTaken, worthSending } from '../state/ladder.ts';
import type { Receipt, TownshipMessage } from '../state/messages.ts';
import type { TownshipInput, TownshipState } from '../state/township-state.ts';
import { itemsAtStart } from './asked-for.ts';
import { followUp } from './following-up.ts';
import { askForDecisions } from './open-objections.ts';
import { allRequiredDone, compileInstant, finalInstant, nextInstant, pendingSteps } from './township-clocks.ts';
import { TownshipDraft } from './township-draft.ts';
import { takeMessage } from './township-messages.ts';

/** A change that is ready to be recorded: the state after it and what happened. */
export interface Change {
  readonly state: TownshipState;
  readonly events: readonly ProcessEvent[];
}

/**
 * One township's reorganisation: its state, and the only three ways it changes: it begins, a person's message
 * arrives, time passes. Each gives a {@link Change} that becomes true with {@link adopt}, after it was recorded.
 */
export class TownshipProcess {
  readonly input: TownshipInput;
  readonly calendar: WorkingCalendar;
  #state: TownshipState;

  constructor(input: TownshipInput, startedAt: PlanInstant) {
    this.input = input;
    this.calendar = new WorkingCalendar(input.plan.calendar);
    this.#state = emptyState(input, startedAt);
  }

  get state(): TownshipState {
    return this.#state;
  }

  /** Opens what opens with the run. */
  begin(now: PlanInstant): Change {
    const draft = this.#draft(now);
    draft.emit('enrolled', 'enrolled');
    draft.advance();
    openMonths(draft);
    return draft;
  }

  /** @throws Refusal with everything the sender needs to know; the process stays as it was. */
  take(message: TownshipMessage, now: PlanInstant): Change & { readonly receipt: Receipt } {
    const draft = this.#draft(now);
    const receipt = takeMessage(draft, message);
    completeIfDone(draft);
    return { state: draft.state, events: draft.events, receipt };
  }

  /** Why a message would be refused now, or undefined. A nonce already answered is not refused. */
  refusalOf(message: TownshipMessage, now: PlanInstant): Refusal | undefined {
    if (this.answered(message.envelope.nonce)) return undefined;
    try {
      this.take(message, now);
      return undefined;
    } catch (error) {
      if (error instanceof Refusal) return error;
      throw error;
    }
  }

  /** What was answered to a nonce before. */
  answered(nonce: string): Receipt | undefined {
    return Object.hasOwn(this.#state.receipts, nonce) ? this.#state.receipts[nonce] : undefined;
  }

  /** Everything that is due by `now`, or undefined when nothing is. */
  tick(now: PlanInstant): Change | undefined {
    if (this.#state.status !== 'running') return undefined;
    const draft = this.#draft(now);
    sendDueReminders(draft, this.calendar);
    endNotices(draft);
    openMonths(draft);
    giveUpReports(draft);
    askForDecisions(draft);
    followUp(draft);
    completeIfDone(draft);
    const moved = draft.events.length > 0 || draft.state.stepsTaken.length > this.#state.stepsTaken.length;
    return moved ? draft : undefined;
  }

  /** The next instant at which {@link tick} has something to do, or undefined. */
  next(): PlanInstant | undefined {
    return nextInstant(this.#state, this.input, this.calendar);
  }

  /** Makes a recorded change true. */
  adopt(change: Change): void {
    this.#state = change.state;
  }

  #draft(now: PlanInstant): TownshipDraft {
    return new TownshipDraft(this.input, this.#state, now, this.calendar);
  }
}

function emptyState(input: TownshipInput, startedAt: PlanInstant): TownshipState {
  return {
    status: 'running',
    startedAt,
    endedAt: null,
    hold: null,
    objections: [],
    seats: [],
    lost: [],
    amendment: input.amendment ?? null,
    stepsTaken: [],
    receipts: {},
    sequence: 0,
    items: itemsAtStart(input, startedAt),
  };
}

function openMonths(draft: TownshipDraft): void {
  for (const item of draft.state.items) {
    if (isMonthlyReport(item.id) && item.status === 'waiting' && draft.now >= instantOf(`${monthOfReport(item.id)}-01`)) draft.open(item);
  }
}

function endNotices(draft: TownshipDraft): void {
  if (draft.state.hold) return;
  for (const item of draft.state.items) {
    if (item.notice && item.status === 'submitted' && draft.now >= item.notice.endsAt) draft.pass(item, undefined, item.notice.endsAt);
  }
}

function giveUpReports(draft: TownshipDraft): void {
  for (const item of draft.state.items) {
    if (!isMonthlyReport(item.id) || item.status !== 'open' || item.due === null) continue;
    const compiled = compileInstant(monthOfReport(item.id), draft.input.plan);
    if (draft.now < compiled) continue;
    item.status = 'missing';
    // A report that is sent back later than that is missing from the moment on at which it is open again.
    draft.emit('report-missing', `missing:${item.id}:${item.round}`, {
      item: item.id,
      round: item.round,
      plannedFor: Math.max(compiled, item.openedAt ?? compiled),
      params: { month: monthOfReport(item.id) },
      notify: [
        'township-league',
        'county-league',
        ...(draft.input.plan.reports.missingToDepartment ? (['organization-department'] as const) : []),
      ],
    });
  }
}

function sendDueReminders(draft: TownshipDraft, calendar: WorkingCalendar): void {
  const { state, input, now } = draft;
  const due = pendingSteps(state, input, calendar, now)
    .filter((step) => step.at <= now)
    .sort((a, b) => a.at - b.at);
  state.stepsTaken = withTaken(state.stepsTaken, due, input.plan.ladder, calendar, now);
  for (const step of worthSending(due, now)) emitStep(draft, step);
}

function emitStep(draft: TownshipDraft, step: LadderStep): void {
  const kind = step.kind === 'escalation' ? 'escalated' : step.clock.item === 'hold' ? 'hold-review' : step.kind;
  draft.emit(kind, `ladder:${step.key}`, {
    item: step.clock.item,
    round: step.clock.round,
    plannedFor: step.at,
    notify: [step.to],
    params: stepParams(step),
    ...(step.level ? { level: step.level } : {}),
  });
}

/**
 * Complete when all stages are passed and all reports accounted for; open notes and receipts are waited for until the plan's end,
 * in a record of the past until they are given.
 */
function completeIfDone(draft: TownshipDraft): void {
  const { state } = draft;
  if (state.status !== 'running' || state.hold || !allRequiredDone(state)) return;
  const asked = state.items.some((item) => item.asked.some((answer) => !answer.given && answer.since !== null));
  if (asked && draft.now < (finalInstant(draft.input) ?? Number.POSITIVE_INFINITY)) return;
  state.status = 'completed';
  state.endedAt = draft.now;
  draft.emit('township-completed', 'completed', {
    notify: ['township-league', 'township-party-committee', 'county-league', 'organization-department'],
    params: { on: dateOf(draft.now) },
  });
}
