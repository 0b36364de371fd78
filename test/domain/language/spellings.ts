import fc from 'fast-check';

const chars = (...codes: readonly number[]): string[] => codes.map((code) => String.fromCodePoint(code));
const span = (from: number, to: number): string[] => chars(...Array.from({ length: to - from + 1 }, (_, index) => from + index));

/** Spaces as keyboards, web pages and typesetters have them. */
export const SPACES = [' ', ...chars(0xa0, 0x1680, 0x2002, 0x2003, 0x2009, 0x200a, 0x202f, 0x205f, 0x2800, 0x3000)];

/** The dot between the parts of a name. */
export const DOTS = [
  '.',
  ...chars(0xb7, 0x387, 0x2022, 0x2024, 0x2027, 0x2218, 0x2219, 0x22c5, 0x25cf, 0x25e6, 0x2981, 0x2e31, 0x2e33, 0x30fb, 0xa78f),
  ...chars(0x3002, 0xfe52, 0xff0e, 0xff61, 0xff65, 0x2d9, 0x1427),
];

/** What nobody sees and a form lets pass. */
export const JOINERS = [
  ...chars(0xad, 0x34f, 0x115f, 0x1160, 0x17b4, 0x180b, 0x180c, 0x180d, 0x180f, 0x200b, 0x200c, 0x200d, 0x2060, 0x2064, 0x3164),
  ...chars(0xfeff, 0xffa0, 0xe0100, 0xe01ef),
  ...span(0xfe00, 0xfe0f),
];

/** What nobody sees and a form refuses in words. */
export const REFUSED = chars(0x61c, 0x200e, 0x200f, 0x202a, 0x202e, 0x2066, 0x2069, 0xe0041);

const MEDDLING = [...SPACES, ...DOTS, ...JOINERS];

function fullWidth(text: string): string {
  return text.replace(/[!-~]/g, (sign) => String.fromCodePoint((sign.codePointAt(0) ?? 0) + 0xfee0));
}

/** Ways of writing a name that look the same, or nearly so: 1 to 3 signs more, full-width forms or not. */
export function spellingOf(name: string): fc.Arbitrary<string> {
  const letters = Array.from(name);
  const place = fc.integer({ min: 1, max: Math.max(1, letters.length - 1) });
  return fc
    .tuple(fc.array(fc.tuple(place, fc.constantFrom(...MEDDLING)), { minLength: 1, maxLength: 3 }), fc.boolean())
    .map(([added, wide]) => {
      const text = letters
        .map((letter, index) => `${added.flatMap(([at, sign]) => (at === index ? [sign] : [])).join('')}${letter}`)
        .join('');
      return wide ? fullWidth(text) : text;
    });
}
