import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newNonce } from '../../../api/pages/routing/form.ts';
import { auditRows } from '../../../store/audit.ts';
import { campaigns } from '../../../store/campaigns.ts';
import { commandLog } from '../../../store/command-log.ts';
import { people } from '../../../store/people.ts';
import { platforms } from '../../../store/platforms.ts';
import { countyUpload, exampleText } from '../../support/example-county.ts';
import { startTestSystem, type TestSystem } from '../../support/running-system.ts';
import { signEveryMonth, startQuickCampaign } from './full-county.ts';
import { hiddenIn, type PageAnswer, type PageSession, plain } from './page-session.ts';
import { broughtIn, machineWords } from './page-words.ts';
import { startPagesCampaign } from './running-pages.ts';
import { addStrangers, signInAll, tokenOf, type Visitor } from './visitors.ts';

/** Forms of the county and of the administration: wrong input, and a button pressed twice. */

let system: TestSystem;
let slow: string;
/** Its last month is signed: the results can be written. */
let signed: string;
/** Its plan lies before the organization department. */
let asked: string;
let as: (visitor: Visitor) => PageSession;

beforeAll(async () => {
  system = await startTestSystem();
  await addStrangers(system);
  [slow, signed] = [await startPagesCampaign(system), await startQuickCampaign(system)];
  const league = await system.as('county-league', 'lanyu');
  const upload = { ...countyUpload(), year: 2012, clock: 'trial', msPerPlanDay: 86_400_000 };
  asked = (await league.post('/api/campaigns', upload)).body.campaign.id;
  await signEveryMonth(system, signed);
  as = await signInAll(system);
});
afterAll(() => system.stop());

const PLAN_TEXT = readFileSync(new URL('../../../plans/one-plus-three-x.yaml', import.meta.url), 'utf8');
const fileNamed = (name: string, text: string) => ({ file: new File([text], name) });

/** Where the error summary leads to, in its order. */
const linked = (html: string) => [...html.matchAll(/<li><a href="#([^"]*)"/g)].map(([, field = '']) => plain(field));

it('says days as people do before a campaign starts: its window not open, begun, over, and deadlines that are provisional', async () => {
  const league = as('league');
  const upload = async (year: string) =>
    league.postFiles(await league.get('/campaigns/new'), '/campaigns/preview', { year }, fileNamed('county.yaml', exampleText()));
  const past = await upload('2012');
  const over = await league.post(past, '/campaigns', { clock: 'live' });
  const pages = [past, over, await upload(new Date().toISOString().slice(0, 4)), await upload('2090')];
  expect(past.html).toContain('2012年6月1日 至 2012年12月31日');
  expect(over.html).toContain('2012 年的办理期（6月1日 至 12月31日）已经过去');
  expect(pages[3]?.html).toMatch(/2090[、\d]* 年的放假安排.*2090年\d+月\d+日/s);
  const brought = await broughtIn(system.deps.store);
  expect(pages.flatMap(({ html }) => machineWords(html, brought))).toEqual([]);
});

describe('wrong input', () => {
  interface Case {
    readonly what: string;
    readonly by: Visitor;
    readonly page: () => string;
    readonly action?: () => string;
    readonly typed: Readonly<Record<string, string>>;
    readonly fields: readonly string[];
  }
  const cases: readonly Case[] = [
    {
      what: 'a new person',
      by: 'administrator',
      page: () => '/people/new',
      action: () => '/people',
      typed: { name: '', email: '没有', role: '', unit: '岚榆县', telephone: '电话' },
      fields: ['name', 'email', 'role', 'unit', 'telephone'],
    },
    {
      what: 'the exchange platform',
      by: 'league',
      page: () => `/campaigns/${slow}/platform`,
      typed: { group: '', number: '12', since: '昨天', members: '-1', website: 'ftp://x' },
      fields: ['group', 'number', 'since', 'members', 'website'],
    },
    {
      what: 'the results document',
      by: 'league',
      page: () => `/campaigns/${signed}/results`,
      typed: { title: '长'.repeat(201), text: '' },
      fields: ['title', 'text'],
    },
    {
      what: 'a decision on the plan, without one',
      by: 'department',
      page: () => `/campaigns/${asked}/plan`,
      typed: { reason: '先看看' },
      fields: ['verdict'],
    },
    {
      what: 'a plan sent back without a reason',
      by: 'department',
      page: () => `/campaigns/${asked}/plan`,
      typed: { verdict: 'return', reason: ' ' },
      fields: ['reason'],
    },
    {
      what: 'a waiver',
      by: 'league',
      page: () => `/campaigns/${slow}/townships/landu/irregular`,
      action: () => `/campaigns/${slow}/townships/landu/irregular/waive`,
      typed: { 'waive.item': '', 'waive.reason': '' },
      fields: ['waive.item', 'waive.reason'],
    },
    {
      what: 'a password',
      by: 'auditor',
      page: () => '/account',
      action: () => '/account/password',
      typed: { next: 'short' },
      fields: ['next'],
    },
  ];

  it.each(cases)(
    'for $what: everything that is wrong at once, and nothing typed is lost',
    async ({ by, page, action = page, typed, fields }) => {
      const wrong = await as(by).post(await as(by).get(page()), action(), typed);
      expect(wrong.status).toBe(422);
      expect(wrong.html).toMatch(/<title>错误：/);
      expect(linked(wrong.html)).toEqual(fields);
      for (const field of fields) expect(wrong.html.split(`id="${field}"`)).toHaveLength(2);
      for (const [name, value] of Object.entries(typed)) {
        const kept = name === 'next' || value.trim() === '' || name === 'verdict' || plain(wrong.html).includes(`value="${value}"`);
        expect([name, kept || plain(wrong.html).includes(`${value}</textarea>`)]).toEqual([name, true]);
      }
      if (typed['verdict']) expect(wrong.html).toMatch(new RegExp(`value="${typed['verdict']}" checked`));
    },
  );

  it('for a supposition, asked in the address', async () => {
    const page = await as('league').get(`/campaigns/${slow}/what-if?what=slip&stage=&days=%E4%B8%89%E5%A4%A9&township=landu`);
    expect([page.status, linked(page.html)]).toEqual([422, ['stage', 'days']]);
    expect(page.html).toContain('value="三天"');
    expect(page.html).toMatch(/<option value="landu" selected/);
    const right = await as('league').get(`/campaigns/${slow}/what-if?what=slip&stage=survey&days=１０&township=landu`);
    expect(right.html).toMatch(/在办乡镇 1 个，其中 1 个日期有变/);
    expect(right.html).toMatch(/调查摸底<\/strong> · 期限 2012/);
  });

  it('for an amendment: no file, a plan that is wrong, the version in force, and no reason', async () => {
    const [league, path] = [as('league'), `/campaigns/${slow}/amendment`];
    const send = async (file: Record<string, File>) => league.postFiles(await league.get(path), `${path}/preview`, {}, file);
    const inForce = (await league.get(`/campaigns/${slow}/plan.yaml`)).html;
    expect(inForce).toMatch(/^# .*现行第 1 版/);
    const none = await send({});
    expect([none.status, linked(none.html)]).toEqual([422, ['file']]);
    const broken = await send(fileNamed('plan.yaml', PLAN_TEXT.replace('due: 06-13', 'due: 13-06').replace('version: 1', 'version: eins')));
    expect(broken.status).toBe(422);
    expect(linked(broken.html).length).toBeGreaterThanOrEqual(2);
    expect(broken.html).toMatch(/第 12 行.*version/);
    const same = await send(fileNamed('plan.yaml', inForce));
    expect(same.html).toContain('请把方案文件中“version”后面的数字改为大于 1 的数');
    const preview = await send(fileNamed('plan.yaml', PLAN_TEXT.replace('due: 06-13', 'due: 06-15').replace('version: 1', 'version: 2')));
    expect(preview.status).toBe(200);
    expect(preview.html).toContain('06-13');
    const blank = await league.post(preview, path, { reason: ' ' });
    expect([blank.status, linked(blank.html)]).toEqual([422, ['reason']]);
    const stolen = await as('foreignLeague').postBare(path, {
      ...hiddenIn(preview.html, path),
      ...(await tokenOf(as('foreignLeague'))),
      reason: '试',
    });
    expect(stolen.status).toBe(404);
    const done = await league.post(blank, path, { reason: '汛期调整。' });
    expect(done.html).toContain('12 个在办乡镇中 12 个已生效');
    expect((await league.get(`/campaigns/${slow}/plan.yaml`)).html).toMatch(/现行第 2 版.*due: 06-15/s);
  });

  it('for a county file that adds townships', async () => {
    const [league, page] = [as('league'), `/campaigns/${slow}/townships/new`];
    const action = `/campaigns/${slow}/townships`;
    const send = async (file: Record<string, File>) => league.postFiles(await league.get(page), action, {}, file);
    expect(linked((await send({})).html)).toEqual(['file']);
    expect((await send(fileNamed('county.yaml', exampleText()))).html).toContain('没有要增补的');
    const foreign = await send(fileNamed('county.yaml', exampleText().replace('id: lanyu', 'id: yunxi')));
    expect(foreign.status).toBe(422);
    expect(foreign.html).toContain('您只能上传“lanyu”的');
  });
});

describe('a button pressed twice at once', () => {
  const twice = async (visitor: Visitor, page: PageAnswer, action: string, fields: Readonly<Record<string, string>>) => {
    const answers = await Promise.all([0, 1].map(() => as(visitor).post(page, action, fields)));
    expect(answers.map(({ status, location }) => [status, location])).toEqual([
      [303, answers[0]?.location],
      [303, answers[0]?.location],
    ]);
    return answers[0]?.location ?? '';
  };

  it('starts one campaign, and one more only from a file uploaded anew', async () => {
    const before = await campaigns(system.deps.store).countDocuments();
    const league = as('league');
    const upload = async () =>
      league.postFiles(await league.get('/campaigns/new'), '/campaigns/preview', { year: '2013' }, fileNamed('county.yaml', exampleText()));
    const preview = await upload();
    const place = await twice('league', preview, '/campaigns', { clock: 'trial', accept: 'on' });
    const later = await league.post(preview, '/campaigns', { clock: 'trial', accept: 'on' });
    expect(later.location).toBe(place);
    expect(await campaigns(system.deps.store).countDocuments()).toBe(before + 1);
    const another = await league.post(await upload(), '/campaigns', { clock: 'trial', accept: 'on' });
    expect(another.location).not.toBe(place);
    expect(
      (
        await as('foreignLeague').postBare('/campaigns', {
          ...hiddenIn(preview.html, '/campaigns'),
          ...(await tokenOf(as('foreignLeague'))),
        })
      ).html,
    ).toContain('上传的文件已过期');
  });

  it('adds one person', async () => {
    const person = { name: '新例甲', email: 'New@lanyu.example', role: 'township-league', unit: 'lanyu/landu', telephone: '' };
    const place = await twice('administrator', await as('administrator').get('/people/new'), '/people', person);
    expect(await people(system.deps.store).countDocuments({ email: 'new@lanyu.example' })).toBe(1);
    expect(place).toBe(`/people/${(await people(system.deps.store).findOne({ email: 'new@lanyu.example' }))?._id}`);
    const other = await as('administrator').post(await as('administrator').get('/people/new'), '/people', { ...person, name: '别例乙' });
    expect([other.status, linked(other.html)]).toEqual([422, ['email']]);
  });

  it('records one change of the platform', async () => {
    const path = `/campaigns/${slow}/platform`;
    const platform = {
      group: '岚榆农村共青团',
      number: '１２３４５６',
      since: '2012年6月10日',
      members: '36',
      website: 'https://lanyu.example/',
    };
    const place = await twice('league', await as('league').get(path), path, platform);
    expect(await platforms(system.deps.store).countDocuments()).toBe(1);
    expect(await auditRows(system.deps.store).countDocuments({ what: 'platform-recorded' })).toBe(1);
    expect((await as('clerk').get(place)).html).toMatch(/岚榆农村共青团.*123456.*2012.*36.*https:\/\/lanyu.example\//s);
  });

  it('decides a plan, publishes the results and waives a stage once', async () => {
    const [plan, results] = [`/campaigns/${asked}/plan`, `/campaigns/${signed}/results`];
    const shown = await as('department').get(plan);
    // Nobody is asked for a reason to agree: none is said to be missing.
    const agreed = await as('department').post(shown, plan, { verdict: 'approve', reason: '' });
    expect(agreed.html).toContain('确认同意：县方案');
    expect(agreed.html).not.toMatch(/未填写|理由/);
    const lookedOver = await as('department').post(shown, plan, { verdict: 'return', reason: '时间太紧。' });
    expect(lookedOver.html).toMatch(/确认退回：县方案.*时间太紧。.*这一次全县工作就此结束/s);
    // A slip of the pen ends no campaign: it asks for a tick of its own.
    const unticked = await as('department').post(lookedOver, plan, { do: 'confirm' });
    expect([unticked.status, linked(unticked.html)]).toEqual([422, ['ends']]);
    await twice('department', lookedOver, plan, { do: 'confirm', ends: 'on' });
    expect((await as('league').get(plan)).html).toContain('已退回');
    const late = await as('department').post(shown, plan, { nonce: newNonce(), verdict: 'return', reason: '同事已先办。' });
    expect([late.status, late.html.includes('同事已先办。')]).toEqual([409, true]);
    await twice('league', await as('league').get(results), results, { title: '工作成果', text: '第一行。\n<b>第二行。</b>' });
    expect((await as('clerk').get(results)).html).toContain('&lt;b>第二行。');
    const again = await as('league').postBare(results, { ...(await tokenOf(as('league'))), title: '另一份', text: '写了一下午。' });
    expect([again.status, again.html.includes('写了一下午。')]).toEqual([409, true]);
    const irregular = `/campaigns/${slow}/townships/shiyu/irregular`;
    const form = { 'waive.item': 'survey', 'waive.reason': '上年已做过同样的调查。' };
    const check = await as('league').post(await as('league').get(irregular), `${irregular}/waive`, form);
    expect(check.html).toMatch(/调查摸底.*上年已做过同样的调查。/s);
    await twice('league', check, `${irregular}/waive`, { do: 'confirm', ends: 'on' });
    const count = (message: string) => commandLog(system.deps.store).countDocuments({ message });
    expect([await count('waive'), await count('publish')]).toEqual([1, 1]);
  });
});
