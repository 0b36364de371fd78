import { z } from 'zod';
import { isPlainText } from '../../domain/language/plain-text.ts';
import type { Bilingual } from '../../domain/language/problem.ts';

/**
 * Words that people type beside a dossier. Every text is bounded and holds no hidden characters; the patterns stand in the
 * OpenAPI document as they are, so they are written in what ECMA-262 and Python both understand.
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
