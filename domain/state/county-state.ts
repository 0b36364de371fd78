import { z } from 'zod';
import { planClockSchema } from '../calendar/clock.ts';
import type { PlanDate, PlanInstant } from '../calendar/plan-date.ts';
import type { PlanAmendment } from '../plan/plan-amendment.ts';
import { resolvedPlanSchema, townshipRulesSchema } from '../plan/resolved-plan.ts';
import { actorSchema } from '../roles.ts';
import type { Receipt } from './messages.ts';
import type { AskedAnswer } from './township-state.ts';

/** A township as the county enrols it. */
export const enrolmentSchema = z.object({
  township: z.string().regex(/^[a-z0-9-]{1,40}$/),
  /** The place's name, for the run's summary in the engine's pages; places are no personal data. */
  title: z.string().min(1).max(60),
  body: z.enum(['COMMITTEE', 'WORKING_COMMITTEE']),
  rules: townshipRulesSchema,
});
export type Enrolment = z.infer<typeof enrolmentSchema>;

/** What a county's run is started with: ids, dates and ratios only. */
export const countyInputSchema = z.object({
  campaign: z.string().min(1),
  county: z.string().min(1),
  clock: planClockSchema,
  plan: resolvedPlanSchema,
  townships: z.array(enrolmentSchema).min(1).max(2_000),
  /** The plan as it is put before the organization department (R93, R96): its revision in MongoDB and digest. */
  planRevision: z.string(),
  planDigest: z.string(),
  startedBy: actorSchema,
});
export type CountyInput = z.infer<typeof countyInputSchema>;

/** `plan` 县方案 (M1), `county-report/YYYY-MM` 县级月报 (M21), `results` 工作成果 (R90, R91). */
export type CountyItemId = 'plan' | 'results' | `county-report/${string}`;

export const countyItemIdSchema = z.custom<CountyItemId>(
  (value) => typeof value === 'string' && (value === 'plan' || value === 'results' || /^county-report\/\d{4}-(0[1-9]|1[0-2])$/.test(value)),
);

export function countyReportId(month: string): CountyItemId {
  return `county-report/${month}`;
}

/**
 * - `waiting`: not yet · `open`: the county league is asked to sign or write · `submitted`: the organization department is asked
 * - `passed`: approved, signed and sent, or published · `returned`: the plan was sent back, and the run ended · `off`: not asked for
 */
export interface CountyItem {
  readonly id: CountyItemId;
  status: 'waiting' | 'open' | 'submitted' | 'passed' | 'returned' | 'off';
  readonly round: number;
  openedAt: PlanInstant | null;
  /** Null before it is opened, and in a record of the past. */
  due: PlanDate | null;
  /** What lies before whoever must act: the plan, the compiled report, the results document. */
  document: { readonly revision: string; readonly digest: string; readonly counts: Readonly<Record<string, number>> } | null;
  asked: AskedAnswer[];
  /** Who signed, approved or published it. */
  done: { readonly account: string; readonly nonce: string; readonly at: PlanInstant; readonly late: boolean } | null;
}

export interface CountyState {
  /**
   * `preparing`: the plan awaits approval · `running` · `completed` · `returned`: the plan was sent back ·
   * `ended`: a record of the past that county staff ended
   */
  status: 'preparing' | 'running' | 'completed' | 'returned' | 'ended';
  readonly startedAt: PlanInstant;
  endedAt: PlanInstant | null;
  items: CountyItem[];
  /** Townships whose runs were started. */
  enrolled: string[];
  /** Townships still to be started. */
  toEnrol: Enrolment[];
  /** The plan's amendment in force, or null: townships enrolled later begin with it. */
  amendment: PlanAmendment | null;
  stepsTaken: string[];
  receipts: Record<string, Receipt>;
  sequence: number;
}
