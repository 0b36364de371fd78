import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { PlanClock } from '../../../domain/calendar/clock.ts';
import { findCampaign } from '../../../store/campaigns.ts';
import { describeInBrowser, launchBrowser } from '../../support/browser.ts';
import { type SkippingSystem, startSkippingSystem } from '../../support/skipping-system.ts';
import { countyOf } from './full-county.ts';
import { inspect } from './page-inspection.ts';
import { browserOf, COUNTY, startPagesCampaign } from './running-pages.ts';
import { TownshipDesk } from './township-desk.ts';

/** What the county league does to a campaign that runs: amends its plan, closes a township, adds one in August. */

const CLERK = 'township-league';
const COMMITTEE = 'township-party-committee';
const LEAGUE = 'county-league';

describeInBrowser('a campaign that changes while it runs', () => {
  let system: SkippingSystem;
  let browser: Browser;
  let clock: PlanClock;
  let board: string;
  let league: Page;
  let landu: TownshipDesk;
  let fengya: TownshipDesk;
  let qilu: TownshipDesk;
  beforeAll(async () => {
    [system, browser] = await Promise.all([startSkippingSystem(), launchBrowser()]);
    const campaign = await startPagesCampaign(system, countyOf('landu', 'fengya'));
    board = `/campaigns/${campaign}`;
    const row = await findCampaign(system.deps.store, campaign);
    if (!row) throw new Error('no campaign was started');
    clock = row.clock;
    league = await (await browserOf(browser, system, [LEAGUE, COUNTY])).newPage();
    const desk = (township: string) => new TownshipDesk(browser, system, campaign, township).everybody();
    [landu, fengya, qilu] = [await desk('landu'), await desk('fengya'), await desk('qilu')];
  });
  afterAll(async () => {
    await browser.close();
    await system.stop();
  });

  /** Presses a link of the board. */
  async function fromBoard(link: string): Promise<void> {
    await league.goto(board);
    await league.click(`main a:text-is("${link}")`);
  }

  test('an amendment adds a figure to the reports and moves a date: read before it counts, then in force at every township', async () => {
    await fromBoard('调整县方案');
    const link = league.locator('main a:text-is("下载现行方案（.yaml）")');
    const [download] = await Promise.all([league.waitForEvent('download'), link.click()]);
    const plan = readFileSync(await download.path(), 'utf8');
    const amended = plan
      .replace(/^version: 1$/m, 'version: 2')
      .replace(/(survey:\s+due: )06-13/, '$106-15')
      .replace('深入村组，', '深入村组和学校，')
      .replace('maxRunoffs: 2', 'maxRunoffs: 1')
      .replace(/fields: \[\]/, 'fields: [{name: volunteers, label: {zh: 青年志愿者人数, en: Volunteers}}]');
    const upload = async (text: string) => {
      await league.setInputFiles('#file', { name: 'plan.yaml', mimeType: 'text/yaml', buffer: Buffer.from(text) });
      await league.click('main .actions button');
    };
    await upload(plan);
    expect(await league.locator('.errors a').allTextContents()).toEqual(['请把方案文件中“version”后面的数字改为大于 1 的数。']);
    await upload(amended);
    expect(await league.locator('main > ul.list > li').allTextContents()).toEqual([
      'stages.survey.due 原为 06-13 → 改为 06-15已启动的乡镇：未开始的环节改用新日期，正在办理的只会延后',
      expect.stringMatching(/^stages\.survey\.guidance\.zh .*深入村组和学校.*立即显示$/),
      'tie.maxRunoffs 原为 2 → 改为 1只对以后启动的乡镇有效',
      expect.stringMatching(/^report\.fields 原为 \[\] → 改为 .*青年志愿者人数.*已启动的乡镇：从下一份月报起$/),
    ]);
    expect(await league.textContent('main')).toMatch(
      /在办乡镇 2 个，其中 2 个日期有变.*调查摸底 · 期限 2012年6月13日（周三） → 2012年6月15日（周五）/s,
    );
    await inspect(league, 'amendment-preview');
    expect(await landu.reads(CLERK)).toContain('期限 2012年6月13日');

    await league.click('main button:text-is("确认调整")');
    expect(await league.locator('.errors a').allTextContents()).toEqual(['请填写调整理由（最多 2000 字）。']);
    await league.fill('#reason', '省里提出新要求。');
    await league.click('main button:text-is("确认调整")');
    expect(await league.textContent('main')).toMatch(/2 个在办乡镇中 2 个已生效。枫垭镇 已生效澜渡镇 已生效/);
    await inspect(league, 'amended');

    const township = await landu.reads(CLERK);
    expect(township).toMatch(/调查摸底：等乡镇团委报送 · 自 2012年6月1日（周五） 起 · 期限 2012年6月15日（周五）/);
    expect(township).toMatch(/县方案已调整（第 2 版），以后各环节按新方案办理（赵样甲）理由：省里提出新要求。/);
    await inspect(await landu.page(CLERK), 'township-with-amended-plan');
    expect(await landu.reads(CLERK, '/items/survey')).toContain('要求：深入村组和学校，');
    await league.goto(`${board}/plan`);
    expect(await league.textContent('main')).toMatch(/第 2 版.*调查摸底.*2012年6月15日/s);

    // The figure is asked for in the form, and stands in the report that the county receives.
    await landu.submits('monthly-report/2012-06', (dossier) => ({ ...dossier, further: [{ name: 'volunteers', value: 45 }] }));
    const report = await landu.at(LEAGUE, '/items/monthly-report/2012-06');
    expect(await report.textContent('main')).toMatch(/青年志愿者人数\s*45/);
    await inspect(report, 'report-with-further-figure');
  });

  test('a township is closed for good, with a reason that everybody reads; nothing more is asked or taken there', async () => {
    const page = await fengya.at(LEAGUE);
    await page.click('main a:text-is("终止")');
    expect(await page.textContent('main')).toContain('终止后，这个乡镇的工作就此结束，也不能恢复。已有的记录都保留。');
    await page.click('main .actions button');
    expect(await page.locator('.errors a').allTextContents()).toEqual(['请写明理由。']);
    await inspect(page, 'close-without-reason');
    await page.fill('#reason', '撤镇并入澜渡镇。');
    await page.click('main .actions button');
    await inspect(page, 'close-confirm');
    // A slip of the pen closes nothing: pressed without the tick, nothing is recorded.
    await page.click('main button:text-is("确认终止")');
    expect(await page.locator('.errors').textContent()).toContain('这次没有保存');
    expect((await fengya.player.state()).status).not.toBe('closed');
    await page.check('main input[name=ends]');
    await page.click('main button:text-is("确认终止")');
    expect(await page.textContent('h1')).toBe('已记录');
    expect(await page.textContent('main')).toContain('现在没有待办的单位。');

    const clerk = await fengya.at(CLERK);
    expect(await clerk.textContent('.panel.lead')).toBe('2012年6月1日（周五） 已终止。');
    expect(await clerk.textContent('.history')).toMatch(/已终止（赵样甲）理由：撤镇并入澜渡镇。/);
    expect(await clerk.locator('.task .do').count()).toBe(0);
    await inspect(clerk, 'township-closed');
    await clerk.goto(`${fengya.place}/items/survey/submission`);
    expect(new URL(clerk.url()).pathname).toBe(`${fengya.place}/items/survey`);
    expect(await clerk.locator('main a[href$="/submission"]').count()).toBe(0);
    await clerk.goto('/');
    expect(await clerk.textContent('main')).toContain('现在没有等您办理的事项。');
    expect(await (await fengya.at(LEAGUE)).locator('main a[href*="/interventions/"]').count()).toBe(0);
    await league.goto(board);
    expect(await league.locator('main a.task', { hasText: '枫垭镇' }).textContent()).toMatch(/^枫垭镇.*已终止$/);
    expect((await fengya.player.state()).status).toBe('closed');
  });

  test('a township that is added in August begins then, with the plan as it was amended', async () => {
    await system.until(clock, '2012-08-06');
    await fromBoard('增补乡镇');
    const upload = async (...townships: string[]) => {
      const buffer = Buffer.from(countyOf(...townships).content, 'base64');
      await league.setInputFiles('#file', { name: 'county.yaml', mimeType: 'text/yaml', buffer });
      await league.click('main .actions button');
    };
    await upload('landu', 'fengya');
    expect(await league.locator('.errors a').allTextContents()).toEqual(['文件里的乡镇都已参加，没有要增补的。']);
    await inspect(league, 'nothing-to-add');
    await upload('landu', 'fengya', 'qilu');
    expect(await league.textContent('h1')).toBe('已记录');
    expect(await league.textContent('main dl.facts')).toMatch(/^办理增补乡镇全县工作/);
    await qilu.player.state();
    await league.goto(board);
    expect(await league.locator('main a.task', { hasText: '栖鹭镇' }).textContent()).toMatch(/调查摸底：等乡镇团委报送 · 自 2012年8月6日/);

    // Its days begin in August; the months before are not asked of it.
    const township = await qilu.reads(CLERK);
    expect(township).toMatch(/调查摸底：等乡镇团委报送 · 自 2012年8月6日（周一） 起 · 期限 2012年8月9日（周四）/);
    expect(township).toMatch(/6月月报：免办7月月报：免办8月月报：尚未报送/);
    await inspect(await qilu.page(CLERK), 'added-in-august');
    expect(await qilu.reads(CLERK, '/items/monthly-report/2012-08/submission')).toContain('青年志愿者人数');
    await qilu.submits('survey');
    await qilu.answers(COMMITTEE, 'survey', 'approve');
    expect(await qilu.reads(CLERK)).toMatch(/调查摸底：2012年8月6日（周一） 办结工作实施方案：尚未报送/);
    // Rules are the new plan's for whoever begins under it, and stay as they were for the others.
    const campaign = await findCampaign(system.deps.store, board.split('/').at(-1) ?? '');
    const runoffs = campaign?.townships.map(({ id, rules }) => [id, rules.maxRunoffs]);
    expect(Object.fromEntries(runoffs ?? [])).toEqual({ landu: 2, fengya: 2, qilu: 1 });
  });
});
