import { z } from 'zod';
import { OFFICES } from '../election/ballot-facts.ts';
import { actorSchema } from '../roles.ts';
import { itemIdSchema, submittableSchema } from './items.ts';
import { OBJECTION_STEPS } from './path-state.ts';
import { planAmendmentSchema } from './plan-amendment.ts';

/**
 * The messages that people send to a township's run. An envelope is complete in itself: who, about which round of
 * what, exactly which revision, once (nonce). Ids, counts and digests only; comments and dossiers stay in MongoDB.
 */

const digestSchema = z.string().regex(/^[0-9a-f]{64}$/);
const nonceSchema = z.string().regex(/^[A-Za-z0-9_-]{16,64}$/);
const planDateSchema = z.iso.date();

const head = {
  /** Makes the message count once: Update id, Signal dedupe key, key of the decision in MongoDB. */
  nonce: nonceSchema,
  /** From the session, never from a request body. */
  actor: actorSchema,
};

/** SHA-256 over nonce and text: proves the comment kept in MongoDB without telling what it says. */
const reasonDigest = digestSchema;

export const countsSchema = z.record(
  z.string().regex(/^[A-Za-z][A-Za-z0-9.]{0,39}$/),
  z.number().int().min(-1_000_000_000).max(1_000_000_000),
);

const submissionFields = {
  revision: z.string().regex(/^[A-Za-z0-9_-]{16,64}$/),
  digest: digestSchema,
  counts: countsSchema,
  /** Accounts of people who stand in the dossier: they may not decide on it. */
  linkedAccounts: z.array(z.string().min(1).max(64)).max(200),
};

export const submitSchema = z.strictObject({
  ...head,
  item: submittableSchema,
  round: z.number().int().min(1),
  ...submissionFields,
  /** The day on which the notice was posted; only with a public notice. */
  postedOn: planDateSchema.optional(),
});

export const reportSchema = z.strictObject({
  ...head,
  month: z.string().regex(/^\d{4}-\d{2}$/),
  round: z.number().int().min(1),
  ...submissionFields,
});

export const decideSchema = z.strictObject({
  ...head,
  item: itemIdSchema,
  round: z.number().int().min(1),
  /** The digest of the revision decided on. */
  digest: digestSchema,
  verdict: z.enum(['approve', 'return', 'receipt', 'note']),
  /** With `return`: the stage to go back to (this or an earlier one) and how the run comes forward again. */
  returnTo: z.strictObject({ stage: itemIdSchema, then: z.enum(['step-by-step', 'straight-back']) }).optional(),
  reasonDigest: reasonDigest.optional(),
});

export const extendSchema = z.strictObject({
  ...head,
  item: itemIdSchema,
  round: z.number().int().min(1),
  due: planDateSchema,
  reasonDigest,
});
export const holdSchema = z.strictObject({ ...head, reviewOn: planDateSchema.optional(), reasonDigest });
export const releaseSchema = z.strictObject({ ...head, reasonDigest });
export const closeSchema = z.strictObject({ ...head, reasonDigest });

/** Who of the people with equal votes is taken, by number; the names stand in the reason. */
export const settleTieSchema = z.strictObject({
  ...head,
  item: submittableSchema,
  round: z.number().int().min(1),
  office: z.enum(OFFICES),
  taken: z.number().int().min(0).max(60),
  reasonDigest,
});

const ordinal = z.number().int().min(1).max(300);

/** An objection to a public notice: about the person of that number on it. What it says stays in MongoDB. */
export const objectSchema = z.strictObject({
  ...head,
  item: submittableSchema,
  round: z.number().int().min(1),
  person: ordinal,
  /** Raised under a real name; whose is never part of a message. */
  named: z.boolean(),
  channel: z.enum(['letter', 'phone', 'visit', 'mail']),
  reasonDigest,
});
export const resolveObjectionSchema = z.strictObject({
  ...head,
  objection: ordinal,
  step: z.enum(OBJECTION_STEPS),
  reasonDigest: reasonDigest.optional(),
});

/** A candidate of the formal list, by number on it, no longer stands. */
export const withdrawCandidateSchema = z.strictObject({ ...head, round: z.number().int().min(1), person: ordinal, reasonDigest });
/** A vacated seat is reported vacant instead of being filled by a by-election. */
export const reportVacancySchema = z.strictObject({ ...head, seat: ordinal, reasonDigest });
export const waiveSchema = z.strictObject({ ...head, item: itemIdSchema, reasonDigest });
export const amendPlanSchema = z.strictObject({ ...head, ...planAmendmentSchema.shape, reasonDigest });

/** Every message of a township's run by name. */
export const TOWNSHIP_MESSAGES = {
  submit: submitSchema,
  decide: decideSchema,
  report: reportSchema,
  extend: extendSchema,
  hold: holdSchema,
  release: releaseSchema,
  close: closeSchema,
  settleTie: settleTieSchema,
  object: objectSchema,
  resolveObjection: resolveObjectionSchema,
  withdrawCandidate: withdrawCandidateSchema,
  reportVacancy: reportVacancySchema,
  waive: waiveSchema,
  amendPlan: amendPlanSchema,
} as const;

export type TownshipMessageName = keyof typeof TOWNSHIP_MESSAGES;
export type TownshipEnvelope<N extends TownshipMessageName = TownshipMessageName> = z.infer<(typeof TOWNSHIP_MESSAGES)[N]>;

/** A message with its name, as the process sees it. */
export type TownshipMessage = {
  [N in TownshipMessageName]: { readonly name: N; readonly envelope: TownshipEnvelope<N> };
}[TownshipMessageName];

export type Submission = z.infer<typeof submitSchema>;
export type Decision = z.infer<typeof decideSchema>;
export type Verb = Decision['verdict'];

/** What travels: the envelope and the voucher over message name, workflow id, nonce and envelope. */
export interface Vouched<E> {
  readonly envelope: E;
  readonly voucher: string;
}

/** What the sender is told; the same for the same nonce, however often it is sent. */
export interface Receipt {
  /** Reference number of the record, as shown to the person. */
  readonly reference: string;
  /** Plan instant at which the message took effect. */
  readonly at: number;
  /** True when the act came after its due date: accepted, and recorded as late (C-17). */
  readonly late: boolean;
}

/** The reference number of an act, from its nonce: `7F3K-9Q2M-…`, easy to read over the telephone. */
export function referenceOf(nonce: string): string {
  return nonce
    .replaceAll(/[^A-Za-z0-9]/g, '')
    .slice(0, 12)
    .toUpperCase()
    .replaceAll(/(.{4})(?=.)/g, '$1-');
}
