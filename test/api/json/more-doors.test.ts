import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { auditRows } from '../../../store/audit.ts';
import { campaigns, findCampaign } from '../../../store/campaigns.ts';
import { dossiers } from '../../../store/dossiers.ts';
import { platforms } from '../../../store/platforms.ts';
import { townshipProgress } from '../../../store/progress.ts';
import { countyUpload, exampleTextOf } from '../../support/example-county.ts';
import { startTestSystem, type TestSystem } from '../../support/running-system.ts';
import type { TestSession } from '../../support/test-session.ts';
import { startPagesCampaign, startPastRecord } from '../pages/running-pages.ts';
import { TownshipPlayer } from '../pages/township-player.ts';
import { addStrangers } from '../pages/visitors.ts';
import { truthful } from './truthful.ts';

/** What pages and the JSON API both do, seen through the second door: to whoever may, to whoever may not, and sent wrongly. */

let system: TestSystem;
let campaign: string;
let county: string;
let election: string;
let clerk: TestSession;
let neighbour: TestSession;
let league: TestSession;
let auditor: TestSession;
let stranger: TestSession;

const nonce = () => randomBytes(18).toString('base64url');

beforeAll(async () => {
  system = await startTestSystem({ check: truthful });
  await addStrangers(system);
  campaign = await startPagesCampaign(system, countyUpload(exampleTextOf('landu', 'shiyu')));
  county = `/api/campaigns/${campaign}`;
  const landu = new TownshipPlayer(system, campaign, 'landu');
  await (await landu.reach('member-election')).submit('member-election');
  election = `${landu.path}/items/member-election`;
  clerk = await system.as('township-league', 'lanyu/landu');
  neighbour = await system.as('township-league', 'lanyu/shiyu');
  league = await system.as('county-league', 'lanyu');
  auditor = await system.as('auditor', 'lanyu');
  stranger = await system.as('county-league', 'yunxi');
}, 300_000);
afterAll(() => system.stop());

describe('the exchange platform', () => {
  const platform = { group: '岚榆团干', number: '123456789', since: '2012-06-01', members: 30 };

  it('is recorded once by county staff, however often the same nonce arrives, and read by every township', async () => {
    const path = `${county}/platform`;
    expect((await clerk.get(path)).body).toEqual({});
    const body = { nonce: nonce(), ...platform };
    const first = await league.post(path, body);
    expect([first.status, first.body.platform]).toEqual([200, { ...platform, writtenAt: expect.any(String) }]);
    expect((await league.post(path, body)).body).toEqual(first.body);
    expect(await platforms(system.engines.store).countDocuments()).toBe(1);
    expect(await auditRows(system.engines.store).countDocuments({ what: 'platform-recorded' })).toBe(1);
    const changed = await league.post(path, { ...body, members: 31 });
    expect([changed.status, changed.body.code]).toEqual([409, 'NONCE_USED']);
    expect((await neighbour.get(path)).body).toEqual(first.body);
  });

  it('is recorded by nobody else, and nothing wrong is', async () => {
    const path = `${county}/platform`;
    const body = { nonce: nonce(), ...platform };
    expect((await clerk.post(path, body)).body.error.code).toBe('NOT_YOURS');
    expect((await auditor.post(path, body)).status).toBe(403);
    expect((await stranger.post(path, body)).status).toBe(404);
    expect((await stranger.get(path)).status).toBe(404);
    for (const wrong of [{ group: ' ' }, { number: '12' }, { since: '2012-06-31' }, { members: -1 }, { website: 'ftp://a' }, { more: 1 }])
      expect((await league.post(path, { ...body, ...wrong })).status).toBe(400);
    const website = await league.post(path, { ...body, website: 'https://[' });
    expect([website.status, website.body.error.code]).toEqual([422, 'WEBSITE_WRONG']);
    expect(await platforms(system.engines.store).countDocuments()).toBe(1);
  });
});

describe('what becomes of the dates', () => {
  it('if a stage slips or the congress fails, is told to those who see the whole county', async () => {
    const { townships } = (await auditor.get(`${county}/what-if/slip?stage=survey&days=30&township=shiyu`)).body;
    expect(townships).toMatchObject([{ township: 'shiyu', moved: expect.arrayContaining([expect.objectContaining({ item: 'survey' })]) }]);
    expect(townships[0].ends.after >= townships[0].ends.before).toBe(true);
    const fails = await league.get(`${county}/what-if/congress-fails`);
    expect(fails.body.townships).toHaveLength(2);
  });

  it('is told to no township, to no other county, and of no record of the past', async () => {
    const record = await startPastRecord(system, countyUpload(exampleTextOf('landu')));
    for (const asked of ['slip?stage=survey&days=30', 'congress-fails']) {
      expect((await clerk.get(`${county}/what-if/${asked}`)).body.error.code).toBe('NOT_YOURS');
      expect((await stranger.get(`${county}/what-if/${asked}`)).status).toBe(404);
      expect((await league.get(`/api/campaigns/${record}/what-if/${asked}`)).status).toBe(404);
    }
    expect((await league.get(`${county}/what-if/congress-fails?township=nowhere`)).status).toBe(404);
    for (const wrong of [
      'slip',
      'slip?stage=survey&days=0',
      'slip?stage=survey&days=181',
      'slip?stage=nothing&days=1',
      'congress-fails?days=1',
    ])
      expect([wrong, (await league.get(`${county}/what-if/${wrong}`)).status]).toEqual([wrong, 400]);
  });
});

describe('a vote on paper', () => {
  it('has its ballot papers and its record, for those who see the township', async () => {
    const [paper] = (await clerk.get(`${election}/ballot-papers`)).body.papers;
    expect(paper).toMatchObject({ office: 'members', kind: 'first', name: '委员选举', mark: expect.stringContaining('演练') });
    expect(paper.candidates.length).toBeGreaterThan(paper.seats);
    const record = (await clerk.get(`${election}/vote-record`)).body;
    expect(record.ballots).toMatchObject([{ name: '委员选举', seats: paper.seats }]);
    expect(record.elected).toMatchObject([{ office: 'members', title: '委员' }]);
    expect((await clerk.get(`${election.replace(/\/items.*/, '')}/ties`)).body).toEqual({ ties: [] });
  });

  it('shows nothing to others, and nothing of what is no vote', async () => {
    for (const path of [`${election}/ballot-papers`, `${election}/vote-record`, `${election.replace(/\/items.*/, '')}/ties`]) {
      for (const other of [neighbour, stranger]) expect([path, (await other.get(path)).status]).toEqual([path, 404]);
      expect([path, (await clerk.get(`${path}?more=1`)).status]).toEqual([path, 400]);
    }
    for (const what of ['ballot-papers', 'vote-record'])
      expect((await clerk.get(election.replace('member-election', `survey/${what}`))).status).toBe(404);
    // Nothing was counted yet.
    expect((await clerk.get(election.replace('member-election', 'leadership-election/vote-record'))).status).toBe(404);
  });

  const pile = (times: number, chosen: readonly string[], against: readonly string[] = [], writeIns: readonly string[] = []) => ({
    times,
    for: chosen,
    against,
    writeIns,
    illegible: false,
  });
  const figures = { entitled: 9, present: 9, issued: 9, returned: 9 };

  it('is counted from piles, says what disagrees, and nothing is kept', async () => {
    const plenary = election.replace('member-election', 'leadership-election/count');
    const tally = { office: 'secretary', candidates: ['丁甲', '王乙'], figures, piles: [pile(6, ['丁甲'], ['王乙']), pile(3, ['王乙'])] };
    const { status, body } = await clerk.post(plenary, tally);
    expect([status, body]).toMatchObject([200, { counted: 9, invalid: 0, valid: 9, disagreements: [], outcome: { kind: 'complete' } }]);
    expect(body.people).toMatchObject([
      { name: '丁甲', for: 6, against: 0, abstain: 3, fate: 'elected' },
      { name: '王乙', for: 3, against: 6, abstain: 0, fate: 'notElected' },
    ]);
    const fewer = (await clerk.post(plenary, { ...tally, piles: [pile(8, ['丁甲'])] })).body;
    expect(fewer.disagreements).toEqual([{ kind: 'returned', figures: { counted: 8, returned: 9 } }]);
    expect(fewer.outcome).toBeUndefined();
    expect((await auditor.post(plenary, tally)).body).toEqual(body);
  });

  it('is counted for nobody else, nor where names or numbers are wrong', async () => {
    const path = `${election}/count`;
    const tally = { candidates: ['丁甲', '王乙'], figures, piles: [pile(9, ['丁甲'])] };
    for (const other of [neighbour, stranger]) expect((await other.post(path, tally)).status).toBe(404);
    expect((await clerk.post(path, { ...tally, office: 'secretary' })).status).toBe(404);
    expect((await clerk.post(election.replace('member-election', 'survey/count'), tally)).status).toBe(404);
    const wrong = await clerk.post(path, { ...tally, candidates: ['丁甲', '丁 甲'], piles: [pile(9, ['田丙'])] });
    expect([wrong.status, wrong.body.error.problems.map((one: { code: string }) => one.code)]).toEqual([
      422,
      ['NAME_TWICE', 'NOT_STANDING'],
    ]);
    for (const bad of [{ candidates: [] }, { piles: [pile(0, ['丁甲'])] }, { figures: { ...figures, present: 1.5 } }, { more: 1 }])
      expect((await clerk.post(path, { ...tally, ...bad })).status).toBe(400);
  });
});

describe('the exchange of experience', () => {
  /** A campaign with one summary that passed. */
  async function summedUp(kind: 'live' | 'trial', title: string): Promise<string> {
    const { store } = system.engines;
    const { clock, ...like } = (await findCampaign(store, campaign)) ?? expect.fail();
    const id = `lanyu-2011-${kind}`;
    const workflowId = `reorganization/lanyu/2011-${kind}`;
    await campaigns(store).insertOne({ ...like, _id: id, workflowId, clock: kind === 'live' ? { kind } : clock });
    const summary = { id: 'summary', status: 'passed', passedAt: 1, submission: { revision: id } };
    const state = { status: 'completed', items: [summary] };
    await townshipProgress(store).insertOne({ _id: `${workflowId}/landu`, campaign: id, township: 'landu', state } as never);
    await dossiers(store).insertOne({ _id: id, dossier: { title, text: '先设岗，后荐人。', publish: true } } as never);
    return id;
  }

  it('is read by everybody; a rehearsal’s by those who take part', async () => {
    const [live, trial] = [await summedUp('live', '按岗荐人'), await summedUp('trial', '演练中的做法')];
    const shown = { campaign: live, township: 'landu', townshipName: '澜渡镇', title: '按岗荐人', text: '先设岗，后荐人。', at: 1 };
    const everybody = await system.anybody().get('/api/experience');
    expect(everybody.body).toMatchObject({ experiences: [shown], page: 1, more: false });
    expect((await neighbour.get(`/api/campaigns/${trial}/experience`)).body.experiences).toMatchObject([{ title: '演练中的做法' }]);
  });

  it('of a campaign is shown to nobody else, and a page that is none is malformed', async () => {
    expect((await stranger.get(`${county}/experience`)).status).toBe(404);
    expect((await system.anybody().get(`${county}/experience`)).status).toBe(401);
    for (const path of ['/api/experience', `${county}/experience`]) expect((await clerk.get(`${path}?page=0`)).status).toBe(400);
  });
});

describe('a plan that was sent back', () => {
  it('says why, beside the plan', async () => {
    const started = await league.post('/api/campaigns', { ...countyUpload(exampleTextOf('landu')), year: 2012, clock: 'trial' });
    const path = `/api/campaigns/${started.body.campaign.id}/plan`;
    const department = await system.as('organization-department', 'lanyu');
    await expect
      .poll(async () => (await department.get('/api/tasks')).body.tasks.map((one: { campaign: string }) => one.campaign))
      .toContain(started.body.campaign.id);
    const { digest, returned } = (await department.get(path)).body;
    expect(returned).toBeUndefined();
    expect((await clerk.get(path)).body.planInForce).toMatchObject({ version: 1 });
    const sent = await department.post(`${path}/decisions`, { nonce: nonce(), digest, verdict: 'return', comment: '请写明时限。' });
    expect(sent.body.outcome).toBe('recorded');
    expect((await clerk.get(path)).body.returned).toMatchObject({ reason: '请写明时限。' });
  });
});
