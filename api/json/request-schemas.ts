import { z } from 'zod';
import { PRE_INSPECTION, SEAT_STEPS } from '../../domain/stages/items.ts';
import { STAGE_IDS } from '../../domain/stages/stages.ts';
import { line } from '../use-cases/typed-text.ts';

/**
 * The leaves of request bodies, paths and queries. Every string is bounded and holds no hidden characters; the patterns
 * stand in the OpenAPI document as they are, so they are written in what ECMA-262 and Python both understand.
 */

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
export const commandPath = z.strictObject({ nonce });

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
