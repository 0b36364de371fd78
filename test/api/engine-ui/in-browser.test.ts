import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { describeInBrowser, launchBrowser } from '../../support/browser.ts';
import { browserOf } from '../pages/running-pages.ts';
import { pageOfRun, type ShownRun, startShownRun } from './shown-run.ts';

describeInBrowser('the engine’s own pages in a browser', () => {
  let shown: ShownRun;
  let browser: Browser;
  let context: BrowserContext;
  beforeAll(async () => {
    [shown, browser] = await Promise.all([startShownRun(), launchBrowser()]);
    context = await browserOf(browser, shown.system, ['county-league', 'lanyu']);
  });
  afterAll(async () => {
    await browser.close();
    await shown.system.stop();
  });

  /** A page, and whatever ran or was refused in it. */
  async function open(path: string): Promise<{ page: Page; ran: string[]; refused: string[] }> {
    const page = await context.newPage();
    const [ran, refused]: [string[], string[]] = [[], []];
    page.on('dialog', (dialog) => {
      ran.push(dialog.message());
      dialog.dismiss().catch(() => undefined);
    });
    page.on('console', (message) => {
      if (/Content Security Policy|Refused to/.test(message.text())) refused.push(message.text());
    });
    await page.goto(`${shown.system.url}${path}`);
    return { page, ran, refused };
  }

  test('what stands in an address runs nothing', async () => {
    const contents = [
      '<script>alert(document.domain)</script>',
      '<img src=x onerror=alert(1)>',
      '<svg onload=alert(1)>',
      '<iframe srcdoc="<script>parent.alert(1)</script>"></iframe>',
      '<a id="go" href="javascript:alert(1)">x</a>',
      '[x](javascript:alert(1))',
      '<base href="https://elsewhere.example/"><script src="x.js"></script>',
      '<meta http-equiv="refresh" content="0;url=javascript:alert(1)">',
      '<form action="/people" method="post"><button id="go">x</button></form>',
      '</main></body><script>alert(1)</script>',
    ];
    for (const content of contents) {
      const { page, ran } = await open(`/temporal/render?content=${encodeURIComponent(content)}&theme=light`);
      for (const link of await page.locator('#go, a').all()) await link.click({ timeout: 2_000 }).catch(() => undefined);
      expect([content, ran, new URL(page.url()).pathname]).toEqual([content, [], '/temporal/render']);
      await page.close();
    }
    for (const path of [
      "/temporal/?x='-alert(1)-'",
      '/temporal/namespaces/league-reorg/workflows?query=</script><script>alert(1)</script>',
    ]) {
      const { page, ran } = await open(path);
      await page.getByText('Workflows').first().waitFor();
      expect([path, ran]).toEqual([path, []]);
      await page.close();
    }
  });

  test('the run’s summary, details and current details are shown, and the page needs nothing that is refused', async () => {
    const { page, refused } = await open(pageOfRun(shown.workflowId));
    await page.getByText('reorganizeTownship').first().waitFor();
    await page.waitForURL(/\/timeline/);
    await page.goto(page.url().replace(/\/timeline.*/, '/user-metadata'));
    const rendered = async (): Promise<string> =>
      (
        await Promise.all(
          page
            .frames()
            .slice(1)
            .map(async (frame) => (await frame.locator('main').textContent()) ?? ''),
        )
      ).join('\n');
    await expect.poll(rendered, { timeout: 300_000 }).toContain('团组织格局创新');
    await expect.poll(rendered, { timeout: 300_000 }).toContain('成立组织机构');
    expect(refused).toEqual([]);
    await page.goto(page.url().replace(/\/user-metadata.*/, '/history'));
    await page.getByText('Workflow Execution Started').first().waitFor();
    await page.goto(page.url().replace(/\/history.*/, '/call-stack'));
    await page
      .getByText(/reorganizeTownship|condition/)
      .first()
      .waitFor();
    expect(refused).toEqual([]);
    await page.close();
  });

  test('the list shows the county’s runs, and the UI’s own code can ask for nothing else of this host', async () => {
    const { page, refused } = await open('/temporal/');
    await page.getByText('reorganization/lanyu/2012-trial-1/landu', { exact: true }).first().waitFor();
    expect(await page.getByText('reorganization/yunxi/2012').count()).toBe(0);
    expect(await page.locator('a[href$="/archival"]').count()).toBeGreaterThan(0);
    expect(refused).toEqual([]);
    expect(
      await page.evaluate(async () =>
        fetch('/people').then(
          () => 'answered',
          () => 'refused',
        ),
      ),
    ).toBe('refused');
    await page.close();
  });
});
