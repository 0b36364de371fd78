import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import type { PlanClock } from '../../../domain/calendar/clock.ts';
import { DOSSIERS, toForm } from '../../../domain/dossiers/index.ts';
import { findCampaign } from '../../../store/campaigns.ts';
import { LANDU as AROUND } from '../../domain/dossiers/landu.ts';
import { LANDU as ELECTION, person } from '../../domain/election/landu.ts';
import { describeInBrowser, launchBrowser } from '../../support/browser.ts';
import { countyUpload, exampleTextOf } from '../../support/example-county.ts';
import { type SkippingSystem, startSkippingSystem } from '../../support/skipping-system.ts';
import { Desk } from './landu/desk.ts';
import { dayOf } from './landu/printed.ts';
import { startPagesCampaign } from './running-pages.ts';

// A month of the sample takes six seconds on an idle machine.
vi.setConfig({ testTimeout: 120_000 });

const CLERK = 'township-league';
const COMMITTEE = 'township-party-committee';
const COUNTY_LEAGUE = 'county-league';
const DEPARTMENT = 'organization-department';
const AUGUST = 'monthly-report/2012-08';

// The shipped plan asks for no figure beyond the report's own.
const { further: _further, ...august } = AROUND['monthly-report'];
const SAMPLE = { ...AROUND, ...ELECTION, 'monthly-report': august };
const names = (...numbers: number[]) => numbers.map((number) => person(number).name);

describeInBrowser('the sample township’s half-year, through the pages, on the days of the sample', () => {
  let system: SkippingSystem;
  let browser: Browser;
  let desk: Desk;
  let clock: PlanClock;
  let campaign: string;
  const on = (day: string, hour?: number) => system.until(clock, day, hour);

  beforeAll(async () => {
    [system, browser] = await Promise.all([startSkippingSystem(), launchBrowser()]);
    campaign = await startPagesCampaign(system, countyUpload(exampleTextOf('landu')));
    desk = await Desk.open(browser, system, { campaign, township: 'landu' }, SAMPLE);
    const row = await findCampaign(system.deps.store, campaign);
    if (!row) throw new Error('no campaign was started');
    clock = row.clock;
  });
  afterAll(async () => {
    await browser.close();
    await system.stop();
  });

  it('June: leading group, survey, implementation plan, posts', async () => {
    await on('2012-06-06');
    await desk.submits(COMMITTEE, 'working-body');
    await desk.answers(COUNTY_LEAGUE, 'working-body', 'note');
    await on('2012-06-13');
    await desk.submits(CLERK, 'survey');
    await desk.answers(COMMITTEE, 'survey', 'approve');
    await on('2012-06-15');
    await desk.submits(CLERK, 'implementation-plan');
    await on('2012-06-19');
    await desk.answers(COMMITTEE, 'implementation-plan', 'approve', '结合本镇实际，同意。');
    await desk.answers(COUNTY_LEAGUE, 'implementation-plan', 'note');
    await on('2012-06-26');
    await desk.submits(CLERK, 'post-design');
    await desk.answers(COMMITTEE, 'post-design', 'approve');
    await desk.answers(DEPARTMENT, 'post-design', 'approve');
  });

  it('July: publicity, sixteen recommended by the branches, eleven nominees, ten formal candidates', async () => {
    await on('2012-07-02');
    await desk.submits(CLERK, 'publicity');
    await desk.answers(COUNTY_LEAGUE, 'publicity', 'note');
    await on('2012-07-16');
    await desk.submits(CLERK, 'recommendation');
    await on('2012-07-20');
    await desk.submits(CLERK, 'nomination');
    await desk.answers(COMMITTEE, 'nomination', 'approve');
    await on('2012-07-27');
    await desk.submits(COMMITTEE, 'formal-candidates');
    await on('2012-07-30');
    await desk.answers(COUNTY_LEAGUE, 'formal-candidates', 'approve');
  });

  it('the congress: nine elected in the order of the ballot paper; the tenth passed the half and is not', async () => {
    await on('2012-08-17');
    const ballot = desk.page(CLERK);
    await ballot.goto(`${desk.place}/items/member-election/ballot`);
    const inOrder = names(5, 3, 6, 7, 10, 2, 1, 8, 4, 9);
    expect((await ballot.locator('main table tbody tr > :nth-child(2)').allTextContents()).slice(0, 10)).toEqual(inOrder);
    await desk.submits(CLERK, 'member-election');
    await desk.answers(COMMITTEE, 'member-election', 'approve');
    const { elected, votes } = await desk.announcement('member-election');
    expect(elected).toEqual(names(5, 3, 6, 7, 2, 1, 8, 4, 9));
    const [tenth, written] = [person(10).name, '于例己'];
    const counts = [74, 68, 70, 73, 45, 75, 76, 66, 71, 64].map((count, index) => [inOrder[index], String(count)]);
    expect(votes.map(([name, count]) => [name, count])).toEqual([...counts, [written, '2']]);
    expect(votes.filter(([, , result]) => result !== '当选').map(([name]) => name)).toEqual([tenth, written]);
  });

  it('the first plenary: a secretary with 8 of 9 votes, deputies with 9, 8 and 7', async () => {
    await desk.submits(CLERK, 'leader-candidates');
    await desk.answers(COMMITTEE, 'leader-candidates', 'approve');
    await desk.answers(COUNTY_LEAGUE, 'leader-candidates', 'approve');
    // A paper for each office, with those who were proposed; as many lines for others as seats.
    const paper = desk.page(CLERK);
    for (const [office, proposed, seats] of [
      ['secretary', names(1), 1],
      ['deputies', names(3, 7, 2, 4), 3],
    ] as const) {
      await paper.goto(`${desk.place}/items/leadership-election/ballot/${office}`);
      expect(await paper.locator('.ballot tbody th').allTextContents()).toEqual(proposed);
      expect(await paper.locator('.ballot td.write-in').count()).toBe(seats);
      expect(await paper.locator('.ballot tbody').textContent()).not.toContain('○');
    }
    // Nine papers with three approvals each are nine valid papers for three seats.
    await paper.goto(`${desk.place}/items/leadership-election/count/deputies`);
    for (const figure of ['entitled', 'present', 'issued', 'returned']) await paper.fill(`#${figure}`, '9');
    await paper.fill('[id="piles[0].times"]', '9');
    for (const place of [0, 1, 2]) await paper.selectOption(`[id="piles[0].mark${place}"]`, 'for');
    await paper.click('main button:text-is("核对")');
    expect(await paper.textContent('#count-result')).toMatch(/无效票 0　有效票 9.*数字全部相符.*应选名额全部选出/s);
    const beforehand = await desk.submits(CLERK, 'leadership-election');
    expect(beforehand['entitled']).toBe('9');
    expect(beforehand['secretaryCandidates[0].name']).toBe(names(1)[0]);
    await desk.answers(COMMITTEE, 'leadership-election', 'approve');
    const { elected, votes } = await desk.announcement('leadership-election');
    expect(elected).toEqual(names(1));
    const byName = Object.fromEntries(votes.map(([name, count, result]) => [name, `${count} ${result}`]));
    expect(names(1, 2, 4, 3, 7).map((name) => byName[name])).toEqual(['8 当选', '9 当选', '8 当选', '7 当选', '3 未当选']);
  });

  it('both reports get both receipts on their days', async () => {
    await on('2012-08-20');
    const beforehand = await desk.submits(CLERK, 'member-report');
    expect(toForm(DOSSIERS['member-report'], SAMPLE['member-report'])).toMatchObject(beforehand);
    expect(Object.keys(beforehand)).toHaveLength(18);
    await desk.answers(COMMITTEE, 'member-report', 'receipt');
    await desk.submits(CLERK, 'leadership-report');
    await desk.answers(COMMITTEE, 'leadership-report', 'receipt');
    await on('2012-08-21');
    for (const item of ['member-report', 'leadership-report'] as const) {
      await desk.answers(COUNTY_LEAGUE, item, 'receipt');
      expect(await desk.standing(item)).toEqual([
        '已办结',
        expect.stringMatching(/^\S+于 2012年8月20日 09:\d\d 报送$/),
        expect.stringMatching(/^乡镇党委 \S+于 2012年8月20日 09:\d\d 签收$/),
        expect.stringMatching(/^团县委 \S+于 2012年8月21日 09:\d\d 签收$/),
      ]);
    }
  });

  it('study and inspection: a reason and an appraisal for each', async () => {
    await on('2012-08-22');
    await desk.submits(COMMITTEE, 'organization-study');
    await desk.answers(DEPARTMENT, 'organization-study', 'approve');
    await on('2012-08-28');
    await desk.submits(COMMITTEE, 'inspection');
    await desk.answers(DEPARTMENT, 'inspection', 'approve');
  });

  it('the notice hangs from 31 August to 6 September, with its text', async () => {
    await on('2012-08-30');
    await desk.submits(COMMITTEE, 'public-notice');
    const page = desk.page(COUNTY_LEAGUE);
    await page.goto(`${desk.place}/items/public-notice`);
    expect(await page.locator('article > *').allTextContents()).toEqual([
      '共青团澜渡镇第九届委员会书记、副书记拟任人选任前公示',
      '根据《岚榆县乡镇（区）团组织格局创新“1+3+X”工作方案》，经民主选举、组织研究和任前考察，现将拟任人选公示如下：',
      '林样甲，女，1984年3月生，本科，中共党员，现任镇党政办科员，拟任团委书记；',
      '沈样乙，男，1987年11月生，本科，中共党员，现任镇组织干事，拟任团委副书记；',
      '唐样丁，女，1983年9月生，高中，中共党员，现任蔬菜合作社理事长，拟任团委副书记（兼职）；',
      '王样丙，男，1981年6月生，大专，中共党员，现任竹制品公司经理，拟任团委副书记（兼职）。',
      '公示时间：2012年8月31日至9月6日。对公示对象如有异议，请在公示期内以来信、来电、来访方式反映。',
      '反映问题应实事求是，提倡署真实姓名。受理：澜渡镇党委组织办，电话0000-0000001；团县委组织部，电话0000-0000002。',
      '中共澜渡镇委员会　2012年8月30日',
    ]);
  });

  it('the report of August begins with what happened, goes out at 15:20 and is received at 15:41', async () => {
    await on('2012-08-31', 15 + 20 / 60);
    const figures = { recommended: '16', nominees: '11', formal: '10', elected: '9', deputiesOutOfQuota: '2', women: '5', party: '7' };
    const beforehand = await desk.submits(CLERK, AUGUST);
    expect(beforehand).toMatchObject({ ...figures, currentStep: 'public-notice', branches: '36', coverage: '31' });
    await on('2012-08-31', 15 + 41 / 60);
    await desk.answers(COUNTY_LEAGUE, AUGUST, 'receipt');
    const [, submitted, received] = await desk.standing(AUGUST);
    expect(submitted).toMatch(/2012年8月31日 15:2\d 报送$/);
    expect(received).toMatch(/2012年8月31日 15:4\d 签收$/);
  });

  it('the objection is received, not upheld, answered and closed, and nobody waits for it', async () => {
    await on('2012-09-03');
    await desk.records(COMMITTEE, 'object', {
      about: `${person(3).name}（任前公示）`,
      channel: '来访',
      named: true,
      reason: '反映其企业用工不规范，不宜兼任团干部',
    });
    await desk.records(COMMITTEE, 'resolveObjection-1', { step: '受理' });
    await desk.records(COMMITTEE, 'resolveObjection-1', { step: '调查中' });
    await on('2012-09-05');
    await desk.records(COMMITTEE, 'resolveObjection-1', { step: '不属实', reason: '镇纪委、劳动保障所调查：合同齐全，加班费已结清' });
    await desk.records(COMMITTEE, 'resolveObjection-1', { step: '已答复反映人' });
    await desk.records(COMMITTEE, 'resolveObjection-1', { step: '办结' });
    expect(await desk.irregular()).toEqual([
      ['涉及人员', person(3).name],
      ['收到', `${dayOf('2012-09-03')} · 来访 · 署真实姓名`],
      ['反映的事项', '反映其企业用工不规范，不宜兼任团干部'],
      ['办理情况', '办结'],
      ['调查结论', '不属实'],
    ]);
  });

  it('appointment: both approvals, letters for the two deputies out of quota, the committee’s profile', async () => {
    await on('2012-09-10');
    await desk.submits(COMMITTEE, 'appointment');
    await desk.answers(COUNTY_LEAGUE, 'appointment', 'approve', undefined, { number: '岚团复〔2012〕6号', on: '2012-09-10' });
  });

  it('five mechanisms, what the committee is for, coverage from 31 % to 52 %', async () => {
    await on('2012-09-21');
    await desk.submits(CLERK, 'mechanisms');
    await desk.answers(COUNTY_LEAGUE, 'mechanisms', 'approve');
    await desk.submits(CLERK, 'functions');
    await desk.answers(COUNTY_LEAGUE, 'functions', 'approve');
  });

  it('the experience is collected and shared, and every stage was done on its day', async () => {
    await on('2012-12-14');
    await desk.submits(CLERK, 'summary');
    await desk.answers(COUNTY_LEAGUE, 'summary', 'approve');
    const page = desk.page(COUNTY_LEAGUE);
    await page.goto(`/campaigns/${campaign}/experience`);
    const shared = await page.textContent('main');
    expect(shared).toContain(SAMPLE.summary.title);
    for (const line of SAMPLE.summary.text.split('\n')) expect(shared).toContain(line);
    const days = '06-06 06-13 06-19 06-26 07-02 07-16 07-20 07-30 08-17 08-21 08-17 08-17 08-21 08-22 08-28 09-07 09-10 09-21 09-21 12-14';
    expect(await desk.daysDone()).toEqual(days.split(' ').map((day) => dayOf(`2012-${day}`)));
    // The county league's own document stands with its answer.
    const agreed = `同意批复：岚团复〔2012〕6号，${dayOf('2012-09-10')}`;
    for (const [item, day, answered] of [
      ['post-design', '6月26日', '同意'],
      ['appointment', '9月10日', agreed],
    ] as const)
      expect((await desk.standing(item)).join('')).toMatch(new RegExp(`^已办结.*2012年${day}.*报送.*2012年${day}.*${answered}$`));
  });
});
