import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { filesOf } from '../support/product-files.ts';

const read = (file: string): string => readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8');

it('every class that has a style is one that a page uses', () => {
  const styled = new Set([...read('api/pages/ui/assets/app.css').matchAll(/\.([a-z][\w-]*)(?=[^{}]*\{)/g)].map(([, name = '']) => name));
  const pages = filesOf(['api/pages']).map(read).join('\n');
  const unused = [...styled].filter((name) => !new RegExp(`(?<![\\w-])${name}(?![\\w-])`).test(pages));
  expect(styled.size).toBeGreaterThan(30);
  expect(unused).toEqual([]);
});
