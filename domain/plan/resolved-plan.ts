import { z } from 'zod';
import { stageIdSchema } from '../stages/stages.ts';
import { CONSULTED_OFFICES, ELECTION_MODES, INSPECTION_TIMINGS, SHORTFALL_POLICIES, SOURCE_CATEGORIES } from './choices.ts';

const planDateSchema = z.iso.date();
const basisPoints = z.number().int().min(0).max(10_000);

/** Rules of one township's election and appointment, as counts and ratios. Source: REFERENCE §2.11. */
export const townshipRulesSchema = z.object({
  /** Seats S of the committee: 4 + X, or X where leadership is not counted (C-03). */
  seats: z.number().int().min(1).max(60),
  /** False where the seats are X alone; absent where the leaders are among them (C-03). */
  seatsIncludeLeadership: z.literal(false).optional(),
  secretaries: z.number().int().min(1),
  deputies: z.number().int().min(1).max(7),
  deputiesMinInQuota: z.number().int().min(0),
  deputiesMinOutOfQuota: z.number().int().min(0),
  deputyExtra: z.number().int().min(0),
  nomineesBp: basisPoints,
  formalBp: basisPoints,
  ballotAdvisoryBp: basisPoints,
  quorum: z.object({ num: z.number().int().min(1), den: z.number().int().min(1), strict: z.boolean() }),
  majorityBase: z.enum(['PRESENT', 'ENTITLED']),
  /** Oldest age in completed years on the day of appointment (§2.10). */
  maxAge: z.number().int().min(18).max(60),
  /** Days between the request to convene and the congress (§2.1). */
  requestLeadDays: z.number().int().min(0).max(60),
  /** The secretary has to be of the established staff 在编 (§2.6). */
  secretaryPublicEmployee: z.boolean(),
  /** Run-offs of a tie at the cut before a decision is asked for (§2.5). */
  maxRunoffs: z.number().int().min(1).max(5),
  /** Nobody decides: those with equal votes are voted on until the votes tell; absent where people decide after the last run-off. */
  tieThen: z.literal('VOTE_AGAIN').optional(),
  /** What becomes of seats that nobody reached half for, how often they are voted on again, and what comes then (§2.5). */
  shortfallPolicy: z.enum(SHORTFALL_POLICIES),
  shortfallRounds: z.number().int().min(0).max(3),
  shortfallThen: z.enum(['VACANT', 'REDUCE_SEATS']),
  /** More than one candidate for secretary (§2.6). */
  secretaryContested: z.boolean(),
  /** An elector may name someone who is not a candidate 另选他人 (§2.4). */
  writeInAllowed: z.boolean(),
  /** Days for which an objection that is not cleared up may defer an appointment (§2.9). */
  objectionDeferDays: z.number().int().min(1).max(180),
  /** Days in which a result is reported (§2.7). */
  reportDays: z.number().int().min(1).max(60),
  /** Years of a term, also of a letter of appointment (§2.10). */
  termYears: z.number().int().min(3).max(5),
  inspectionTeamMin: z.number().int().min(1),
  /** Offices that have to be asked about each person inspected, and those that should be (§2.8). */
  consult: z.object({ required: z.array(z.enum(CONSULTED_OFFICES)), advised: z.array(z.enum(CONSULTED_OFFICES)) }),
  /** The county file's figures of who elects: delegates of the congress, League members (§2.1); absent where it has none. */
  delegates: z.number().int().min(1).optional(),
  leagueMembers: z.number().int().min(0).optional(),
  electionMode: z.enum(ELECTION_MODES),
  inspectionTiming: z.enum(INSPECTION_TIMINGS),
  /** Least and most seats per source category, where set (R36). */
  sources: z.partialRecord(z.enum(SOURCE_CATEGORIES), z.object({ min: z.number().int().min(0), max: z.number().int().min(0) })),
});
export type TownshipRules = z.infer<typeof townshipRulesSchema>;

export const ladderSchema = z.object({
  /** Working days before the due date at which the responsible body is reminded, farthest first. */
  remindBefore: z.array(z.number().int().min(1)),
  /** The reminder for clocks of `shortClockDays` working days or fewer. */
  remindShortClock: z.array(z.number().int().min(1)),
  shortClockDays: z.number().int().min(1),
  /** Working days after the due date for levels 1, 2, 3. */
  escalateAfter: z.tuple([z.number().int().min(0), z.number().int().min(0), z.number().int().min(0)]),
  /** Days after which the top rung goes out again, for as long as nobody acts; absent in runs that began without it. */
  repeatTopDays: z.number().int().min(1).optional(),
  /** Hour of a working day, plan time, at which messages go out. */
  messageHour: z.number().int().min(0).max(23),
});
export type Ladder = z.infer<typeof ladderSchema>;

export const noticeRuleSchema = z.object({
  unit: z.enum(['CALENDAR', 'WORKING']),
  length: z.number().int().min(1).max(60),
  rollToWorkday: z.boolean(),
});
export type NoticeRule = z.infer<typeof noticeRuleSchema>;

/**
 * What a township's run computes with: the plan of one year, resolved to dates, for one township, and the slice of
 * the working-day calendar those dates need. Holds no texts and no names (blueprint, decisions 1 and 2).
 */
export const resolvedPlanSchema = z.object({
  planId: z.string(),
  planVersion: z.number().int().min(1),
  year: z.number().int(),
  firstDay: planDateSchema,
  lastDay: planDateSchema,
  calendar: z.object({
    version: z.string(),
    years: z.array(z.number().int()),
    off: z.array(planDateSchema),
    makeUp: z.array(planDateSchema),
  }),
  phases: z.array(z.object({ id: z.enum(['preparation', 'implementation', 'summary']), from: planDateSchema, to: planDateSchema })),
  /** One row per stage, in plan order. `due` is already moved to the working day before where it fell on a day off. */
  stages: z.array(
    z.object({
      id: stageIdSchema,
      due: planDateSchema,
      /** Least working days between opening and due date. */
      minDays: z.number().int().min(0),
      /** Working days a decider has from the submission. */
      decisionDays: z.number().int().min(1),
      enabled: z.boolean(),
    }),
  ),
  ladder: ladderSchema,
  /** Working days until a hold is reviewed. */
  holdReviewDays: z.number().int().min(1),
  notice: noticeRuleSchema,
  reports: z.object({
    /** One row per month asked for, with its due date by the plan's policy (REFERENCE §3.3). */
    months: z.array(z.object({ month: z.string().regex(/^\d{4}-\d{2}$/), due: planDateSchema })),
    remindBefore: z.array(z.number().int().min(1)),
    /** A missing report is told to the organization department at once; absent in runs that began without it. */
    missingToDepartment: z.literal(true).optional(),
    /** Working days after the month's end at which the county report is compiled and due. */
    compileAfter: z.number().int().min(1),
    decisionDays: z.number().int().min(1),
    /** One row per county report: the months it consolidates and the day it is due (R86, C-08). */
    county: z.array(z.object({ months: z.array(z.string().regex(/^\d{4}-\d{2}$/)).min(1), due: planDateSchema })),
  }),
});
export type ResolvedPlan = z.infer<typeof resolvedPlanSchema>;
