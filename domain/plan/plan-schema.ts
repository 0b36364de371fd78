import { z } from 'zod';
import { bilingualText, idText, matching, monthDay, oneOf, wholeNumber, words, yesOrNo } from '../calendar/fields.ts';
import { STAGE_IDS, type StageId } from '../stages/stages.ts';
import { CONSULTED_OFFICES, ELECTION_MODES, INSPECTION_TIMINGS, SHORTFALL_POLICIES, SOURCE_CATEGORIES, TIE_WAYS } from './choices.ts';

/** First and last day of a phase, both included, as days of any year (REFERENCE §3.1). */
export const phaseSchema = z.strictObject({ from: monthDay, to: monthDay });

export const phasesSchema = z.strictObject({ preparation: phaseSchema, implementation: phaseSchema, summary: phaseSchema });

/** One stage's clocks; names and order belong to the process, not to the plan. */
export const stageSchema = z.strictObject({
  /** Last day to submit; on a day off, the working day before. */
  due: monthDay,
  /** Least working days between opening and due date. */
  minDays: wholeNumber(0, 30),
  /** Working days a decider has from the submission. */
  decisionDays: wholeNumber(1, 30),
  enabled: yesOrNo,
  /** Why the stage is switched off (R28). */
  reason: words(200).optional(),
  /** What is asked for, shown to whoever works on the stage. */
  guidance: bilingualText,
});

type StageSchemas = { [K in StageId]: typeof stageSchema };
export const stagesSchema = z.strictObject(Object.fromEntries(STAGE_IDS.map((id) => [id, stageSchema])) as StageSchemas);

export const ladderSection = z.strictObject({
  remindWorkdaysBefore: z.array(wholeNumber(1, 30)).max(5),
  shortClock: z.strictObject({ workdays: wholeNumber(1, 30), remindWorkdaysBefore: z.array(wholeNumber(1, 30)).max(5) }),
  /** Working days after the due date: township party committee, county league, organization department. */
  escalateWorkdaysAfter: z.array(wholeNumber(0, 60)).min(3).max(3),
  /** Days after which the highest body reached is told again, and again; 0: once only. A plan written before the key was there: a week. */
  repeatTopDays: wholeNumber(0, 60).default(7),
  messageHour: wholeNumber(0, 23),
});

export const leadershipSchema = z.strictObject({
  secretaries: wholeNumber(1, 1),
  deputies: z.strictObject({ count: wholeNumber(1, 3), minInQuota: wholeNumber(0, 3), minOutOfQuota: wholeNumber(0, 3) }),
});

export const committeeSchema = z.strictObject({
  /** Least and most seats; the League's rules for townships allow 9 to 21. */
  sizeMin: wholeNumber(9, 21),
  sizeMax: wholeNumber(9, 21),
  seatsIncludeLeadership: yesOrNo,
  termYears: wholeNumber(3, 5),
});

/** Least and most seats of one source category. */
export const proportionSchema = z.strictObject({ min: wholeNumber(0, 60), max: wholeNumber(0, 60) });
export const proportionsSchema = z.strictObject(
  Object.fromEntries(SOURCE_CATEGORIES.map((category) => [category, proportionSchema.optional()])) as {
    [K in (typeof SOURCE_CATEGORIES)[number]]: z.ZodOptional<typeof proportionSchema>;
  },
);

export const differentialSchema = z.strictObject({
  nomineesBp: wholeNumber(0, 10_000),
  formalBp: wholeNumber(0, 10_000),
  ballotAdvisoryBp: wholeNumber(0, 10_000),
});

export const quorumSchema = z.strictObject({ num: wholeNumber(1, 100), den: wholeNumber(1, 100), strict: yesOrNo });

export const shortfallSchema = z.strictObject({
  policy: oneOf(...SHORTFALL_POLICIES),
  maxRounds: wholeNumber(0, 3),
  then: oneOf('VACANT', 'REDUCE_SEATS'),
});

const consultedOffices = z.array(oneOf(...CONSULTED_OFFICES)).max(CONSULTED_OFFICES.length);

export const inspectionSection = z.strictObject({
  timing: oneOf(...INSPECTION_TIMINGS),
  teamMin: wholeNumber(1, 9),
  /** Offices that have to be asked about each person, and those that should be (§2.8). */
  consult: z
    .strictObject({ required: consultedOffices, advised: consultedOffices })
    .default({ required: ['DISCIPLINE', 'POLICE'], advised: ['COURT'] }),
});

export const noticeSection = z.strictObject({ unit: oneOf('CALENDAR', 'WORKING'), length: wholeNumber(3, 15), rollToWorkday: yesOrNo });

/** `newUnits`: how a figure is called in data; its words stand beside it. */
const figureName = matching(/^[a-z][A-Za-z0-9]{0,29}$/, {
  zh: '英文名称，小写字母开头，字母和数字，如 newUnits',
  en: 'a name of letters and digits that begins with a small letter, such as newUnits',
});

export const reportSchema = z.strictObject({
  months: z.array(wholeNumber(1, 12)).min(1).max(12),
  duePolicy: oneOf('LAST_CALENDAR_DAY', 'LAST_WORKDAY'),
  remindWorkdaysBefore: z.array(wholeNumber(1, 15)).max(5),
  decisionDays: wholeNumber(1, 30),
  /** Further figures that every month's report gives, beside those of the form; `name` stands in files and addresses. */
  fields: z
    .array(z.strictObject({ name: figureName, label: bilingualText }))
    .max(20)
    .default([]),
});

/** Figures the county strives for, by name (R15, R80); shown beside what was reached, never a gate. */
export const targetsSchema = z
  .array(z.strictObject({ name: figureName, label: bilingualText, value: wholeNumber(0, 1_000_000_000) }))
  .max(20);

/** A county's plan 方案 as data: dates as days of any year, ratios, ladders, texts (R01, R06; REFERENCE §2.11). */
export const planSchema = z.strictObject({
  id: idText,
  version: wholeNumber(1, 9_999),
  /** Name of the rule profile the parameters follow (REFERENCE §2.1). */
  profile: idText,
  title: bilingualText,
  issuer: bilingualText,
  /** The documents the plan rests on (R02). */
  basis: z.array(bilingualText).min(1).max(20),
  purpose: z.array(bilingualText).min(1).max(20),
  phases: phasesSchema,
  stages: stagesSchema,
  ladder: ladderSection,
  hold: z.strictObject({ reviewWorkdays: wholeNumber(1, 60) }),
  leadership: leadershipSchema,
  committee: committeeSchema,
  sources: z.strictObject({ proportions: proportionsSchema }),
  eligibility: z.strictObject({
    maxAge: wholeNumber(18, 60),
    membership: oneOf('PARTY_OR_LEAGUE'),
    secretaryPublicEmployee: yesOrNo,
  }),
  differential: differentialSchema,
  election: z.strictObject({ mode: oneOf(...ELECTION_MODES), requestLeadDays: wholeNumber(0, 60) }),
  quorum: quorumSchema,
  majority: z.strictObject({ base: oneOf('PRESENT', 'ENTITLED') }),
  tie: z.strictObject({ maxRunoffs: wholeNumber(1, 5), then: oneOf(...TIE_WAYS).optional() }),
  shortfall: shortfallSchema,
  ballot: z.strictObject({ writeInAllowed: yesOrNo }),
  leaders: z.strictObject({ secretaryContested: yesOrNo, deputyExtra: wholeNumber(0, 3) }),
  result: z.strictObject({ reportDays: wholeNumber(1, 60), approvalDays: wholeNumber(1, 90) }),
  inspection: inspectionSection,
  notice: noticeSection,
  objection: z.strictObject({ deferDays: wholeNumber(1, 180) }),
  report: reportSchema,
  countyReport: z.strictObject({ interval: oneOf('MONTHLY', 'QUARTERLY'), offsetWorkdays: wholeNumber(1, 20) }),
  coverage: z.strictObject({ targetDate: monthDay }),
  publicity: z.strictObject({ audience: bilingualText }),
  targets: targetsSchema.default([]),
});
export type Plan = z.infer<typeof planSchema>;
