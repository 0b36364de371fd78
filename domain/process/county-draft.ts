import type { PlanInstant } from '../calendar/plan-date.ts';
import type { WorkingCalendar } from '../calendar/working-calendar.ts';
import type { CountyItem, CountyItemId, CountyState } from './county-state.ts';
import type { EventKind, ProcessEvent } from './events.ts';

/** A copy of the county's state on which one message or one moment is played, with the events it causes. */
export class CountyDraft {
  readonly state: CountyState;
  readonly events: ProcessEvent[] = [];
  readonly now: PlanInstant;
  readonly calendar: WorkingCalendar;
  /** Version of the plan in force: the amended one, or the one the county began with. */
  readonly planVersion: number;

  constructor(state: CountyState, now: PlanInstant, calendar: WorkingCalendar, planVersion: number) {
    this.calendar = calendar;
    this.planVersion = state.amendment?.planVersion ?? planVersion;
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
