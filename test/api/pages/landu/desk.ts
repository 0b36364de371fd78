import type { Browser, Page } from 'playwright-core';
import { expect } from 'vitest';
import { DOSSIERS, toForm } from '../../../../domain/dossiers/index.ts';
import { type Body, isTownshipRole } from '../../../../domain/roles.ts';
import { stageOf } from '../../../../domain/stages/item-definitions.ts';
import type { ItemId } from '../../../../domain/stages/items.ts';
import type { AnswerKind } from '../../../../domain/stages/stages.ts';
import type { AppSystem } from '../../../support/running-system.ts';
import { browserOf, COUNTY } from '../running-pages.ts';
import { drawRows, meansIt } from '../township-desk.ts';
import { FILL_IN, READ_FORM, READ_PRINTED } from './in-page.ts';
import { type Printed, printed } from './printed.ts';
import { SAYS } from './says.ts';

const BODIES: readonly Body[] = ['township-league', 'township-party-committee', 'county-league', 'organization-department'];

/** Sample dossiers by what they are of. */
export type Dossiers = Readonly<Record<string, unknown>>;

/** Everybody whom a township's work passes, each before a page of their own. */
export class Desk {
  readonly place: string;
  readonly #pages: ReadonlyMap<Body, Page>;
  readonly #dossiers: Dossiers;

  private constructor(place: string, pages: ReadonlyMap<Body, Page>, dossiers: Dossiers) {
    this.place = place;
    this.#pages = pages;
    this.#dossiers = dossiers;
  }

  static async open(browser: Browser, system: AppSystem, place: { campaign: string; township: string }, dossiers: Dossiers): Promise<Desk> {
    const pages = BODIES.map(async (body) => {
      const unit = isTownshipRole(body) ? `${COUNTY}/${place.township}` : COUNTY;
      const page = await (await browserOf(browser, system, [body, unit])).newPage();
      page.setDefaultTimeout(20_000);
      return [body, page] as const;
    });
    return new Desk(`/campaigns/${place.campaign}/townships/${place.township}`, new Map(await Promise.all(pages)), dossiers);
  }

  page(body: Body): Page {
    const page = this.#pages.get(body);
    if (!page) throw new Error(`nobody sits there for the ${body}`);
    return page;
  }

  /**
   * From “待我办理” to the form, everything of the sample into it, checked and submitted. The page before the last
   * button prints the sample, and says of the rules what {@link SAYS} has.
   * @returns what stood in the form when it was opened, by input name
   */
  async submits(body: Body, item: ItemId): Promise<Readonly<Record<string, string>>> {
    const page = this.page(body);
    const dossier = this.#dossiers[stageOf(item)];
    const definition = DOSSIERS[stageOf(item)];
    const says = SAYS[stageOf(item)];
    await this.#fromTasks(page, item);
    await page.click('a:text-is("填写并报送")');
    const beforehand = await page.evaluate<Record<string, string>>(READ_FORM);
    const values = toForm(definition, dossier);
    await drawRows(page, values);
    expect(await page.evaluate<string[]>(FILL_IN(values))).toEqual([]);
    await page.click('main .actions button[value=check]');
    const said = await this.#ruleResults(page);
    // Whatever stops it is in the message.
    expect([await page.textContent('h1'), ...said.filter((sentence) => /^不符合|^填写/.test(sentence))]).toEqual([
      expect.stringMatching(/^核对：/),
    ]);
    expect(await page.evaluate<Printed>(READ_PRINTED)).toEqual(printed(definition, dossier));
    for (const sentence of says) expect(said).toContainEqual(expect.stringContaining(sentence));
    expect(said.filter((sentence) => !sentence.startsWith('符合'))).toEqual(says.filter((sentence) => sentence.startsWith('提醒')));
    await meansIt(page);
    await page.click('main .actions button[value=submit]');
    expect(await page.textContent('h1')).toBe('已记录');
    return beforehand;
  }

  /** Finds it in “待我办理”, reads the sample there, answers as asked, and confirms. */
  async answers(
    body: Body,
    item: ItemId,
    kind: Exclude<AnswerKind, 'settle'>,
    comment?: string,
    document?: { readonly number: string; readonly on: string },
  ): Promise<void> {
    const page = this.page(body);
    await this.#fromTasks(page, item);
    expect(await page.evaluate<Printed>(READ_PRINTED)).toEqual(printed(DOSSIERS[stageOf(item)], this.#dossiers[stageOf(item)]));
    if (comment) await page.fill('#comment', comment);
    if (document) {
      if (!(await page.locator('#documentNumber').isVisible())) await page.click('#decide summary:has-text("填写批复文号和日期")');
      await page.fill('#documentNumber', document.number);
      await page.fill('#documentOn', document.on);
    }
    await page.click(`#decide button[value=${kind}]`);
    await meansIt(page);
    await page.click('main button[value=confirm]');
    expect(await page.textContent('h1')).toBe('已记录');
  }

  /** Where an item stands, line by line, as one of the bodies reads it. */
  async standing(item: ItemId, body: Body = 'county-league'): Promise<string[]> {
    const page = this.page(body);
    await page.goto(`${this.place}/items/${item}`);
    return page.locator('h2:text-is("办理情况") + ul > li').allTextContents();
  }

  /** The announcement of a vote: who is elected, in its order, and every count with its result. */
  async announcement(item: ItemId): Promise<{ elected: string[]; votes: string[][] }> {
    const page = this.page('county-league');
    await page.goto(`${this.place}/items/${item}/announcement`);
    const rows = await page.locator('main table tr').all();
    return {
      elected: ((await page.textContent('h2 + p.lead')) ?? '').split('　'),
      votes: await Promise.all(rows.map((row) => row.locator('th, td').allTextContents())),
    };
  }

  /** Fills in a form of the page of unusual cases, by its labels, looks it over and confirms. */
  async records(body: Body, form: string, fields: Readonly<Record<string, string | true>>): Promise<void> {
    const page = this.page(body);
    await page.goto(`${this.place}/irregular`);
    const input = (name: string) => page.locator(`[name="${form}.${name}"]`);
    const folded = page.locator('details:not([open])', { has: input(Object.keys(fields)[0] ?? '') });
    if ((await folded.count()) > 0) await folded.locator('summary').click();
    for (const [name, value] of Object.entries(fields)) {
      if (value === true) await input(name).check();
      else if (name === 'reason') await input(name).fill(value);
      else await input(name).selectOption({ label: value });
    }
    await page
      .locator('form', { has: input(Object.keys(fields)[0] ?? '') })
      .locator('button:text-is("下一步：核对")')
      .click();
    const checked = await page.textContent('main dl.facts');
    for (const value of Object.values(fields)) expect(checked).toContain(value === true ? '署真实姓名' : value);
    await meansIt(page);
    await page.click('main button[value=confirm]');
    expect(await page.textContent('h1')).toBe('已记录');
  }

  /** Facts of the unusual cases, label by label, as the organization department reads them. */
  async irregular(): Promise<(readonly [string, string])[]> {
    const page = this.page('organization-department');
    await page.goto(`${this.place}/irregular`);
    const facts = await page.locator('dl.facts > .fact').all();
    return Promise.all(facts.map(async (fact) => [await fact.locator('dt').innerText(), await fact.locator('dd').innerText()] as const));
  }

  /** Days on which the stages were done, in the order of the plan, as the township's page has them. */
  async daysDone(): Promise<string[]> {
    const page = this.page('county-league');
    await page.goto(this.place);
    const rows = await page.locator('a.task[href*="/items/"]:not([href*="monthly-report"])').allTextContents();
    return rows.map((row) => /(2012年.*?）)\s*办结/.exec(row)?.[1] ?? row);
  }

  async #fromTasks(page: Page, item: ItemId): Promise<void> {
    await page.goto('/');
    await page.click(`a.task[href^="${this.place}/items/${item}"]`);
  }

  #ruleResults(page: Page): Promise<string[]> {
    return page.locator('.rule-results > li, .errors li').allTextContents();
  }
}
