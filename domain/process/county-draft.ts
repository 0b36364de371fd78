import { hasDeadlines } from '../calendar/clock.ts';
import { dateOf, type PlanDate, type PlanInstant } from '../calendar/plan-date.ts';
import type { WorkingCalendar } from '../calendar/working-calendar.ts';
import type { CountyInput, CountyItem, CountyItemId, CountyState } from '../state/county-state.ts';
import type { EventKind, ProcessEvent } from '../state/events.ts';

/** A copy of the county's state on which one message or one moment is played, with the events it causes. */
export class CountyDraft {
  readonly state: CountyState;
  readonly events: ProcessEvent[] = [];
  readonly now: PlanInstant;
  readonly input: CountyInput;
  readonly calendar: WorkingCalendar;
  /** Version of the plan in force: the amended one, or the one the county began with. */
  readonly planVersion: number;

  constructor(input: CountyInput, state: CountyState, now: PlanInstant, calendar: WorkingCalendar) {
    this.input = input;
    this.calendar = calendar;
    this.planVersion = state.amendment?.planVersion ?? input.plan.planVersion;
    this.state = JSON.parse(JSON.stringify(state)) as CountyState;
    this.now = now;
  }

  /** So many working days from today; null in a record of the past, in which nothing has a last day. */
  dueAfter(workdays: number): PlanDate | null {
    return hasDeadlines(this.input.clock) ? this.calendar.addWorkdays(dateOf(this.now), workdays) : null;
  }

  item(id: CountyItemId): CountyItem {
    const item = this.state.items.find((candidate) => candidate.id === id);
    if (!item) throw new RangeError(`no item ${id} in the county's run`);
    return item;
  }

  /** In a record of the past nobody is told of anything. */
  emit(kind: EventKind, key: string, rest: Partial<Omit<ProcessEvent, 'kind' | 'key' | 'sequence' | 'at'>> = {}): void {
    this.state.sequence += 1;
    const { notify = [], ...said } = rest;
    const told = hasDeadlines(this.input.clock) ? notify : [];
    this.events.push({ kind, key, sequence: this.state.sequence, at: this.now, params: {}, ...said, notify: told });
  }
}
