import { describe, expect, it } from 'vitest';
import { bySurnameStrokes, withoutStrokeData } from '../../../api/elections/strokes.ts';

describe('the order of the ballot paper', () => {
  it('is by strokes of the surname, equal counts by the first stroke', () => {
    const people = ['林样甲', '沈样乙', '王样丙', '唐样丁', '丁样戊', '田样己', '朱样庚', '柳样辛', '梁样壬', '苏样癸'];
    expect(
      bySurnameStrokes(people)
        .map((name) => name[0])
        .join(''),
    ).toBe('丁王田朱苏沈林柳唐梁');
    expect(bySurnameStrokes(people.toReversed())).toEqual(bySurnameStrokes(people));
  });

  it('goes on with the given name where the surname is the same', () => {
    expect(bySurnameStrokes(['王国强', '王一', '王丁'])).toEqual(['王一', '王丁', '王国强']);
  });

  it('puts a name without data last and says which', () => {
    expect(bySurnameStrokes(['\u{E000}甲', '丁乙'])).toEqual(['丁乙', '\u{E000}甲']);
    expect(withoutStrokeData(['丁乙', '\u{E000}甲'])).toEqual(['\u{E000}甲']);
  });
});
