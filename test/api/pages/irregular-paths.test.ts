import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bySurnameStrokes } from '../../../api/documents/strokes.ts';
import { describeInBrowser, launchBrowser } from '../../support/browser.ts';
import { startTestSystem, type TestSystem } from '../../support/running-system.ts';
import { unzipped } from '../../support/unzipped.ts';
import { inspect } from './page-inspection.ts';
import { PageSession } from './page-session.ts';
import { browserOf, startPagesCampaign } from './running-pages.ts';
import { recordIrregular } from './township-desk.ts';
import { TownshipPlayer } from './township-player.ts';

/** Unusual cases as the people concerned meet them: on the page of unusual cases, with runs on real engines. */

describeInBrowser('unusual cases', () => {
  let system: TestSystem;
  let browser: Browser;
  let place: string;
  let landu: TownshipPlayer;
  let fengya: TownshipPlayer;
  beforeAll(async () => {
    [system, browser] = await Promise.all([startTestSystem(), launchBrowser()]);
    const campaign = await startPagesCampaign(system);
    place = `/campaigns/${campaign}/townships`;
    landu = new TownshipPlayer(system, campaign, 'landu');
    fengya = new TownshipPlayer(system, campaign, 'fengya');
    await landu.reach('public-notice');
    await landu.submit('public-notice');
    await fengya.reach('formal-candidates');
    // One candidate more than the ten per cent ask for: one may be lost.
    await fengya.pass('formal-candidates', ({ candidates, dropped, ...rest }) => {
      const [taken, ...left] = dropped as { name: string }[];
      const listed = candidates as { name: string }[];
      return { ...rest, candidates: [...listed, { ...listed.at(-1), name: taken?.name }], ...(left.length > 0 ? { dropped: left } : {}) };
    });
    await fengya.reach('member-election');
  });
  afterAll(async () => {
    await browser.close();
    await system.stop();
  });

  const pageOf = async (role: Parameters<typeof browserOf>[2][0], unit: string, javaScriptEnabled = true): Promise<Page> =>
    (await browserOf(browser, system, [role, unit], { javaScriptEnabled })).newPage();

  /** Values and words of a choice, without the blank one. */
  const optionsOf = (page: Page, id: string): Promise<{ value: string; text: string }[]> =>
    page.evaluate(`[...document.getElementById('${id}').options].filter((one) => one.value).map(({ value, text }) => ({ value, text }))`);

  /** Records it on the page on which somebody is, and comes back to the page. */
  async function record(page: Page, form: string, typed: Readonly<Record<string, string>>): Promise<void> {
    const address = page.url();
    await recordIrregular(page, form, typed);
    await page.goto(address);
  }

  test('an objection: recorded, screened, investigated, answered, closed; the clerk does not read what it says', async () => {
    const committee = await pageOf('township-party-committee', 'lanyu/landu', false);
    const looker = await pageOf('organization-department', 'lanyu');
    await committee.goto(`${place}/landu`);
    await committee.click('main a:text-is("特殊情况")');

    // Wrong first: nothing typed is lost.
    await committee.fill('[id="object.reason"]', '反映其工作不到位。');
    await committee.click('form:has([value="object"]) button');
    expect(await committee.locator('.errors a').allTextContents()).toEqual(['请选择“人员”。', '请选择“来源”。']);
    expect(await committee.inputValue('[id="object.reason"]')).toBe('反映其工作不到位。');

    const [person] = await optionsOf(committee, 'object.about');
    await record(committee, 'object', { about: person?.value ?? '', channel: 'letter', reason: '反映其工作不到位。' });
    expect(await committee.textContent('main')).toMatch(/第 1 号异议.*来信 · 匿名.*反映其工作不到位。.*已收到/s);
    await looker.goto(`${place}/landu/irregular`);
    await inspect(looker, 'objection-received');
    await committee.click('nav a:has-text("待我办理")');
    await committee.click('a.task:has-text("异议")');
    for (const [step, said] of [
      ['accepted', '受理'],
      ['investigating', '调查中'],
      ['not-upheld', '不属实'],
      ['closed', '办结'],
    ] as const) {
      await record(committee, 'resolveObjection-1', { step, ...(step === 'not-upheld' ? { reason: '经核实不属实。' } : {}) });
      expect(await committee.textContent('main')).toMatch(new RegExp(`办理情况\\s*${said}`));
    }
    expect(await committee.locator('form:has([value="resolveObjection-1"])').count()).toBe(0);
    const clerk = await pageOf('township-league', 'lanyu/landu');
    await clerk.goto(`${place}/landu/irregular`);
    expect(await clerk.textContent('main')).toContain('第 1 号异议');
    expect(await clerk.textContent('main')).not.toContain('反映其工作不到位');
    await inspect(clerk, 'irregular-of-clerk');
  });

  test('an objection that is upheld: the seat is vacated, and reported vacant instead of a by-election', async () => {
    const committee = await pageOf('township-party-committee', 'lanyu/landu');
    await committee.goto(`${place}/landu/irregular`);
    const options = await optionsOf(committee, 'object.about');
    await record(committee, 'object', {
      about: options.findLast(({ value }) => value.startsWith('public-notice'))?.value ?? '',
      channel: 'visit',
      reason: '反映其有违纪行为。',
    });
    for (const step of ['accepted', 'investigating', 'upheld'] as const) {
      await record(committee, 'resolveObjection-2', { step, reason: step === 'upheld' ? '经查属实。' : '' });
    }
    expect(await committee.textContent('main')).toMatch(/1 号名额.*异议属实，名额空出 · 办理中/s);
    await inspect(committee, 'seat-vacated');
    await record(committee, 'reportVacancy', { seat: '1', reason: '报请团县委同意，空缺至换届。' });
    expect(await committee.textContent('main')).toContain('已报告空缺');
  });

  test('counting: what disagrees is shown while it is typed, and by a button without JavaScript', async () => {
    const clerk = await pageOf('township-league', 'lanyu/fengya');
    await clerk.goto(`${place}/fengya/items/member-election`);
    await clerk.click('summary:has-text("选举用表")');
    await clerk.click('a:text-is("在线计票")');
    await inspect(clerk, 'count-empty');
    const names = (await clerk.inputValue('#names')).split('\n');
    expect(names).toHaveLength(11);
    for (const [figure, value] of Object.entries({ entitled: '70', present: '66', issued: '66', returned: '66' }))
      await clerk.fill(`#${figure}`, value);
    const fill = async (page: Page, pile: number, times: string, marks: number) => {
      await page.fill(`[id="piles[${pile}].times"]`, times);
      for (let place = 0; place < marks; place += 1) await page.selectOption(`[id="piles[${pile}].mark${place}"]`, 'for');
    };
    await fill(clerk, 0, '40', 9);
    const result = clerk.locator('#count-result');
    await result.getByText('各叠合计 40 张，与收回选票 66 张不符，相差 26 张').waitFor();
    await inspect(clerk, 'count-disagrees');
    await fill(clerk, 1, '２６', 8);
    await result.getByText('数字全部相符。').waitFor();
    await inspect(clerk, 'count-agrees');
    const told = await result.textContent();
    expect(told).toContain('应选名额全部选出');

    const paper = await pageOf('township-league', 'lanyu/fengya', false);
    await paper.goto(`${place}/fengya/items/member-election/count`);
    for (const [figure, value] of Object.entries({ entitled: '70', present: '66', issued: '66', returned: '66' }))
      await paper.fill(`#${figure}`, value);
    await fill(paper, 0, '40', 10);
    await fill(paper, 1, '26', 8);
    await paper.click('main button:text-is("核对")');
    expect(await paper.textContent('#count-result')).toMatch(/无效票 40.*数字全部相符/s);
    await paper.fill('#issued', '六十六');
    await paper.click('main button:text-is("核对")');
    expect(await paper.locator('.errors a').allTextContents()).toEqual(['“发出选票”应填不小于 0 的整数。']);
    expect(await paper.inputValue('[id="piles[1].times"]')).toBe('26');
    await paper.fill('#issued', '66');
    await paper.click('main button:text-is("再加 5 叠")');
    expect(await paper.locator('fieldset.row').count()).toBe(10);
    expect(await paper.inputValue('[id="piles[0].mark9"]')).toBe('for');
  });

  test('the ballot paper: by strokes of the surname, with boxes and who may be written in', async () => {
    const clerk = await pageOf('township-league', 'lanyu/fengya');
    await clerk.goto(`${place}/fengya/items/member-election`);
    await clerk.click('summary:has-text("选举用表")');
    await clerk.click('a:text-is("选票")');
    const names = await clerk.locator('.paper tbody th').allTextContents();
    // 6 6 7 7 8 10 10 10 12 14 16 strokes; of equal counts 横 before 竖 before 撇 before 点 before 折.
    expect(names.map((name) => name[0]).join('')).toBe('任刘杜邵孟莫贾陶董谭薛');
    await inspect(clerk, 'ballot');
    await clerk.goto(`${place}/fengya/items/member-election/tally-sheet`);
    expect(await clerk.locator('.paper').last().locator('tbody th').allTextContents()).toEqual([
      ...names,
      ...Array.from({ length: 9 }, () => '另选他人：'),
    ]);
    await inspect(clerk, 'tally-sheet');
  });

  test('a candidate withdraws: the ballot goes on with one fewer; the next one sends the list back', async () => {
    const committee = await pageOf('township-party-committee', 'lanyu/fengya');
    await committee.goto(`${place}/fengya/irregular`);
    await inspect(committee, 'irregular-with-candidates');
    const options = await optionsOf(committee, 'withdrawCandidate.about');
    expect(options).toHaveLength(11);
    const { value: first = '', text: name = '' } = options[10] ?? {};
    await record(committee, 'withdrawCandidate', { about: first, reason: '本人考取外地岗位。' });
    expect(await committee.textContent('main')).toMatch(new RegExp(`退出的候选人.*${name}.*本人考取外地岗位。`, 's'));
    await committee.goto(`${place}/fengya/items/member-election/ballot`);
    const left = await committee.locator('.paper tbody th').allTextContents();
    expect(left).toHaveLength(10);
    expect(left).not.toContain(name);
    // Nor may votes for that candidate be counted.
    const dossier = (await fengya.dossier('member-election')) as { candidates: object[] };
    const votes = { ...dossier, candidates: [...dossier.candidates.slice(0, 9), { ...dossier.candidates[9], name }] };
    const { body } = await (await system.as('township-league', 'lanyu/fengya')).post(`${fengya.path}/items/member-election/checks`, {
      dossier: votes,
    });
    expect(body.ruleResults).toContainEqual(expect.objectContaining({ code: 'CANDIDATE_NOT_ON_LIST', outcome: 'fails' }));
    await committee.goto(`${place}/fengya/irregular`);
    await record(committee, 'withdrawCandidate', { about: options[9]?.value ?? '', reason: '因病。' });
    await committee.goto(`${place}/fengya`);
    // Nine of eleven nominees are left, and ten have to stand.
    expect(await committee.locator('a.task', { hasText: '人选推荐' }).textContent()).toContain('第 2 轮');
    expect(await committee.locator('a.task', { hasText: '确定正式候选人' }).textContent()).toContain('待重办');
    await inspect(committee, 'list-decided-again');
  });

  test('a stage is waived by the county, with a reason that everybody reads', async () => {
    const league = await pageOf('county-league', 'lanyu');
    await league.goto(`${place}/shiyu/irregular`);
    await inspect(league, 'irregular-of-league');
    const stages = await league.locator('[id="waive.item"] option').allTextContents();
    for (const never of ['人选推荐', '确定正式候选人', '民主选举', '书记、副书记选举', '任前考察', '任前公示'])
      expect(stages).not.toContain(never);
    await record(league, 'waive', { item: 'survey', reason: '上年已做过同样的调查。' });
    await league.goto(`${place}/shiyu`);
    await inspect(league, 'waived');
    expect(await league.textContent('.history')).toContain('上年已做过同样的调查。');
  });

  test('announcement and minutes: who was elected, the figures, and a document that opens', async () => {
    const elected = ((await landu.dossier('member-report')) as { members: { name: string }[] }).members.map(({ name }) => name);
    const clerk = await pageOf('township-league', 'lanyu/landu');
    await clerk.goto(`${place}/landu/items/member-election`);
    await clerk.click('summary:has-text("选举用表")');
    await clerk.click('a:text-is("选举结果公告")');
    const announced = (await clerk.textContent('main')) ?? '';
    for (const name of elected) expect(announced).toContain(name);
    expect(await clerk.textContent('main h2 + .lead')).toBe(bySurnameStrokes(elected).join('　'));
    await inspect(clerk, 'announcement');
    const session = new PageSession(system.url, await system.signIn('township-league', 'lanyu/landu'));
    const { status, headers, content } = await session.download(`${place}/landu/items/member-election/minutes.docx`);
    expect([status, headers.get('content-disposition')]).toEqual([200, expect.stringContaining('attachment')]);
    const parts = await unzipped(content);
    const text = parts.get('word/document.xml') ?? '';
    for (const name of [...elected, '监票人', '计票人']) expect(text).toContain(name);
    expect([...parts.values()].join('')).toContain('演练');
  });
});
