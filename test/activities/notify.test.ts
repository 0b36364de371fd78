import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { notificationsOf } from '../../activities/notify.ts';
import type { ProcessEvent } from '../../domain/state/events.ts';
import type { LadderTarget } from '../../domain/state/ladder.ts';
import { campaigns } from '../../store/campaigns.ts';
import { type Person, people } from '../../store/people.ts';
import { PlayedTownship } from '../support/played-township.ts';
import { addProcessPeople } from '../support/process-people.ts';
import { activityDeps, recordOf } from '../support/recorded-changes.ts';
import { startTestStore, type TestStore } from '../support/running-store.ts';
import { trialClock } from '../support/township.ts';

let test: TestStore;
beforeAll(async () => {
  test = await startTestStore();
  await addProcessPeople(test.store);
  const common = { lead: false, active: true, createdAt: new Date(), createdBy: 'test' };
  const others: Person[] = [
    { ...common, _id: 'root', name: '管例甲', email: 'root@lanyu.example', role: 'administrator', unit: '*' },
    { ...common, _id: 'gone', name: '去样乙', email: 'gone@lanyu.example', role: 'township-league', unit: 'lanyu/landu', active: false },
    { ...common, _id: 'neighbour', name: '邻样丙', email: 'n@lanyu2.example', role: 'township-league', unit: 'lanyu2/landu' },
    { ...common, _id: 'foreigner', name: 'Ann', email: 'ann@lanyu.example', role: 'auditor', unit: 'lanyu', language: 'en' },
  ];
  await people(test.store).insertMany(others);
  await campaigns(test.store).insertOne({
    _id: 'lanyu-2012',
    county: 'lanyu',
    countyName: '岚榆县',
    title: '“1+3+X”工作方案',
    townships: [{ id: 'landu', name: '澜渡镇' }],
  } as never);
});
afterAll(() => test.stop());

const event = (notify: readonly LadderTarget[], rest: Partial<ProcessEvent> = {}): ProcessEvent => ({
  key: `key-${notify.join('-')}`,
  kind: 'escalated',
  sequence: 1,
  at: 0,
  item: 'survey',
  round: 1,
  level: 2,
  params: { body: 'township-league', due: '2012-06-13' },
  notify,
  ...rest,
});
const { state } = new PlayedTownship();

interface ToldOptions {
  readonly township?: string;
  readonly live?: boolean;
  readonly smtpUrl?: string;
  /** What of the event is otherwise. */
  readonly rest?: Partial<ProcessEvent>;
}

/** Who is told of an event of landu's run, or of the county's own. */
async function told(notify: readonly LadderTarget[], { township = 'landu', live = false, smtpUrl = '', rest = {} }: ToldOptions = {}) {
  const source = { workflowId: 'w', historyLength: 1, ...(live ? {} : { clock: trialClock(0, 1_000) }) };
  const record = recordOf({ state, events: [event(notify, rest)] }, source);
  const deps = activityDeps(test.store, { mail: { from: 'x@x.example', smtpUrl: smtpUrl || undefined } });
  return notificationsOf(deps, record, township || undefined);
}
const accounts = async (...args: Parameters<typeof told>) =>
  (await told(...args)).notices.map((row) => row.person).toSorted((a, b) => (a < b ? -1 : 1));

describe('who is told', () => {
  it.each([
    ['township-league', ['township-league-landu-1', 'township-league-landu-2']],
    ['township-party-committee', ['township-party-committee-landu-1', 'township-party-committee-landu-2']],
    ['county-league', ['county-league-1', 'county-league-2']],
    ['organization-department', ['organization-department-1', 'organization-department-2']],
    ['organization-department-lead', ['administrator-1', 'organization-department-1', 'root']],
  ] as const)('%s: everybody active of that body at that unit', async (target, expected) => {
    expect(await accounts([target])).toEqual([...expected]);
  });

  it('everybody once, though several bodies are told', async () => {
    const all = await accounts(['organization-department', 'organization-department-lead', 'township-league']);
    expect(all).toEqual([...new Set(all)]);
    expect(all).toHaveLength(6);
  });

  it('from the county’s run: that body in every township of the county, and none of the county next to it by name', async () => {
    const all = await accounts(['township-league'], { township: '' });
    expect(all).toHaveLength(24);
    expect(all).not.toContain('neighbour');
    expect(all).not.toContain('gone');
  });

  it('nobody, where nobody is to be told', async () => {
    expect(await told([])).toEqual({ notices: [], mails: [] });
  });

  it('somebody who joined the unit since', async () => {
    await people(test.store).updateOne({ _id: 'gone' }, { $set: { active: true } });
    expect(await accounts(['township-league'])).toContain('gone');
    await people(test.store).updateOne({ _id: 'gone' }, { $set: { active: false } });
  });
});

describe('what they are told', () => {
  it('in words, with the page on which to act; a trial’s mail is marked and kept', async () => {
    const { notices, mails } = await told(['county-league'], { smtpUrl: 'smtp://127.0.0.1:1' });
    expect(notices[0]).toMatchObject({
      kind: 'escalated',
      link: '/campaigns/lanyu-2012/townships/landu/items/survey',
      params: { townshipName: '澜渡镇', level: 2, item: 'survey', due: '2012-06-13' },
    });
    expect(mails[0]).toMatchObject({ to: 'league1@lanyu.example', trial: true, status: 'kept' });
    expect(mails[0]?.subject).toMatch(/^【演练】澜渡镇：“调查摸底”已逾期，乡镇团委还没有办理/);
    expect(mails[0]?.text).toContain('https://app.example/campaigns/lanyu-2012/townships/landu/items/survey');
  });

  it('by mail when there is a server, kept when there is none', async () => {
    const live = await told(['county-league'], { live: true, smtpUrl: 'smtp://127.0.0.1:1' });
    expect(live.mails.map((mail) => [mail.status, mail.trial])).toEqual([
      ['waiting', false],
      ['waiting', false],
    ]);
    expect(live.mails[0]?.subject).not.toContain('演练');
    expect((await told(['county-league'], { live: true })).mails[0]?.status).toBe('kept');
  });

  it('in the person’s own language', async () => {
    await people(test.store).updateOne({ _id: 'county-league-1' }, { $set: { language: 'en' } });
    const { mails } = await told(['county-league'], { live: true });
    expect(mails.map((mail) => /\p{Script=Han}：/u.test(mail.subject))).toEqual([false, true]);
    await people(test.store).updateOne({ _id: 'county-league-1' }, { $unset: { language: '' } });
  });

  it('under a key that says event and person, so that it is written once', async () => {
    const { notices, mails } = await told(['county-league']);
    expect(notices[0]?._id).toBe('w#key-county-league#county-league-1');
    expect(mails[0]?._id).toBe(notices[0]?._id);
  });
});

describe('where a body has nobody who could act', () => {
  const PC = 'township-party-committee';
  const without = async <T>(role: Person['role'], look: () => Promise<T>): Promise<T> => {
    const of = { role, unit: role.startsWith('township') ? 'lanyu/landu' : 'lanyu' };
    const there = await people(test.store)
      .find({ ...of, active: true })
      .toArray();
    const them = { _id: { $in: there.map(({ _id }) => _id) } };
    await people(test.store).updateMany(them, { $set: { active: false } });
    try {
      return await look();
    } finally {
      await people(test.store).updateMany(them, { $set: { active: true } });
    }
  };
  const instead = async (...args: Parameters<typeof told>) => {
    const { notices } = await told(...args);
    return notices.filter(({ kind }) => kind === 'nobody-there').map(({ person, params }) => `${person} ${params['body']}`);
  };
  const submitted = { kind: 'submitted' } as const;

  it('the next body up and the administrators are told, at a submission, an opening and each rung', async () => {
    const told = [`county-league-1 ${PC}`, `county-league-2 ${PC}`, `administrator-1 ${PC}`, `root ${PC}`];
    for (const kind of ['submitted', 'stage-opened', 'reminder', 'escalated'] as const)
      expect(await without(PC, () => instead([PC], { rest: { kind } }))).toEqual(told);
    expect(await instead([PC], { rest: submitted })).toEqual([]);
    expect(await without(PC, () => instead([PC], { rest: { kind: 'passed' } }))).toEqual([]);
  });

  it('a body that is empty too is passed over, upward; above the department there are the administrators', async () => {
    const twoEmpty = await without(PC, () => without('county-league', () => instead([PC], { rest: submitted })));
    expect(twoEmpty.map((one) => one.split(' ')[0])).toEqual([
      'organization-department-1',
      'organization-department-2',
      'administrator-1',
      'root',
    ]);
    const alone = await without('organization-department', () =>
      instead(['organization-department'], { rest: { kind: 'plan-waiting', item: 'plan' } }),
    );
    expect(alone.map((one) => one.split(' ')[0])).toEqual(['administrator-1', 'root']);
  });

  it('in words that say whom it waits for, with the page on which each may do something', async () => {
    const { notices, mails } = await without(PC, () => told([PC], { rest: submitted }));
    expect(notices.map(({ person, link }) => [person, link])).toEqual([
      ['county-league-1', '/campaigns/lanyu-2012/townships/landu/items/survey'],
      ['county-league-2', '/campaigns/lanyu-2012/townships/landu/items/survey'],
      ['administrator-1', '/people'],
      ['root', '/people'],
    ]);
    expect(mails[0]?.subject).toContain('澜渡镇：“调查摸底”等乡镇党委办理，但乡镇党委没有可以办理的人员');
    expect(mails[0]?.text).toMatch(/^赵样甲同志：\n.*系统自动发送，请勿回复。\n$/s);
    expect(mails[0]?.text).toContain('请督促这个单位确定办理人员');
    expect(mails.at(-1)?.text).toContain('请到“人员”为这个单位添加人员');
    expect(new Set(notices.map(({ _id }) => _id)).size).toBe(notices.length);
  });

  it('whoever submitted the dossier or stands in it is nobody who could answer it', async () => {
    const played = new PlayedTownship();
    played.submit('survey', { linkedAccounts: ['township-party-committee-landu-1', 'township-party-committee-landu-2'] });
    const record = recordOf({ state: played.state, events: played.events.slice(-1) }, { workflowId: 'w', historyLength: 1 });
    const { notices } = await notificationsOf(activityDeps(test.store), record, 'landu');
    expect(notices.filter(({ kind }) => kind === 'nobody-there').map(({ person }) => person)).toContain('county-league-1');
  });
});
