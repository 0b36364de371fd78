import { describe, expect, it } from 'vitest';
import { isEasilyGuessed } from '../../../api/accounts/password-rules.ts';

const PERSON = { email: 'zhang.yang@lanyu-tuanwei.example', name: '张样甲' };

describe('a password that is easily guessed', () => {
  it.each([
    ['ten spaces', '          '],
    ['a row of digits', '1234567890'],
    ['a row that begins elsewhere', '34567890'],
    ['a row downwards', '987654321'],
    ['the alphabet', 'abcdefghij'],
    ['one character', '88888888'],
    ['two in turn', '12121212'],
    ['three in turn', 'abcabcabc'],
    ['a common one', 'iloveyou1'],
    ['a common one in capitals', 'PASSWORD1'],
    ['a common one with spaces', ' pass word 1 '],
    ['a common one with a year', 'sunshine2012'],
    ['full-width digits', '１２３４５６７８'],
    ['a common one of the country', 'woaini1314'],
    ['what everybody here knows', 'gongqingtuan2012'],
    ['the address', 'zhang.yang@lanyu-tuanwei.example'],
    ['the address before the sign', 'Zhang.Yang'],
    ['the same with digits', 'zhang.yang01'],
    ['the domain', 'lanyu-tuanwei'],
    ['the name', '张样甲张样甲张样甲'],
    ['the name with digits', '张样甲2012'],
  ])('%s', async (_what, password) => {
    expect(await isEasilyGuessed(password, PERSON)).toBe(true);
  });

  it.each([
    '一个足够长的口令 good',
    'correct horse battery staple',
    'xk7-pdq2w',
    '春风又绿江南岸明月何时',
    'Tr0mbone-Lantern',
    '19880412-lhk',
    'vgm3hnzt',
  ])('is none: %s', async (password) => {
    expect(await isEasilyGuessed(password, PERSON)).toBe(false);
  });
});
