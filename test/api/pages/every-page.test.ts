import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROUTES } from '../../../api/pages/routes.ts';
import { browserAvailable, launchBrowser } from '../../support/browser.ts';
import { startTestSystem, type TestSystem } from '../../support/running-system.ts';
import { crawl, type Visited } from './crawl.ts';
import { finishTownship, signEveryMonth, startQuickCampaign, untilCompiled } from './full-county.ts';
import { inspect } from './page-inspection.ts';
import { type PageAnswer, PageSession } from './page-session.ts';
import { broughtIn, chineseLeft, machineWords, switchLanguage, wordsOn } from './page-words.ts';
import { browserOf, startPagesCampaign, startPastRecord } from './running-pages.ts';
import { nonce, TownshipPlayer } from './township-player.ts';
import { addStrangers, signInAll, VISITORS, type Visitor, whoIs } from './visitors.ts';

/** Every page of a county in which there is something on every page: who may open it, and that links lead to it. */

let system: TestSystem;
let slow: string;
let quick: string;
let record: string;
let clerk: string;
let session: (visitor: Visitor) => PageSession;

beforeAll(async () => {
  system = await startTestSystem();
  await addStrangers(system);
  [slow, quick] = [await startPagesCampaign(system), await startQuickCampaign(system)];
  record = await startPastRecord(system);
  await finishTownship(system, quick);
  const landu = new TownshipPlayer(system, slow, 'landu');
  await landu.reach('public-notice');
  await landu.submit('public-notice');
  await recordObjection(landu);
  await untilCompiled(system, quick);
  await signEveryMonth(system, quick);
  const league = await system.as('county-league', 'lanyu');
  expect((await league.post(`/api/campaigns/${quick}/results`, { nonce: nonce(), title: '工作成果', text: '正文。' })).status).toBe(200);
  clerk = (await system.person('township-league', 'lanyu/landu'))._id;
  session = await signInAll(system);
});
afterAll(() => system.stop());

async function recordObjection(landu: TownshipPlayer): Promise<void> {
  const committee = await system.as('township-party-committee', 'lanyu/landu');
  const { round } = await landu.item('public-notice');
  const objection = { item: 'public-notice', round, person: 1, channel: 'letter', named: true, reason: '反映工作不到位。' };
  expect((await committee.post(`${landu.path}/objections`, { nonce: nonce(), ...objection })).status).toBe(200);
}

const COUNTY: readonly Visitor[] = ['clerk', 'committee', 'neighbour', 'otherCommittee', 'league', 'department', 'auditor'];
const BODIES: readonly Visitor[] = ['league', 'department', 'auditor'];
const TOWNSHIP: readonly Visitor[] = ['clerk', 'committee', 'league', 'department', 'auditor'];
const EVERYBODY: readonly Visitor[] = VISITORS.filter((visitor) => visitor !== 'stranger');

describe('who may open a page', () => {
  /** What everybody else is answered is 404: they are not told whether it is there. Strangers sign in first. */
  const cases = (): [path: string, may: readonly Visitor[], others: Partial<Record<Visitor, number>> | number][] => {
    const [one, two, landu] = [`/campaigns/${slow}`, `/campaigns/${quick}`, `/campaigns/${slow}/townships/landu`];
    const outside = { otherCommittee: 404, administrator: 404, foreignLeague: 404, foreignAdministrator: 404 };
    return [
      ['/', EVERYBODY.filter((who) => !/dministrator|auditor/.test(who)), 303],
      ['/account', EVERYBODY, 0],
      ['/inbox', EVERYBODY, 0],
      ['/campaigns', EVERYBODY, 0],
      ['/people', ['administrator', 'foreignAdministrator'], 403],
      ['/people/new', ['administrator', 'foreignAdministrator'], 403],
      [`/people/${clerk}`, ['administrator'], { foreignAdministrator: 404 }],
      ['/mail', ['administrator', 'foreignAdministrator'], 403],
      ['/audit', ['administrator', 'auditor', 'foreignAdministrator'], 403],
      ['/campaigns/new', ['league', 'administrator', 'foreignLeague', 'foreignAdministrator'], 403],
      ['/campaigns/new/county.xlsx', ['league', 'administrator', 'foreignLeague', 'foreignAdministrator'], 403],
      ['/campaigns/new/example.csv', ['league', 'administrator', 'foreignLeague', 'foreignAdministrator'], 403],
      [one, BODIES, { clerk: 303, committee: 303, neighbour: 303, ...outside, otherCommittee: 303 }],
      [`${one}/plan`, COUNTY, 404],
      [`${two}/reports/2012-06`, BODIES, 404],
      [`${two}/reports/2012-06/report.docx`, BODIES, 404],
      [`${two}/reports/2012-06/report.xlsx`, BODIES, 404],
      [`${two}/results`, COUNTY, 404],
      [`${two}/platform`, COUNTY, 404],
      [`${two}/experience`, COUNTY, 404],
      [`${one}/what-if`, BODIES, { foreignLeague: 404 }],
      [`${one}/townships/new`, ['league'], { foreignLeague: 404 }],
      [`${one}/amendment`, ['league'], { foreignLeague: 404 }],
      [`${one}/plan.yaml`, ['league'], { foreignLeague: 404 }],
      [`/campaigns/${record}/end`, ['league'], { foreignLeague: 404 }],
      [landu, TOWNSHIP, 404],
      [`${landu}/history`, TOWNSHIP, 404],
      [`${landu}/irregular`, TOWNSHIP, 404],
      [`${landu}/items/survey`, TOWNSHIP, 404],
      [`${landu}/items/monthly-report/2012-06`, TOWNSHIP, 404],
      [
        `${landu}/items/monthly-report/2012-06/submission`,
        ['clerk'],
        { committee: 303, league: 303, department: 303, auditor: 303, neighbour: 404, ...outside },
      ],
      [`${landu}/items/member-election/ballot`, TOWNSHIP, 404],
      [`${landu}/items/member-election/tally-sheet`, TOWNSHIP, 404],
      [`${landu}/items/member-election/count`, TOWNSHIP, 404],
      [`${landu}/items/member-election/announcement`, TOWNSHIP, 404],
      [`${landu}/items/member-election/minutes.docx`, TOWNSHIP, 404],
      [`${landu}/interventions/hold`, ['committee', 'department'], { clerk: 403, league: 403, auditor: 403, neighbour: 404, ...outside }],
      ['/experience', VISITORS, 0],
      ['/experience.atom', VISITORS, 0],
      ['/sign-in', ['stranger'], 303],
    ];
  };

  it('is the same for every page and everybody', async () => {
    const wrong: string[] = [];
    for (const [path, may, others] of cases()) {
      for (const visitor of VISITORS) {
        const { status } = await session(visitor).get(path);
        const other = typeof others === 'number' ? others : (others[visitor] ?? 403);
        const expected = may.includes(visitor) ? 200 : visitor === 'stranger' ? 303 : other;
        if (status !== expected) wrong.push(`${visitor} ${path}: ${status}, not ${expected}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  it('is no dead end at an address that only takes forms', async () => {
    const landu = `/campaigns/${slow}/townships/landu`;
    for (const [visitor, path, above] of [
      ['league', '/campaigns/preview', '/campaigns'],
      ['league', `/campaigns/${slow}/amendment/preview`, `/campaigns/${slow}/amendment`],
      ['league', `/campaigns/${slow}/townships`, `/campaigns/${slow}`],
      ['league', `${landu}/irregular/waive`, `${landu}/irregular`],
      ['committee', `${landu}/items/survey/decision`, `${landu}/items/survey`],
      ['administrator', `/people/${clerk}/link`, `/people/${clerk}`],
      ['clerk', '/account/password', '/account'],
      ['clerk', '/inbox/read', '/inbox'],
      ['stranger', '/sign-in/link', '/sign-in'],
    ] as const) {
      const { status, location } = await session(visitor).get(path);
      expect([path, status, location]).toEqual([path, 303, above]);
    }
    const stranger = await session('stranger').get('/campaigns/preview');
    expect(stranger.location).toBe('/sign-in?next=%2Fcampaigns%2Fpreview');
  });

  it('gives whoever may not know of a place the page of a place that is not there', async () => {
    const [there, nowhere] = await Promise.all(
      ['landu', 'nowhere'].map((township) => session('neighbour').get(`/campaigns/${slow}/townships/${township}`)),
    );
    const bare = (html = '') => html.replaceAll(/value="[^"]*"/g, '');
    expect(bare(there?.html)).toBe(bare(nowhere?.html));
  });

  it('shows the administrator of a county what went to its people, sign-in links above all', async () => {
    expect((await session('foreignAdministrator').get('/mail')).html).not.toContain('@lanyu.example');
    expect((await session('administrator').get('/mail')).html).toContain('@lanyu.example');
    expect((await session('foreignAdministrator').get('/audit')).html).not.toContain('lanyu');
    expect((await session('foreignAdministrator').get('/people')).html).not.toContain('@lanyu.example');
  });
});

describe('links', () => {
  let visited: readonly Visited[];
  const machine = new Set<string>();
  beforeAll(async () => {
    const brought = await broughtIn(system.deps.store);
    const look = (path: string, { html }: PageAnswer) => {
      for (const line of machineWords(html, brought)) machine.add(`${path}: ${line}`);
    };
    visited = (await Promise.all(VISITORS.map((visitor) => crawl(visitor, session(visitor), look, true)))).flat();
  });

  it('lead nowhere that is not there, and never to a mistake of ours', () => {
    expect(
      visited.filter(({ status }) => status !== 200).map(({ visitor, path, status, from }) => `${visitor} ${from} → ${path}: ${status}`),
    ).toEqual([]);
    expect(visited.length).toBeGreaterThan(300);
  });

  it('lead to every page there is', () => {
    const pages = ROUTES.filter(({ method }) => method === 'get').map(({ path }) => path);
    // Where the button that counts leads to; told in its own tests.
    const byPress = ['/commands/:nonce'];
    // Only after a repair that took commands back: test/launcher/verify-taken-back.test.ts opens them from the board.
    const afterRepair = ['/campaigns/:campaign/taken-back', '/campaigns/:campaign/taken-back/:nonce'];
    // Nothing is attached here.
    const attached = '/campaigns/:campaign/townships/:township/items/*item/attachments/:file';
    const unseen = pages.filter(
      (route) => ![...byPress, ...afterRepair, attached].includes(route) && !visited.some(({ path }) => patternOf(route).test(path)),
    );
    expect(unseen).toEqual([]);
    // What is for everybody of the county is not only on the board, which townships do not see.
    const seen = visited.filter(({ visitor }) => visitor === 'clerk').map(({ path }) => path);
    for (const page of ['plan', 'platform', 'experience', 'results']) expect(seen).toContain(`/campaigns/${slow}/${page}`);
  });

  it('lead a district’s people to no page that calls their bodies a township’s', async () => {
    const clerk = new PageSession(system.url, await system.signIn('township-league', 'lanyu/gongye'));
    const wrong: string[] = [];
    let seen = 0;
    await crawl('clerk', clerk, (path, { html }) => {
      seen += 1;
      if (!/^\/($|account|inbox|campaigns\/[^/]+\/townships)/.test(path)) return;
      const text = wordsOn(html);
      if (/乡镇(党委|团委)/.test(text)) wrong.push(`${path}: ${/.{0,20}乡镇(党委|团委).{0,20}/.exec(text)?.[0] ?? ''}`);
    });
    expect(wrong).toEqual([]);
    expect(seen).toBeGreaterThan(15);
  });

  it('lead to pages that name no rule by a number of our own, and say days as people do', () => {
    expect([...machine]).toEqual([]);
  });

  it('lead in English to pages without a word or sign of Chinese but what people wrote', async () => {
    const brought = await broughtIn(system.deps.store);
    const wrong = new Set<string>();
    for (const visitor of VISITORS) await switchLanguage(session(visitor), visitor === 'stranger' ? '/sign-in' : '/account');
    for (const { visitor, path } of fullest(visited)) {
      const { html } = await session(visitor).get(path);
      expect(html).toContain('<html lang="en"');
      for (const line of chineseLeft(html, brought)) wrong.add(`${path}: ${line}`);
    }
    for (const visitor of VISITORS) await switchLanguage(session(visitor), visitor === 'stranger' ? '/sign-in' : '/account');
    expect([...wrong]).toEqual([]);
  });

  it.runIf(browserAvailable())('lead to pages that are accessible, light and fit for a telephone', async () => {
    const browser: Browser = await launchBrowser();
    try {
      for (const { path } of ROUTES.filter(({ method }) => method === 'get')) {
        const found = visited.filter((one) => one.html && patternOf(path).test(one.path));
        // The one with most on it.
        const [most] = found.toSorted((a, b) => b.size - a.size);
        if (!most) continue;
        const who = whoIs(most.visitor);
        const context = who ? await browserOf(browser, system, who) : await browser.newContext({ baseURL: system.url, locale: 'zh-CN' });
        const page = await context.newPage();
        await page.goto(most.path);
        await inspect(page, path);
        await context.close();
      }
    } finally {
      await browser.close();
    }
  });
});

it('a rehearsal’s experience is for those who take part, and for nobody else', async () => {
  expect((await session('clerk').get(`/campaigns/${quick}/experience`)).html).toContain('按岗荐人、按需设项');
  expect((await session('stranger').get('/experience')).html).not.toContain('按岗荐人');
});

/** Each page as whoever finds most on it sees it. */
function fullest(visited: readonly Visited[]): Visited[] {
  const pages = new Map<string, Visited>();
  for (const one of visited) {
    const known = pages.get(one.path);
    if (one.html && one.status === 200 && (!known || one.size > known.size)) pages.set(one.path, one);
  }
  return [...pages.values()];
}

/** A route's address as the addresses that it answers. */
function patternOf(route: string): RegExp {
  const parts = route
    .split('/')
    .map((part) => (part.startsWith('*') ? '.+' : part.startsWith(':') ? '[^/]+' : part.replaceAll('.', '\\.')));
  return new RegExp(`^${parts.join('/')}$`);
}
