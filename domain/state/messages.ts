import { z } from 'zod';
import { itemIdSchema, submittableSchema } from '../stages/items.ts';
import { digestSchema, head, planDateSchema, reasonDigest } from './message-parts.ts';
import { PATH_MESSAGES } from './path-messages.ts';

/**
 * The messages that people send to a township's run. An envelope is complete in itself: who, about which round of
 * what, exactly which revision, once (nonce). Ids, counts and digests only; comments and dossiers stay in MongoDB.
 */

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
  /** The document with which the body answers: its day, and the digest of its number, which stays in MongoDB. */
  documentOn: planDateSchema.optional(),
  documentDigest: digestSchema.optional(),
  /** That document itself says on which day the people of an appointment take office. */
  officeStated: z.boolean().optional(),
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

/** Every message of a township's run by name. */
export const TOWNSHIP_MESSAGES = {
  submit: submitSchema,
  decide: decideSchema,
  report: reportSchema,
  extend: extendSchema,
  hold: holdSchema,
  release: releaseSchema,
  close: closeSchema,
  ...PATH_MESSAGES,
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

/** What travels: the envelope and the voucher over message name, workflow id, nonce, envelope and the instant at which it was made. */
export interface Vouched<E> {
  readonly envelope: E;
  /** `keyid.instant.mac`, the instant in wall ms. */
  readonly voucher: string;
}

/** Wall time, ms, at which a voucher says that it was made; undefined when it says none. Whether it is true is found where it is verified. */
export function vouchedAt(voucher: string): number | undefined {
  const instant = /^[^.]+\.(\d{1,15})\.[^.]+$/.exec(voucher)?.[1];
  return instant === undefined ? undefined : Number(instant);
}

/** What the sender is told; the same for the same nonce, however often it is sent. */
export interface Receipt {
  /** Reference number of the record, as shown to the person. */
  readonly reference: string;
  /** Plan instant at which the message took effect. */
  readonly at: number;
  /** True when the command came after its due date: accepted, and recorded as late (C-17). */
  readonly late: boolean;
}

/** The reference number of a command, from its nonce: `7F3K-9Q2M-…`, easy to read over the telephone. */
export function referenceOf(nonce: string): string {
  return nonce
    .replaceAll(/[^A-Za-z0-9]/g, '')
    .slice(0, 12)
    .toUpperCase()
    .replaceAll(/(.{4})(?=.)/g, '$1-');
}
