import { z } from 'zod';
import { planAmendmentSchema } from '../plan/plan-amendment.ts';
import { OFFICES } from '../rules/ballot-facts.ts';
import { itemIdSchema, submittableSchema } from '../stages/items.ts';
import { digestSchema, head, reasonDigest } from './message-parts.ts';
import { OBJECTION_STEPS } from './path-state.ts';

/** The messages of the unusual paths, each with a reason that stays in MongoDB. */

const ordinal = z.number().int().min(1).max(300);

/** Who of the people with equal votes is taken: their numbers among these, in the order of the ballot decided on. Nobody leaves the seats vacant. */
const settleTieSchema = z.strictObject({
  ...head,
  item: submittableSchema,
  round: z.number().int().min(1),
  office: z.enum(OFFICES),
  /** The digest of the revision in which the votes were counted. */
  digest: digestSchema,
  people: z
    .array(ordinal)
    .max(60)
    .refine((people) => new Set(people).size === people.length),
  reasonDigest,
});

/** An objection: about the person of that number on a list, and where else they stand. What it says stays in MongoDB. */
const objectSchema = z.strictObject({
  ...head,
  item: submittableSchema,
  round: z.number().int().min(1),
  person: ordinal,
  stands: z.record(z.string().max(60), ordinal).optional(),
  /** Raised under a real name; whose is never part of a message. */
  named: z.boolean(),
  channel: z.enum(['letter', 'phone', 'visit', 'mail']),
  reasonDigest,
});
const resolveObjectionSchema = z.strictObject({
  ...head,
  objection: ordinal,
  step: z.enum(OBJECTION_STEPS),
  /** With `upheld`: whether the person was elected, where the list it names does not say so. */
  elected: z.boolean().optional(),
  reasonDigest: reasonDigest.optional(),
});

/** A candidate of the formal list, by number on it, no longer stands. */
const withdrawCandidateSchema = z.strictObject({ ...head, round: z.number().int().min(1), person: ordinal, reasonDigest });
/** A vacated seat is reported vacant instead of being filled by a by-election. */
const reportVacancySchema = z.strictObject({ ...head, seat: ordinal, reasonDigest });
const waiveSchema = z.strictObject({ ...head, item: itemIdSchema, reasonDigest });
const amendPlanSchema = z.strictObject({ ...head, ...planAmendmentSchema.shape, reasonDigest });

export const PATH_MESSAGES = {
  settleTie: settleTieSchema,
  object: objectSchema,
  resolveObjection: resolveObjectionSchema,
  withdrawCandidate: withdrawCandidateSchema,
  reportVacancy: reportVacancySchema,
  waive: waiveSchema,
  amendPlan: amendPlanSchema,
} as const;
