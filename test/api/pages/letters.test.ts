import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { PlanClock } from '../../../domain/calendar/clock.ts';
import { findCampaign } from '../../../store/campaigns.ts';
import { describeInBrowser, launchBrowser } from '../../support/browser.ts';
import { type SkippingSystem, startSkippingSystem } from '../../support/skipping-system.ts';
import { countyOf } from './full-county.ts';
import { startPagesCampaign } from './running-pages.ts';
import { TownshipDesk } from './township-desk.ts';
import type { Dossier } from './township-player.ts';

/** Who elects, and letters that come at any time between the formal list and the appointment, each about one person. */

const CLERK = 'township-league';
const COMMITTEE = 'township-party-committee';
const LEAGUE = 'county-league';
const DEPARTMENT = 'organization-department';

const peopleIn = (dossier: Dossier) => dossier['people'] as readonly { readonly name: string }[];

describeInBrowser('delegates, and letters between the formal list and the appointment', () => {
  let system: SkippingSystem;
  let browser: Browser;
  let clock: PlanClock;
  let landu: TownshipDesk;
  let member = '';
  let deputy = '';
  /** Everybody who was elected, as the appointment has them. */
  let everybody: readonly { readonly name: string }[] = [];
  beforeAll(async () => {
    [system, browser] = await Promise.all([startSkippingSystem(), launchBrowser()]);
    const campaign = await startPagesCampaign(system, countyOf('landu'));
    const row = await findCampaign(system.deps.store, campaign);
    if (!row) throw new Error('no campaign was started');
    clock = row.clock;
    landu = await new TownshipDesk(browser, system, campaign, 'landu').everybody();
    await landu.player.reach('member-election');
  });
  afterAll(async () => {
    await browser.close();
    await system.stop();
  });

  /** Takes an objection through these steps. */
  async function settle(number: number, ...steps: string[]): Promise<void> {
    for (const step of steps)
      await landu.records(COMMITTEE, `resolveObjection-${number}`, { step, ...(step === 'not-upheld' ? { reason: '经查不属实。' } : {}) });
  }

  const seatRows = async () => (await landu.at(CLERK)).locator('section:has(h2:text-is("单独办理的名额")) li').allTextContents();

  test('the vote opens with the county file’s 85 delegates, and refuses twenty', async () => {
    const twenty = { delegatesElected: 20, credentialsValid: 20, entitled: 20 };
    const { beforehand, said } = await landu.checks('member-election', (dossier) => ({ ...dossier, ...twenty }));
    expect(beforehand).toMatchObject({ leagueMembers: '1420', delegatesElected: '85', mode: 'CONGRESS_CONTESTED' });
    expect(said).toContain('不符合代表 20 名，县名册为 85 名；请核对，确有变动的须写明理由');
    await landu.submits('member-election');
    await landu.answers(COMMITTEE, 'member-election', 'approve');
  });

  test('between the vote and the notice: a letter about an ordinary member is received, and nobody is held up', async () => {
    await landu.player.reach('organization-study');
    const page = await landu.at(DEPARTMENT, '/irregular');
    const option = page.locator('[id="object.about"] option[value="member-report#1#9"]');
    member = ((await option.textContent()) ?? '').replace(/（.*）$/, '');
    await landu.records(DEPARTMENT, 'object', { about: 'member-report#1#9', channel: 'letter', reason: '反映其档案年龄有涂改。' });
    expect(await landu.reads(COMMITTEE, '/irregular')).toMatch(new RegExp(`第 1 号异议涉及人员${member}.*已收到`, 's'));
    await landu.player.reach('public-notice');
    await landu.player.submit('public-notice');
    await system.until(clock, '2012-06-11');
    expect((await landu.player.item('appointment')).status).toBe('open');
    everybody = peopleIn(await landu.player.dossier('appointment'));
  });

  test('after the notice, before the appointment: a letter holds that person, and the appointment names who waits', async () => {
    deputy = peopleIn(await landu.player.dossier('public-notice'))[2]?.name ?? '';
    await landu.records(DEPARTMENT, 'object', { about: 'public-notice#1#3', channel: 'letter', reason: '反映其企业拖欠工资。' });
    expect(await landu.reads(LEAGUE, '/irregular')).toMatch(new RegExp(`1 号名额.*异议未查清.*暂缓涉及人员${deputy}`, 's'));
    const whole = await landu.checks('appointment', (dossier) => ({ ...dossier, people: everybody }));
    expect(whole.said).toMatch(/不符合有 1 人的异议还没有了结，暂缓任职.*其他人照常/);
    expect(whole.said).toContain(member);
    expect(whole.said).toContain(deputy);
    const proposed = Object.entries(whole.beforehand).filter(([name]) => /^people\[\d+\]\.name$/.test(name));
    expect(proposed.map(([, name]) => name)).toHaveLength(7);
  });

  test('everybody else is appointed on time; both wait for what is found, and are appointed on their own', async () => {
    const others = everybody.filter(({ name }) => name !== member && name !== deputy);
    await landu.submits('appointment', (dossier) => ({ ...dossier, people: others }));
    await landu.answers(LEAGUE, 'appointment', 'approve');
    expect((await landu.player.state()).seats).toMatchObject([
      { cause: 'objection-open', item: 'public-notice', person: 3, status: 'deferred' },
      { cause: 'objection-open', item: 'member-report', person: 9, status: 'deferred' },
    ]);
    expect(await landu.reads(CLERK)).toMatch(/正式聘任：2012年6月11日（周一） 办结/);
    await settle(1, 'accepted', 'investigating', 'not-upheld');
    await settle(2, 'accepted', 'investigating', 'not-upheld');
    expect(await seatRows()).toEqual([
      expect.stringMatching(/^1 号名额正式聘任：尚未报送/),
      expect.stringMatching(/^2 号名额正式聘任：尚未报送/),
    ]);
    for (const seat of ['seat/1/appointment', 'seat/2/appointment'] as const) {
      await landu.submits(seat);
      await landu.answers(LEAGUE, seat, 'approve');
    }
    expect((await landu.player.state()).seats.map(({ status }) => status)).toEqual(['appointed', 'appointed']);
  });
});
