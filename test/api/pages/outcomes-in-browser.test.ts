import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTemporal } from '../../../engines/index.ts';
import { commandLog } from '../../../store/command-log.ts';
import { beat, stopBeating } from '../../../store/heartbeats.ts';
import { describeInBrowser, launchBrowser } from '../../support/browser.ts';
import { temporalForgotten } from '../../support/forgotten.ts';
import { startTestSystem, type TestSystem } from '../../support/running-system.ts';
import { until } from '../../support/until.ts';
import { inspect } from './page-inspection.ts';
import { browserOf, startPagesCampaign } from './running-pages.ts';
import { surveyForm } from './survey-form.ts';

/** The four outcomes of pressing the button, as people see them, with the worker and the engine really stopped. */

describeInBrowser('what a person is told', () => {
  let system: TestSystem;
  let browser: Browser;
  let place: string;
  beforeAll(async () => {
    [system, browser] = await Promise.all([startTestSystem(), launchBrowser()]);
    place = `/campaigns/${await startPagesCampaign(system)}/townships`;
  });
  afterAll(async () => {
    await browser.close();
    await system.stop();
  });

  const contextOf = (role: 'township-league' | 'township-party-committee', township: string): Promise<BrowserContext> =>
    browserOf(browser, system, [role, `lanyu/${township}`]);

  /** The clerk's page on which “报送” counts. */
  async function checked(context: BrowserContext, township: string): Promise<Page> {
    const page = await context.newPage();
    await page.goto(`${place}/${township}/items/survey/submission`);
    for (const [name, value] of Object.entries(surveyForm)) await page.fill(`#${name}`, value);
    await page.click('main .actions button');
    return page;
  }

  const press = (page: Page) => page.click('button:text-is("报送")');

  /** Presses “刷新” on the reference page until it says so. */
  async function refreshedTo(page: Page, heading: string): Promise<void> {
    await until(async () => {
      if ((await page.textContent('h1')) === heading) return true;
      await page.click('main a:text-is("刷新")');
      return undefined;
    });
  }

  test('recorded: the reference, what comes next, and the same page for two quick presses', async () => {
    const page = await checked(await contextOf('township-league', 'qilu'), 'qilu');
    await page.dblclick('button:text-is("报送")');
    await page.waitForURL(/\/commands\//);
    expect(await page.textContent('h1')).toBe('已记录');
    expect(await page.textContent('main')).toMatch(/下一步.*等乡镇党委办理/s);
    expect(await commandLog(system.deps.store).countDocuments({ township: 'qilu' })).toBe(1);
    // Back: neither the browser's question whether to send it again, nor the form as if nothing had been sent.
    await page.goBack();
    expect(new URL(page.url()).pathname).toBe(`${place}/qilu/items/survey`);
    expect(await page.textContent('main')).toContain('等乡镇党委办理');
  });

  test('no answer in five seconds: it may still take effect, and the same page later says that it did', async () => {
    const page = await checked(await contextOf('township-league', 'landu'), 'landu');
    await system.stopWorker();
    await beat(system.deps.store, 'a-worker-that-just-died', new Date());
    await press(page);
    // The tests that follow begin without its last word.
    await stopBeating(system.deps.store, 'a-worker-that-just-died');
    expect(await page.textContent('h1')).toBe('已送出，尚未确认');
    expect(await page.textContent('main')).toContain('仍可能生效');
    expect(await page.textContent('main')).toContain('不必重新报送');
    expect(await page.textContent('.reference')).toMatch(/^[0-9A-Z-]{14}$/);
    await inspect(page, 'unconfirmed');
    const address = page.url();
    await system.startWorker();
    await refreshedTo(page, '已记录');
    expect(page.url()).toBe(address);
    expect(await page.textContent('main')).toContain('等乡镇党委办理');
  });

  test('no worker: received; it takes effect later, and a refusal is told on its page and in the inbox', async () => {
    const context = await contextOf('township-league', 'shiyu');
    const [first, second] = [await checked(context, 'shiyu'), await checked(context, 'shiyu')];
    await system.stopWorker();
    await press(first);
    await press(second);
    for (const page of [first, second]) {
      expect(await page.textContent('h1')).toBe('已收到，待生效');
      expect(await page.textContent('main')).toContain('系统恢复后自动办理');
    }
    await inspect(first, 'received');
    await system.startWorker();
    await refreshedTo(first, '已记录');
    await refreshedTo(second, '没有生效');
    expect(await second.textContent('main .lead')).toContain('已经报送');
    await inspect(second, 'refused-later');
    await second.click('nav a:has-text("消息")');
    expect(await second.locator('.notice.unread', { hasText: '您报送或办理的内容没有生效' }).count()).toBe(1);
    await inspect(second, 'inbox-with-refusal');
    expect(await commandLog(system.deps.store).countDocuments({ township: 'shiyu' })).toBe(1);
  });

  test('no engine: nothing was recorded, nothing typed is lost, and the same page pressed again later counts once', async () => {
    const clerk = await checked(await contextOf('township-league', 'fengya'), 'fengya');
    const committee = await (await contextOf('township-party-committee', 'landu')).newPage();
    await committee.goto(`${place}/landu/items/survey`);
    await committee.fill('#comment', '同意上报。');
    await committee.click('button:text-is("同意")');
    const { temporal, folder } = system.engines;
    await system.stopWorker();
    await temporal.kill9();
    await temporalForgotten();

    await press(clerk);
    expect(await clerk.textContent('main')).toContain('这次没有保存');
    expect(await clerk.textContent('main')).toContain('农贸市场');
    await inspect(clerk, 'nothing-recorded');
    await clerk.click('main .actions button:has-text("修改")');
    for (const [name, value] of Object.entries(surveyForm)) expect(await clerk.inputValue(`#${name}`)).toBe(value);
    await clerk.click('main .actions button');
    await committee.click('button:text-is("确认同意")');
    expect(await committee.textContent('main')).toContain('这次没有保存');
    expect(await committee.textContent('main')).toContain('同意上报。');
    expect(await commandLog(system.deps.store).countDocuments({ township: 'fengya' })).toBe(0);

    const again = await startTemporal({ dataDir: folder, port: Number(temporal.address.split(':').at(-1)) });
    try {
      await system.startWorker();
      await until(async () => {
        if (committee.url().includes('/commands/')) return true;
        await committee.click('button:text-is("确认同意")');
        return undefined;
      });
      expect(await committee.textContent('h1')).toBe('已记录');
      expect(await committee.textContent('main')).toContain('同意上报。');
      await press(clerk);
      expect(await clerk.textContent('h1')).toBe('已记录');
      expect(await commandLog(system.deps.store).countDocuments({ township: 'fengya' })).toBe(1);
    } finally {
      await system.stopWorker();
      await again.stop(1_000);
    }
  });

  test('no database: a page that says so, and the address to come back to', async () => {
    const page = await (await contextOf('township-league', 'fengya')).newPage();
    await page.goto('/');
    await system.engines.mongo.kill9();
    await page.click('nav a:has-text("消息")');
    expect(await page.textContent('h1')).toContain('服务暂时不可用');
    expect(new URL(page.url()).pathname).toBe('/inbox');
    await inspect(page, 'no-database');
  });
});
