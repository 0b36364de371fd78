/**
 * A mail address as it is meant: full-width letters, digits and signs as the usual ones, without spaces and invisible
 * characters, without `mailto:` before and a comma or full stop behind it. Its case stays.
 */
export function plainAddress(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\s\p{Cf}\p{Default_Ignorable_Code_Point}]/gu, '')
    .replaceAll('。', '.')
    .replace(/^<|>$/g, '')
    .replace(/^mailto:/i, '')
    .replace(/[;,.、]+$/, '');
}
