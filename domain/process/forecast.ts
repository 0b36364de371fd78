import { addDays, dateOf, instantOf, type PlanDate, type PlanInstant } from '../calendar/plan-date.ts';
import { WorkingCalendar } from '../calendar/working-calendar.ts';
import { noticeEnd } from '../plan/notice-end.ts';
import { amended, type PlanAmendment } from '../plan/plan-amendment.ts';
import { itemDefinition, stageOf } from '../stages/item-definitions.ts';
import { type ItemId, isStage, PRE_INSPECTION } from '../stages/items.ts';
import type { StageId } from '../stages/stages.ts';
import { chainOf, predecessorsOf } from '../state/course.ts';
import { type ItemState, itemOf, type TownshipInput, type TownshipState } from '../state/township-state.ts';
import { decisionDays, dueOfRound } from './township-dues.ts';

/** What is supposed to happen. */
export type Supposition =
  /** Nothing unusual: everybody acts on the last day they have. */
  | { readonly kind: 'as-planned' }
  /** A stage is submitted so many days after it is due. */
  | { readonly kind: 'slip'; readonly stage: StageId; readonly days: number }
  /** The congress has no quorum once, and is held again in the next round. */
  | { readonly kind: 'congress-fails' }
  | { readonly kind: 'amendment'; readonly amendment: PlanAmendment };

/** When a stage opens, is due and passes, if everybody uses all the time they have. */
export interface ForecastRow {
  readonly item: ItemId;
  readonly opens: PlanDate;
  readonly due: PlanDate;
  readonly passes: PlanDate;
  /** Behind us: the dates are what happened. */
  readonly done: boolean;
}

type Known = Pick<TownshipInput, 'plan' | 'rules' | 'body'>;

/**
 * What becomes of a township's dates from how it stands now, by the process's own due dates, decision days and notice
 * arithmetic (§2.9, §3.4). Stages whose due date has passed are taken to be submitted today.
 */
export function forecast(state: TownshipState, input: Known, now: PlanInstant, supposed: Supposition): ForecastRow[] {
  const calendar = new WorkingCalendar(input.plan.calendar);
  const at = supposed.kind === 'amendment' ? { ...state, amendment: amended(state.amendment, supposed.amendment) } : state;
  const passes = new Map<ItemId, PlanDate>();
  return chainOf(state).flatMap((id) => {
    const item = itemOf(state, id);
    if (!item || !(isStage(id) || id === PRE_INSPECTION)) return [];
    const before = predecessorsOf(state, id).map((one) => passes.get(one) ?? dateOf(state.startedAt));
    const opened = before.reduce((latest, day) => (day > latest ? day : latest), dateOf(state.startedAt));
    const row = rowOf(item, { opened, today: dateOf(now), calendar, input, state: at }, supposed);
    passes.set(id, row.passes);
    return item.status === 'off' ? [] : [row];
  });
}

interface Facts {
  /** When its predecessors have passed. */
  readonly opened: PlanDate;
  readonly today: PlanDate;
  readonly calendar: WorkingCalendar;
  readonly input: Known;
  readonly state: TownshipState;
}

function rowOf(item: ItemState, facts: Facts, supposed: Supposition): ForecastRow {
  const { id } = item;
  const { opened, today } = facts;
  if (item.status === 'off') return { item: id, opens: opened, due: opened, passes: opened, done: true };
  if (item.status === 'passed' && item.passedAt !== null) {
    const opens = dateOf(item.openedAt ?? item.passedAt);
    return { item: id, opens, due: item.due ?? opens, passes: dateOf(item.passedAt), done: true };
  }
  const running = item.status === 'open' || item.status === 'submitted';
  const opens = running ? dateOf(item.openedAt ?? instantOf(opened)) : opened;
  const due = dueDayOf(item, opens, facts, supposed);
  const submitted = item.submission ? dateOf(item.submission.at) : submissionDay(id, due < today ? today : due, facts, supposed);
  return { item: id, opens, due, passes: passDay(item, submitted, facts), done: false };
}

/** An open round keeps its day; an amendment moves it to a later one only. */
function dueDayOf(item: ItemState, opens: PlanDate, { calendar, input, state }: Facts, supposed: Supposition): PlanDate {
  const fresh = dueOfRound(item.id, { input, state, calendar, now: instantOf(opens, 12) });
  if (item.status !== 'open' && item.status !== 'submitted') return fresh;
  const kept = item.due ?? fresh;
  const named = supposed.kind === 'amendment' && supposed.amendment.stages.some((row) => row.id === item.id);
  return named && item.status === 'open' && fresh > kept ? fresh : kept;
}

function submissionDay(id: ItemId, day: PlanDate, { calendar, input, state }: Facts, supposed: Supposition): PlanDate {
  if (supposed.kind === 'slip' && supposed.stage === id) return calendar.onOrAfter(addDays(day, supposed.days));
  // The failed congress ends its round; the next one has the days that a round that opens late has.
  if (supposed.kind === 'congress-fails' && id === 'member-election')
    return dueOfRound(id, { input, state, calendar, now: instantOf(day, 12) });
  return day;
}

function passDay({ id }: ItemState, submitted: PlanDate, { calendar, input, today }: Facts): PlanDate {
  if (stageOf(id) === 'public-notice') return noticeEnd(submitted, input.plan.notice, calendar).rolledTo;
  const turns = Math.max(
    0,
    ...itemDefinition(id)
      .answers.filter((answer) => answer.kind !== 'note')
      .map((answer) => answer.turn),
  );
  const day = turns === 0 ? submitted : calendar.addWorkdays(submitted, turns * decisionDays(id, input));
  return day < today ? today : day;
}

/** Stages whose dates differ between two forecasts, in order. */
export function movedBetween(
  before: readonly ForecastRow[],
  after: readonly ForecastRow[],
): { readonly before: ForecastRow; readonly after: ForecastRow }[] {
  const known = new Map(before.map((row) => [row.item, row]));
  return after.flatMap((row) => {
    const old = known.get(row.item);
    return old && (old.opens !== row.opens || old.due !== row.due || old.passes !== row.passes) ? [{ before: old, after: row }] : [];
  });
}
