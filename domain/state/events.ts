import type { PlanInstant } from '../calendar/plan-date.ts';
import type { EscalationLevel, LadderTarget } from './ladder.ts';

/** What happened in a run, in the words of the plan. */
export const EVENT_KINDS = [
  'enrolled',
  'stage-opened',
  'submitted',
  'answered',
  'returned',
  'superseded',
  'vote-void',
  'postponed',
  'run-off',
  'supplementary',
  'tie-decision-asked',
  'tie-settled',
  'tie-returned',
  'vacancy-reported',
  'candidate-lost',
  'list-short',
  'passed',
  'notice-posted',
  'notice-corrected',
  'person-deferred',
  'seat-vacated',
  'seat-filled',
  'objection-received',
  'objection-logged',
  'objection-step',
  'objection-decision-asked',
  'reminder',
  'overdue',
  'escalated',
  'extended',
  'held',
  'hold-review',
  'released',
  'waived',
  'plan-amended',
  'report-missing',
  'township-completed',
  'township-closed',
  'plan-waiting',
  'plan-approved',
  'plan-returned',
  'county-report-ready',
  'county-report-sent',
  'results-published',
  'record-ended',
] as const;
export type EventKind = (typeof EVENT_KINDS)[number];

/**
 * One thing that happened. `key` is unique within the run and says what it was, not when, so that writing it twice
 * has one effect.
 */
export interface ProcessEvent {
  readonly key: string;
  readonly kind: EventKind;
  /** Position in the run's order of events. */
  readonly sequence: number;
  /** Plan instant at which it happened. */
  readonly at: PlanInstant;
  /** Plan instant at which the clock wanted it to happen; only for what a timer does. */
  readonly plannedFor?: PlanInstant;
  readonly item?: string;
  readonly round?: number;
  /** The message that caused it. */
  readonly nonce?: string;
  /** Bodies to be told; none in a record of the past. */
  readonly notify: readonly LadderTarget[];
  readonly level?: EscalationLevel;
  /** Figures and dates for the sentence. */
  readonly params: Readonly<Record<string, string | number>>;
}
