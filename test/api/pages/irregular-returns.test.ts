import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { itemTitle } from '../../../domain/notifications/notices.ts';
import type { Body } from '../../../domain/roles.ts';
import { itemDefinition } from '../../../domain/stages/item-definitions.ts';
import type { ItemId } from '../../../domain/stages/items.ts';
import type { StageId } from '../../../domain/stages/stages.ts';
import { describeInBrowser, launchBrowser } from '../../support/browser.ts';
import { startTestSystem, type TestSystem } from '../../support/running-system.ts';
import { countyOf } from './full-county.ts';
import { inspect } from './page-inspection.ts';
import { startPagesCampaign } from './running-pages.ts';
import { meansIt, TownshipDesk } from './township-desk.ts';

/** Work that is sent back by the buttons of a page: how far, how it comes forward again, and what becomes of a vote that was held. */

const CLERK = 'township-league';
const COMMITTEE = 'township-party-committee';
const DEPARTMENT = 'organization-department';

/** What lies before the nominees, the nearest first: as the page offers it. */
const BEFORE: readonly StageId[] = ['recommendation', 'publicity', 'post-design', 'implementation-plan', 'survey'];

describeInBrowser('a return', () => {
  let system: TestSystem;
  let browser: Browser;
  let landu: TownshipDesk;
  let fengya: TownshipDesk;
  let yunchu: TownshipDesk;
  beforeAll(async () => {
    [system, browser] = await Promise.all([startTestSystem(), launchBrowser()]);
    const campaign = await startPagesCampaign(system, countyOf('landu', 'fengya', 'yunchu'));
    const desk = (township: string) => new TownshipDesk(browser, system, campaign, township);
    [landu, fengya, yunchu] = [desk('landu'), desk('fengya'), desk('yunchu')];
    for (const { player } of [landu, fengya]) {
      await player.reach('nomination');
      await player.submit('nomination');
    }
    await yunchu.player.reach('leadership-report');
  });
  afterAll(async () => {
    await browser.close();
    await system.stop();
  });

  const title = (id: ItemId) => itemTitle(id, 'zh-Hans');

  /** How these stages stand, as the township's page has it: name, round, status. */
  async function standing(desk: TownshipDesk, ids: readonly ItemId[]): Promise<string[]> {
    const rows = await (await desk.at(CLERK)).locator('main a.task[href*="/items/"], main .stage').allTextContents();
    return ids.map((id) => {
      const row = rows.find((text) => text.startsWith(`${title(id)}：`) || text.startsWith(`${title(id)}（`)) ?? '';
      return /^.*?(?:尚未报送|已报送，待办理|已报送，待知悉|待重办|未开始|办结)/.exec(row)?.[0].replace(/\d{4}年\S+ /, '') ?? row;
    });
  }

  /** Nobody waits for those who only take note, and they have not. */
  const done = (id: ItemId) => (itemDefinition(id).answers.some(({ kind }) => kind === 'note') ? '已报送，待知悉' : '办结');

  async function targetsOf(desk: TownshipDesk, role: Body, id: ItemId): Promise<string[]> {
    const page = await desk.at(role, `/items/${id}`);
    return page.evaluate<string[]>(`[...document.querySelectorAll('#target option')].map((one) => one.value)`);
  }

  test('to any earlier stage, step by step: that stage and everything behind it is done again', async () => {
    expect(await targetsOf(landu, COMMITTEE, 'nomination')).toEqual(['nomination', ...BEFORE]);
    const rounds = new Map<ItemId, number>();
    for (const [index, target] of BEFORE.entries()) {
      const behind: ItemId[] = ['nomination', ...BEFORE.slice(0, index)];
      const round = (id: ItemId) => rounds.get(id) ?? 1;
      await landu.answers(COMMITTEE, 'nomination', 'return', `请重做：${title(target)}。`, { target, then: 'step-by-step' });
      const again = (id: ItemId) => `${title(id)}${round(id) > 1 ? `（第 ${round(id)} 轮）` : ''}：待重办`;
      expect(await standing(landu, [target, ...behind])).toEqual([
        `${title(target)}（第 ${round(target) + 1} 轮）：尚未报送`,
        ...behind.map(again),
      ]);
      expect(await landu.reads(CLERK, `/items/${target}`)).toContain(`退回理由：请重做：${title(target)}。`);
      await landu.player.reach('nomination');
      await landu.player.submit('nomination');
      for (const id of [target, ...behind]) rounds.set(id, round(id) + 1);
      const redone = (id: ItemId) => `${title(id)}（第 ${round(id)} 轮）：${id === 'nomination' ? '已报送，待办理' : done(id)}`;
      expect(await standing(landu, [target, ...behind])).toEqual([target, ...behind].map(redone));
    }
    await inspect(await landu.at(CLERK), 'returned-many-times');
    await inspect(await landu.at(COMMITTEE, '/items/nomination'), 'nomination-of-many-rounds');
    await landu.answers(COMMITTEE, 'nomination', 'approve');
    expect(await standing(landu, ['formal-candidates'])).toEqual([`${title('formal-candidates')}：尚未报送`]);
  });

  test('to any earlier stage and straight back: only that stage is done again', async () => {
    for (const [index, target] of BEFORE.entries()) {
      const others = BEFORE.filter((id) => id !== target);
      const round = index + 2;
      const before = await standing(fengya, others);
      await fengya.answers(COMMITTEE, 'nomination', 'return', `请补充：${title(target)}。`, { target, then: 'straight-back' });
      expect(await standing(fengya, others)).toEqual(before);
      expect(await standing(fengya, [target])).toEqual([`${title(target)}（第 2 轮）：尚未报送`]);
      await fengya.player.pass(target);
      // Back where it came from, with everything between as it was.
      expect(await standing(fengya, ['nomination', target])).toEqual([
        `${title('nomination')}（第 ${round} 轮）：尚未报送`,
        `${title(target)}（第 2 轮）：${done(target)}`,
      ]);
      expect(await standing(fengya, others)).toEqual(before);
      await fengya.player.submit('nomination');
    }
    expect(await fengya.reads(CLERK, '/history')).toContain(`“${title('nomination')}”被乡镇党委退回`);
  });

  test('behind a held vote: by the organization department alone, step by step; the vote is void and held again', async () => {
    await yunchu.player.submit('leadership-report');
    for (const role of [COMMITTEE, 'county-league'] as const) expect(await targetsOf(yunchu, role, 'leadership-report')).toEqual([]);
    await yunchu.player.answer('leadership-report');
    await yunchu.player.reach('inspection');
    await yunchu.player.submit('inspection');
    expect(await targetsOf(yunchu, DEPARTMENT, 'inspection')).toContain('member-election');

    // Straight back it would skip the vote that no longer counts.
    const reason = '选举办法未经大会通过。';
    const department = await yunchu.presses(DEPARTMENT, 'inspection', 'return', reason, {
      target: 'member-election',
      then: 'straight-back',
    });
    expect(await department.locator('.errors a').allTextContents()).toEqual([
      '选举已经举行，只能由县委组织部退回并逐个环节重办；请与县委组织部联系。',
    ]);
    expect(await department.inputValue('#comment')).toBe(reason);
    await inspect(department, 'return-behind-vote-refused');
    await department.check('#decide input[name=then][value=step-by-step]');
    await department.click('#decide button[value=return]');
    expect(await department.textContent('main dl')).toMatch(/民主选举.*逐个环节重办.*选举办法未经大会通过。/s);
    await meansIt(department);
    await department.click('main button[value=confirm]');
    expect(await department.textContent('h1')).toBe('已记录');

    const voided: ItemId[] = ['member-report', 'leadership-election', 'leadership-report', 'organization-study', 'inspection'];
    expect(await standing(yunchu, ['formal-candidates', 'member-election', ...voided])).toEqual([
      `${title('formal-candidates')}：办结`,
      `${title('member-election')}（第 2 轮）：尚未报送`,
      ...voided.map((id) => `${title(id)}：待重办`),
    ]);
    for (const vote of ['member-election', 'leadership-election'] as const) {
      const shown = await yunchu.reads(COMMITTEE, `/items/${vote}`);
      expect(shown).toMatch(/第 1 轮：2012年6月1日 \d\d:\d\d 选举无效，重新选举退回理由：选举办法未经大会通过。/);
      expect(await yunchu.reads('county-league', '/history')).toContain(`“${title(vote)}”选举无效，重新选举`);
    }
    await inspect(await yunchu.at(CLERK, '/items/member-election'), 'vote-voided-by-return');

    await yunchu.submits('member-election');
    await yunchu.answers(COMMITTEE, 'member-election', 'approve');
    await yunchu.player.reach('public-notice');
    expect(await standing(yunchu, ['member-election', ...voided])).toEqual(
      (['member-election', ...voided] as const).map((id) => `${title(id)}（第 2 轮）：办结`),
    );
  });
});
