import { z } from 'zod';
import type { PlanDate, PlanInstant } from '../calendar/plan-date.ts';
import { planClockSchema } from '../clock.ts';
import { resolvedPlanSchema, townshipRulesSchema } from '../plan/resolved-plan.ts';
import type { Body } from '../roles.ts';
import type { ItemId } from './items.ts';
import type { Receipt } from './messages.ts';
import type { AnswerKind } from './stages.ts';
import type { Counts } from './verdict.ts';

/** What a township's run is started with: ids, dates, ratios; no names and no texts. */
export const townshipInputSchema = z.object({
  campaign: z.string().min(1),
  county: z.string().min(1),
  township: z.string().min(1),
  /** Committee, or the appointed working committee of a district (C-11). */
  body: z.enum(['COMMITTEE', 'WORKING_COMMITTEE']),
  clock: planClockSchema,
  plan: resolvedPlanSchema,
  rules: townshipRulesSchema,
});
export type TownshipInput = z.infer<typeof townshipInputSchema>;

/**
 * - `waiting`: not open yet · `open`: the submitter is asked · `submitted`: deciders are asked
 * - `passed`: the gate is behind us (taking note may still be asked)
 * - `superseded`: a return went behind it; it opens again in its turn, pre-filled
 * - `off`: switched off by the plan, or a month that ended before the run began
 * - `missing`: a month's report that was not there when the county compiled; it may still come, late
 */
export type ItemStatus = 'waiting' | 'open' | 'submitted' | 'passed' | 'superseded' | 'off' | 'missing';

export interface SubmissionState {
  readonly revision: string;
  readonly digest: string;
  readonly counts: Counts;
  readonly linkedAccounts: readonly string[];
  readonly account: string;
  readonly nonce: string;
  readonly at: PlanInstant;
  readonly late: boolean;
}

/** An answer that is asked for in the open round, and what was given. */
export interface AskedAnswer {
  readonly body: Body;
  readonly kind: AnswerKind;
  readonly turn: number;
  /** When the body was asked; null until the turn before is answered. */
  since: PlanInstant | null;
  due: PlanDate | null;
  given: { readonly account: string; readonly nonce: string; readonly at: PlanInstant; readonly late: boolean } | null;
}

/** A round that ended without passing, kept for the record. */
export interface PastRound {
  readonly round: number;
  readonly ended: 'returned' | 'superseded' | 'vote-void';
  readonly at: PlanInstant;
  /** The decision that ended it. */
  readonly nonce: string;
  readonly submission: SubmissionState | null;
}

export interface ItemState {
  readonly id: ItemId;
  status: ItemStatus;
  /** 0 until first opened. */
  round: number;
  openedAt: PlanInstant | null;
  /** Last day to submit in the open round. */
  due: PlanDate | null;
  /** How often the due date of the open round was extended. */
  extensions: number;
  submission: SubmissionState | null;
  asked: AskedAnswer[];
  passedAt: PlanInstant | null;
  /** The stage whose decider sent the run back here, to return to straight away. */
  straightBackTo: ItemId | null;
  /** The public notice: first and last day, and the instant at which it closes. */
  notice: { readonly firstDay: PlanDate; readonly lastDay: PlanDate; readonly endsAt: PlanInstant } | null;
  pastRounds: PastRound[];
}

export interface HoldState {
  readonly body: Body;
  readonly account: string;
  readonly nonce: string;
  readonly since: PlanInstant;
  readonly reviewOn: PlanDate;
}

/** Everything a township's run knows. JSON only: it is the query's answer and the read model's snapshot. */
export interface TownshipState {
  status: 'running' | 'completed' | 'closed';
  readonly startedAt: PlanInstant;
  endedAt: PlanInstant | null;
  /** Stages in plan order, then the months. */
  items: ItemState[];
  hold: HoldState | null;
  /** Keys of ladder steps taken (or passed over as no longer worth sending). */
  stepsTaken: string[];
  /** What was answered to each nonce. */
  receipts: Record<string, Receipt>;
  /** Number of events so far: orders them and tells a forgotten write from a valid one. */
  sequence: number;
}

export function itemOf(state: TownshipState, id: string): ItemState | undefined {
  return state.items.find((item) => item.id === id);
}
