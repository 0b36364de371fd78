import { z } from 'zod';
import { REFUSAL_CODES } from '../../domain/errors.ts';

/** Bodies that several endpoints answer with. Those with an id stand once in the OpenAPI document. */

const sentence = z
  .string()
  .meta({ description: '给人看的话，按个人设置或 Accept-Language / for people, by their setting or Accept-Language' });

/** The same words in both languages. */
export const bilingualSchema = z.strictObject({ zh: z.string(), en: z.string() });

/** A reference number: `7F3K-9Q2M-4D8A`. */
const reference = z.string();

/** Ids and figures for a sentence. */
export const figures = z.record(z.string(), z.union([z.string(), z.number()]));

/** Something wrong with what was typed or uploaded. */
export const problemSchema = z
  .strictObject({
    /** Where: `people[0].name`, `units[3].x`; empty for the whole. */
    path: z.string(),
    /** Line of a YAML file or row of a CSV file, from 1. */
    row: z.int().optional(),
    code: z.string(),
    message: sentence,
  })
  .meta({ id: 'Problem' });

/** What a rule says of a dossier, with the figures it used. */
export const ruleResultSchema = z
  .strictObject({
    /** R-number of the plan. */
    rule: z.string(),
    code: z.string(),
    outcome: z.enum(['holds', 'warns', 'fails']),
    figures: z.record(z.string(), z.number()),
    message: sentence,
  })
  .meta({ id: 'RuleResult' });

export const errorSchema = z
  .strictObject({ error: z.strictObject({ code: z.string(), message: sentence, problems: z.array(problemSchema).optional() }) })
  .meta({ id: 'Error' });

export const recordedSchema = z
  .strictObject({
    outcome: z.literal('recorded'),
    reference,
    /** Plan instant, ms. */
    at: z.number(),
    /** After its due date: accepted, and on record as late. */
    late: z.boolean(),
  })
  .meta({ id: 'Recorded' });

export const refusedSchema = z
  .strictObject({
    outcome: z.literal('refused'),
    code: z.enum([...REFUSAL_CODES, 'DOSSIER_HAS_PROBLEMS']),
    message: sentence,
    details: figures,
    ruleResults: z.array(ruleResultSchema).optional(),
    problems: z.array(problemSchema).optional(),
  })
  .meta({ id: 'Refused' });

export const unconfirmedSchema = z
  .strictObject({ outcome: z.literal('unconfirmed'), reference, message: sentence })
  .meta({ id: 'Unconfirmed' });
export const receivedSchema = z.strictObject({ outcome: z.literal('received'), reference, message: sentence }).meta({ id: 'Received' });
export const unavailableSchema = z.strictObject({ outcome: z.literal('unavailable'), message: sentence }).meta({ id: 'Unavailable' });

/** What every endpoint that sends a message to a run may answer. */
export const outcomeAnswers = {
  200: { says: '已生效 / took effect', body: recordedSchema },
  202: {
    says: '已收到，结果见 /commands/{nonce} / handed over; the outcome shows at /commands/{nonce}',
    body: z.union([receivedSchema, unconfirmedSchema]),
  },
  403: { says: '无权 / not yours to do', body: z.union([refusedSchema, errorSchema]) },
  409: { says: '情况已变化 / things have moved on', body: refusedSchema },
  422: { says: '不符合规则 / a rule or the form stands against it', body: refusedSchema },
  503: { says: '没有送出，这次没有保存 / nothing was handed over', body: z.union([unavailableSchema, errorSchema]) },
} as const;

/** Fields of a page of a list beside its rows. */
export const paging = { page: z.int(), more: z.boolean() };
