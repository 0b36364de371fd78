import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Role } from '../../../domain/roles.ts';
import { commands } from '../../../store/commands.ts';
import { mails } from '../../../store/mails.ts';
import { startTestSystem, type TestSystem } from '../../support/running-system.ts';
import { until } from '../../support/until.ts';
import { crawl } from './crawl.ts';
import { countyOf } from './full-county.ts';
import { PageSession } from './page-session.ts';
import { startPagesCampaign } from './running-pages.ts';
import { expectSaid, mailed, mailsTo, pressOn, textOf } from './said-places.ts';
import { nonce, TownshipPlayer } from './township-player.ts';
import { addStrangers, signInAll, type Visitor } from './visitors.ts';
import { levelFrom, oneTooMany, tooFewPresent } from './votes.ts';

/** What ends, voids, holds or sends back something: its page, its receipt, its mail, the board and the home say the same. */

const COUNTY_FILE = countyOf('landu', 'shiyu', 'fengya', 'qilu', 'yunchu');
let system: TestSystem;
let campaign: string;
let session: (visitor: Visitor) => PageSession;

beforeAll(async () => {
  system = await startTestSystem();
  await addStrangers(system);
  campaign = await startPagesCampaign(system, COUNTY_FILE);
  session = await signInAll(system);
});
afterAll(() => system.stop());

const read = async (visitor: Visitor, path: string): Promise<string> => textOf(await session(visitor).get(path));
const place = (township = 'landu'): string => `/campaigns/${campaign}/townships/${township}`;

/** Presses the buttons of a page of an intervention. @returns the receipt */
const press = (visitor: Visitor, from: string, action: string, fields: Record<string, string>): Promise<string> =>
  pressOn(session(visitor), from, action, fields);

describe('a plan that is sent back', () => {
  const reason = '日期太紧，请把设岗定责推迟一周。';
  const nextStep = '请系统管理员改好方案文件，再到“全县工作”里重新启动一次';

  it('says why, and what to do now, wherever the county meets it', async () => {
    const league = await system.as('county-league', 'lanyu');
    const upload = COUNTY_FILE;
    const started = await league.post('/api/campaigns', { ...upload, year: 2012, clock: 'trial', msPerPlanDay: 86_400_000 });
    const { id } = started.body.campaign;
    const plan = `/campaigns/${id}/plan`;
    await until(async () => ((await session('department').get(plan)).html.includes('id="decide"') ? true : undefined));
    const receipt = await press('department', plan, plan, { verdict: 'return', reason, ends: 'on' });
    expect(receipt).toContain(reason);
    expect(receipt).toContain(nextStep);
    const mail = await mailed(system, '县方案被县委组织部退回', 'county-league', 'lanyu');
    const seen = {
      page: await read('league', plan),
      board: await read('league', `/campaigns/${id}`),
      notice: await read('league', '/inbox'),
      home: await read('league', '/'),
      mail,
    };
    for (const [where, text] of Object.entries(seen)) expect([where, text.includes(`退回理由：${reason}`)]).toEqual([where, true]);
    for (const where of ['page', 'notice', 'home', 'mail'] as const) expect([where, seen[where].includes(nextStep)]).toEqual([where, true]);
    expect(seen.board).toContain('县方案已退回，本次不再启动');
    expect(seen.board).not.toContain('方案批准后启动');
    // Something new was begun: the home is not told of the old one for ever.
    await league.post('/api/campaigns', { ...upload, year: 2012, clock: 'trial', msPerPlanDay: 86_400_000 });
    expect(await read('league', '/')).not.toContain(reason);
  });
});

describe('work that is sent back', () => {
  it('says so, and why, on the home, the form, the item and the board', async () => {
    const player = new TownshipPlayer(system, campaign, 'landu');
    await player.submit('survey');
    const committee = await system.as('township-party-committee', 'lanyu/landu');
    const { round, submission } = await player.item('survey');
    const back = { nonce: nonce(), round, digest: submission?.digest, verdict: 'return', comment: '聚集点没有写全。' };
    expect((await committee.post(`${player.path}/items/survey/decisions`, back)).status).toBe(200);
    expect(await read('clerk', '/')).toContain('被退回，理由：聚集点没有写全。');
    expect(await read('clerk', `${place()}/items/survey/submission`)).toContain('被退回，理由：聚集点没有写全。');
    expect(await read('clerk', `${place()}/items/survey`)).toContain('聚集点没有写全。');
    expect(await read('league', `/campaigns/${campaign}`)).toContain('调查摸底（被退回）');
    expect(await mailsTo(system, 'township-league', 'lanyu/landu')).toContain('“调查摸底”被乡镇党委退回');
    await player.pass('survey');
    expect(await read('clerk', '/')).not.toContain('被退回');
  });
});

describe('a hold', () => {
  it('is one on every page, and nobody is overdue', async () => {
    const receipt = await press('committee', `${place()}/interventions/hold`, `${place()}/interventions/hold`, { reason: '先处理信访。' });
    expect(receipt).toContain('暂停');
    expect(await read('clerk', place())).toContain('已暂停');
    expect(await read('league', `/campaigns/${campaign}`)).toMatch(/澜渡镇.{0,40}已暂停/);
    expect(await read('clerk', '/')).toContain('暂停');
    expect(await mailsTo(system, 'township-league', 'lanyu/landu')).toContain('乡镇党委已暂停本乡镇的工作');
    for (const path of [place(), '/']) expect(await read('clerk', path)).not.toContain('已逾期');
    const released = await press('committee', `${place()}/interventions/release`, `${place()}/interventions/release`, {
      reason: '已办妥。',
    });
    expect(released).toContain('恢复');
    expect(await read('league', `/campaigns/${campaign}`)).not.toContain('已暂停');
  });
});

describe('a township that is closed', () => {
  it('is closed on every page, and waits for nobody', async () => {
    const at = `${place('shiyu')}/interventions/close`;
    const receipt = await press('league', at, at, { reason: '并入澜渡镇。', ends: 'on' });
    expect(receipt).toContain('终止');
    expect(await read('neighbour', place('shiyu'))).toContain('已终止');
    expect(await read('league', `/campaigns/${campaign}`)).toMatch(/已终止/);
    expect(await read('neighbour', '/')).toContain('现在没有等您办理的事项');
    expect(await mailsTo(system, 'township-league', 'lanyu/shiyu')).toContain('已终止');
  });
});

describe('a vote', () => {
  const player = () => new TownshipPlayer(system, campaign, 'fengya');
  let clerk: PageSession;
  let committee: PageSession;
  beforeAll(async () => {
    const at = async (role: Role) => new PageSession(system.url, await system.signIn(role, 'lanyu/fengya'));
    [clerk, committee] = [await at('township-league'), await at('township-party-committee')];
    await player().reach('member-election');
  });

  /** Where the clerk and the county meet the vote that was submitted last. @param said what the mail says of it */
  async function placesOf(said: string, role: Role = 'township-league'): Promise<Readonly<Record<string, string>>> {
    const reads = async (path: string) => textOf(await clerk.get(path));
    const item = `${place('fengya')}/items/member-election`;
    const [command] = await commands(system.deps.store)
      .find({ township: 'fengya', item: 'member-election' })
      .sort({ sentAt: -1 })
      .limit(1)
      .toArray();
    const mail = await mailed(system, said, role, 'lanyu/fengya');
    const board = await read('league', `/campaigns/${campaign}`);
    return {
      page: await reads(item),
      township: await reads(place('fengya')),
      receipt: await reads(`/commands/${command?._id}`),
      board,
      mail,
    };
  }

  it('that is void is so on page, receipt, board, home and in the mail, and held again', async () => {
    await player().submit('member-election', oneTooMany);
    const said = '选举无效，重新选举';
    const [form, home] = [await clerk.get(`${place('fengya')}/items/member-election/submission`), await clerk.get('/')];
    const places = await placesOf(said);
    expectSaid({ ...places, form: textOf(form), home: textOf(home) }, said);
  });

  it('that too few came to is put off on page, receipt, board, home and in the mail', async () => {
    await player().submit('member-election', tooFewPresent);
    const [form, home] = [await clerk.get(`${place('fengya')}/items/member-election/submission`), await clerk.get('/')];
    const places = await placesOf('改期召开');
    expectSaid({ ...places, form: textOf(form), home: textOf(home) }, /到会人数不足(?:（须到 \d+ 人）)?，改期召开/);
  });

  it('with equal votes after two run-offs waits for the Party committee on page, receipt, board, home and in the mail', async () => {
    await player().submit(
      'member-election',
      levelFrom(8, (valid) => Math.ceil(valid * 0.6)),
    );
    const half = levelFrom(0, (valid) => Math.floor(valid / 2));
    for (let runoff = 1; runoff <= 2; runoff += 1) await player().submit('member-election', half);
    const places = await placesOf('票数仍相等', 'township-party-committee');
    const home = textOf(await committee.get('/'));
    expectSaid({ ...places, home }, /票数仍?相等/);
    expectSaid({ home }, '票数相等，请研究确定：民主选举');
    expect(places['board']).toMatch(/枫垭镇 · 民主选举（票数相等）/);
    expect(places['page']).toContain('等乡镇党委办理');
    // Nobody else is asked.
    expect(textOf(await clerk.get('/'))).not.toContain('民主选举');
  });
});

describe('a stage that is waived', () => {
  it('is asked for nowhere, and everybody reads why', async () => {
    const clerk = new PageSession(system.url, await system.signIn('township-league', 'lanyu/qilu'));
    const reads = async (path: string) => textOf(await clerk.get(path));
    const at = `${place('qilu')}/irregular`;
    const fields = { form: 'waive', 'waive.item': 'survey', 'waive.reason': '上年已做过同样的调查。', ends: 'on' };
    const said = '“调查摸底”经团县委同意免办';
    const receipt = await press('league', at, `${at}/waive`, fields);
    const mail = await mailed(system, said, 'township-league', 'lanyu/qilu');
    const page = await reads(place('qilu'));
    expectSaid({ receipt, mail, page, notice: await reads('/inbox') }, said);
    expect(page).toMatch(/调查摸底\s*：\s*免办/);
    expect(page).toContain('上年已做过同样的调查。');
    expect(await read('league', `/campaigns/${campaign}`)).toContain('栖鹭镇 · 工作实施方案');
    const home = await reads('/');
    expect([home.includes('调查摸底'), home.includes('填写并报送：工作实施方案')]).toEqual([false, true]);
  });
});

describe('an objection', () => {
  const there = () => place('yunchu');
  let committee: PageSession;
  beforeAll(async () => {
    committee = new PageSession(system.url, await system.signIn('township-party-committee', 'lanyu/yunchu'));
    const player = new TownshipPlayer(system, campaign, 'yunchu');
    await player.reach('public-notice');
    await player.submit('public-notice');
  });

  it('holds the one person whom it is about, and nobody else', async () => {
    const at = `${there()}/irregular`;
    const about = /<option value="(public-notice#\d+#\d+)"/.exec((await committee.get(at)).html)?.[1] ?? '';
    const fields = { form: 'object', 'object.about': about, 'object.channel': 'letter', 'object.reason': '反映其有违纪行为。' };
    const said = '第 1 号异议，只涉及本人，其他人照常办理';
    const receipt = await pressOn(committee, at, `${at}/object`, fields);
    const mail = await mailed(system, said, 'organization-department', 'lanyu');
    const [page, home] = [textOf(await committee.get(there())), textOf(await committee.get('/'))];
    const board = await read('league', `/campaigns/${campaign}`);
    expectSaid({ receipt, mail, page }, said);
    expectSaid({ irregular: textOf(await committee.get(at)), home, board }, '第 1 号异议');
    expect(page).toContain('公示中');
    for (const text of [page, home]) expect(text).not.toContain('已暂停');
  });

  it('that is upheld vacates the seat on receipt, page, irregular page, board and home, and in the mail; the letter is told to nobody', async () => {
    const at = `${there()}/irregular`;
    const take = (step: string, reason: Record<string, string> = {}) =>
      pressOn(committee, at, `${at}/resolveObjection`, {
        form: 'resolveObjection-1',
        objection: '1',
        'resolveObjection-1.step': step,
        ...reason,
      });
    for (const step of ['accepted', 'investigating']) await take(step);
    const found = '经查属实，取消任用资格。';
    const receipt = await take('upheld', { 'resolveObjection-1.reason': found, ends: 'on' });
    const said = '1 号名额空出（异议属实）';
    const clerk = new PageSession(system.url, await system.signIn('township-league', 'lanyu/yunchu'));
    const reads = async (path: string) => textOf(await clerk.get(path));
    const mail = await mailed(system, said, 'township-league', 'lanyu/yunchu');
    const inbox = await reads('/inbox');
    const [page, irregular, home] = [await reads(there()), await reads(at), await reads('/')];
    expectSaid({ receipt, mail, page, inbox }, said);
    expectSaid({ receipt, irregular: textOf(await committee.get(at)) }, '第 1 号异议');
    expectSaid({ irregular }, /1 号名额/);
    expectSaid({ home }, '1 号名额补选');
    expectSaid({ board: await read('league', `/campaigns/${campaign}`) }, '1 号名额空出');
    // What came in by letter, and what was found, is not for the township's clerk.
    for (const text of [page, irregular, home, inbox, mail, await reads(`${there()}/history`)])
      for (const secret of ['反映其有违纪行为', found]) expect(text).not.toContain(secret);
  });
});

/** Numbers of the developers' own papers, names of stages and errors in the code: nobody else has a list of them. */
const CODE =
  /(?<![\w-])R\d{1,3}(?:\.\d+)?\b|§ ?\d|(?<!\w)C-\d\d\b|(?<![\w-])M\d{1,2} ?[\u4E00-\u9FFF]|(?<![\w-])[A-Z]{3,}(?:_[A-Z]+)+|\bundefined\b|\bNaN\b|cn-league/;

describe('the year of a campaign', () => {
  it('stands in the title of each of its pages, and in each mail; no code stands on a page', async () => {
    const without: string[] = [];
    const codes: string[] = [];
    let seen = 0;
    for (const visitor of ['clerk', 'league', 'department'] as const) {
      await crawl(visitor, session(visitor), (path, page) => {
        if (!/^\/(?:campaigns\/lanyu|commands\/)/.test(path)) return;
        seen += 1;
        const title = /<title>(.*?)<\/title>/.exec(page.html)?.[1] ?? '';
        const code = CODE.exec(textOf(page))?.[0];
        if (code) codes.push(`${visitor} ${path}: ${code}`);
        if (!/（2012 年）|\(2012\)/.test(title)) without.push(`${visitor} ${path}: ${title}`);
      });
    }
    expect(seen).toBeGreaterThan(100);
    expect(without).toEqual([]);
    expect(codes).toEqual([]);
    const told = await mails(system.deps.store)
      .find({ campaign: /^lanyu/ })
      .toArray();
    expect(told.length).toBeGreaterThan(5);
    expect(told.filter(({ subject }) => !subject.includes('（2012 年）')).map(({ subject }) => subject)).toEqual([]);
    for (const path of ['/campaigns', '/inbox']) expect(await read('league', path)).toContain('2012');
    expect(await read('neighbour', '/campaigns')).toContain('2012 年');
  });
});
