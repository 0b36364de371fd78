import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { BallotPage, type PaperView } from '../../../../api/pages/election-papers/ballot-view.tsx';
import { renderPage } from '../../../../api/pages/ui/document.tsx';
import type { Frame } from '../../../../api/pages/ui/layout.tsx';
import { describeInBrowser, launchBrowser } from '../../../support/browser.ts';

const asset = (path: string) => readFileSync(fileURLToPath(new URL(`../../../../${path}`, import.meta.url)), 'utf8');

const frame: Frame = {
  language: 'zh-Hans',
  title: '选票',
  path: '/x',
  csrf: 'token-1',
  assets: { style: '', script: '', icon: '' },
  reader: { name: '某人', post: '榆东镇 乡镇团委', role: 'township-league', unread: 0 },
  kind: 'trial',
  mailKept: false,
  wrong: false,
};

const paper = (candidates: number, seats: number): PaperView => ({
  title: '澜渡镇 民主选举：选票',
  back: { href: '/x', item: '民主选举' },
  meeting: '共青团榆东镇第十一次代表大会',
  name: '委员选举',
  day: '2012年8月17日',
  typedDay: '2012-08-17',
  seats,
  candidates: Array.from({ length: candidates }, (_, index) => `候样${'甲乙丙丁戊己庚辛壬癸'[index % 10]}${Math.floor(index / 10)}`),
  writeIns: seats,
  unsure: [],
  mark: '演练',
  action: '/x/ballot',
  others: [],
});

describeInBrowser('the ballot paper in print', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser.close());

  test.each([
    [10, 9],
    [24, 21],
  ])('%i candidates for %i seats: one sheet, without the service’s banner, its table within the margins', async (candidates, seats) => {
    const page = await browser.newPage();
    const style = `${asset('node_modules/@picocss/pico/css/pico.min.css')}\n${asset('api/pages/ui/assets/app.css')}`;
    const html = renderPage(frame, <BallotPage {...paper(candidates, seats)} />).replace('</head>', `<style>${style}</style></head>`);
    await page.setContent(html);
    const pdf = await page.pdf({ format: 'A4', margin: { top: '15mm', bottom: '15mm', left: '15mm', right: '15mm' } });
    expect(pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)).toHaveLength(1);
    await page.emulateMedia({ media: 'print' });
    // What A4 leaves between these margins, at 96 dots an inch.
    await page.setViewportSize({ width: 680, height: 1_009 });
    const seen = await page.locator('body').innerText();
    expect(seen).toContain('共青团榆东镇第十一次代表大会');
    expect(seen).toContain('2012年8月17日');
    expect(seen).not.toMatch(/退出|民主选举|待我办理/);
    const table = await page.locator('.ballot table').boundingBox();
    expect(table && table.x >= 0 && table.x + table.width <= 680).toBe(true);
    expect(await page.locator('.ballot td.write-in').count()).toBe(seats);
    expect(await page.locator('.ballot tbody').innerText()).not.toContain('○');
    await page.close();
  });
});
