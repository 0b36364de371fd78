import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Role } from '../../../domain/roles.ts';
import { mails } from '../../../store/mails.ts';
import { notices } from '../../../store/notices.ts';
import { describeInBrowser, launchBrowser } from '../../support/browser.ts';
import { exampleTextOf } from '../../support/example-county.ts';
import { startTestSystem, type TestSystem } from '../../support/running-system.ts';
import { until } from '../../support/until.ts';
import { browserOf, expectAccessible, expectNarrow } from './running-pages.ts';
import { surveyForm } from './survey-form.ts';

/** A year that is over, put on record by hand: started on purpose, entered without a due date anywhere, ended with a reason. */

const COUNTY_FILE = { name: 'county.yaml', mimeType: 'text/yaml', buffer: Buffer.from(exampleTextOf('landu', 'shiyu')) };
const REASON = '2012 年的材料已经补录完毕。';
/** What would be said of a due date; the banner of a record says that there is none. */
const DUE = /已逾期|有逾期|期限 ?\d|最迟|还有 \d+ 天|第 \d 级催办|缺报/;

describeInBrowser('a record of the past', () => {
  let system: TestSystem;
  let browser: Browser;
  beforeAll(async () => {
    [system, browser] = await Promise.all([startTestSystem(), launchBrowser()]);
  });
  afterAll(async () => {
    await browser.close();
    await system.stop();
  });

  const mainOf = async (page: Page) => (await page.textContent('main')) ?? '';

  /** What stands on every page of a record, and what does not. */
  async function expectRecord(page: Page, javaScriptEnabled: boolean): Promise<void> {
    expect(await page.title()).toContain('【往年记录】');
    expect(await page.textContent('.banner.record')).toContain('没有期限，不催办，不发通知和邮件');
    expect(await mainOf(page)).not.toMatch(DUE);
    if (!javaScriptEnabled) return;
    await expectAccessible(page);
    await expectNarrow(page);
  }

  async function start(page: Page, year: number): Promise<string> {
    await page.goto('/campaigns');
    await page.click('main a:text-is("启动一年的工作")');
    await page.fill('#year', String(year));
    await page.setInputFiles('#file', COUNTY_FILE);
    await page.click('main button:text-is("上传并检查")');
    const said = await mainOf(page);
    expect(said).toContain('这一年的办理期');
    expect(said).toContain('补录往年记录：把已经办过的这一年补记进来，填当年的日期；没有期限，不催办，不发通知和邮件，随时可以结束。');
    // Chosen on purpose: a rehearsal is proposed, and a live campaign is not offered.
    expect(await page.locator('input[name=clock]').evaluateAll((all) => all.map((one) => (one as { value?: string }).value))).toEqual([
      'trial',
      'record',
    ]);
    expect(await page.isChecked('input[name=clock][value=trial]')).toBe(true);
    await page.check('input[name=clock][value=record]');
    await page.click('form[action="/campaigns"] button');
    await page.waitForURL(/\/campaigns\/lanyu-\d+-record$/);
    return new URL(page.url()).pathname;
  }

  async function approve(page: Page, board: string): Promise<void> {
    await until(async () => {
      await page.goto('/');
      return (await mainOf(page)).includes('县方案') ? true : undefined;
    });
    expect(await mainOf(page)).toContain('【往年记录】');
    expect(await mainOf(page)).not.toMatch(DUE);
    await page.goto(`${board}/plan`);
    await page.check('#decide input[value=approve]');
    await page.click('#decide button');
    await page.click('main button[value=confirm]');
    expect(await page.textContent('h1')).toBe('已记录');
  }

  /** The board once its townships have begun. */
  async function begun(page: Page, board: string): Promise<void> {
    await until(async () => {
      await page.goto(board);
      return (await page.locator('main li.place a.task').count()) === 2 ? true : undefined;
    });
    const said = await mainOf(page);
    expect(said).toContain('2 个乡镇（区），全部办结 0 个。');
    for (const absent of ['方案日期', '调整县方案', '试算']) expect(said).not.toContain(absent);
    expect(await page.locator('main .task.late').count()).toBe(0);
  }

  async function enter(page: Page, board: string): Promise<void> {
    await page.goto('/');
    const tasks = await mainOf(page);
    expect(tasks).toContain('【往年记录】');
    expect(tasks).not.toMatch(DUE);
    await page.goto(`${board}/townships/landu/items/survey/submission`);
    for (const [name, value] of Object.entries(surveyForm)) await page.fill(`#${name}`, value);
    await page.click('main .actions button');
    await page.click('button:text-is("报送")');
    expect(await page.textContent('h1')).toBe('已记录');
    expect(await mainOf(page)).toContain('往年记录不发通知：请告诉下一个单位接着补录');
    expect(await mainOf(page)).not.toMatch(DUE);
  }

  async function end(page: Page, board: string): Promise<void> {
    await page.goto(board);
    await page.click('main a:text-is("结束补录")');
    await page.click('main .actions button');
    expect(await page.textContent('main')).toContain('请写明理由。');
    await page.fill('#reason', REASON);
    await page.click('main .actions button');
    expect(await mainOf(page)).toContain('往年记录就此结束补录，2 个还没有办结的乡镇（区）随即终止');
    // A slip ends nothing: the tick is asked for.
    await page.click('main button[value=confirm]');
    expect(new URL(page.url()).pathname).toBe(`${board}/end`);
    expect(await page.inputValue('input[name=reason]')).toBe(REASON);
    await page.check('#ends');
    await page.click('main button[value=confirm]');
    await page.waitForURL(/\/commands\//);
  }

  const context = (javaScriptEnabled: boolean, role: Role, unit: string): Promise<BrowserContext> =>
    browserOf(browser, system, [role, unit], { javaScriptEnabled });

  test.for([
    [2012, true],
    [2011, false],
  ] as const)('of %i is started, entered and ended, with JavaScript: %s', { timeout: 300_000 }, async ([year, javaScriptEnabled]) => {
    const [league, department, clerk] = await Promise.all(
      (
        [
          ['county-league', 'lanyu'],
          ['organization-department', 'lanyu'],
          ['township-league', 'lanyu/landu'],
        ] as const
      ).map(async ([role, unit]) => (await context(javaScriptEnabled, role, unit)).newPage()),
    );
    if (!league || !department || !clerk) throw new Error('no pages');
    const board = await start(league, year);
    await approve(department, board);
    await begun(league, board);
    await expectRecord(league, javaScriptEnabled);
    await league.goto('/campaigns');
    expect(await mainOf(league)).toContain(`【往年记录】岚榆县 ${year} 年`);
    await enter(clerk, board);
    for (const path of ['/townships/landu', '/townships/landu/items/survey', '/townships/landu/history', '/plan', '/results']) {
      await league.goto(`${board}${path}`);
      expect(await league.title()).toContain('【往年记录】');
      if (path !== '/plan') await expectRecord(league, javaScriptEnabled);
    }
    await end(league, board);
    const ended = /已于 \d{4}年\d+月\d+日（周.） 结束补录，不能再补录；已经补录的都保留。/;
    expect(await mainOf(league)).toMatch(ended);
    await league.goto(board);
    const said = await mainOf(league);
    expect(said).toMatch(ended);
    expect(said).toContain(`理由：${REASON}`);
    expect(said.match(/已终止/g)).toHaveLength(2);
    expect(said).not.toContain('结束补录”');
    expect(await league.locator('main a:text-is("结束补录")').count()).toBe(0);
    await clerk.goto('/');
    expect(await mainOf(clerk)).not.toContain('调查摸底');
    expect(await notices(system.deps.store).countDocuments({})).toBe(0);
    expect(await mails(system.deps.store).countDocuments({})).toBe(0);
  });
});
