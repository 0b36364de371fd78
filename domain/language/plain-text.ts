/**
 * Characters that no dossier holds, because a reader cannot see what they do: control characters, marks that reverse
 * or hide text, invisible separators, halves of characters, and code points that are no character in any version of
 * Unicode (U+FFFE, U+FFFF and their like, which break XML and with it every Word and Excel file). Private-use characters stay: old systems typed rare
 * surnames with them.
 */
const HIDDEN =
  /(?![\t\n])\p{Cc}|[\u061C\u200B\u200E\u200F\u2028-\u202E\u2060\u2066-\u2069\uFEFF\u{E0000}-\u{E007F}]|\p{Cs}|\p{Noncharacter_Code_Point}/u;

/** Tabs and line breaks belong in long texts only. */
const BREAKS = /[\t\n]/;

/** What a reader sees by itself: no space of whatever kind, no filler, joiner or selector, no mark without its letter. */
const SEEN = /[^\s\p{Z}\p{Cc}\p{Cf}\p{M}\p{Default_Ignorable_Code_Point}\u2800]/u;

/** True when `text` shows a reader all that it holds: a name or a reason of fillers alone is none. */
export function isPlainText(text: string, manyLines: boolean): boolean {
  return !HIDDEN.test(text) && (manyLines || !BREAKS.test(text)) && (text.trim() === '' || SEEN.test(text));
}

/** Invisible characters that come along when text is pasted from a web page or a table, and mean nothing. */
const PASTED = /[\u200B\u2060\uFEFF]/g;

/** What a person typed or pasted, without invisible spaces, with `\n` for every kind of line break, trimmed. */
export function tidy(text: string): string {
  return text.replace(PASTED, '').replace(/\r\n?/g, '\n').trim();
}
