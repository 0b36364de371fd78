/**
 * A whole number from 0 up to, not including, `below`: always the same for the same words, and scattered over different
 * ones. So robots differ from each other, and no rehearsal from the one before.
 */
export function stableHash(below: number, ...words: readonly string[]): number {
  let hash = 0x811c9dc5;
  for (const character of words.join('\n')) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  // The hash (FNV-1a) leaves its low bits close together for words that differ in their last letter.
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return ((hash ^ (hash >>> 12)) >>> 0) % below;
}
