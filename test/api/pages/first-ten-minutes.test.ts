import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { provisionalDeadlines } from '../../../api/use-cases/begin-campaign.ts';
import { dateOf } from '../../../domain/calendar/plan-date.ts';
import { firstAdministratorLink } from '../../../store/first-administrator.ts';
import { people } from '../../../store/people.ts';
import { describeInBrowser, launchBrowser } from '../../support/browser.ts';
import { exampleText } from '../../support/example-county.ts';
import { TEST_NAMESPACE } from '../../support/running-engines.ts';
import { startTestSystem, type TestSystem } from '../../support/running-system.ts';
import { until } from '../../support/until.ts';
import { inspect } from './page-inspection.ts';
import { surveyForm } from './survey-form.ts';

/** docs/first-ten-minutes.md, step by step and by hand, on an installation that nobody has signed in to yet. */

const fileOf = (name: string) => fileURLToPath(new URL(`../../../examples/${name}`, import.meta.url));

describeInBrowser('the first ten minutes', () => {
  let system: TestSystem;
  let browser: Browser;
  beforeAll(async () => {
    [system, browser] = await Promise.all([startTestSystem(), launchBrowser()]);
  });
  afterAll(async () => {
    await browser.close();
    await system.stop();
  });
  beforeEach(async () => {
    await people(system.deps.store).deleteMany({});
  });

  /** Somebody's own computer. */
  async function computer(javaScriptEnabled: boolean): Promise<BrowserContext> {
    return browser.newContext({ javaScriptEnabled, viewport: { width: 1280, height: 900 }, locale: 'zh-CN', baseURL: system.url });
  }

  /** The administrator, by the link that `npm start` prints. */
  async function firstAdministrator(javaScriptEnabled: boolean): Promise<Page> {
    const page = await (await computer(javaScriptEnabled)).newPage();
    await page.goto((await firstAdministratorLink(system.deps.store, system.url)) ?? '');
    await page.click('main button:text-is("登录")');
    return page;
  }

  /** Uploads a file on “启动一年的工作”; the year stays as proposed unless another is given. */
  async function upload(page: Page, file: Parameters<Page['setInputFiles']>[1], year?: string): Promise<void> {
    await page.click('nav a:text-is("全县工作")');
    await page.click('main a:text-is("启动一年的工作")');
    if (year) await page.fill('#year', year);
    await page.setInputFiles('#file', file);
    await page.click('main button:text-is("上传并检查")');
  }

  /** Looks for a mail to this address until there is one, makes its recipient's link, and signs in with it elsewhere. */
  async function byMail(administrator: Page, email: string, javaScriptEnabled: boolean): Promise<Page> {
    const mail = administrator.locator('.notice', { hasText: email }).first();
    await administrator.click('nav a:text-is("邮件")');
    await until(async () => {
      await administrator.fill('#to', email);
      await administrator.click('main button:text-is("查找")');
      return (await mail.count()) > 0 ? true : undefined;
    });
    await mail.locator('button').click();
    const link = (await administrator.locator('main .panel a').getAttribute('href')) ?? '';
    expect(await administrator.textContent('main')).toContain('在无痕窗口或另一个浏览器中打开');
    // Opened by the administrator, it says whose place it would take.
    await administrator.goto(link);
    expect(await administrator.textContent('main .panel')).toContain('您现在以“系统管理员”的身份登录');
    const page = await (await computer(javaScriptEnabled)).newPage();
    await page.goto(link);
    await page.click('main button:text-is("登录")');
    return page;
  }

  /** “流程记录” of a township, from the board: its stages in Chinese, grey buttons, and a signal by hand is refused. */
  async function seeRecord(page: Page): Promise<void> {
    await page.locator('main li', { hasText: '澜渡镇' }).locator('a:has-text("流程记录")').click();
    await page
      .getByRole('link', { name: 'User Metadata' })
      .or(page.getByRole('tab', { name: 'User Metadata' }))
      .click();
    // Summary and details are drawn in frames of their own.
    const text = await until(async () => {
      const texts = await Promise.all(page.frames().map((frame) => frame.textContent('body').catch(() => '')));
      return texts.some((one) => one?.includes('工作实施方案')) ? texts.join('\n') : undefined;
    });
    for (const words of ['澜渡镇 · ', '年团组织格局创新（演练）', '环节', '调查摸底', '已办结', '月报']) expect(text).toContain(words);
    for (const name of ['Request Cancellation', 'More Actions']) {
      expect(await page.getByRole('button', { name }).isDisabled()).toBe(true);
    }
    const run = /\/workflows\/([^/]+)\//.exec(page.url())?.[1] ?? '';
    const address = `/temporal/api/v1/namespaces/${TEST_NAMESPACE}/workflows/${run}/signal/decide`;
    const status = await page.evaluate(`fetch(${JSON.stringify(address)}, { method: 'POST', body: '{}' }).then((answer) => answer.status)`);
    expect(status).toBe(403);
  }

  const emailOf = async (role: string, unit: string) => (await people(system.deps.store).findOne({ role, unit } as object))?.email ?? '';

  test.each([
    ['without JavaScript, in 2012', false, '2012'],
    ['with JavaScript, in the year that is proposed', true, undefined],
  ] as const)(
    '%s',
    async (_title, javaScriptEnabled, year) => {
      const look = javaScriptEnabled ? inspect : () => Promise.resolve();

      // 1 登录
      const administrator = await firstAdministrator(javaScriptEnabled);
      expect(new URL(administrator.url()).pathname).toBe('/campaigns');
      await look(administrator, 'campaigns-of-nobody');

      // 2 启动一项工作
      await administrator.click('main a:text-is("启动一年的工作")');
      await look(administrator, 'start');
      const thisYear = dateOf(Date.now()).slice(0, 4);
      expect(await administrator.inputValue('#year')).toBe(thisYear);
      await upload(administrator, fileOf('county.yaml'), year);
      const preview = await administrator.textContent('main');
      expect(preview).toContain('没有发现错误');
      expect(preview).toContain('乡镇（区）12 个');
      expect(preview).toContain(`岚榆县 ${year ?? thisYear}`);
      for (const { name } of system.county.townships) expect(preview).toContain(name);
      for (const { name, email } of system.county.people) for (const word of [name, email]) expect(preview).toContain(word);
      await administrator.check('input[name=clock][value=trial]');
      expect(preview).toContain('一天算一分钟');
      await look(administrator, 'preview');
      const provisional = provisionalDeadlines(system.deps, Number(year ?? thisYear)).length > 0;
      expect(await administrator.locator('#accept').count()).toBe(provisional ? 1 : 0);
      if (provisional) {
        await administrator.click('main button:text-is("启动")');
        expect(await administrator.textContent('.errors')).toContain('请先勾选确认');
        await look(administrator, 'preview-without-consent');
        await administrator.check('#accept');
      }
      await administrator.click('main button:text-is("启动")');
      expect(new URL(administrator.url()).pathname).toBe('/campaigns');
      expect(await administrator.textContent('main')).toContain(`【演练】岚榆县 ${year ?? thisYear}`);
      await look(administrator, 'campaigns-of-administrator');

      // 3 看邮件, 4 组织部批准方案
      const department = await byMail(administrator, await emailOf('organization-department', 'lanyu'), javaScriptEnabled);
      await look(administrator, 'link-opened-by-administrator');
      await department.click('nav a:has-text("待我办理")');
      await look(department, 'tasks-of-department');
      await department.click('a.task:has-text("方案")');
      await look(department, 'plan-to-decide');
      await department.check('input[name=verdict][value=approve]');
      await department.click('main button:text-is("下一步：核对")');
      expect(await department.textContent('h1')).toBe('确认同意：县方案');
      await department.click('main button:text-is("确认同意")');
      expect(await department.textContent('h1')).toBe('已记录');
      await look(department, 'plan-approved-command');

      // 5 乡镇报送
      const clerk = await byMail(administrator, await emailOf('township-league', 'lanyu/landu'), javaScriptEnabled);
      await clerk.click('nav a:has-text("待我办理")');
      await clerk.click('a.task:has-text("调查摸底")');
      await clerk.click('text=填写并报送');
      for (const [name, value] of Object.entries(surveyIn(year ?? thisYear))) {
        await clerk.fill(`#${name}`, value);
      }
      await clerk.click('main .actions button');
      await clerk.click('button:text-is("报送")');
      expect(await clerk.textContent('h1')).toBe('已记录');

      // 6 党委审批
      const league = await byMail(administrator, await emailOf('county-league', 'lanyu'), javaScriptEnabled);
      await league.goto('/campaigns');
      await league.click('main a.task');
      await look(league, 'board');
      const landu = league.locator('main a.task', { hasText: '澜渡镇' });
      expect(await landu.textContent()).toContain('调查摸底：等乡镇党委');
      const committee = await byMail(administrator, await emailOf('township-party-committee', 'lanyu/landu'), javaScriptEnabled);
      await committee.click('nav a:has-text("待我办理")');
      await committee.click('a.task:has-text("调查摸底")');
      await committee.click('button:text-is("同意")');
      await committee.click('button:text-is("确认同意")');
      expect(await committee.textContent('h1')).toBe('已记录');
      await league.reload();
      expect(await landu.textContent()).toContain('工作实施方案：等乡镇团委');
      expect(await landu.textContent()).not.toContain('调查摸底：');

      // The engine's own pages need their script.
      if (javaScriptEnabled) await seeRecord(league);
    },
    150_000,
  );

  test('a file that is wrong: every bad row at once, and nothing started', async () => {
    const page = await firstAdministrator(true);
    await upload(page, fileOf('county.csv'), '2012');
    expect(await page.textContent('main')).toContain('没有发现错误');
    expect(await page.textContent('main')).toContain('岚榆工业园区 · 团工委');
    expect(await page.locator('main button:text-is("启动")').count()).toBe(1);

    // Saved by a Chinese Excel: its bytes are changed, not its text.
    const csv = readFileSync(fileOf('county.csv')).toString('latin1');
    const broken = csv
      .replace('league1@lanyu.example', 'nobody')
      .replace(',7,11,39800', ',sieben,11,39800')
      .replace(/^[^\n]*,gongye,/m, '\xb5\xa5\xce\xbb,landu,');
    await upload(page, { name: '县文件.csv', mimeType: 'text/csv', buffer: Buffer.from(broken, 'latin1') }, '2012');
    expect(await page.textContent('.errors h2')).toBe('文件有 3 处错误，改正后重新上传；什么也没有启动。');
    expect(await page.locator('.errors li').allTextContents()).toEqual([
      '第 6 行 X名额：填的是“sieben”，应为：5 到 17 的整数',
      '第 14 行 编号：编号“landu”与第 1 个单位重复；每个单位应不同',
      '第 15 行 邮箱：填的是“nobody”，应为：邮箱地址，如 name@lanyu.example',
    ]);
    await inspect(page, 'preview-broken-csv');
    expect(await page.locator('main button:text-is("启动")').count()).toBe(0);

    const lines = exampleText().split('\n');
    const wrong = lines.map((line) =>
      line.includes('league2@lanyu.example')
        ? line.replace('county-league', 'king')
        : line.includes('id: qilu')
          ? line.replace('qilu', 'landu')
          : line,
    );
    await upload(page, { name: 'county.yaml', mimeType: 'text/yaml', buffer: Buffer.from(wrong.join('\n')) }, '2012');
    const problems = await page.locator('.errors li').allTextContents();
    const placeOf = (text: string) => lines.findIndex((line) => line.includes(text)) + 1;
    expect(problems).toContainEqual(expect.stringMatching(new RegExp(`^第 ${placeOf('league2@lanyu.example')} 行 .*king`)));
    expect(problems).toContainEqual(expect.stringMatching(new RegExp(`^第 ${placeOf('id: qilu')} 行 .*landu`)));
    const rows = problems.map((text) => Number(/^第 (\d+) 行/.exec(text)?.[1]));
    expect(rows).toEqual(rows.toSorted((a, b) => a - b));
    await inspect(page, 'preview-broken-yaml');

    await page.click('main a:text-is("换一个文件")');
    await page.fill('#year', '明年');
    await page.click('main button:text-is("上传并检查")');
    expect(await page.inputValue('#year')).toBe('明年');
    expect(await page.locator('.errors a').allTextContents()).toEqual(['请填写四位年份，例如 2026。', '请选择一个文件。']);
    await inspect(page, 'start-wrong');
    expect(await people(system.deps.store).countDocuments()).toBe(1);
  });
});

/** The survey of the year that is played. */
function surveyIn(year: string): Record<string, string> {
  return { ...surveyForm, surveyedFrom: `${year}-05-21`, surveyedTo: `${year}-05-31` };
}
