import iconv from 'iconv-lite';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { dossiers } from '../../../store/dossiers.ts';
import { describeInBrowser, launchBrowser } from '../../support/browser.ts';
import { startTestSystem, type TestSystem } from '../../support/running-system.ts';
import { fileOf, PNG, pdfOf, xlsxOf } from '../../support/sample-files.ts';
import { PageSession, plain } from './page-session.ts';
import { browserOf, expectAccessible, expectNarrow, startPagesCampaign } from './running-pages.ts';

/** Somebody's table of a leading group: one row says nothing of who it is, one stands there twice. */
const PASTED = '分工\t成员\n总牵头\t镇党委副书记\n负责人选审核\t组织委员\n不知道是谁\t\n宣传发动\t组织委员\n';

describeInBrowser('rows and files in a form', () => {
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

  test.each([
    ['without JavaScript on a telephone', false, 360, 'landu'],
    ['with JavaScript', true, 1280, 'shiyu'],
  ] as const)('%s: rows pasted, a file attached, and submitted', async (_title, javaScriptEnabled, width, township) => {
    const context = await browserOf(browser, system, ['township-party-committee', `lanyu/${township}`], { javaScriptEnabled, width });
    const page = await context.newPage();
    const form = `${place}/${township}/items/working-body/submission`;
    await page.goto(form);
    await page.fill('#head', '镇党委副书记');
    await page.fill('#document', '党〔2012〕11号');
    await page.click('summary:has-text("成员")');
    await page.fill('#paste-members', PASTED);
    await page.click('button:has-text("填入表中")');

    // The good rows stand in the table, the bad ones stay, each with its place; what was typed is there.
    expect(await page.title()).toMatch(/^错误：/);
    expect(await page.inputValue('#head')).toBe('镇党委副书记');
    expect(await page.inputValue('[id="members[0].who"]')).toBe('镇党委副书记');
    expect(await page.inputValue('[id="members[1].duty"]')).toBe('负责人选审核');
    expect(await page.inputValue('[id="members[2].who"]')).toBe('');
    expect(await page.inputValue('#paste-members')).toBe('分工\t成员\n不知道是谁\t\n宣传发动\t组织委员');
    const told = await page.locator('.errors li').allTextContents();
    expect(told).toEqual(['“成员”第 4 行“成员”没有填写。', '“成员”第 5 行“成员”与第 3 行相同。']);
    if (javaScriptEnabled) await expectAccessible(page);
    if (javaScriptEnabled) await expectNarrow(page);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);

    // Put right and filled in.
    await page.fill('#paste-members', '宣传委员\t宣传发动\n团委书记\t办公室');
    await page.click('button:has-text("填入表中")');
    expect(await page.textContent('.panel.done')).toBe('“成员”填入了 2 行，请核对。');
    expect(await page.inputValue('[id="members[3].who"]')).toBe('团委书记');
    expect(await page.inputValue('#paste-members')).toBe('');

    // A file that is too large loses nothing, the next one stays with the form.
    await page.fill('#establishedOn', '2012年5月25日');
    await page.setInputFiles('#file', { name: '成立文件.pdf', mimeType: 'application/pdf', buffer: pdfOf(20 * 1024 * 1024 + 1) });
    await page.click('button:has-text("上传附件")');
    expect(await page.textContent('#file-error')).toContain('最多 20 MB');
    expect(await page.inputValue('#establishedOn')).toBe('2012-05-25');
    await page.setInputFiles('#file', { name: '成立文件（盖章）.png', mimeType: 'image/png', buffer: PNG });
    await page.click('button:has-text("上传附件")');
    expect(await page.locator('#attachments li').allTextContents()).toEqual([expect.stringContaining('成立文件（盖章）.png')]);
    expect(await page.inputValue('[id="members[3].who"]')).toBe('团委书记');

    // Gone and back again: it is all there.
    await page.goto('/');
    await page.goto(form);
    expect(await page.inputValue('#head')).toBe('镇党委副书记');
    await page.fill('#office', '镇团委');
    await page.click('main .actions button');
    expect(await page.textContent('main')).toContain('成立文件（盖章）.png（1 KB）');
    if (javaScriptEnabled) await expectAccessible(page);
    await page.click('button:has-text("报送")');
    expect(await page.textContent('main')).toContain('已记录');
    await page.goto(form.replace('/submission', ''));
    const [link] = await page.locator('a:has-text("成立文件（盖章）.png")').all();
    const [downloaded] = await Promise.all([page.waitForEvent('download'), link?.click()]);
    expect(downloaded.suggestedFilename()).toBe('成立文件（盖章）.png');
    if (javaScriptEnabled) await expectNarrow(page);
    const revision = await dossiers(system.deps.store).findOne({ township, item: 'working-body' });
    expect(revision?.attachments).toMatchObject([{ name: '成立文件（盖章）.png', size: PNG.length }]);
    expect(revision?.dossier).toMatchObject({
      members: [{ who: '镇党委副书记' }, { who: '组织委员' }, { who: '宣传委员' }, { who: '团委书记' }],
    });
    await context.close();
  });

  test('files of rows: GB18030 and workbooks, beside what was typed; the empty workbook to begin with', async () => {
    const committee = new PageSession(system.url, await system.signIn('township-party-committee', 'lanyu/gongye'));
    const item = `${place}/gongye/items/working-body`;
    const send = async (content: Buffer | string, name: string) => {
      const form = await committee.get(`${item}/submission`);
      const files = { 'rows-members': fileOf(name, content), file: fileOf('附件.pdf', pdfOf(5_000_000)) };
      return committee.postFiles(
        form,
        `${item}/rows/members`,
        { head: '张<书记>', 'members[0].who': '组织委员' },
        files,
        `${item}/submission`,
      );
    };
    const csv = await send(iconv.encode('成员,分工\n宣传委员,发动\n', 'gb18030'), '成员.csv');
    expect(csv.status).toBe(200);
    expect(plain(csv.html)).toMatch(/value="张<书记>".*value="组织委员".*value="宣传委员".*value="发动"/s);
    const book = await send(await xlsxOf([['成员'], ['组织委员'], ['财政所长'], [7]]), '成员.xlsx');
    expect(book.status).toBe(422);
    expect(plain(book.html)).toContain('第 2 行“成员”：表中已经有了。');
    expect(plain(book.html)).toMatch(/value="财政所长".*value="7"/s);
    const old = await send(Buffer.from('d0cf11e0a1b11ae1', 'hex'), '成员.xls');
    expect([old.status, plain(old.html).includes('旧的 .xls'), plain(old.html).includes('value="张<书记>"')]).toEqual([422, true, true]);
    const large = await send(Buffer.alloc(2 * 1024 * 1024 + 1, 65), '成员.csv');
    expect([large.status, large.html.includes('表格文件最大 2 MB')]).toEqual([422, true]);
    const template = await committee.download(`${item}/rows/members/template.xlsx`);
    expect([template.status, template.headers.get('content-disposition')]).toEqual([
      200,
      expect.stringContaining(encodeURIComponent('成员.xlsx')),
    ]);
    expect((await committee.get(`${item}/rows/nothing/template.xlsx`)).status).toBe(404);
    const discarded = await committee.post(await committee.get(`${item}/submission`), `${item}/submission`, { do: 'discard' });
    expect(discarded.status).toBe(303);
    expect((await committee.get(`${item}/submission`)).html).not.toContain('value="张');
  });
});
