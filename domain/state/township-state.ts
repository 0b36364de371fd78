import { z } from 'zod';
import { planClockSchema } from '../calendar/clock.ts';
import type { PlanDate, PlanInstant } from '../calendar/plan-date.ts';
import { type PlanAmendment, planAmendmentSchema } from '../plan/plan-amendment.ts';
import { resolvedPlanSchema, townshipRulesSchema } from '../plan/resolved-plan.ts';
import type { Body } from '../roles.ts';
import type { Office, OpenBallots } from '../rules/ballot-facts.ts';
import type { Counts } from '../rules/rule-result.ts';
import type { ItemId } from '../stages/items.ts';
import type { AnswerKind } from '../stages/stages.ts';
import type { Receipt } from './messages.ts';
import type { LostCandidate, Objection, SeatTrack } from './path-state.ts';

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
  /** Amendment in force when the township is enrolled. */
  amendment: planAmendmentSchema.optional(),
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

/** An answer that was given. */
export interface AnsweredBy {
  readonly account: string;
  readonly nonce: string;
  readonly at: PlanInstant;
  readonly late: boolean;
  /** The day of the document with which the body answered; its number stands with the command in MongoDB. */
  readonly documentOn?: PlanDate;
  /** That document itself names the day of office. */
  readonly officeStated?: boolean;
}

/** An answer that is asked for in the open round, and what was given. */
export interface AskedAnswer {
  readonly body: Body;
  readonly kind: AnswerKind;
  readonly turn: number;
  /** When the body was asked; null until the turn before is answered. */
  since: PlanInstant | null;
  /** Null until then, and in a record of the past. */
  due: PlanDate | null;
  given: AnsweredBy | null;
}

/**
 * How a round ended without passing.
 * - `returned` 退回 · `superseded` 重办: a return went behind it
 * - `vote-void` 选举作废 · `postponed` 会议改期 · `run-off` 再次投票 · `supplementary` 另行选举: what a vote led to
 * - `corrected`: a public notice posted anew · `list-short`: too few candidates were left · `deferred` 暂缓: no word yet on the person
 */
export const ROUND_ENDS = [
  'returned',
  'superseded',
  'vote-void',
  'postponed',
  'run-off',
  'supplementary',
  'corrected',
  'list-short',
  'deferred',
] as const;
export type RoundEnd = (typeof ROUND_ENDS)[number];

/** A round that ended without passing, kept for the record. */
export interface PastRound {
  readonly round: number;
  readonly ended: RoundEnd;
  readonly at: PlanInstant;
  /** The message that ended it. */
  readonly nonce: string;
  readonly submission: SubmissionState | null;
  /** What was voted on, when it was a vote. */
  readonly ballots: OpenBallots | null;
}

/** People with equal votes after the last run-off, and the seats they stand for. */
export interface Tie {
  readonly seats: number;
  readonly candidates: number;
}

/** What came of the vote for an office: seats filled and seats that stay empty; or tied people of whom some are to be taken. */
export interface OfficeResult {
  readonly elected: number;
  readonly vacant: number;
  readonly tied: Tie | null;
  /** Whom the party committee took: numbers among those with equal votes, in the order of the last ballot that counted. */
  readonly settled?: Tie & { readonly people: readonly number[] };
}
export type OfficeResults = Readonly<Partial<Record<Office, OfficeResult>>>;

export interface ItemState {
  readonly id: ItemId;
  status: ItemStatus;
  /** 0 until first opened. */
  round: number;
  openedAt: PlanInstant | null;
  /** Last day to submit in the open round; null before it is opened, and in a record of the past. */
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
  /** What is voted on in the open round; null when the item is no vote. */
  ballots: OpenBallots | null;
  /** What the vote came to so far, by office. */
  results: OfficeResults;
  /** Set when the county league waived the item with a reason (R28). */
  waived: { readonly account: string; readonly nonce: string; readonly at: PlanInstant } | null;
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
  /** Stages in plan order, the months, then the steps of seats' own tracks as they open. */
  items: ItemState[];
  hold: HoldState | null;
  /** Objections to a public notice, in the order in which they came (§2.9). */
  objections: Objection[];
  /** Seats that were vacated, and people who are deferred: each on a track of its own. */
  seats: SeatTrack[];
  /** Candidates lost after the formal list was decided. */
  lost: LostCandidate[];
  /** The plan's amendment in force for what is ahead, or null. */
  amendment: PlanAmendment | null;
  /** Keys of ladder steps taken (or passed over as no longer worth sending). */
  stepsTaken: string[];
  /** What was answered to each nonce. */
  receipts: Record<string, Receipt>;
  /** Number of events so far: orders them and tells a forgotten write from a valid one. */
  sequence: number;
}

/** An item that was never opened. */
export function blankItem(id: ItemId, status: ItemStatus): ItemState {
  return {
    id,
    status,
    round: 0,
    openedAt: null,
    due: null,
    extensions: 0,
    submission: null,
    asked: [],
    passedAt: null,
    straightBackTo: null,
    notice: null,
    pastRounds: [],
    ballots: null,
    results: {},
    waived: null,
  };
}

export function itemOf(state: TownshipState, id: string): ItemState | undefined {
  return state.items.find((item) => item.id === id);
}
