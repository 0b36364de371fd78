import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nameKey, namesOnce, sameName, textKey } from '../../../domain/language/name-key.ts';
import { DOTS, JOINERS, REFUSED, SPACES, spellingOf } from './spellings.ts';

const code = (text: string) => `U+${(text.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;

describe('one name', () => {
  it.each([...SPACES, ...DOTS, ...JOINERS, ...REFUSED].map((sign) => [code(sign), sign]))('with or without %s', (_code, sign) => {
    expect(nameKey(`阿依古丽${sign}买买提`)).toBe(nameKey('阿依古丽·买买提'));
    expect(nameKey(`谢样${sign}庚`)).toBe(nameKey('谢样庚'));
  });

  it.each([
    ['张伟（二村）', '张伟(二村)'],
    ['张伟〔二村〕', '张伟【二村】'],
    ['Ａbdul', 'ABDUL'],
    ['\uF9F4样甲', '林样甲'],
    ['\u2ED8样甲', '青样甲'],
    ['\u2EE2样甲', '马样甲'],
    ['\u2F45样甲', '方样甲'],
    ['样甲１号', '样甲1号'],
    ["Xi'an", 'Xi’an'],
    ['Saint-Jean', 'Saint–Jean'],
    ['e\u0301', '\u00E9'],
    ['e\u200D\u0301', '\u00E9'],
  ])('is %s and %s', (one, other) => {
    expect(sameName(one, other)).toBe(true);
  });

  it.each([
    ['张伟（二村）', '张伟（三村）'],
    ['张伟（大）', '张伟大'],
    ['张伟', '张玮'],
    ['王丁', '王丁一'],
    ['谢样庚', '谢样康'],
    ['·', '。'],
  ])('is not %s and %s', (one, other) => {
    expect(sameName(one, other)).toBe(false);
  });

  it('keeps the dots of a post’s code', () => {
    expect([textKey('G1.1') === textKey('G11'), textKey('Ｇ1.1') === textKey('g 1.1')]).toEqual([false, true]);
  });

  it('is listed once, as it was first written', () => {
    expect(namesOnce(['阿依古丽·买买提', '谢样庚', '阿依古丽•买买提', '谢 样庚'])).toEqual(['阿依古丽·买买提', '谢样庚']);
  });

  it('stays itself however often its key is taken, whatever it holds', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (text) => {
        expect(nameKey(nameKey(text))).toBe(nameKey(text));
      }),
    );
  });

  it('is the same in every spelling', () => {
    const names = fc.constantFrom('阿依古丽买买提', '谢样庚', '欧阳样甲', 'Abdul Kerim', '张伟（二村）', '\u4DAE样甲');
    fc.assert(
      fc.property(
        names.chain((name) => fc.tuple(fc.constant(name), spellingOf(name))),
        ([name, spelt]) => {
          expect(sameName(name, spelt)).toBe(true);
        },
      ),
    );
  });
});
