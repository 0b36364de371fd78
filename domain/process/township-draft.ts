import { hasDeadlines } from '../calendar/clock.ts';
import { dateOf, type PlanDate, type PlanInstant } from '../calendar/plan-date.ts';
import { WorkingCalendar } from '../calendar/working-calendar.ts';
import { firstBallots } from '../election/rounds.ts';
import type { OpenBallots } from '../rules/ballot-facts.ts';
import { itemDefinition } from '../stages/item-definitions.ts';
import { type ItemId, isMonthlyReport, isSeatItem, isStage, PRE_INSPECTION } from '../stages/items.ts';
import type { StageAnswer } from '../stages/stages.ts';
import { isVote, predecessorsOf } from '../state/course.ts';
import type { EventKind, ProcessEvent } from '../state/events.ts';
import { dueInstant } from '../state/ladder.ts';
import {
  type AnsweredBy,
  type AskedAnswer,
  blankItem,
  type ItemState,
  itemOf,
  type RoundEnd,
  type SubmissionState,
  type TownshipInput,
  type TownshipState,
} from '../state/township-state.ts';
import { decisionDays, dueOfRound } from './township-dues.ts';

/** An item that passed in this change, and the message that made it pass, if one did. */
export interface Passed {
  readonly item: ItemState;
  readonly nonce: string | undefined;
}

/**
 * A copy of a run's state on which one message or one moment is played, with the events it causes. Thrown away when
 * the recording is refused, so that the run is never half changed.
 */
export class TownshipDraft {
  readonly state: TownshipState;
  readonly events: ProcessEvent[] = [];
  /** What passed in this change and has not been followed up yet. */
  readonly passed: Passed[] = [];
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

  /** A day until which something is asked for; null in a record of the past, in which nothing has a last day. */
  lastDay(day: () => PlanDate): PlanDate | null {
    return hasDeadlines(this.input.clock) ? day() : null;
  }

  /** The last day of the working days that a body has to answer an item, from today on. */
  answerDay(id: ItemId): PlanDate | null {
    return this.lastDay(() => this.calendar.addWorkdays(this.today, decisionDays(id, this.input)));
  }

  /** The item; a seat's step comes into being when it is first asked for. */
  item(id: ItemId): ItemState {
    const item = itemOf(this.state, id);
    if (item) return item;
    if (!isSeatItem(id)) throw new RangeError(`no item ${id} in this run`);
    const fresh = blankItem(id, 'waiting');
    this.state.items.push(fresh);
    return fresh;
  }

  /** In a record of the past nobody is told of anything. */
  emit(kind: EventKind, key: string, rest: Partial<Omit<ProcessEvent, 'kind' | 'key' | 'sequence' | 'at'>> = {}): void {
    this.state.sequence += 1;
    const { notify = [], ...said } = rest;
    const told = hasDeadlines(this.input.clock) ? notify : [];
    this.events.push({ kind, key, sequence: this.state.sequence, at: this.now, params: {}, ...said, notify: told });
  }

  /**
   * Opens the next round of an item: due on its planned day, or `minDays` working days from now if that is later.
   * A vote opens with the ballots that an earlier round led to, else with its first ones.
   */
  open(item: ItemState, ballots?: OpenBallots): void {
    item.status = 'open';
    item.round += 1;
    item.openedAt = this.now;
    item.extensions = 0;
    item.submission = null;
    item.asked = [];
    item.notice = null;
    item.due = this.lastDay(() => dueOfRound(item.id, this));
    if (ballots) item.ballots = ballots;
    else this.#openVote(item);
    this.emit('stage-opened', `opened:${item.id}:${item.round}`, {
      item: item.id,
      round: item.round,
      params: item.due === null ? {} : { due: item.due },
      notify: isMonthlyReport(item.id) ? [] : [itemDefinition(item.id).submitter],
    });
  }

  /** Takes a submission into the open round and asks whoever answers first; passes at once when nothing gates. */
  submit(
    item: ItemState,
    submission: Omit<SubmissionState, 'at' | 'late'>,
    answers: readonly StageAnswer[] = itemDefinition(item.id).answers,
  ): void {
    this.receive(item, submission);
    item.status = 'submitted';
    this.#emitSubmitted(item, submission.nonce, this.ask(item, answers));
  }

  /** Asks for these answers from the first turn on. @returns the bodies asked now. */
  ask(item: ItemState, answers: readonly StageAnswer[]): AskedAnswer[] {
    item.asked = answers.map(({ by, kind, turn }) => ({ body: by, kind, turn, since: null, due: null, given: null }));
    return this.#askNextTurn(item);
  }

  /** Puts a submission on record in the open round and asks nobody. */
  receive(item: ItemState, submission: Omit<SubmissionState, 'at' | 'late'>): void {
    const late = item.due !== null && this.#clockOf(item) >= dueInstant(item.due);
    item.submission = { ...submission, at: this.now, late };
  }

  /** The instant at which an item's clock stands: now, or the beginning of a hold. */
  #clockOf(item: ItemState): PlanInstant {
    const { hold } = this.state;
    return hold && !isMonthlyReport(item.id) ? hold.since : this.now;
  }

  /** A submission that was put on record and ends its own round: a vote that has to go on. */
  submitted(item: ItemState, nonce: string): void {
    this.#emitSubmitted(item, nonce, []);
  }

  /** Ends the open round without passing; what it held is kept for the record. */
  endRound(item: ItemState, ended: RoundEnd, nonce: string): void {
    item.pastRounds.push({ round: item.round, ended, at: this.now, nonce, submission: item.submission, ballots: item.ballots });
    item.status = 'superseded';
    item.submission = null;
    item.asked = [];
    item.notice = null;
    item.passedAt = null;
    item.straightBackTo = null;
  }

  /** Ends the round of an item that rests on something that is done again; it opens again in its turn. */
  supersede(item: ItemState, nonce: string, ended: 'superseded' | 'vote-void' = 'superseded'): void {
    const { round } = item;
    this.endRound(item, ended, nonce);
    this.emit(ended, `${ended}:${item.id}:${round}`, { item: item.id, round, nonce });
  }

  /** Records an answer and asks the next turn. @returns the bodies asked now. */
  answer(item: ItemState, asked: AskedAnswer, { account, nonce, ...document }: Omit<AnsweredBy, 'at' | 'late'>): AskedAnswer[] {
    const late = asked.due !== null && this.now >= dueInstant(asked.due);
    asked.given = { account, nonce, at: this.now, late, ...document };
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
    this.passed.push({ item, nonce });
    this.emit('passed', `passed:${item.id}:${item.round}`, {
      item: item.id,
      round: item.round,
      notify: isMonthlyReport(item.id) || item.asked.length === 0 ? [] : [itemDefinition(item.id).submitter],
      ...(nonce ? { nonce } : {}),
      ...(plannedFor === undefined ? {} : { plannedFor }),
    });
  }

  /** Opens every stage whose predecessors are all passed. Nothing opens while the township is held. */
  advance(): void {
    if (this.state.hold || this.state.status !== 'running') return;
    for (const item of this.state.items) {
      if (item.status !== 'waiting' && item.status !== 'superseded') continue;
      if ((isStage(item.id) || item.id === PRE_INSPECTION) && this.#mayOpen(item.id)) this.open(item);
    }
  }

  #mayOpen(id: ItemId): boolean {
    if (!isStage(id) && id !== PRE_INSPECTION) return false;
    return predecessorsOf(this.state, id).every((before) => {
      const status = this.item(before).status;
      return (status === 'passed' || status === 'off') && this.#mayOpen(before);
    });
  }

  #openVote(item: ItemState): void {
    if (!isVote(item.id)) return;
    const seats = isSeatItem(item.id) ? 1 : this.input.rules.seats;
    const stage = item.id === 'leadership-election' ? 'leadership-election' : 'member-election';
    item.ballots = firstBallots(stage, { ...this.input.rules, seats });
    item.results = {};
  }

  #emitSubmitted(item: ItemState, nonce: string, asked: readonly AskedAnswer[]): void {
    this.emit('submitted', `submitted:${nonce}`, {
      item: item.id,
      round: item.round,
      nonce,
      // Between people with equal votes the notice asks to decide, not to approve.
      params: { late: item.submission?.late ? 1 : 0, ...(asked.some(({ kind }) => kind === 'settle') ? { settle: 1 } : {}) },
      notify: asked.map((answer) => answer.body),
    });
  }

  #askNextTurn(item: ItemState): AskedAnswer[] {
    const pending = item.asked.filter((answer) => !answer.given);
    const gating = pending.filter((answer) => answer.kind !== 'note');
    const turn = Math.min(...(gating.length > 0 ? gating : pending).map((answer) => answer.turn));
    const asked = pending.filter((answer) => answer.turn <= turn && answer.since === null);
    for (const answer of asked) {
      answer.since = this.now;
      answer.due = this.answerDay(item.id);
    }
    return asked;
  }
}
