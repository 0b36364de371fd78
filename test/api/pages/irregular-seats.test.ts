import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { PlanClock } from '../../../domain/calendar/clock.ts';
import type { ItemId } from '../../../domain/stages/items.ts';
import { findCampaign } from '../../../store/campaigns.ts';
import { commandLog } from '../../../store/command-log.ts';
import { describeInBrowser, launchBrowser } from '../../support/browser.ts';
import { type SkippingSystem, startSkippingSystem } from '../../support/skipping-system.ts';
import { countyOf } from './full-county.ts';
import { inspect } from './page-inspection.ts';
import { startPagesCampaign } from './running-pages.ts';
import { TownshipDesk } from './township-desk.ts';
import type { Dossier } from './township-player.ts';

/** One person who does not go on with the others, and a notice that begins again; the days of the notices pass. */

const CLERK = 'township-league';
const COMMITTEE = 'township-party-committee';
const LEAGUE = 'county-league';
const DEPARTMENT = 'organization-department';

interface Named {
  readonly name: string;
}
const peopleIn = (dossier: Dossier) => dossier['people'] as readonly Named[];

describeInBrowser('one person on a way of their own', () => {
  let system: SkippingSystem;
  let browser: Browser;
  let clock: PlanClock;
  let landu: TownshipDesk;
  let fengya: TownshipDesk;
  let yunchu: TownshipDesk;
  beforeAll(async () => {
    [system, browser] = await Promise.all([startSkippingSystem(), launchBrowser()]);
    const campaign = await startPagesCampaign(system, countyOf('landu', 'fengya', 'yunchu'));
    const row = await findCampaign(system.deps.store, campaign);
    if (!row) throw new Error('no campaign was started');
    clock = row.clock;
    const desk = (township: string) => new TownshipDesk(browser, system, campaign, township).everybody();
    [landu, fengya, yunchu] = [await desk('landu'), await desk('fengya'), await desk('yunchu')];
    await landu.player.reach('inspection');
    for (const { player } of [fengya, yunchu]) {
      await player.reach('public-notice');
      await player.submit('public-notice');
    }
  });
  afterAll(async () => {
    await browser.close();
    await system.stop();
  });

  /** Seats on their own track as a township's page has them, a line each. */
  const seatRows = async (desk: TownshipDesk) =>
    (await desk.at(CLERK)).locator('section:has(h2:text-is("单独办理的名额")) li').allTextContents();

  const kept = (township: string, item: ItemId, message = 'submit') =>
    commandLog(system.deps.store).countDocuments({ township, message, 'envelope.item': item });

  test('1 June: who fails the inspection leaves a seat to a by-election, who is put off is inspected again, the others go on', async () => {
    const [, putOff = '', failed = ''] = peopleIn(await landu.player.dossier('inspection')).map(({ name }) => name);
    const found: Readonly<Record<string, object>> = {
      [putOff]: { conclusion: 'DEFER', reason: '两封来信待核实。' },
      [failed]: { conclusion: 'FAIL', reason: '测评不称职票过半。' },
    };
    const { said } = await landu.submits('inspection', (dossier) => ({
      ...dossier,
      people: peopleIn(dossier).map((person) => ({ ...person, ...found[person.name] })),
    }));
    expect(said).toContain(`4 人中通过 2 人、暂缓 1 人、未通过 1 人；暂缓和未通过的另行办理，其他人照常公示：${putOff}、${failed}`);
    await landu.answers(DEPARTMENT, 'inspection', 'approve');
    expect(await seatRows(landu)).toEqual([
      expect.stringMatching(/^1 号名额补选：尚未报送等乡镇团委报送/),
      expect.stringMatching(/^2 号名额任前考察：尚未报送等乡镇党委报送/),
    ]);
    await inspect(await landu.page(CLERK), 'seats-after-inspection');
    const irregular = await landu.reads(CLERK, '/irregular');
    expect(irregular).toMatch(new RegExp(`1 号名额.*考察未通过，名额空出 · 办理中涉及人员${failed}`));
    expect(irregular).toMatch(new RegExp(`2 号名额.*考察暂缓 · 办理中涉及人员${putOff}`));
    await inspect(await landu.page(CLERK), 'seats-named');

    // The others' notice names neither.
    await landu.submits('public-notice', (dossier) => ({ ...dossier, people: peopleIn(dossier).filter(({ name }) => !(name in found)) }));
    const notice = (await (await landu.at(COMMITTEE, '/items/public-notice')).textContent('article')) ?? '';
    expect([notice.includes('公示时间：2012年6月2日至6月8日'), notice.includes(putOff), notice.includes(failed)]).toEqual([
      true,
      false,
      false,
    ]);
    await landu.submits('seat/1/by-election');
    await landu.answers(COMMITTEE, 'seat/1/by-election', 'approve');
    await landu.submits('seat/2/inspection');
    await landu.answers(DEPARTMENT, 'seat/2/inspection', 'approve');
    expect(await seatRows(landu)).toEqual([
      expect.stringMatching(/^1 号名额补选：2012年6月1日（周五） 办结/),
      expect.stringMatching(/^1 号名额任前考察：尚未报送/),
      expect.stringMatching(/^2 号名额任前考察：2012年6月1日（周五） 办结/),
      expect.stringMatching(/^2 号名额任前公示：尚未报送/),
    ]);
    expect(await kept('landu', 'seat/2/inspection', 'decide')).toBe(1);
  });

  test('1 June: an upheld objection vacates the seat, and a by-election for that seat begins on its own track', async () => {
    const irregular = await fengya.at(COMMITTEE, '/irregular');
    const name = (await irregular.locator('[id="object.about"] option[value="public-notice#1#4"]').textContent())?.replace(
      '（任前公示）',
      '',
    );
    await fengya.records(COMMITTEE, 'object', { about: 'public-notice#1#4', channel: 'visit', reason: '反映其有违纪行为。' });
    for (const step of ['accepted', 'investigating', 'upheld'])
      await fengya.records(COMMITTEE, 'resolveObjection-1', { step, reason: step === 'upheld' ? '经查属实。' : '' });
    expect(await fengya.reads(CLERK, '/irregular')).toMatch(new RegExp(`1 号名额.*异议属实，名额空出 · 办理中涉及人员${name}`));
    expect(await seatRows(fengya)).toEqual([expect.stringMatching(/^1 号名额补选：尚未报送等乡镇团委报送.*请您办理：报送/)]);
    await fengya.submits('seat/1/by-election');
    await fengya.answers(COMMITTEE, 'seat/1/by-election', 'approve');
    await inspect(await fengya.at(CLERK, '/items/seat/1/by-election'), 'by-election');
    await fengya.submits('seat/1/inspection');
    await fengya.answers(DEPARTMENT, 'seat/1/inspection', 'approve');
    await fengya.records(COMMITTEE, 'resolveObjection-1', { step: 'answered' });
    await fengya.records(COMMITTEE, 'resolveObjection-1', { step: 'closed' });
  });

  test('4 June: a corrected notice starts again from that day', async () => {
    await system.until(clock, '2012-06-04');
    expect(await yunchu.reads(CLERK, '/items/public-notice')).not.toContain('更正并重新公示');
    const committee = await yunchu.at(COMMITTEE, '/items/public-notice');
    expect(await committee.textContent('article')).toContain('公示时间：2012年6月2日至6月8日');
    await inspect(committee, 'notice-that-hangs');
    const title = '更正公告：书记、副书记拟任人选任前公示';
    const { beforehand } = await yunchu.submits('public-notice', (dossier) => ({ ...dossier, title }));
    expect(beforehand['postedOn']).toBe('2012-06-01');
    const corrected = await yunchu.at(CLERK, '/items/public-notice');
    expect(await corrected.textContent('article')).toMatch(/更正公告.*公示时间：2012年6月5日至6月11日/s);
    expect(await corrected.textContent('main')).toMatch(/（第 2 轮）.*第 1 轮：2012年6月4日 09:\d\d 更正后重新公示/s);
    await inspect(corrected, 'notice-corrected');
    expect(await yunchu.reads(CLERK, '/history')).toContain('“任前公示”已更正，重新计算公示期');
    expect(await kept('yunchu', 'public-notice')).toBe(2);
  });

  test('11 June: everyone else is appointed on time, while the seat’s own notice is posted', async () => {
    await system.until(clock, '2012-06-11');
    // By its first days the corrected notice would have ended.
    expect((await yunchu.player.item('public-notice')).status).toBe('submitted');
    const elected = peopleIn(await fengya.player.dossier('appointment')).length;
    expect(elected).toBe(8);
    await fengya.submits('appointment');
    await fengya.answers(LEAGUE, 'appointment', 'approve');
    await fengya.submits('seat/1/notice');
    const township = await fengya.reads(CLERK);
    expect(township).toMatch(/正式聘任：2012年6月11日（周一） 办结/);
    expect(township).not.toContain('逾期办理');
    expect(await seatRows(fengya)).toEqual([
      expect.stringMatching(/^1 号名额补选：2012年6月1日（周五） 办结/),
      expect.stringMatching(/^1 号名额任前考察：2012年6月1日（周五） 办结/),
      '1 号名额任前公示：公示中',
    ]);
    expect((await fengya.player.item('appointment')).submission?.late).toBe(false);
  });

  test('19 June: the corrected notice has ended on its new day, and the seat is filled', async () => {
    await system.until(clock, '2012-06-19');
    expect(await yunchu.reads(CLERK)).toMatch(/任前公示（第 2 轮）：2012年6月12日（周二） 办结正式聘任：尚未报送/);
    await fengya.submits('seat/1/appointment');
    await fengya.answers(LEAGUE, 'seat/1/appointment', 'approve');
    expect(await fengya.reads(CLERK, '/irregular')).toMatch(/1 号名额.*异议属实，名额空出 · 已任职/);
    await inspect(await fengya.page(CLERK), 'seat-filled');
    expect(await fengya.reads(LEAGUE, '/history')).toContain('1 号名额已补齐，新任人员已任职');
    expect((await fengya.player.state()).seats).toMatchObject([{ cause: 'objection-upheld', person: 4, status: 'appointed' }]);
  });
});
