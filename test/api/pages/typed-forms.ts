import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import type { Role } from '../../../domain/roles.ts';
import { commandLog } from '../../../store/command-log.ts';
import { drafts } from '../../../store/drafts.ts';
import { people } from '../../../store/people.ts';
import { platforms } from '../../../store/platforms.ts';
import { takenBack } from '../../../store/taken-back.ts';
import type { TestSystem } from '../../support/running-system.ts';
import { pdfOf } from '../../support/sample-files.ts';
import { countyOf } from './full-county.ts';
import { surveyForm } from './survey-form.ts';
import { meansIt } from './township-desk.ts';
import { TownshipPlayer } from './township-player.ts';

/** Every form into which somebody types, as they meet it: what is typed, what is pressed, and what it comes to. */

export interface TypedForm {
  /** The address that takes it, as the router has it. */
  readonly route: string;
  readonly who: readonly [role: Role, unit: string];
  /** Brings about what the form is for. */
  readonly before?: () => Promise<unknown>;
  /** The page on which it stands, or the way to it. */
  readonly from: string | ((page: Page) => Promise<unknown>);
  /** By id of the input. */
  readonly typed: Readonly<Record<string, string>>;
  /** What is chosen beside it. */
  readonly choose?: (page: Page) => Promise<unknown>;
  readonly press: string;
  /** What cannot be given back: a file. */
  readonly files?: (page: Page) => Promise<unknown>;
  /** From the press on, until it is recorded; absent for one that is not sent here. */
  readonly finish?: (page: Page) => Promise<unknown>;
  /** How often it is on record; absent for a form that records nothing. */
  readonly count?: () => Promise<number>;
}

/** What the forms of one passage are about: each passage has its own. */
export interface Ground {
  readonly system: TestSystem;
  readonly campaign: string;
  /** At its first stages, and before its vote. */
  readonly township: string;
  readonly voting: string;
  /** A campaign whose plan waits, and one whose results are written; those are published in one passage only. */
  readonly asked: string;
  readonly signed: string;
  readonly publish: boolean;
  /** A record of a past year. */
  readonly record: string;
  /** A command that a repair took back. */
  readonly taken: string;
  /** The version of the plan in force. */
  readonly version: number;
}

const PLAN = readFileSync(new URL('../../../plans/one-plus-three-x.yaml', import.meta.url), 'utf8');
const WORDS = '写了一早上的“意见” <与> 附注';

const confirmed = async (page: Page): Promise<void> => {
  await meansIt(page);
  await page.click('main button[value=confirm]');
};
const file = (page: Page, input: string, name: string, content: Buffer | string, mimeType = 'text/plain') =>
  page.setInputFiles(input, { name, mimeType, buffer: Buffer.from(content) });

export function typedForms(ground: Ground): readonly TypedForm[] {
  const { system, campaign, township, voting, asked, signed, publish, record, taken, version } = ground;
  const { store } = system.deps;
  const [board, place, vote] = [
    `/campaigns/${campaign}`,
    `/campaigns/${campaign}/townships/${township}`,
    `/campaigns/${campaign}/townships/${voting}`,
  ];
  const [clerk, committee] = [
    ['township-league', `lanyu/${township}`],
    ['township-party-committee', `lanyu/${township}`],
  ] as const;
  const teller = ['township-league', `lanyu/${voting}`] as const;
  const [league, department, administrator] = [
    ['county-league', 'lanyu'],
    ['organization-department', 'lanyu'],
    ['administrator', '*'],
  ] as const;
  const player = new TownshipPlayer(system, campaign, voting);
  const recorded = (message: string, where: object) => () => commandLog(store).countDocuments({ message, ...where });
  const draft = async () => (await drafts(store).findOne({ workflowId: new RegExp(`/${township}$`), item: 'working-body' })) ?? undefined;
  const [email, upload] = [`new-${township}@lanyu.example`, Buffer.from(countyOf('landu').content, 'base64')];
  const counted = { entitled: '70', present: '66', issued: '66', returned: '66', 'piles[0].times': '66', 'piles[0].writeIns': '甲例一' };
  const count = { who: teller, typed: counted, press: 'main button:text-is("核对")' };
  const counts = (page: Page) => page.waitForSelector('#count-result table');
  const start = async (page: Page) => {
    await page.goto('/campaigns/new');
    await page.fill('#year', '2012');
    await file(page, '#file', 'county.yaml', upload);
    await page.click('main .actions button');
  };
  return [
    {
      route: '/campaigns/:campaign/townships/:township/items/*item/submission',
      who: clerk,
      from: `${place}/items/survey/submission`,
      typed: surveyForm,
      press: 'main .actions button[value=check]',
      finish: (page) => page.click('main .actions button[value=submit]'),
      count: recorded('submit', { campaign, township, 'envelope.item': 'survey' }),
    },
    {
      route: '/campaigns/:campaign/townships/:township/items/*item/decision',
      who: committee,
      from: `${place}/items/survey`,
      typed: { comment: WORDS },
      press: '#decide button[value=approve]',
      finish: confirmed,
      count: recorded('decide', { campaign, township, 'envelope.item': 'survey' }),
    },
    {
      route: '/campaigns/:campaign/townships/:township/items/*item/attachments',
      who: committee,
      from: `${place}/items/working-body/submission`,
      typed: { head: '镇党委副书记', document: '党〔2012〕11号' },
      press: '#attachments button:text-is("上传附件")',
      files: (page) => file(page, '#file', '成立文件.pdf', pdfOf(1_000), 'application/pdf'),
      finish: (page) => page.waitForSelector('#attachments li'),
      count: async () => (await draft())?.attachments.length ?? 0,
    },
    {
      route: '/campaigns/:campaign/townships/:township/items/*item/rows/:table',
      who: committee,
      from: `${place}/items/working-body/submission`,
      typed: { head: '镇党委书记', office: '镇团委' },
      press: 'button[formaction*="/rows/members"]',
      files: (page) => file(page, '#rows-members', '成员.csv', '成员,分工\n组织委员,负责人选审核\n', 'text/csv'),
      finish: (page) => page.waitForSelector('.panel.done'),
      count: async () => (await draft())?.values.filter(([name, value]) => /^members\[\d+\]\.who$/.test(name) && value !== '').length ?? 0,
    },
    {
      route: '/campaigns/:campaign/townships/:township/items/*item/count',
      ...count,
      from: `${vote}/items/member-election/count`,
      finish: counts,
    },
    {
      route: '/campaigns/:campaign/townships/:township/items/*item/count/:office',
      ...count,
      before: () => player.reach('leadership-election'),
      from: `${vote}/items/leadership-election/count/deputies`,
      finish: counts,
    },
    {
      route: '/campaigns/:campaign/townships/:township/irregular/:message',
      who: ['township-party-committee', `lanyu/${voting}`],
      from: `${vote}/irregular`,
      typed: { 'object.reason': WORDS },
      choose: async (page) => {
        await page.selectOption('[id="object.about"]', { index: 1 });
        await page.selectOption('[id="object.channel"]', 'letter');
      },
      press: 'form:has([value="object"]) button',
      finish: confirmed,
      count: recorded('object', { campaign, township: voting }),
    },
    {
      route: '/campaigns/:campaign/townships/:township/interventions/:intervention',
      who: committee,
      from: `${place}/interventions/hold`,
      typed: { reason: WORDS },
      press: 'main form .actions button',
      finish: confirmed,
      count: recorded('hold', { campaign, township }),
    },
    {
      route: '/people',
      who: administrator,
      // Once with a mistake: the page that says so has an address at which the list is.
      from: async (page) => {
        await page.goto('/people/new');
        await page.fill('#name', '甲');
        await page.click('main form[action="/people"] .actions button');
      },
      typed: { name: '新例甲', email, telephone: '13800000000' },
      choose: async (page) => {
        await page.selectOption('#role', 'township-league');
        await page.selectOption('#unit', `lanyu/${township}`);
      },
      press: 'main form[action="/people"] .actions button',
      finish: (page) => page.waitForURL(/\/people\/[\w-]+$/),
      count: () => people(store).countDocuments({ email }),
    },
    {
      route: '/people/:id',
      who: administrator,
      from: async (page) => page.goto(`/people/${(await people(store).findOne({ email }))?._id ?? ''}`),
      typed: { name: `改例${version}`, telephone: '13900000000' },
      press: 'main form:not([action$="/link"], [action$="/deactivate"]) .actions button',
      finish: (page) => page.waitForURL(/\/people$/),
      count: () => people(store).countDocuments({ email, name: `改例${version}` }),
    },
    {
      route: '/campaigns/preview',
      who: league,
      from: '/campaigns/new',
      typed: { year: '2012' },
      press: 'main .actions button',
      files: (page) => file(page, '#file', 'county.yaml', upload),
      finish: (page) => page.waitForSelector('form[action="/campaigns"]'),
    },
    {
      route: '/campaigns',
      who: league,
      from: start,
      typed: {},
      choose: (page) => page.check('input[name=clock][value=trial]'),
      press: 'form[action="/campaigns"] button',
      finish: (page) => page.waitForURL(/\/campaigns\/lanyu/),
    },
    {
      route: '/campaigns/:campaign/amendment',
      who: league,
      from: async (page) => {
        await page.goto(`${board}/amendment`);
        const amended = PLAN.replace(/^version: 1$/m, `version: ${version + 1}`).replace('深入村组，', `深入村组和学校${version}，`);
        await file(page, '#file', 'plan.yaml', amended);
        await page.click('main .actions button');
      },
      typed: { reason: WORDS },
      press: 'main button:text-is("确认调整")',
      finish: (page) => page.waitForSelector('main section.panel ul.list li'),
      count: recorded('amendPlan', { campaign, township: { $exists: false } }),
    },
    {
      route: '/campaigns/:campaign/plan',
      who: department,
      from: `/campaigns/${asked}/plan`,
      typed: { reason: WORDS },
      choose: (page) => page.check('#decide input[value=return]'),
      press: '#decide button',
      finish: confirmed,
      count: recorded('decidePlan', { campaign: asked }),
    },
    {
      route: '/campaigns/:campaign/results',
      who: league,
      from: `/campaigns/${signed}/results`,
      typed: { title: '工作成果', text: `${WORDS}\n第二段。` },
      press: `form[action$="/results"] button`,
      ...(publish ? { finish: (page: Page) => page.waitForURL(/\/commands\//), count: recorded('publish', { campaign: signed }) } : {}),
    },
    {
      route: '/campaigns/:campaign/end',
      who: league,
      from: `/campaigns/${record}/end`,
      typed: { reason: WORDS },
      press: 'main .actions button',
      finish: confirmed,
      count: recorded('endRecord', { campaign: record }),
    },
    {
      route: '/campaigns/:campaign/taken-back/:nonce',
      who: league,
      from: `${board}/taken-back/${taken}`,
      typed: { reason: WORDS },
      press: 'form[action*="/taken-back/"] button',
      finish: (page) => page.waitForURL(/\/taken-back$/),
      count: () => takenBack(store).countDocuments({ nonce: taken, waived: { $exists: true } }),
    },
    {
      route: '/campaigns/:campaign/platform',
      who: league,
      from: `${board}/platform`,
      typed: {
        group: `${township}青年之家`,
        number: '123456789',
        since: '2012-06-01',
        members: '42',
        website: 'https://league.example/qun',
      },
      press: 'main button:text-is("保存")',
      finish: (page) => page.waitForSelector('dl.facts'),
      count: () => platforms(store).countDocuments({ group: `${township}青年之家` }),
    },
  ];
}
