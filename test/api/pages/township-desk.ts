import type { Browser, Page } from 'playwright-core';
import { expect } from 'vitest';
import { dayFigure } from '../../../domain/calendar/plan-date.ts';
import { DOSSIERS, toForm } from '../../../domain/dossiers/index.ts';
import { isTownshipRole, type Role } from '../../../domain/roles.ts';
import { itemDefinition, stageOf } from '../../../domain/stages/item-definitions.ts';
import type { ItemId } from '../../../domain/stages/items.ts';
import type { AppSystem } from '../../support/running-system.ts';
import { FILL_IN, READ_FORM } from './landu/in-page.ts';
import { browserOf, COUNTY } from './running-pages.ts';
import { type Change, TownshipPlayer } from './township-player.ts';

const BODIES: readonly Role[] = ['township-league', 'township-party-committee', 'county-league', 'organization-department'];

/** The number of the document with which the county league agrees to an appointment. */
export const DOCUMENT = '岚团复〔2012〕6号';

type Fields = Readonly<Record<string, string>>;

/** The way back that goes with a return, as the form has it. */
export interface WayBack {
  readonly target: string;
  readonly then?: 'step-by-step' | 'straight-back';
}

/** What a submission said on its way. */
interface Submitted {
  /** What stood in the form beforehand, by input name. */
  readonly beforehand: Fields;
  /** What the page before the last button says of the rules, and of what it ends or voids. */
  readonly said: string;
  readonly ends: readonly string[];
  readonly receipt: string;
}

/** Everybody whom one township's work passes, each before a page of their own: unusual steps are typed and pressed. */
export class TownshipDesk {
  /** Brings the township to where the unusual begins. */
  readonly player: TownshipPlayer;
  readonly place: string;
  readonly #open: (role: Role) => Promise<Page>;
  readonly #pages = new Map<Role, Promise<Page>>();

  constructor(browser: Browser, system: AppSystem, campaign: string, township: string) {
    this.player = new TownshipPlayer(system, campaign, township);
    this.place = `/campaigns/${campaign}/townships/${township}`;
    this.#open = async (role) => {
      const context = await browserOf(browser, system, [role, isTownshipRole(role) ? `${COUNTY}/${township}` : COUNTY]);
      const page = await context.newPage();
      page.setDefaultTimeout(20_000);
      return page;
    };
  }

  /** The page of somebody of this role, wherever it is. */
  page(role: Role): Promise<Page> {
    const page = this.#pages.get(role) ?? this.#open(role);
    this.#pages.set(role, page);
    return page;
  }

  /** The same page at a place of the township: `/items/survey`, `/irregular`; the township itself when none is given. */
  async at(role: Role, place = ''): Promise<Page> {
    const page = await this.page(role);
    await page.goto(`${this.place}${place}`);
    return page;
  }

  /** Opens everybody's page: before time is skipped, since whoever signs in does so within minutes. */
  async everybody(): Promise<this> {
    for (const role of BODIES) await this.page(role);
    await this.player.signIn();
    return this;
  }

  /** What somebody reads there. */
  async reads(role: Role, place = ''): Promise<string> {
    return (await (await this.at(role, place)).textContent('main')) ?? '';
  }

  /**
   * From the item's page into its form, typed anew from what a robot would write, changed as told; checked, submitted.
   * Where it ends or voids something, pressing without the tick records nothing.
   */
  async submits(id: ItemId, change: Change = (dossier) => dossier): Promise<Submitted> {
    const { beforehand, said } = await this.checks(id, change);
    const page = await this.page(itemDefinition(id).submitter);
    expect(said).not.toMatch(/^不符合/m);
    const ends = await page.locator('main .panel.stop li').allTextContents();
    if (ends.length > 0) {
      // A slip of the pen ends nothing: pressed without the tick, nothing is recorded.
      await page.click('main .actions button[value=submit]');
      expect(await page.locator('.errors').textContent()).toContain('这次没有保存');
    }
    await meansIt(page);
    await page.click('main .actions button[value=submit]');
    expect(await page.textContent('h1')).toBe('已记录');
    const receipt = (await page.textContent('main .panel')) ?? '';
    return { beforehand, said, ends, receipt };
  }

  /** The same up to the page on which it is checked: what the rules say. */
  async checks(id: ItemId, change: Change = (dossier) => dossier): Promise<Pick<Submitted, 'beforehand' | 'said'>> {
    const values = toForm(DOSSIERS[stageOf(id)], change(await this.player.dossier(id)));
    const page = await this.at(itemDefinition(id).submitter, `/items/${id}`);
    await page.click('main a[href$="/submission"]');
    const beforehand = await page.evaluate<Fields>(READ_FORM);
    await drawRows(page, values);
    expect(await page.evaluate<string[]>(FILL_IN(values))).toEqual([]);
    await page.click('main .actions button[value=check]');
    expect(await page.textContent('h1')).toMatch(/^核对：/);
    return { beforehand, said: (await page.locator('.rule-results > li').allTextContents()).join('\n') };
  }

  /** Answers on the item's page: agrees or gives a receipt, or, where a way back is given, sends it there with a reason. */
  async answers(role: Role, id: ItemId, verdict: 'approve' | 'receipt' | 'return', reason = '', back?: WayBack): Promise<void> {
    await this.presses(role, id, verdict, reason, back);
    const page = await this.page(role);
    await meansIt(page);
    await page.click('main button[value=confirm]');
    expect(await page.textContent('h1')).toBe('已记录');
  }

  /** The same up to the page on which the answer is checked. */
  async presses(role: Role, id: ItemId, verdict: 'approve' | 'receipt' | 'return', reason = '', back?: WayBack): Promise<Page> {
    const page = await this.at(role, `/items/${id}`);
    if (reason) await page.fill('#comment', reason);
    if (back) {
      await page.click('#decide details:has(#target) summary');
      await page.selectOption('#target', back.target);
      if (back.then) await page.check(`#decide input[name=then][value=${back.then}]`);
    }
    if (verdict === 'approve') await this.#writes(page, id);
    await page.click(`#decide button[value=${verdict}]`);
    return page;
  }

  /** The body's own document where it is asked for; it names the day of office where that is before today. */
  async #writes(page: Page, id: ItemId): Promise<void> {
    if (!(await page.locator('#documentNumber').isVisible())) return;
    const today = await this.player.today();
    await page.fill('#documentNumber', DOCUMENT);
    await page.fill('#documentOn', today);
    const officeDay = (await this.player.item(id)).submission?.counts.officeDay ?? 0;
    if (officeDay < dayFigure(today)) await page.check('#officeStated');
  }

  /** Fills in a form of the page of unusual cases, looks it over and confirms. */
  async records(role: Role, form: string, typed: Fields): Promise<void> {
    await recordIrregular(await this.at(role, '/irregular'), form, typed);
  }
}

/** Fills in a form of the page of unusual cases, on which somebody is, looks it over and confirms. */
export async function recordIrregular(page: Page, form: string, typed: Fields): Promise<void> {
  const place = page.locator(`form:has([name="form"][value="${form}"])`);
  if (!(await place.isVisible())) await page.locator('details', { has: place }).locator('summary').click();
  for (const [name, value] of Object.entries(typed)) {
    const input = place.locator(`[id="${form}.${name}"]`);
    if ((await place.locator(`select[id="${form}.${name}"]`).count()) > 0) await input.selectOption(value);
    else if ((await place.locator(`[type=checkbox][id="${form}.${name}"]`).count()) > 0) await input.setChecked(value === 'on');
    else await input.fill(value);
  }
  await place.locator('button').click();
  await meansIt(page);
  await page.click('main button[value=confirm]:text-is("确认")');
  expect(await page.textContent('h1')).toBe('已记录');
}

/** Ticks that what a press ends or voids is meant, where the page asks. */
export async function meansIt(page: Page): Promise<void> {
  const tick = page.locator('main input[name=ends]');
  if ((await tick.count()) > 0) await tick.check();
}

/** Asks for more rows until every value has its input. */
export async function drawRows(page: Page, values: Fields): Promise<void> {
  for (const name of Object.keys(values)) {
    if (!name.includes('[')) continue;
    const table = name.slice(0, name.indexOf('['));
    while ((await page.locator(`[name="${name}"]`).count()) === 0) await page.click(`button[value="add:${table}"]`);
  }
}
