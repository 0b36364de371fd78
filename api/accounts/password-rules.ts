import type { Person } from '../../store/people.ts';

/** Words that everybody here knows, beside those of the list: what people of a Youth League committee would think of first. */
const NEAR_AT_HAND = [
  'gongqingtuan',
  'tuanwei',
  'zuzhibu',
  'xianwei',
  'league-reorg',
  'leaguereorg',
  'woaini',
  'woaini1314',
  'woaizhongguo',
  'woaiwojia',
  'zhongguo',
  'wangyi163',
  '5201314520',
  '共青团',
  '共青团员',
  '团委',
  '组织部',
  '我爱中国',
  '我爱我家',
];

/** Shorter parts of an address or a name are found in any sentence. */
const SHORTEST_OWN = 4;

let common: Promise<ReadonlySet<string>> | undefined;

/** 49,000 passwords from leaks, most frequent first; read once, when first asked for. */
async function commonPasswords(): Promise<ReadonlySet<string>> {
  common ??= import('@zxcvbn-ts/language-common').then(
    ({ dictionary }) => new Set([...dictionary['passwords-common'].map(String), ...NEAR_AT_HAND]),
  );
  return common;
}

/**
 * True when whoever guesses would try it early: one of the common ones, also with spaces or digits around it; one character
 * or a few over and over; a row of the alphabet or of digits; the person's own address or name. Nothing else is asked of a
 * password but its length: rules about its characters make people choose worse ones.
 */
export async function isEasilyGuessed(password: string, { email, name }: Pick<Person, 'email' | 'name'>): Promise<boolean> {
  const bare = password.normalize('NFKC').replaceAll(/\s/g, '').toLowerCase();
  const word = withoutEnds(bare);
  if (repeats(bare) || isRow(bare) || isOwn(bare, word, email.toLowerCase(), name.toLowerCase())) return true;
  const known = await commonPasswords();
  return known.has(bare) || (bare.length - word.length <= 4 && known.has(word)) || known.has(password.toLowerCase());
}

/** One to four characters over and over; nothing but spaces. */
function repeats(text: string): boolean {
  return text === '' || (/^(.{1,4}?)\1+.{0,3}$/su.test(text) && new Set(text).size <= 4);
}

/** Each character follows the one before, or precedes it: 12345678, hgfedcba, 90123456. */
function isRow(text: string): boolean {
  const codes = Array.from(text, (character) => character.codePointAt(0) ?? 0);
  const steps = codes.slice(1).map((code, index) => code - (codes[index] ?? 0));
  return steps.every((step) => step === 1 || step === -9) || steps.every((step) => step === -1 || step === 9);
}

/** Without digits and signs before and after: what people add to a word to make a password of it. */
function withoutEnds(text: string): string {
  return text.replaceAll(/^\P{L}+|\P{L}+$/gu, '');
}

function isOwn(bare: string, word: string, email: string, name: string): boolean {
  const [local = '', domain = ''] = email.split('@');
  const own = [email, local, domain, name, ...domain.split('.')].filter((part) => part === name || part.length >= SHORTEST_OWN);
  return own.some((part) => {
    const bareOwn = withoutEnds(part);
    return bare === part || (bareOwn !== '' && word === bareOwn) || (bare.includes(part) && bare.length - part.length <= 4);
  });
}
