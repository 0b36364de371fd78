import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { commandLog } from '../../../store/command-log.ts';
import { describeInBrowser, launchBrowser } from '../../support/browser.ts';
import { startTestSystem, type TestSystem } from '../../support/running-system.ts';
import { countyOf } from './full-county.ts';
import { READ_FORM } from './landu/in-page.ts';
import { inspect } from './page-inspection.ts';
import { startPagesCampaign } from './running-pages.ts';
import { TownshipDesk } from './township-desk.ts';
import { levelFrom, namesIn, oneTooMany, tooFewPresent } from './votes.ts';

/** Votes that do not end at the first ballot, as the people of the township count, type and read them; each in its own township. */

const CLERK = 'township-league';
const COMMITTEE = 'township-party-committee';
const LEAGUE = 'county-league';
const VOTE = 'member-election';

describeInBrowser('a vote that does not end at the first ballot', () => {
  let system: TestSystem;
  let browser: Browser;
  let landu: TownshipDesk;
  let fengya: TownshipDesk;
  let yunchu: TownshipDesk;
  let yantang: TownshipDesk;
  beforeAll(async () => {
    [system, browser] = await Promise.all([startTestSystem(), launchBrowser()]);
    const campaign = await startPagesCampaign(system, countyOf('landu', 'fengya', 'yunchu', 'yantang'));
    const desk = (township: string) => new TownshipDesk(browser, system, campaign, township);
    [landu, fengya, yunchu, yantang] = [desk('landu'), desk('fengya'), desk('yunchu'), desk('yantang')];
    for (const { player } of [landu, fengya, yunchu, yantang]) await player.reach(VOTE);
  });
  afterAll(async () => {
    await browser.close();
    await system.stop();
  });

  /** How often the township's vote is on record. */
  const kept = (township: string) => commandLog(system.deps.store).countDocuments({ township, message: 'submit', 'envelope.item': VOTE });

  /** Who stands in a form, in its order. */
  const standing = (form: Readonly<Record<string, string>>, table = 'candidates') =>
    Object.entries(form).flatMap(([name, value]) => (new RegExp(`^${table}\\[\\d+\\]\\.name$`).test(name) ? [value] : []));

  /** Names and heading of the ballot paper that is handed out next. */
  async function ballotPaper(desk: TownshipDesk): Promise<{ heading: string; names: string[] }> {
    const page = await desk.at(CLERK, `/items/${VOTE}/ballot`);
    return { heading: (await page.textContent('main')) ?? '', names: await page.locator('.paper tbody th').allTextContents() };
  }

  test('a congress with too few present is postponed, and held again with the list kept', async () => {
    const listed = namesIn(await landu.player.dossier(VOTE));
    const { said, ends, receipt } = await landu.submits(VOTE, tooFewPresent);
    expect(ends).toEqual(['澜渡镇：“民主选举”到会人数不足（须到 69 人），改期召开，候选人名单不变']);
    expect(receipt).toContain(ends[0]);
    expect(said).toContain('提醒应到 85 人，实到 68 人，不到规定的 69 人（超过应到会人数的五分之四），不能选举');
    const clerk = await landu.at(CLERK, `/items/${VOTE}`);
    expect(await clerk.textContent('main')).toMatch(
      /尚未报送（第 2 轮）.*期限 2012年8月17日.*以前各轮.*第 1 轮：2012年6月1日 \d\d:\d\d 到会人数不足，改期召开/s,
    );
    await inspect(clerk, 'congress-postponed');
    const township = await landu.reads(COMMITTEE);
    expect(township).toMatch(/确定正式候选人：2012年6月1日（周五） 办结民主选举（第 2 轮）：尚未报送/);
    expect(township).toContain('“民主选举”到会人数不足（须到 69 人），改期召开，候选人名单不变');
    const { heading, names } = await ballotPaper(landu);
    expect(heading).toMatch(/重新选举.*应选 9 名/s);
    expect(names.toSorted()).toEqual(listed.toSorted());

    const { beforehand } = await landu.submits(VOTE);
    expect(standing(beforehand)).toEqual(listed);
    await landu.answers(COMMITTEE, VOTE, 'approve');
    expect(await landu.reads(CLERK)).toMatch(/民主选举（第 2 轮）：2012年6月1日（周五） 办结委员选举结果上报：尚未报送/);
    expect(await kept('landu')).toBe(2);
  });

  test('a vote with more ballots back than were handed out is void, and repeated', async () => {
    const { said, ends, receipt } = await fengya.submits(VOTE, oneTooMany);
    const ended = '枫垭镇：“民主选举”收回选票 67 张，多于发出的 66 张，选举无效，重新选举';
    expect(ends).toEqual([ended]);
    expect(receipt).toContain(ended);
    expect(said).toContain('提醒委员选举收回选票 67 张，多于发出的 66 张，选举无效；如实存档后重新选举');
    const clerk = await fengya.at(CLERK, `/items/${VOTE}`);
    expect(await clerk.textContent('main')).toMatch(/尚未报送（第 2 轮）.*第 1 轮：2012年6月1日 \d\d:\d\d 选举无效，重新选举/s);
    await clerk.click('summary:has-text("查看这一轮的材料")');
    expect(await clerk.textContent('.earlier')).toMatch(/发出选票66收回选票67/);
    await inspect(clerk, 'vote-void');
    expect(await fengya.reads(COMMITTEE, '/history')).toContain('“民主选举”收回选票 67 张，多于发出的 66 张，选举无效，重新选举');
    expect((await ballotPaper(fengya)).heading).toMatch(/重新选举.*应选 9 名/s);
    await fengya.submits(VOTE);
    await fengya.answers(COMMITTEE, VOTE, 'approve');
    expect((await fengya.player.item(VOTE)).results.members).toMatchObject({ elected: 9, vacant: 0 });
    expect(await kept('fengya')).toBe(2);
  });

  test('a tie at the cut: a run-off, at most two of them, then a decision is asked for', async () => {
    const tied = namesIn(await yunchu.player.dossier(VOTE)).slice(8);
    const first = await yunchu.submits(
      VOTE,
      levelFrom(8, (valid) => Math.ceil(valid * 0.6)),
    );
    expect(first.said).toContain(`2 人票数相等，须对这 2 人再次投票，选 1 名：${tied.join('、')}`);
    const { heading, names } = await ballotPaper(yunchu);
    expect(heading).toMatch(/再次投票.*应选 1 名/s);
    expect(names.toSorted()).toEqual(tied.toSorted());
    const half = levelFrom(0, (valid) => Math.floor(valid / 2));
    const second = await yunchu.submits(VOTE, half);
    expect(standing(second.beforehand)).toEqual(tied);
    expect(second.said).toContain('须对这 2 人再次投票，选 1 名');
    const third = await yunchu.submits(VOTE, half);
    expect(third.said).toContain('2 人再次投票票数仍相等，还差 1 名，由乡镇党委研究确定，报团县委同意，不抽签');

    const committee = await yunchu.at(COMMITTEE, `/items/${VOTE}`);
    expect(await committee.textContent('main')).toMatch(
      /已报送，待办理（第 3 轮）.*等乡镇党委办理.*第 2 轮：.* 再次投票.*第 1 轮：.* 再次投票/s,
    );
    expect(await committee.locator('#decide').count()).toBe(0);
    await inspect(committee, 'tie-to-settle');
    await committee.click('main a.button:text-is("票数相等，由乡镇党委研究确定")');
    expect(await committee.textContent('main')).toContain('民主选举：再次投票后，下列 2 人票数仍相等，还有 1 个名额。');
    expect(await committee.textContent('main')).toMatch(new RegExp(`票数相等的人\\s*${tied.join('、')}.*待乡镇党委研究确定`, 's'));
    await inspect(committee, 'tie-form');
    const form = `settleTie-${VOTE}-members`;
    await committee.check(`[id="${form}.person1"]`);
    await committee.check(`[id="${form}.person2"]`);
    await committee.fill(`[id="${form}.reason"]`, '基层经历较长。');
    await committee.click(`form:has([value="${form}"]) button`);
    expect(await committee.locator('.errors a').allTextContents()).toEqual(['只有 1 个名额，选了 2 人']);
    const [other = '', taken = ''] = tied;
    await yunchu.records(COMMITTEE, form, { person1: 'off', person2: 'on', reason: '基层经历较长。' });
    expect(await yunchu.reads(CLERK)).toContain(`“民主选举”票数相等，乡镇党委研究确定 1 名当选，请团县委同意（研究确定：${taken}）`);
    // The county league reads whom it agrees to; until it does, nobody of the two is elected.
    expect(await yunchu.reads(LEAGUE, `/items/${VOTE}`)).toContain(`乡镇党委研究确定${taken}当选，等团县委同意`);
    expect(await yunchu.reads(CLERK, `/items/${VOTE}/announcement`)).not.toMatch(new RegExp(`当选人[^票]*${taken}`));
    await yunchu.answers(LEAGUE, VOTE, 'return', '请再研究。');
    expect(await yunchu.reads(COMMITTEE)).toContain('团县委不同意“民主选举”票数相等的研究意见，请乡镇党委重新研究');
    await yunchu.records(COMMITTEE, form, { person2: 'on', reason: '再次研究，意见不变。' });
    await yunchu.answers(LEAGUE, VOTE, 'approve', '同意。');
    expect(await yunchu.reads(CLERK, `/items/${VOTE}`)).toContain(`乡镇党委研究确定${taken}当选，团县委已同意`);
    // From here on the person taken stands in every list, and the other in none.
    const report = await yunchu.at(CLERK, '/items/member-report/submission');
    const reported = standing(await report.evaluate<Readonly<Record<string, string>>>(READ_FORM), 'members');
    expect(reported).toHaveLength(9);
    expect([reported.includes(taken), reported.includes(other)]).toEqual([true, false]);
    expect(await yunchu.reads(CLERK)).toMatch(/民主选举（第 3 轮）：2012年6月1日（周五） 办结/);
    expect((await yunchu.player.item(VOTE)).results.members).toMatchObject({ elected: 9, vacant: 0 });
    expect(await kept('yunchu')).toBe(3);
  });

  test('too few over the half: a supplementary election for the seats that are missing', async () => {
    const unelected = namesIn(await yantang.player.dossier(VOTE)).slice(7);
    const { said } = await yantang.submits(
      VOTE,
      levelFrom(7, (valid) => Math.floor(valid / 3)),
    );
    expect(said).toMatch(/本次当选委员 7 名（须超过 57 人的半数，即至少 29 票）；还缺 2 名，须另行选举，候选人应不少于 3 名/);
    const clerk = await yantang.at(CLERK, `/items/${VOTE}`);
    expect(await clerk.textContent('main')).toMatch(/尚未报送（第 2 轮）.*第 1 轮：.* 另行选举/s);
    await inspect(clerk, 'supplementary-election');
    const { heading, names } = await ballotPaper(yantang);
    expect(heading).toMatch(/另行选举.*应选 2 名/s);
    expect(names.toSorted()).toEqual(unelected.toSorted());
    expect(await yantang.reads(LEAGUE, '/history')).toContain('“民主选举”缺 2 名，另行选举，候选人应不少于 3 名');

    const again = await yantang.submits(VOTE);
    expect(standing(again.beforehand)).toEqual(unelected);
    await yantang.answers(COMMITTEE, VOTE, 'approve');
    const announced = await yantang.reads(CLERK, `/items/${VOTE}/announcement`);
    for (const name of unelected.slice(0, 2)) expect(announced).toContain(name);
    expect((await yantang.player.item(VOTE)).results.members).toMatchObject({ elected: 9, vacant: 0 });
    expect(await kept('yantang')).toBe(2);
  });
});
