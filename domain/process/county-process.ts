import { authorizeCounty } from '../authority/county.ts';
import { hasDeadlines } from '../calendar/clock.ts';
import { dateOf, instantOf, lastDayOfMonth, type PlanInstant } from '../calendar/plan-date.ts';
import { WorkingCalendar } from '../calendar/working-calendar.ts';
import { Refusal } from '../errors.ts';
import type { CountyMessage } from '../state/county-messages.ts';
import { type CountyInput, type CountyItem, type CountyItemId, type CountyState, countyReportId } from '../state/county-state.ts';
import type { ProcessEvent } from '../state/events.ts';
import { isDeadline, type LadderStep, ladderOf, repetitionOf, stepParams, withTaken, worthSending } from '../state/ladder.ts';
import { type Receipt, referenceOf } from '../state/messages.ts';
import { openCountyClocks } from './county-clocks.ts';
import { playCountyMessage } from './county-commands.ts';
import { CountyDraft } from './county-draft.ts';
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
      amendment: null,
      stepsTaken: [],
      receipts: {},
      sequence: 0,
      items: [
        blank('plan'),
        ...input.plan.reports.county.map((period) => blank(countyReportId(lastMonthOf(period)), isCompiled(input, period, startedAt))),
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
    const due = draft.dueAfter(this.input.plan.reports.decisionDays);
    plan.asked = [{ body: 'organization-department', kind: 'approve', turn: 1, since: now, due, given: null }];
    draft.emit('plan-waiting', 'plan-waiting', {
      item: 'plan',
      round: 1,
      params: due === null ? {} : { due },
      notify: ['organization-department'],
    });
    return draft;
  }

  /** @throws Refusal; the process stays as it was. */
  take(message: CountyMessage, now: PlanInstant): CountyChange & { readonly receipt: Receipt } {
    const refused = authorizeCounty(message, this.input.county);
    if (refused) throw new Refusal(refused);
    if (this.#state.endedAt !== null) throw new Refusal('CLOSED');
    const draft = this.#draft(now);
    const late = playCountyMessage(draft, message);
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
      notify: ['county-league'],
    });
    return draft;
  }

  /** Reminders and escalations due by `now`, or undefined. */
  tick(now: PlanInstant): CountyChange | undefined {
    const draft = this.#draft(now);
    const due = this.#pendingSteps(now)
      .filter((step) => step.at <= now)
      .sort((a, b) => a.at - b.at);
    if (due.length === 0) return undefined;
    draft.state.stepsTaken = withTaken(draft.state.stepsTaken, due, this.input.plan.ladder, this.calendar, now);
    for (const step of worthSending(due, now)) {
      draft.emit(step.kind === 'escalation' ? 'escalated' : step.kind, `ladder:${step.key}`, {
        item: step.clock.item,
        round: 1,
        plannedFor: step.at,
        notify: [step.to],
        params: stepParams(step),
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

  #pendingSteps(now?: PlanInstant): LadderStep[] {
    const taken = new Set(this.#state.stepsTaken);
    const { ladder } = this.input.plan;
    return openCountyClocks(this.#state)
      .filter(isDeadline)
      .flatMap((clock) => [
        ...ladderOf(clock, ladder, this.calendar).filter((step) => !taken.has(step.key)),
        ...[repetitionOf(clock, ladder, this.calendar, taken, now)].filter((step) => step !== undefined),
      ]);
  }

  #draft(now: PlanInstant): CountyDraft {
    return new CountyDraft(this.input, this.#state, now, this.calendar);
  }
}

/**
 * Whether a period's reports are compiled: not where its last month was over when the county began. In a record of the past
 * none is: what was reported in its year was reported then, and is no report of today.
 */
function isCompiled({ clock }: CountyInput, period: { readonly months: readonly string[] }, startedAt: PlanInstant): boolean {
  return hasDeadlines(clock) && instantOf(lastDayOfMonth(lastMonthOf(period)), 24) > startedAt;
}

function lastMonthOf({ months }: { readonly months: readonly string[] }): string {
  return months.at(-1) ?? '';
}

function blank(id: CountyItemId, asked = true): CountyItem {
  return { id, status: asked ? 'waiting' : 'off', round: 1, openedAt: null, due: null, document: null, asked: [], done: null };
}
