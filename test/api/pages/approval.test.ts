import { gzipSync } from 'node:zlib';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { describeInBrowser, launchBrowser } from '../../support/browser.ts';
import { startTestSystem, type TestSystem } from '../../support/running-system.ts';
import { browserOf, expectAccessible, expectNarrow, startPagesCampaign } from './running-pages.ts';

/** A survey as a clerk types it: dates and figures in several ways of writing. */
const SURVEY = {
  surveyedFrom: '2012年5月21日',
  surveyedTo: '2012-05-31',
  youth: '1,000',
  inVillage: '４００',
  townWork: ' 200 ',
  awaySeasonal: '300',
  school: '100',
  gathering: '农贸市场\n文化站',
  communication: '村广播',
  exchange: '集市日',
  contact: '村团支部',
  coverageBefore: '31.5%',
};

const ASSETS_MAX = 60 * 1024;

describeInBrowser('a clerk submits, the party committee approves', () => {
  let system: TestSystem;
  let browser: Browser;
  let campaign: string;
  beforeAll(async () => {
    [system, browser] = await Promise.all([startTestSystem(), launchBrowser()]);
    campaign = await startPagesCampaign(system);
  });
  afterAll(async () => {
    await browser.close();
    await system.stop();
  });

  test.each([
    ['without JavaScript', false, 'landu'],
    ['with JavaScript', true, 'shiyu'],
  ] as const)('%s', async (_title, javaScriptEnabled, township) => {
    const unit = `lanyu/${township}`;
    const look = javaScriptEnabled ? inspect : () => Promise.resolve();
    const clerk = await (await browserOf(browser, system, ['township-league', unit], { javaScriptEnabled })).newPage();

    // 待我办理 → the survey → its form.
    await clerk.goto('/');
    expect(await clerk.title()).toMatch(/^【演练】待我办理/);
    await look(clerk);
    await clerk.click('a.task:has-text("调查摸底")');
    await look(clerk);
    await clerk.click('text=填写并报送');
    await look(clerk);

    // Wrong first: everything typed is kept, every mistake listed and linked.
    await clerk.fill('#youth', '一千');
    await clerk.fill('#gathering', '农贸市场\n文化站');
    await clerk.click('main .actions button');
    expect(await clerk.title()).toMatch(/^错误：/);
    expect(await clerk.inputValue('#youth')).toBe('一千');
    expect(await clerk.inputValue('#gathering')).toBe('农贸市场\n文化站');
    const links = await clerk.evaluate<string[]>("[...document.querySelectorAll('.errors a')].map((one) => one.hash.slice(1))");
    expect(links).toContain('youth');
    for (const id of links) expect(await clerk.locator(`[id="${id}"]`).count()).toBe(1);
    if (javaScriptEnabled) expect(await clerk.evaluate('document.activeElement.className')).toBe('errors');
    await look(clerk);

    // Right: the check page, a change, and back to it with everything.
    for (const [name, value] of Object.entries(SURVEY)) await clerk.fill(`#${name}`, value);
    await clerk.click('main .actions button');
    expect(await clerk.textContent('main')).toContain('与青年总数一致');
    await look(clerk);
    await clerk.click('button:has-text("修改：团组织有效覆盖率")');
    expect(await clerk.inputValue('#inVillage')).toBe('400');
    await clerk.fill('#coverageBefore', '32');
    await clerk.click('main .actions button');
    await clerk.click('button:text-is("报送")');

    // The confirmation: reference number, what happens next and when; the address can be opened again.
    expect(clerk.url()).toMatch(/\/commands\/[\w-]{16,}$/);
    expect(await clerk.textContent('.reference')).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$/);
    expect(await clerk.textContent('main')).toMatch(/下一步.*调查摸底.*等乡镇党委办理.*期限 2012年6月\d+日/s);
    await look(clerk);
    await clerk.reload();
    expect(await clerk.textContent('h1')).toBe('已记录');

    // The submitter may not answer; the party committee may.
    await clerk.goto(`/campaigns/${campaign}/townships/${township}/items/survey`);
    expect(await clerk.locator('text=同意').count()).toBe(0);
    const committee = await (await browserOf(browser, system, ['township-party-committee', unit], { javaScriptEnabled })).newPage();
    await committee.goto('/');
    await committee.click('a.task:has-text("调查摸底")');
    expect(await committee.textContent('main')).toContain('32%');
    await look(committee);
    await committee.click('button:text-is("退回")');
    expect(await committee.textContent('.errors')).toContain('退回必须写明理由');
    await look(committee);
    await committee.fill('#comment', '情况属实。');
    await committee.click('button:text-is("同意")');
    expect(await committee.textContent('dl')).toContain('情况属实。');
    await look(committee);
    await committee.click('button:text-is("确认同意")');
    expect(await committee.textContent('h1')).toBe('已记录');

    // The township's page has moved on.
    await clerk.goto(`/campaigns/${campaign}/townships/${township}`);
    expect(await clerk.locator('a.task:has-text("调查摸底")').textContent()).toContain('办结');
    expect(await clerk.locator('a.task:has-text("工作实施方案")').textContent()).toContain('请您办理：报送');
    expect(await clerk.textContent('.history')).toContain('乡镇党委对“调查摸底”：同意');
    await look(clerk);
    await clerk.click('text=查看全部办理经过');
    await look(clerk);
    await clerk.goto('/inbox');
    expect(await clerk.textContent('main')).toContain('【演练】');
    await look(clerk);
    await clerk.locator('button', { hasText: '打开办理' }).first().click();
    expect(clerk.url()).toContain(`/campaigns/${campaign}/townships/${township}`);
  });

  test('every dossier’s form is accessible and fits a telephone, with rows added', async () => {
    const clerk = await (await browserOf(browser, system, ['township-party-committee', 'lanyu/landu'])).newPage();
    await clerk.goto(`/campaigns/${campaign}/townships/landu/items/working-body/submission`);
    await inspect(clerk);
    const rows = clerk.locator('fieldset.row');
    const before = await rows.count();
    await clerk.locator('fieldset.row input').first().fill('周例乙');
    await clerk.locator('.rows > button').first().click();
    expect(await rows.count()).toBe(before + 5);
    expect(await clerk.locator('fieldset.row input').first().inputValue()).toBe('周例乙');
    expect(new URL(clerk.url()).hash).toMatch(/\[\d+\]$/);
    await inspect(clerk);
  });

  test('English is one press away, and stays', async () => {
    const page = await (await browserOf(browser, system, ['county-league', 'lanyu'])).newPage();
    await page.goto(`/campaigns/${campaign}/townships/landu/interventions/hold`);
    expect(await page.title()).toContain('您不能办理这一项');
    await page.goto(`/campaigns/${campaign}/townships/landu/interventions/extend`);
    await page.click('text=English');
    expect(page.url()).toContain('/interventions/extend');
    expect(await page.textContent('h1')).toMatch(/^Extend a deadline/);
    await inspect(page);
    await page.goto('/');
    expect(await page.textContent('h1')).toBe('Waiting for me');
  });

  /** What every page has to be. */
  async function inspect(page: Page): Promise<void> {
    await expectAccessible(page);
    await expectNarrow(page);
    const style = await (await fetch(`${system.url}${await page.getAttribute('link[rel=stylesheet]', 'href')}`)).arrayBuffer();
    expect(gzipSync(await page.content()).length + gzipSync(new Uint8Array(style)).length).toBeLessThan(ASSETS_MAX);
  }
});
