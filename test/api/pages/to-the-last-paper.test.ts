import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bySurnameStrokes } from '../../../api/documents/strokes.ts';
import type { PlanClock } from '../../../domain/calendar/clock.ts';
import type { ItemId } from '../../../domain/stages/items.ts';
import { findCampaign } from '../../../store/campaigns.ts';
import { describeInBrowser, launchBrowser } from '../../support/browser.ts';
import { type SkippingSystem, startSkippingSystem } from '../../support/skipping-system.ts';
import type { TestSession } from '../../support/test-session.ts';
import { unzipped } from '../../support/unzipped.ts';
import { countyOf } from './full-county.ts';
import { inspect } from './page-inspection.ts';
import { PageSession } from './page-session.ts';
import { startPagesCampaign } from './running-pages.ts';
import { DOCUMENT, TownshipDesk } from './township-desk.ts';
import type { Dossier } from './township-player.ts';
import { levelFrom, namesIn } from './votes.ts';

/**
 * One township through the pages to its last paper, by the harder way: too few delegates, two run-offs with equal votes, a
 * letter meanwhile, the Party committee's decision by name, the plenary, and each body's own document. Whoever stands in a
 * paper is who was decided.
 */

const CLERK = 'township-league';
const COMMITTEE = 'township-party-committee';
const LEAGUE = 'county-league';
const DEPARTMENT = 'organization-department';
const VOTE = 'member-election';
const PLENARY = 'leadership-election';

type Fields = Readonly<Record<string, string>>;

describeInBrowser('a tie, the plenary, a letter and the delegates, to the last paper', () => {
  let system: SkippingSystem;
  let browser: Browser;
  let clock: PlanClock;
  let yunchu: TownshipDesk;
  let clerk: PageSession;
  let reader: TestSession;
  /** As they stand on the list; of the last two one is taken. */
  let listed: string[] = [];
  let other = '';
  let taken = '';
  let members: string[] = [];
  beforeAll(async () => {
    [system, browser] = await Promise.all([startSkippingSystem(), launchBrowser()]);
    const campaign = await startPagesCampaign(system, countyOf('landu', 'yunchu'));
    const row = await findCampaign(system.deps.store, campaign);
    if (!row) throw new Error('no campaign was started');
    clock = row.clock;
    yunchu = await new TownshipDesk(browser, system, campaign, 'yunchu').everybody();
    reader = await system.as(CLERK, 'lanyu/yunchu');
    clerk = new PageSession(system.url, await system.signIn(CLERK, 'lanyu/yunchu'));
    await yunchu.player.reach(VOTE);
    listed = namesIn(await yunchu.player.dossier(VOTE));
    [other = '', taken = ''] = listed.slice(8);
    members = [...listed.slice(0, 8), taken];
  });
  afterAll(async () => {
    await browser.close();
    await system.stop();
  });

  /** The robots know the first nine as elected; here the one who was taken is in the other's place. */
  const asDecided = (dossier: Dossier): Dossier =>
    JSON.parse(JSON.stringify(dossier).replaceAll(other, '##').replaceAll(taken, other).replaceAll('##', taken)) as Dossier;

  /** Names in a table of a form as it was opened, in its order. */
  const namesAt = (form: Fields, table: string) =>
    Object.entries(form).flatMap(([name, value]) => (new RegExp(`^${table}\\[\\d+\\]\\.name$`).test(name) ? [value] : []));

  /** Submits what a robot would write of the people decided. @returns the form as it was opened */
  const submits = async (id: ItemId) => (await yunchu.submits(id, asDecided)).beforehand;

  /** Everybody of the township's list who is named in a text. */
  const namedIn = (text: string) => listed.filter((name) => text.includes(name)).toSorted();

  async function minutes(id: ItemId): Promise<string> {
    const { status, content } = await clerk.download(`${yunchu.place}/items/${id}/minutes.docx`);
    expect(status).toBe(200);
    const xml = (await unzipped(content)).get('word/document.xml') ?? '';
    return [...xml.matchAll(/<w:p[ >].*?<\/w:p>/gs)]
      .map(([part]) => [...part.matchAll(/<w:t[^>]*>([^<]*)<\/w:t>/g)].map(([, one]) => one).join(''))
      .join('\n');
  }

  const leaders = () => ({ secretary: members.slice(0, 1), deputies: members.slice(1, 4) });
  const sorted = (names: readonly string[]) => names.toSorted();

  test('too few delegates are refused; equal votes twice, and a letter during the run-off', async () => {
    const few = { delegatesElected: 20, credentialsValid: 20, entitled: 20 };
    expect((await yunchu.checks(VOTE, (dossier) => ({ ...dossier, ...few }))).said).toMatch(/不符合代表 20 名，县名册为 \d+ 名/);
    await yunchu.submits(
      VOTE,
      levelFrom(8, (valid) => Math.ceil(valid * 0.6)),
    );
    const tie = `票数相等：${[other, taken].join('、')}`;
    for (const role of [CLERK, LEAGUE] as const) expect(await yunchu.reads(role, '/history')).toContain(`再次投票，选 1 名（${tie}）`);
    const inbox = await yunchu.page(COMMITTEE);
    await inbox.goto('/inbox');
    expect(await inbox.textContent('main')).toContain(tie);

    const irregular = await yunchu.at(COMMITTEE, '/irregular');
    const option = irregular.locator('[id="object.about"] option', { hasText: `${taken}（` });
    const about = (await option.getAttribute('value')) ?? '';
    await yunchu.records(COMMITTEE, 'object', { about, channel: 'letter', reason: '反映其工作方法简单。' });
    const half = levelFrom(0, (valid) => Math.floor(valid / 2));
    for (const _ of [2, 3]) {
      const { beforehand } = await yunchu.submits(VOTE, half);
      expect(namesAt(beforehand, 'candidates')).toEqual([other, taken]);
    }
    for (const step of ['accepted', 'investigating', 'not-upheld', 'closed'])
      await yunchu.records(COMMITTEE, 'resolveObjection-1', { step, ...(step === 'not-upheld' ? { reason: '经查不属实。' } : {}) });
  });

  test('whom the Party committee takes is elected in announcement, minutes and report', async () => {
    const form = `settleTie-${VOTE}-members`;
    await yunchu.records(COMMITTEE, form, { person1: 'off', person2: 'on', reason: '基层经历较长。' });
    await yunchu.answers(LEAGUE, VOTE, 'approve', '同意。');
    const page = await yunchu.at(CLERK, `/items/${VOTE}/announcement`);
    expect(await page.textContent('main h2 + .lead')).toBe(bySurnameStrokes(members).join('　'));
    await inspect(page, 'tie-announced');
    const record = await minutes(VOTE);
    expect(record.slice(record.lastIndexOf('、结果'))).toContain(`委员（按姓氏笔画为序）：${bySurnameStrokes(members).join('、')}。`);
    for (const heading of ['一、委员选举', '二、委员选举（再次投票）', '三、委员选举（再次投票）']) expect(record).toContain(heading);
    expect(await yunchu.reads(CLERK, '/history')).toContain(`“民主选举”已办结（当选：`);
    const report = await submits('member-report');
    expect(sorted(namesAt(report, 'members'))).toEqual(sorted(members));
    expect(namedIn(await yunchu.reads(LEAGUE, '/items/member-report'))).toEqual(sorted(members));
    await yunchu.answers(COMMITTEE, 'member-report', 'receipt');
    await yunchu.answers(LEAGUE, 'member-report', 'receipt');
  });

  test('the plenary: ballots of both offices, tellers, announcement and minutes', async () => {
    await submits('leader-candidates');
    await yunchu.answers(COMMITTEE, 'leader-candidates', 'approve');
    await yunchu.answers(LEAGUE, 'leader-candidates', 'approve');
    for (const [office, seats] of [
      ['secretary', 1],
      ['deputies', 3],
    ] as const) {
      const paper = await yunchu.at(CLERK, `/items/${PLENARY}/ballot/${office}`);
      expect(await paper.textContent('main')).toContain(`应选 ${seats} 名`);
      const names = await paper.locator('.paper tbody th').allTextContents();
      expect(names.length).toBeGreaterThanOrEqual(seats);
      expect(names).not.toContain(other);
    }
    const opened = await submits(PLENARY);
    expect(opened['entitled']).toBe(String(members.length));
    await yunchu.answers(COMMITTEE, PLENARY, 'approve');
    const announced = await yunchu.reads(CLERK, `/items/${PLENARY}/announcement`);
    const { secretary, deputies } = leaders();
    const record = await minutes(PLENARY);
    const [last, teller] = [record.slice(record.lastIndexOf('、结果')), /监票人：([^；]+)；/.exec(record)?.[1]];
    for (const [title, names] of [
      ['书记', secretary],
      ['副书记', deputies],
    ] as const) {
      expect(announced).toContain(`${title}当选人（按姓氏笔画为序）${bySurnameStrokes(names).join('　')}`);
      expect(last).toContain(`${title}（按姓氏笔画为序）：${bySurnameStrokes(names).join('、')}。`);
    }
    expect(teller).not.toBe('无');
    const report = await submits('leadership-report');
    expect(sorted(namesAt(report, 'leaders'))).toEqual(sorted([...secretary, ...deputies]));
    await yunchu.answers(COMMITTEE, 'leadership-report', 'receipt');
    await yunchu.answers(LEAGUE, 'leadership-report', 'receipt');
  });

  test('study, inspection and notice name the leaders; the appointment everybody, with each body’s own document', async () => {
    const { secretary, deputies } = leaders();
    const leading = sorted([...secretary, ...deputies]);
    expect(sorted(namesAt(await submits('organization-study'), 'proposals'))).toEqual(leading);
    await yunchu.answers(DEPARTMENT, 'organization-study', 'approve');
    expect(sorted(namesAt(await submits('inspection'), 'people'))).toEqual(leading);
    await yunchu.answers(DEPARTMENT, 'inspection', 'approve');
    expect(sorted(namesAt(await submits('public-notice'), 'people'))).toEqual(leading);
    expect(namedIn((await (await yunchu.at(COMMITTEE, '/items/public-notice')).textContent('article')) ?? '')).toEqual(leading);
    await system.until(clock, '2012-06-11');

    // The Party committee asks for an office from the tenth on; the county league agrees on the eleventh.
    const { beforehand } = await yunchu.submits('appointment', (dossier) => ({ ...asDecided(dossier), appointedOn: '2012-06-10' }));
    expect(sorted(namesAt(beforehand, 'people'))).toEqual(sorted(members));
    const league = await yunchu.at(LEAGUE, '/items/appointment');
    await inspect(league, 'appointment-to-agree');
    await league.click('#decide button[value=approve]');
    expect(await league.locator('.errors a').allTextContents()).toEqual(['请填写本单位批复文号。', '批复日期应为日期，例如 2026-06-30。']);
    await league.fill('#documentNumber', DOCUMENT);
    await league.fill('#documentOn', '2012年6月11日');
    await league.click('#decide button[value=approve]');
    expect(await league.locator('.errors a').allTextContents()).toEqual([
      '报送的任职日期（2012年6月10日）早于批复日期（2012年6月11日）：批复写明该任职日期的请勾选，没有写明的请退回修改。',
    ]);
    await inspect(league, 'appointment-before-agreement');
    await league.check('#officeStated');
    await league.click('#decide button[value=approve]');
    expect(await league.textContent('main dl.facts')).toContain(`${DOCUMENT}，2012年6月11日（周一）`);
    await league.click('main button[value=confirm]');
    expect(await league.textContent('main')).toContain(DOCUMENT);

    const appointed = await yunchu.reads(CLERK, '/items/appointment');
    expect(namedIn(appointed)).toEqual(sorted(members));
    for (const said of [
      '云杵党〔2012〕23号',
      `批复：${DOCUMENT}，2012年6月11日（周一）`,
      '团县委批复（2012年6月11日）写明自2012年6月10日起任职',
    ])
      expect(appointed).toContain(said);
    const { body } = await reader.get(`${yunchu.player.path}/items/appointment`);
    expect(Object.values(body.documents)).toEqual([DOCUMENT]);
    expect(body.item.asked[0].given).toMatchObject({ documentOn: '2012-06-11', officeStated: true });
    expect(sorted(body.revision.dossier.people.map((row: { name: string }) => row.name))).toEqual(sorted(members));
  });
});
