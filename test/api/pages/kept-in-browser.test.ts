import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ROUTES } from '../../../api/pages/routes.ts';
import { takenBack } from '../../../store/taken-back.ts';
import { describeInBrowser, launchBrowser } from '../../support/browser.ts';
import { startTestSystem, type TestSystem } from '../../support/running-system.ts';
import { countyOf, signEveryMonth, startQuickCampaign } from './full-county.ts';
import { browserOf, startPagesCampaign } from './running-pages.ts';
import { TownshipPlayer } from './township-player.ts';
import { type Ground, type TypedForm, typedForms } from './typed-forms.ts';

/**
 * What was typed into any form is there again in a browser: the session over, the token old, loaded again, gone back to, the process begun
 * anew between opening and sending; and sent, it counts once.
 */

/** Addresses that take forms into which nobody types, or whose words nobody keeps. */
const NOT_TYPED: Readonly<Record<string, string>> = {
  '/sign-out': 'a press',
  '/account/password': 'passwords are not kept',
  '/account/sessions': 'passwords are not kept',
  '/inbox/open': 'a press',
  '/inbox/read': 'a press',
  '/people/:id/deactivate': 'a press',
  '/people/:id/reactivate': 'a press',
  '/people/:id/link': 'a press',
  '/campaigns/:campaign/townships': 'a file',
  '/campaigns/:campaign/amendment/preview': 'a file',
  '/campaigns/:campaign/reports/:month': 'a press',
};

describeInBrowser('a form in Chromium', () => {
  let system: TestSystem;
  let browser: Browser;
  let grounds: readonly Ground[];
  beforeAll(async () => {
    [system, browser] = await Promise.all([startTestSystem(), launchBrowser()]);
    const county = countyOf('landu', 'shiyu', 'fengya', 'yunchu');
    const campaign = await startPagesCampaign(system, county);
    const signed = await startQuickCampaign(system, 50);
    const league = await system.as('county-league', 'lanyu');
    const asked = async () =>
      (await league.post('/api/campaigns', { ...county, year: 2012, clock: 'trial', msPerPlanDay: 86_400_000 })).body.campaign.id as string;
    const common = { system, campaign, signed };
    grounds = [
      {
        ...common,
        township: 'landu',
        voting: 'fengya',
        asked: await asked(),
        publish: false,
        taken: await tookBack(campaign, 'a'),
        version: 1,
      },
      {
        ...common,
        township: 'shiyu',
        voting: 'yunchu',
        asked: await asked(),
        publish: true,
        taken: await tookBack(campaign, 'b'),
        version: 2,
      },
    ];
    await Promise.all([
      signEveryMonth(system, signed),
      ...grounds.map(({ voting }) => new TownshipPlayer(system, campaign, voting).reach('member-election')),
    ]);
  }, 600_000);
  afterAll(async () => {
    await browser.close();
    await system.stop();
  });

  /** An act that a repair took back, on its list. @returns its nonce */
  async function tookBack(campaign: string, letter: string): Promise<string> {
    const [nonce, workflowId, at] = [letter.repeat(24), 'reorganization/lanyu/2012-trial-1/landu', new Date()];
    const { _id: account } = await system.person('township-league', 'lanyu/landu');
    const actor = { account, role: 'township-league', unit: 'lanyu/landu' } as const;
    const about = { workflowId, campaign, township: 'landu', nonce, reference: nonce.slice(0, 14).toUpperCase(), message: 'submit', actor };
    const row = { ...about, _id: `${workflowId}#${nonce}`, item: 'publicity', round: 9, was: 'recorded' as const };
    await takenBack(system.deps.store).insertOne({ ...row, sentAt: at, takenBackAt: at, repair: at.toISOString(), toldAt: at });
    return nonce;
  }

  /** Opens what is folded away around a button or an input, as a person does. */
  async function unfold(page: Page, selector: string): Promise<void> {
    const place = page.locator(selector).first();
    for (const folded of await page.locator('details:not([open])', { has: place }).all()) await folded.locator('summary').first().click();
  }

  async function press(page: Page, form: TypedForm): Promise<void> {
    await unfold(page, form.press);
    await page.locator(form.press).locator('visible=true').first().click();
  }

  /** What is not seen in its input any more. */
  async function missing(page: Page, { typed, press: button }: TypedForm, when: string): Promise<string[]> {
    const lost = (await page.locator(button).count()) > 0 ? [] : [`${when}: no form`];
    for (const [id, value] of Object.entries(typed)) {
      const input = page.locator(`[id="${id}"]`);
      const seen = (await input.count()) === 1 && (await input.isVisible()) ? await input.inputValue() : undefined;
      if (seen !== value) lost.push(`${when}: ${id} is ${seen}`);
    }
    return lost;
  }

  /** One form from the first letter to the record. @returns what went wrong on the way */
  async function passage(context: BrowserContext, form: TypedForm): Promise<string[]> {
    await form.before?.();
    const page = await context.newPage();
    page.setDefaultTimeout(20_000);
    await (typeof form.from === 'string' ? page.goto(form.from) : form.from(page));
    for (const [id, value] of Object.entries(form.typed)) {
      await unfold(page, `[id="${id}"]`);
      await page.fill(`[id="${id}"]`, value);
    }
    await form.choose?.(page);
    const before = await form.count?.();
    const lost: string[] = [];

    const session = (await context.cookies()).filter(({ name }) => name === system.deps.sessionCookie);
    await context.clearCookies({ name: system.deps.sessionCookie });
    await press(page, form);
    if (new URL(page.url()).pathname !== '/sign-in') lost.push(`not asked to sign in: ${page.url()}`);
    await context.addCookies(session);
    await page.waitForLoadState('networkidle');
    await page.reload();
    lost.push(...(await missing(page, form, 'signed in again')));
    await page.waitForLoadState('networkidle');
    await page.reload();
    lost.push(...(await missing(page, form, 'loaded again')));

    await context.clearCookies({ name: /csrf/ });
    await press(page, form);
    if (!page.url().includes('/kept/')) lost.push(`not given back: ${page.url()}`);
    lost.push(...(await missing(page, form, 'token old')));
    await page.goBack();
    lost.push(...(await missing(page, form, 'gone back')));
    await page.goForward();
    lost.push(...(await missing(page, form, 'gone forward')));
    if ((await form.count?.()) !== before) lost.push('counted before it was sent');

    if (form.finish) {
      await system.restart();
      await form.files?.(page);
      await press(page, form);
      await form.finish(page);
      const after = await form.count?.();
      if (after !== undefined && after !== (before ?? 0) + 1) lost.push(`counted ${after - (before ?? 0)} times`);
    }
    await page.close();
    return lost;
  }

  test('that somebody types into is known by its address', () => {
    const taking = ROUTES.filter(({ method, access }) => method === 'post' && access === 'signed-in').map(({ path }) => path);
    const [ground] = grounds;
    const typed = ground ? typedForms(ground).map(({ route }) => route) : [];
    expect([...typed, ...Object.keys(NOT_TYPED)].toSorted()).toEqual(taking.toSorted());
  });

  test.each([
    ['with JavaScript', 0, true],
    ['without JavaScript', 1, false],
  ])(
    'is filled in again, the session over, the token old, loaded again, gone back to; and sent after a restart it counts once: %s',
    async (_how, which, javaScriptEnabled) => {
      const ground = grounds[which];
      if (!ground) throw new Error('no ground');
      const contexts = new Map<string, BrowserContext>();
      const lost: Record<string, string[]> = {};
      // Without JavaScript: the forms of a township's work up to the count.
      for (const form of typedForms(ground).slice(0, javaScriptEnabled ? undefined : 6)) {
        const key = form.who.join(' ');
        const context = contexts.get(key) ?? (await browserOf(browser, system, form.who, { javaScriptEnabled }));
        contexts.set(key, context);
        const found = await passage(context, form).catch((error: unknown) => [String(error).slice(0, 600)]);
        if (found.length > 0) lost[form.route] = found;
      }
      for (const context of contexts.values()) await context.close();
      expect(lost).toEqual({});
    },
    600_000,
  );
});
