import { describe, expect, it } from 'vitest';
import { words } from '../../../domain/calendar/fields.ts';
import { isPlainText } from '../../../domain/language/plain-text.ts';

const NO_CHARACTERS = [
  '\u0000',
  '\u0007',
  '\u001B',
  '\u007F',
  '\u0085',
  '\uD800',
  '\uDFFF',
  '\uFDD0',
  '\uFDEF',
  '\uFFFE',
  '\uFFFF',
  '\u{1FFFE}',
  '\u{10FFFF}',
];
const HIDDEN = ['\u202E', '\u2066', '\u200F', '\u061C', '\u2028', '\u{E0041}'];

describe('plain text', () => {
  it('holds no control character, no half of a character and nothing that is no character', () => {
    for (const one of [...NO_CHARACTERS, ...HIDDEN]) {
      const named = `U+${one.codePointAt(0)?.toString(16)}`;
      expect([named, isPlainText(`王${one}例`, true), words(40).safeParse(`王${one}例`).success]).toEqual([named, false, false]);
    }
  });

  it('holds something that is seen: fillers, joiners, selectors, soft hyphens and blank patterns are no name and no reason', () => {
    for (const one of ['\u3164\u3164', '\u00AD', '\u2800', '\u200D\u200D', '\uFE0F', '\u115F', '\uFFA0', '\u0301', ' \u3164 ', '\u{E0100}'])
      expect([one, isPlainText(one, true), words(40).safeParse(one).success]).toEqual([one, false, false]);
    for (const one of ['', '·', '—', '〇', '㐂\u{E0100}', '\uE000']) expect([one, isPlainText(one, true)]).toEqual([one, true]);
  });

  it('holds every letter that a name may have: rare ones, private ones, other scripts', () => {
    for (const one of ['𠮷', '㐂', '\uE000', '阿依古丽·买买提', 'ﷲ', '\uFDFA', '\uFFFD', '王\u3000例', '👩‍🏫'])
      expect([one, isPlainText(one, false)]).toEqual([one, true]);
  });
});
