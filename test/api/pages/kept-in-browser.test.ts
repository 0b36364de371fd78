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

/** Lines of words: a browser without JavaScript does not keep them for going back, since they may be names, and others type there next. */
const WORDS_IN_A_LINE = new Set(['head', 'document', 'office', 'piles[0].writeIns', 'title', 'group', 'website']);

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

const WAYS = [
  ['with JavaScript', true],
  ['without JavaScript', false],
] as const;

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
    const record = async (year: number) =>
      (await league.post('/api/campaigns', { ...county, year, clock: 'record' })).body.campaign.id as string;
    const common = { system, campaign, signed };
    grounds = [
      {
        ...common,
        township: 'landu',
        voting: 'fengya',
        asked: await asked(),
        publish: false,
        record: await record(2011),
        taken: await tookBack(campaign, 'a'),
        version: 1,
      },
      {
        ...common,
        township: 'shiyu',
        voting: 'yunchu',
        asked: await asked(),
        publish: true,
        record: await record(2012),
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

  /** A command that a repair took back, on its list. @returns its nonce */
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

  async function open(page: Page, form: TypedForm): Promise<void> {
    await form.before?.();
    await (typeof form.from === 'string' ? page.goto(form.from) : form.from(page));
    await fill(page, form);
  }

  async function fill(page: Page, form: TypedForm): Promise<void> {
    for (const [id, value] of Object.entries(form.typed)) {
      await unfold(page, `[id="${id}"]`);
      await page.fill(`[id="${id}"]`, value);
    }
    await form.choose?.(page);
  }

  /** Going back gives what was typed to any browser, lines of words need JavaScript, and so does loading again. */
  async function beforeItIsSent(page: Page, form: TypedForm, scripts: boolean): Promise<string[]> {
    // Where it answers a file that was sent, the page has no address to come back to.
    if (typeof form.from !== 'string') return [];
    const typed = Object.fromEntries(Object.entries(form.typed).filter(([id]) => scripts || !WORDS_IN_A_LINE.has(id)));
    await page.goto('/inbox');
    await page.goBack();
    const lost = await missing(page, { ...form, typed }, 'back from another page');
    if (!scripts) {
      await fill(page, form);
      return lost;
    }
    await page.reload();
    return [...lost, ...(await missing(page, form, 'loaded again before it was sent'))];
  }

  /** One form from the first letter to the last press before it counts. @returns what went wrong on the way */
  async function givenBack(page: Page, form: TypedForm, scripts: boolean): Promise<string[]> {
    await open(page, form);
    const before = await form.count?.();
    const lost = await beforeItIsSent(page, form, scripts);
    const context = page.context();
    const session = (await context.cookies()).filter(({ name }) => name === system.deps.sessionCookie);
    await context.clearCookies({ name: system.deps.sessionCookie });
    await press(page, form);
    if (new URL(page.url()).pathname !== '/sign-in') lost.push(`not asked to sign in: ${page.url()}`);
    await context.addCookies(session);
    await page.waitForLoadState();
    await page.reload();
    lost.push(...(await missing(page, form, 'signed in again')));
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
    return lost;
  }

  /** From the press that counts to the record, in a process begun anew. @returns what went wrong on the way */
  async function sent(page: Page, form: TypedForm): Promise<string[]> {
    if (!form.finish) return [];
    const before = await form.count?.();
    await form.files?.(page);
    await press(page, form);
    await form.finish(page);
    const after = await form.count?.();
    return after === undefined || after === (before ?? 0) + 1 ? [] : [`counted ${after - (before ?? 0)} times`];
  }

  test('that somebody types into is known by its address', () => {
    const taking = ROUTES.filter(({ method, access }) => method === 'post' && access === 'signed-in').map(({ path }) => path);
    const [ground] = grounds;
    const typed = ground ? typedForms(ground).map(({ route }) => route) : [];
    expect([...typed, ...Object.keys(NOT_TYPED)].toSorted()).toEqual(taking.toSorted());
  });

  test('is filled in still when the page is read in the other language', async () => {
    const forms = typedForms(grounds[0] as Ground).filter(({ before, from }) => !before && typeof from === 'string');
    // Every third: pages differ in nothing else here, and each is loaded three times.
    const way = new Way(
      'in another language',
      true,
      forms.filter((_, index) => index % 3 === 0),
    );
    expect(way.forms.length).toBeGreaterThan(3);
    for (const index of way.forms.keys()) {
      await way.tell(index, async (page, form) => {
        const lost: string[] = [];
        await open(page, form);
        for (const language of ['en', 'zh-Hans']) {
          await page.locator('[data-language] button').click();
          await page.locator(`html[lang="${language}"]`).waitFor();
          // Words on buttons are other words there.
          lost.push(...(await missing(page, { ...form, press: 'main form' }, `in ${language}`)));
        }
        return lost;
      });
      await way.done();
    }
    expect(way.lost).toEqual({});
  });

  test('is filled in again, the session over, the token old, loaded again, gone back to; and sent after a restart it counts once', async () => {
    const browsers = WAYS.map(([how, scripts], which) => new Way(how, scripts, typedForms(grounds[which] as Ground)));
    // Side by side, so that both have their page open when the process begins anew.
    for (const index of browsers[0]?.forms.keys() ?? []) {
      await Promise.all(browsers.map((way) => way.tell(index, (page, form) => givenBack(page, form, way.scripts))));
      await system.restart();
      for (const way of browsers) await way.tell(index, sent);
      await Promise.all(browsers.map((way) => way.done()));
    }
    expect(Object.fromEntries(browsers.map(({ how, lost }) => [how, lost]))).toEqual(Object.fromEntries(WAYS.map(([how]) => [how, {}])));
  }, 1_200_000);

  test('is given to nobody who signs in after them in the same tab, by going back or loading again', async () => {
    // The department may open the same form.
    const place = `/campaigns/${grounds[0]?.campaign}/townships/yunchu/interventions/hold`;
    const context = await browserOf(browser, system, ['township-party-committee', 'lanyu/yunchu']);
    const page = await context.newPage();
    page.setDefaultTimeout(60_000);
    const seen = async () => [new URL(page.url()).pathname, (await page.locator('#reason').count()) && (await page.inputValue('#reason'))];
    const committee = await context.cookies();
    const [name = '', value = ''] = (await system.signIn('organization-department', 'lanyu')).split(/=(.*)/s);
    const department = [{ name, value, url: system.url }];

    await page.goto(place);
    await page.fill('#reason', '只给本人看');
    await page.goto('/inbox');
    await context.addCookies(department);
    await page.goBack();
    expect(await seen()).toEqual([place, '']);
    await page.reload();
    expect(await seen()).toEqual([place, '']);

    await context.addCookies(committee);
    await page.goto(place);
    await page.fill('#reason', '只给本人看');
    await page.click('form[action="/sign-out"] button');
    await page.waitForURL(/\/sign-in/);
    await page.goBack();
    expect(await seen()).toEqual(['/sign-in', 0]);
    await page.goForward();
    await context.addCookies(department);
    // To the form, and not round in circles between it and the sign-in.
    await page.goBack();
    expect(await seen()).toEqual([place, '']);
    await context.close();
  });

  /** One way to look at all forms: whose browsers, and what was lost there. */
  class Way {
    readonly how: string;
    readonly scripts: boolean;
    readonly forms: readonly TypedForm[];
    readonly lost: Record<string, string[]> = {};
    readonly #contexts = new Map<string, BrowserContext>();
    #page: Page | undefined;

    constructor(how: string, scripts: boolean, forms: readonly TypedForm[]) {
      this.how = how;
      this.scripts = scripts;
      this.forms = forms;
    }

    /** Nothing that goes wrong with one form keeps another from being looked at. */
    async tell(index: number, part: (page: Page, form: TypedForm) => Promise<readonly string[]>): Promise<void> {
      const form = this.forms[index];
      if (!form || this.lost[form.route]?.some((one) => one.startsWith('Error'))) return;
      const found = await this.#opened(form)
        .then((page) => part(page, form))
        .catch((error: unknown) => [`Error ${String(error).slice(0, 600)}`]);
      if (found.length > 0) this.lost[form.route] = [...(this.lost[form.route] ?? []), ...found];
    }

    async done(): Promise<void> {
      await this.#page?.close();
      this.#page = undefined;
    }

    async #opened({ who }: TypedForm): Promise<Page> {
      if (this.#page) return this.#page;
      const key = who.join(' ');
      const context = this.#contexts.get(key) ?? (await browserOf(browser, system, who, { javaScriptEnabled: this.scripts }));
      this.#contexts.set(key, context);
      this.#page = await context.newPage();
      this.#page.setDefaultTimeout(60_000);
      return this.#page;
    }
  }
});
