import { describe, expect, it } from 'vitest';
import { refusalText } from '../../../api/use-cases/refusal-text.ts';
import { REFUSAL_CODES } from '../../../domain/errors.ts';

const DETAILS = {
  item: 'nomination',
  round: 2,
  due: '2012-07-24',
  latest: '2013-12-31',
  from: '2012-07-01',
  to: '2012-07-09',
  township: 'landu',
  officeDay: '2012-07-03',
  documentOn: '2012-07-05',
};

describe('the sentence of a refusal', () => {
  it.each(REFUSAL_CODES)('%s is one sentence in each language, with details and without', (code) => {
    for (const details of [DETAILS, {}]) {
      expect(refusalText(code, details, 'zh-Hans')).toMatch(/^[^。]*\p{Script=Han}[^。]*。$/u);
      expect(refusalText(code, details, 'en')).toMatch(/^[A-Z"][ -~]*\.$/);
      for (const language of ['zh-Hans', 'en'] as const)
        expect(refusalText(code, details, language)).not.toMatch(/undefined|null|\$\{| {2}|\d{4}-\d{2}/);
    }
  });

  it('says different things for different codes', () => {
    expect(new Set(REFUSAL_CODES.map((code) => refusalText(code, {}, 'zh-Hans'))).size).toBe(REFUSAL_CODES.length);
  });

  it('carries the figures it was given', () => {
    expect(refusalText('STALE_ROUND', DETAILS, 'zh-Hans')).toContain('“人选推荐”已进入第 2 轮');
    expect(refusalText('NOTICE_DATE_WRONG', DETAILS, 'en')).toContain('from 1 July 2012 (Sun) to 9 July 2012 (Mon)');
  });

  it('of a code that is not known still says that nothing took effect', () => {
    expect(refusalText('OF_A_LATER_VERSION', {}, 'en')).toContain('did not take effect');
  });
});
