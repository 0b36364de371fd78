import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { expectAccessible, expectNarrow } from './running-pages.ts';

/** HTML and CSS of a page, compressed. */
const LARGEST = 60 * 1024;

/** Where `SCREENSHOTS=folder` keeps a picture of every inspected page, on a telephone and on a desk. */
const PICTURES = process.env.SCREENSHOTS;
const styles = new Map<string, number>();
let taken = 0;

/** What every page has to be: accessible, fit for a telephone, light. In a browser with JavaScript. */
export async function inspect(page: Page, name: string): Promise<void> {
  await picture(page, name);
  await expectAccessible(page);
  await expectNarrow(page);
  expect(gzipSync(await page.content()).length + (await styleOf(page))).toBeLessThan(LARGEST);
}

async function styleOf(page: Page): Promise<number> {
  const address = new URL((await page.getAttribute('link[rel=stylesheet]', 'href')) ?? '', page.url()).href;
  const known = styles.get(address) ?? gzipSync(new Uint8Array(await (await fetch(address)).arrayBuffer())).length;
  styles.set(address, known);
  return known;
}

async function picture(page: Page, name: string): Promise<void> {
  if (!PICTURES) return;
  mkdirSync(PICTURES, { recursive: true });
  taken += 1;
  for (const width of [1280, 360]) {
    await page.setViewportSize({ width, height: 900 });
    const file = `${String(taken).padStart(3, '0')}-${name.replaceAll(/[^\p{L}\p{N}]+/gu, '-')}-${width}.png`;
    await page.screenshot({ path: path.join(PICTURES, file), fullPage: true });
  }
  await page.setViewportSize({ width: 1280, height: 900 });
}
