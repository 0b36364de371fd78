import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { acts } from '../../../store/acts.ts';
import { mails } from '../../../store/mails.ts';
import { countyUpload } from '../../support/example-county.ts';
import { startTestSystem, type TestSystem } from '../../support/running-system.ts';
import { until } from '../../support/until.ts';
import { crawl } from './crawl.ts';
import { type PageAnswer, PageSession, plain } from './page-session.ts';
import { startPagesCampaign } from './running-pages.ts';
import { nonce, TownshipPlayer } from './township-player.ts';
import { addStrangers, signInAll, type Visitor } from './visitors.ts';

/** What ends, voids, holds or sends back something: its page, its receipt, its mail, the board and the home say the same. */

let system: TestSystem;
let campaign: string;
let session: (visitor: Visitor) => PageSession;

beforeAll(async () => {
  system = await startTestSystem();
  await addStrangers(system);
  campaign = await startPagesCampaign(system);
  session = await signInAll(system);
}, 300_000);
afterAll(() => system.stop());

const textOf = ({ html }: PageAnswer): string =>
  plain(html.slice(html.indexOf('<main')).replaceAll(/<script.*?<\/script>|<[^>]+>/gs, ' ')).replaceAll(/\s+/g, ' ');
const read = async (visitor: Visitor, path: string): Promise<string> => textOf(await session(visitor).get(path));
const place = (township = 'landu'): string => `/campaigns/${campaign}/townships/${township}`;

/** The mails that went to somebody, subject and text. */
async function mailsTo(address: string): Promise<string> {
  const rows = await mails(system.deps.store).find({ to: address }).toArray();
  return rows.map(({ subject, text }) => `${subject}\n${text}`).join('\n');
}
const emailOf = async (...who: Parameters<TestSystem['person']>): Promise<string> => (await system.person(...who)).email;

/** Presses the buttons of a page of a measure. @returns the receipt */
async function press(visitor: Visitor, from: string, action: string, fields: Record<string, string>): Promise<string> {
  const there = session(visitor);
  let answer = await there.post(await there.get(from), action, fields);
  if (answer.status === 200) answer = await there.post(answer, action, { ...fields, do: 'confirm' });
  expect([answer.status, answer.location]).toEqual([303, expect.stringMatching(/^\/acts\//)]);
  return read(visitor, answer.location ?? '');
}

describe('a plan that is sent back', () => {
  const reason = '日期太紧，请把设岗定责推迟一周。';
  const nextStep = '请系统管理员改好方案文件，再到“全县工作”里重新启动一次';

  it('says why, and what to do now, wherever the county meets it', async () => {
    const league = await system.as('county-league', 'lanyu');
    const upload = countyUpload();
    const started = await league.post('/api/campaigns', { ...upload, year: 2012, clock: 'trial', msPerPlanDay: 86_400_000 });
    const { id } = started.body.campaign;
    const plan = `/campaigns/${id}/plan`;
    await until(async () => ((await session('department').get(plan)).html.includes('id="decide"') ? true : undefined));
    const receipt = await press('department', plan, plan, { verdict: 'return', reason, ends: 'on' });
    expect(receipt).toContain(reason);
    const mail = await until(async () => {
      const text = await mailsTo(await emailOf('county-league', 'lanyu'));
      return text.includes('县方案被县委组织部退回') ? text : undefined;
    });
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
  }, 120_000);
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
    expect(await mailsTo(await emailOf('township-league', 'lanyu/landu'))).toContain('“调查摸底”被乡镇党委退回');
    await player.pass('survey');
    expect(await read('clerk', '/')).not.toContain('被退回');
  }, 120_000);
});

describe('a hold', () => {
  it('is one on every page, and nobody is overdue', async () => {
    const receipt = await press('committee', `${place()}/measures/hold`, `${place()}/measures/hold`, { reason: '先处理信访。' });
    expect(receipt).toContain('暂停');
    expect(await read('clerk', place())).toContain('已暂停');
    expect(await read('league', `/campaigns/${campaign}`)).toMatch(/澜渡镇.{0,40}已暂停/);
    expect(await read('clerk', '/')).toContain('暂停');
    expect(await mailsTo(await emailOf('township-league', 'lanyu/landu'))).toContain('乡镇党委已暂停本乡镇的工作');
    for (const path of [place(), '/']) expect(await read('clerk', path)).not.toContain('已逾期');
    const released = await press('committee', `${place()}/measures/release`, `${place()}/measures/release`, { reason: '已办妥。' });
    expect(released).toContain('恢复');
    expect(await read('league', `/campaigns/${campaign}`)).not.toContain('已暂停');
  }, 120_000);
});

describe('a township that is closed', () => {
  it('is closed on every page, and waits for nobody', async () => {
    const at = `${place('shiyu')}/measures/close`;
    const receipt = await press('league', at, at, { reason: '并入澜渡镇。', ends: 'on' });
    expect(receipt).toContain('终止');
    expect(await read('neighbour', place('shiyu'))).toContain('已终止');
    expect(await read('league', `/campaigns/${campaign}`)).toMatch(/已终止/);
    expect(await read('neighbour', '/')).toContain('现在没有等您办理的事项');
    expect(await mailsTo(await emailOf('township-league', 'lanyu/shiyu'))).toContain('已终止');
  }, 120_000);
});

describe('a vote that is void', () => {
  it('is void on page, receipt, board, home and in the mail, and held again', async () => {
    const said = '选举无效，重新选举';
    const player = new TownshipPlayer(system, campaign, 'fengya');
    await player.reach('member-election');
    await player.submit('member-election', (dossier) => {
      const issued = Number(dossier['issued']);
      return { ...dossier, returned: issued + 1, invalid: issued + 1 - Number(dossier['valid']) };
    });
    const clerk = new PageSession(system.url, await system.signIn('township-league', 'lanyu/fengya'));
    const reads = async (path: string) => textOf(await clerk.get(path));
    const [act] = await acts(system.deps.store).find({ township: 'fengya', item: 'member-election' }).toArray();
    const mail = await until(async () => {
      const text = await mailsTo(await emailOf('township-league', 'lanyu/fengya'));
      return text.includes(said) ? text : undefined;
    });
    const seen = {
      page: await reads(`${place('fengya')}/items/member-election`),
      form: await reads(`${place('fengya')}/items/member-election/submission`),
      receipt: await reads(`/acts/${act?._id}`),
      home: await reads('/'),
      board: await read('league', `/campaigns/${campaign}`),
      mail,
    };
    for (const [where, text] of Object.entries(seen)) expect([where, text.includes(said)]).toEqual([where, true]);
  }, 240_000);
});

/** Numbers of the developers' own papers, names of stages and errors in the code: nobody else has a list of them. */
const CODE =
  /(?<![\w-])R\d{1,3}(?:\.\d+)?\b|§ ?\d|(?<!\w)C-\d\d\b|(?<![\w-])M\d{1,2} ?[\u4E00-\u9FFF]|(?<![\w-])[A-Z]{3,}(?:_[A-Z]+)+|\bundefined\b|\bNaN\b|cn-league/;

describe('the year of a campaign', () => {
  it('stands in the title of each of its pages, and in each mail; no code stands on a page', async () => {
    const without: string[] = [];
    const codes: string[] = [];
    for (const visitor of ['clerk', 'league', 'department'] as const) {
      for (const { path, html, status } of await crawl(visitor, session(visitor))) {
        if (!html || status !== 200 || !/^\/(?:campaigns\/lanyu|acts\/)/.test(path)) continue;
        const page = await session(visitor).get(path);
        const title = /<title>(.*?)<\/title>/.exec(page.html)?.[1] ?? '';
        const code = CODE.exec(textOf(page))?.[0];
        if (code) codes.push(`${visitor} ${path}: ${code}`);
        if (!/（2012 年）|\(2012\)/.test(title)) without.push(`${visitor} ${path}: ${title}`);
      }
    }
    expect(without).toEqual([]);
    expect(codes).toEqual([]);
    const told = await mails(system.deps.store)
      .find({ campaign: /^lanyu/ })
      .toArray();
    expect(told.length).toBeGreaterThan(5);
    expect(told.filter(({ subject }) => !subject.includes('（2012 年）')).map(({ subject }) => subject)).toEqual([]);
    for (const path of ['/campaigns', '/inbox']) expect(await read('league', path)).toContain('2012');
    expect(await read('neighbour', '/campaigns')).toContain('2012 年');
  }, 300_000);
});
