import { createHash } from 'node:crypto';
import { canonicalJson } from '../domain/canonical-json.ts';
import type { Plan } from '../domain/plan/plan-schema.ts';
import type { CountyReport } from './county-reports.ts';
import type { Attachment } from './dossiers.ts';

/** The digests that travel in place of what they are made over: histories hold them, MongoDB holds the rest. SHA-256, in hex. */

/** Of any value's canonical JSON. */
export function digestOf(value: unknown): string {
  return createHash('sha256').update(canonicalJson(value)).digest('hex');
}

/** What a decision names: the dossier as it was typed, and each file with its content's own digest. */
export function dossierDigest({
  dossier,
  attachments,
}: {
  readonly dossier: unknown;
  readonly attachments?: readonly Attachment[] | undefined;
}): string {
  return digestOf(attachments && attachments.length > 0 ? { dossier, attachments } : dossier);
}

/** The plan put before the organization department, or as it was amended. */
export function planDigest(plan: Plan, year: number): string {
  return digestOf({ plan, year });
}

/** A compiled month. */
export function countyReportDigest({ month, townships, counts }: Pick<CountyReport, 'month' | 'townships' | 'counts'>): string {
  return digestOf({ month, townships, counts });
}

/** A comment; salted with the nonce, so that short comments cannot be guessed. */
export function reasonDigestOf(nonce: string, comment: string): string {
  return createHash('sha256').update(`${nonce}\n${comment}`).digest('hex');
}
