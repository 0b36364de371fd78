import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ROUTES } from '../../../api/pages/routes.ts';
import { describeInBrowser, launchBrowser } from '../../support/browser.ts';
import { startTestSystem, type TestSystem } from '../../support/running-system.ts';
import { crawl } from './crawl.ts';
import { plain } from './page-session.ts';
import { browserOf, startPagesCampaign } from './running-pages.ts';
import { addStrangers, signInAll, type Visitor, whoIs } from './visitors.ts';

/** What was typed into any form is there again in a browser whose token is old. */

const WORDS = '写了一早上的“意见” 附注';
/** Forms that hold nothing that somebody typed, or what nobody keeps. */
const OTHERS = /^\/(?:language|sign-out|sign-in|inbox|account)/;

interface Form {
  readonly visitor: Visitor;
  readonly from: string;
  readonly action: string;
}

describeInBrowser('a form in Chromium', () => {
  let system: TestSystem;
  let browser: Browser;
  let forms: readonly Form[];
  beforeAll(async () => {
    [system, browser] = await Promise.all([startTestSystem(), launchBrowser()]);
    await addStrangers(system);
    await startPagesCampaign(system);
    forms = await formsOfEverybody();
  }, 600_000);
  afterAll(async () => {
    await browser.close();
    await system.stop();
  });

  /** One of each address that takes what somebody typed. */
  async function formsOfEverybody(): Promise<readonly Form[]> {
    const session = await signInAll(system);
    const each = new Map<string, Form>();
    for (const visitor of ['clerk', 'committee', 'league', 'department', 'administrator'] as const) {
      for (const { path, html } of await crawl(visitor, session(visitor))) {
        if (!html) continue;
        const page = (await session(visitor).get(path)).html;
        for (const [, attributes = '', inside = ''] of page.matchAll(/<form ([^>]*)>(.*?)<\/form>/gs)) {
          const action = plain(/action="([^"]*)"/.exec(attributes)?.[1] ?? '');
          const typedInto = /<textarea|<input(?![^>]*type="(?:hidden|checkbox|radio|file|password)")/.test(inside);
          if (!attributes.includes('method="post"') || OTHERS.test(action) || !typedInto) continue;
          each.set(routeOf(action), { visitor, from: path, action });
        }
      }
    }
    return [...each.values()];
  }

  async function pageOf(visitor: Visitor): Promise<[BrowserContext, Page]> {
    const who = whoIs(visitor);
    if (!who) throw new Error(`nobody is ${visitor}`);
    const context = await browserOf(browser, system, who);
    return [context, await context.newPage()];
  }

  /** Types into every input of the form; its folded parts are opened first. */
  async function type(page: Page, { action }: Form): Promise<readonly string[]> {
    const form = page.locator(`form[action="${action}"]`).first();
    for (const folded of await page.locator('details:not([open]) > summary').all()) if (await folded.isVisible()) await folded.click();
    const written: string[] = [];
    for (const input of await form
      .locator('textarea, input:not([type=hidden], [type=checkbox], [type=radio], [type=file], [type=password])')
      .all()) {
      if (!(await input.isVisible())) continue;
      const words = `${WORDS} ${written.length}`;
      await input.fill(words);
      written.push(words);
      // A hundred cells of a table are one form: a few tell.
      if (written.length >= 12) break;
    }
    return written;
  }

  const press = (page: Page, { action }: Form) => page.locator(`form[action="${action}"] button:visible:not([formaction])`).first().click();

  /** Everything that stands in inputs of the page, or is listed on it. */
  const there = (page: Page) =>
    page.evaluate<string>(
      `[document.querySelector('main').innerText, ...[...document.querySelectorAll('input, textarea')].map((one) => one.value)].join('\\n')`,
    );

  async function missing(page: Page, written: readonly string[]): Promise<string[]> {
    const shown = await there(page);
    return written.filter((words) => !shown.includes(words));
  }

  test('keeps what was typed, the token old: it comes back filled in, also after going back and forward', async () => {
    expect(forms.length).toBeGreaterThanOrEqual(7);
    const lost: string[] = [];
    for (const form of forms) {
      const [context, page] = await pageOf(form.visitor);
      await page.goto(form.from);
      const written = await type(page, form);
      await context.clearCookies({ name: /csrf/ });
      await press(page, form);
      const first = await missing(page, written);
      if (!page.url().includes('/kept/')) lost.push(`${form.action}: ${page.url()}`);
      await page.goBack();
      await page.goForward();
      const again = await missing(page, written);
      if (first.length + again.length > 0) lost.push(`${form.action}: ${first.join()} / ${again.join()}`);
      await context.close();
    }
    expect(lost).toEqual([]);
  }, 900_000);
});

function routeOf(action: string): string {
  const path = action.replace(/\?.*/, '');
  const matches = (route: string) => new RegExp(`^${route.replaceAll(/\*\w+/g, '.+').replaceAll(/:\w+/g, '[^/]+')}$`).test(path);
  return ROUTES.find((one) => one.method === 'post' && matches(one.path))?.path ?? path;
}
