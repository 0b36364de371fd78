import { z } from 'zod';
import { isPlainText } from '../../domain/dossiers/plain-text.ts';
import type { Bilingual } from '../../domain/plan/problem.ts';
import { PRE_INSPECTION, SEAT_STEPS } from '../../domain/process/items.ts';
import { STAGE_IDS } from '../../domain/process/stages.ts';

/**
 * The leaves of request bodies, paths and queries. Every string is bounded and holds no hidden characters; the patterns
 * stand in the OpenAPI document as they are, so they are written in what ECMA-262 and Python both understand.
 */

const HIDDEN =
  '\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f-\\u009f\\u200b\\u200e\\u200f\\u2028-\\u202e\\u2060\\u2066-\\u2069\\ufdd0-\\ufdef\\ufeff\\ufffe\\uffff';

const HIDDEN_CHARACTERS: Bilingual = {
  zh: '有看不见的字符（多从网页或表格带来），请重新输入',
  en: 'holds characters that nobody sees, as pasting brings them along; type it anew',
};

/** White space that is not hidden, beside the line breaks and tabs that only prose takes. */
const SPACE = ' \\u00a0\\u1680\\u2000-\\u200a\\u202f\\u205f\\u3000';
const BREAK = '\\t\\n\\r';

/**
 * Text of 1 to `max` characters, none of them `forbidden` or half of one, and not only `space`. The two classes at the
 * beginning share no character, so that a text is read once.
 */
function text(max: number, forbidden: string, space: string) {
  return (
    z
      .string()
      .max(max)
      .regex(new RegExp(`^[${space}]*[^${forbidden}${space}][^${forbidden}]*$`))
      // What a pattern for Python cannot say: halves of characters, and the same in the planes above.
      .refine((value) => isPlainText(value.replaceAll('\r', ''), true), { params: HIDDEN_CHARACTERS })
  );
}

/** One line of 1 to `max` characters that says something. */
export function line(max: number) {
  return text(max, `${BREAK}${HIDDEN}`, SPACE);
}

/** Text of 1 to `max` characters that says something; line breaks allowed. */
export function prose(max: number) {
  return text(max, HIDDEN, `${SPACE}${BREAK}`);
}

/** Longest reason or comment, in characters. */
export const COMMENT_MAX = 2_000;

/** Longest number of a document, in characters. */
export const DOCUMENT_MAX = 60;

/** Random and made by the sender: the same nonce counts once, however often it is sent. */
export const nonce = z
  .string()
  .regex(/^[A-Za-z0-9_-]{16,64}$/)
  .meta({ description: '随机数，由发送方生成；同一随机数只生效一次 / random, made by the sender; counts once however often it is sent' });

/** SHA-256 of what was shown to the person who decides. */
export const digest = z.string().regex(/^[0-9a-f]{64}$/);

export const round = z.int().min(1).max(10_000);

export const day = z.iso.date();

export const month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/);

const id = z.string().regex(/^[a-z0-9-]{1,40}$/);

/** `lanyu-2012`, `lanyu-2012-trial-1`. */
const campaign = z.string().regex(/^[a-z0-9-]{1,80}$/);

export const itemId = z
  .string()
  .max(60)
  .regex(
    new RegExp(
      `^(?:${STAGE_IDS.join('|')}|${PRE_INSPECTION}|seat/[1-9][0-9]{0,2}/(?:${SEAT_STEPS.join('|')})|monthly-report/[0-9]{4}-(?:0[1-9]|1[0-2]))$`,
    ),
  )
  .meta({
    description:
      "环节、单独办理的名额 seat/1/by-election，或 monthly-report/2012-08（斜线可不转义） / a stage, a step of one seat's track, or a month's report; the slashes may stand as they are",
  });

/** A file that was uploaded for a dossier. */
export const fileId = z.string().regex(/^[0-9a-f]{24}$/);

/** A table of a dossier. */
export const tableName = z.string().regex(/^[A-Za-z]{1,40}$/);

export const campaignPath = z.strictObject({ campaign });
export const reportPath = z.strictObject({ campaign, month });
export const townshipPath = z.strictObject({ campaign, township: id });
export const itemPath = z.strictObject({ campaign, township: id, item: itemId });
export const actPath = z.strictObject({ nonce });

/** Rows on a page of a list. */
export const PAGE_SIZE = 50;

export const pageQuery = z.strictObject({ page: z.coerce.number().int().min(1).max(10_000).default(1) });

/** What to skip and take for a page; one row more than shown tells whether there is another page. */
export function rowsOf({ page }: z.output<typeof pageQuery>): { readonly skip: number; readonly limit: number } {
  return { skip: (page - 1) * PAGE_SIZE, limit: PAGE_SIZE + 1 };
}

/** The rows to show, and whether more follow. */
export function pageOf<T>(
  rows: readonly T[],
  { page }: z.output<typeof pageQuery>,
): { readonly rows: readonly T[]; readonly page: number; readonly more: boolean } {
  return { rows: rows.slice(0, PAGE_SIZE), page, more: rows.length > PAGE_SIZE };
}

/** Longest base64 text of a county file of 1 MB. */
const CONTENT_MAX = 1_398_104;

/** An uploaded county file. */
export const upload = {
  filename: line(200).meta({ description: '.yaml、.yml、.csv 或 .txt' }),
  content: z
    .string()
    .min(4)
    .max(CONTENT_MAX)
    .regex(/^[A-Za-z0-9+/]+={0,2}$/)
    .meta({ description: 'base64', contentEncoding: 'base64' }),
};

/** The file itself. */
export function uploaded({ filename, content }: { readonly filename: string; readonly content: string }) {
  return { filename, content: Buffer.from(content, 'base64') };
}

/** Largest request that carries a file, in bytes. */
export const UPLOAD_BYTES = 1_500_000;
