import { dateOf, type PlanDate, type PlanInstant } from '../calendar/plan-date.ts';
import { WorkingCalendar } from '../calendar/working-calendar.ts';
import type { EventKind, ProcessEvent } from './events.ts';
import { type ItemId, isMonthlyReport } from './items.ts';
import { dueInstant } from './ladder.ts';
import { STAGES, type StageAnswer, type StageId, stageDefinition } from './stages.ts';
import {
  type AskedAnswer,
  type ItemState,
  itemOf,
  type SubmissionState,
  type TownshipInput,
  type TownshipState,
} from './township-state.ts';

/** What a month's report asks for: the county league's receipt. */
const REPORT_ANSWERS: readonly StageAnswer[] = [{ by: 'county-league', kind: 'receipt', turn: 1 }];

/**
 * A copy of a run's state on which one message or one moment is played, with the events it causes. Thrown away when
 * the recording is refused, so that the run is never half changed.
 */
export class TownshipDraft {
  readonly state: TownshipState;
  readonly events: ProcessEvent[] = [];
  readonly now: PlanInstant;
  readonly input: TownshipInput;
  readonly calendar: WorkingCalendar;

  constructor(input: TownshipInput, state: TownshipState, now: PlanInstant, calendar = new WorkingCalendar(input.plan.calendar)) {
    this.input = input;
    this.state = JSON.parse(JSON.stringify(state)) as TownshipState;
    this.now = now;
    this.calendar = calendar;
  }

  get today(): PlanDate {
    return dateOf(this.now);
  }

  item(id: ItemId): ItemState {
    const item = itemOf(this.state, id);
    if (!item) throw new RangeError(`no item ${id} in this run`);
    return item;
  }

  emit(kind: EventKind, key: string, rest: Partial<Omit<ProcessEvent, 'kind' | 'key' | 'sequence' | 'at'>> = {}): void {
    this.state.sequence += 1;
    this.events.push({ kind, key, sequence: this.state.sequence, at: this.now, tell: [], params: {}, ...rest });
  }

  /** Opens the next round of an item: due on its planned day, or `minDays` working days from now if that is later. */
  open(item: ItemState): void {
    item.status = 'open';
    item.round += 1;
    item.openedAt = this.now;
    item.extensions = 0;
    item.submission = null;
    item.asked = [];
    item.notice = null;
    item.due = this.#dueOfRound(item);
    this.emit('stage-opened', `opened:${item.id}:${item.round}`, {
      item: item.id,
      round: item.round,
      params: { due: item.due },
      tell: isMonthlyReport(item.id) ? [] : [stageDefinition(item.id as StageId).submitter],
    });
  }

  /** Takes a submission into the open round and asks whoever answers first; passes at once when nothing gates. */
  submit(item: ItemState, submission: Omit<SubmissionState, 'at' | 'late'>): void {
    const late = item.due !== null && this.now >= dueInstant(item.due);
    item.submission = { ...submission, at: this.now, late };
    item.status = 'submitted';
    const answers = isMonthlyReport(item.id) ? REPORT_ANSWERS : stageDefinition(item.id as StageId).answers;
    item.asked = answers.map(({ by, kind, turn }) => ({ body: by, kind, turn, since: null, due: null, given: null }));
    const asked = this.#askNextTurn(item);
    this.emit('submitted', `submitted:${submission.nonce}`, {
      item: item.id,
      round: item.round,
      nonce: submission.nonce,
      params: { late: late ? 1 : 0 },
      tell: asked.map((answer) => answer.body),
    });
  }

  /** Records an answer and asks the next turn. @returns the bodies asked now. */
  answer(item: ItemState, asked: AskedAnswer, account: string, nonce: string): AskedAnswer[] {
    const late = asked.due !== null && this.now >= dueInstant(asked.due);
    asked.given = { account, nonce, at: this.now, late };
    return this.#askNextTurn(item);
  }

  /** Passes the item when nothing that gates is still asked. Notice stages pass by their clock. */
  passIfAnswered(item: ItemState, nonce?: string): void {
    if (item.status !== 'submitted' || item.notice) return;
    if (item.asked.some((answer) => answer.kind !== 'note' && !answer.given)) return;
    this.pass(item, nonce);
  }

  pass(item: ItemState, nonce?: string, plannedFor?: PlanInstant): void {
    item.status = 'passed';
    item.passedAt = this.now;
    item.straightBackTo = null;
    const submitter = isMonthlyReport(item.id) ? 'township-league' : stageDefinition(item.id as StageId).submitter;
    this.emit('passed', `passed:${item.id}:${item.round}`, {
      item: item.id,
      round: item.round,
      tell: isMonthlyReport(item.id) || item.asked.length === 0 ? [] : [submitter],
      ...(nonce ? { nonce } : {}),
      ...(plannedFor === undefined ? {} : { plannedFor }),
    });
  }

  /** Opens every stage whose predecessors are all passed. Nothing opens while the township is held. */
  advance(): void {
    if (this.state.hold || this.state.status !== 'running') return;
    for (const stage of STAGES) {
      const item = this.item(stage.id);
      if ((item.status === 'waiting' || item.status === 'superseded') && this.#mayOpen(stage.id)) this.open(item);
    }
  }

  #mayOpen(id: StageId): boolean {
    return stageDefinition(id).after.every((before) => {
      const status = this.item(before).status;
      return (status === 'passed' || status === 'off') && this.#mayOpen(before);
    });
  }

  #askNextTurn(item: ItemState): AskedAnswer[] {
    const pending = item.asked.filter((answer) => !answer.given);
    const gating = pending.filter((answer) => answer.kind !== 'note');
    const turn = Math.min(...(gating.length > 0 ? gating : pending).map((answer) => answer.turn));
    const asked = pending.filter((answer) => answer.turn <= turn && answer.since === null);
    for (const answer of asked) {
      answer.since = this.now;
      answer.due = this.calendar.addWorkdays(this.today, this.#decisionDays(item.id));
    }
    return asked;
  }

  #decisionDays(id: ItemId): number {
    if (isMonthlyReport(id)) return this.input.plan.reports.decisionDays;
    return this.#planned(id).decisionDays;
  }

  #dueOfRound(item: ItemState): PlanDate {
    if (isMonthlyReport(item.id)) {
      const planned = this.input.plan.reports.months.find((row) => `monthly-report/${row.month}` === item.id)?.due ?? this.today;
      return later(planned, this.calendar.addWorkdays(this.today, this.input.plan.reports.decisionDays));
    }
    const { due, minDays } = this.#planned(item.id);
    return later(due, this.calendar.addWorkdays(this.today, minDays));
  }

  #planned(id: ItemId): TownshipInput['plan']['stages'][number] {
    const row = this.input.plan.stages.find((stage) => stage.id === id);
    if (!row) throw new RangeError(`stage ${id} is not in the plan`);
    return row;
  }
}

function later(a: PlanDate, b: PlanDate): PlanDate {
  return a > b ? a : b;
}
