import { expect, it } from 'vitest';
import { plainAddress } from '../../../domain/language/mail-address.ts';

it.each([
  'name@lanyu.example',
  ' name @ lanyu.example ',
  'name＠lanyu.example',
  'ｎａｍｅ＠ｌａｎｙｕ．ｅｘａｍｐｌｅ',
  'name@lanyu。example',
  'name@lanyu.example；',
  'mailto:name@lanyu.example',
  '<name@lanyu.example>',
  'name\u200B@lanyu.example\u00A0',
])('“%s” is one address', (text) => {
  expect(plainAddress(text)).toBe('name@lanyu.example');
});
