import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createRecordingActivities } from '../../../activities/record.ts';
import { type Campaign, findCampaign } from '../../../store/campaigns.ts';
import { keepRevision } from '../../../store/dossiers.ts';
import { countyUpload } from '../../support/example-county.ts';
import { PlayedTownship } from '../../support/played-township.ts';
import { activityDeps, recordOf } from '../../support/recorded-changes.ts';
import { startTestSystem, type TestSystem } from '../../support/running-system.ts';
import { PageSession, plain } from './page-session.ts';

let system: TestSystem;
let live: Campaign;
let trial: Campaign;

async function begin(clock: 'live' | 'trial'): Promise<Campaign> {
  const league = await system.as('county-league', 'lanyu');
  const given = { ...countyUpload(), year: 2026, clock, acceptProvisional: true };
  const { status, body } = await league.post('/api/campaigns', given);
  expect(status).toBe(201);
  return (await findCampaign(system.deps.store, body.campaign.id)) ?? expect.fail();
}

/** A township whose summary passed: as its run would have it recorded. */
async function summedUp(campaign: Campaign, township: string, { title = '', publish = true }): Promise<void> {
  const { store } = system.deps;
  const played = new PlayedTownship().passEverything();
  const workflowId = `${campaign.workflowId}/${township}`;
  const { clock, county, _id } = campaign;
  const record = recordOf({ state: played.state, events: [] }, { workflowId, historyLength: 1, township, clock });
  await createRecordingActivities(activityDeps(store)).recordTownship({ ...record, campaign: _id, county });
  await keepRevision(store, {
    _id: played.item('summary').submission?.revision ?? expect.fail(),
    workflowId,
    campaign: _id,
    township,
    item: 'summary',
    round: 1,
    dossier: { title, text: '先设岗，后荐人。\n<b>一岗一责</b>', publish },
    digest: '',
    counts: {},
    linkedAccounts: [],
    account: 'a',
    writtenAt: new Date(0),
  });
}

const clerk = async (township: string) => new PageSession(system.url, await system.signIn('township-league', `lanyu/${township}`));

beforeAll(async () => {
  system = await startTestSystem({ worker: 'none' });
  live = await begin('live');
  trial = await begin('trial');
});
afterAll(() => system.stop());

describe('the county’s plan on its page', () => {
  it('says title, version, issuer, the documents it rests on, and by which day all townships are to be done', async () => {
    const { html } = await (await clerk('shiyu')).get(`/campaigns/${live._id}/plan`);
    const { plan, county } = { plan: system.deps.plan, county: system.county };
    for (const said of [plan.title.zh, `第 ${plan.version} 版`, '共青团岚榆县委员会', ...plan.basis.map(({ zh }) => zh)]) {
      expect(plain(html)).toContain(said);
    }
    expect(html).toContain(`力争到2026年12月31日（周四）全部 ${county.townships.length} 个乡镇（区）办结`);
    for (const { name } of county.townships) expect(html).toContain(name);
  });
});

describe('the county’s messaging group', () => {
  const typed = { group: '岚榆县农村共青团工作群', number: '100200300', since: '2012-06-18', members: '126', website: '' };

  it('is set up by the county league, is read by every township, and by nobody else changed', async () => {
    const path = `/campaigns/${live._id}/platform`;
    const league = new PageSession(system.url, await system.signIn('county-league', 'lanyu'));
    const reader = await clerk('shiyu');
    expect((await reader.get(path)).html).toContain('还没有登记');
    const wrong = await league.post(await league.get(path), path, { ...typed, number: '12', members: '很多' });
    expect(wrong.status).toBe(422);
    expect(wrong.html).toContain('value="很多"');
    expect((await league.post(wrong, path, typed)).status).toBe(303);
    const read = await reader.get(path);
    for (const said of [typed.group, typed.number, '126']) expect(read.html).toContain(said);
    expect(read.html).not.toContain(`action="${path}"`);
    const { html } = await reader.get('/tasks');
    const token = /name="_csrf" value="([^"]*)"/.exec(html)?.[1] ?? expect.fail();
    expect((await reader.postBare(path, { ...typed, members: '1', _csrf: token, nonce: 'n'.repeat(24) })).status).toBe(403);
    expect((await reader.get(path)).html).toContain('126');
  });
});

describe('the exchange of experience', () => {
  const published = '按岗荐人、按需设项';

  it('shows everybody what passed and may be published, on the page and in the feed, and nothing else', async () => {
    await summedUp(live, 'landu', { title: published });
    await summedUp(live, 'shiyu', { title: '不愿公开的做法', publish: false });
    await summedUp(trial, 'landu', { title: '演练中的做法' });
    const nobody = new PageSession(system.url);
    for (const path of ['/experience', '/experience.atom']) {
      const { status, html } = await nobody.get(path);
      expect([path, status]).toEqual([path, 200]);
      expect(html).toContain(published);
      expect(html).toContain('岚榆县 澜渡镇');
      expect(html).not.toContain('<b>一岗一责</b>');
      for (const kept of ['不愿公开的做法', '演练中的做法']) expect(html).not.toContain(kept);
    }
  });

  it('brings one township’s experience back to all the others, a rehearsal’s to those who take part', async () => {
    const reader = await clerk('xingxi');
    expect((await reader.get(`/campaigns/${live._id}/experience`)).html).toContain(published);
    expect((await reader.get(`/campaigns/${trial._id}/experience`)).html).toContain('演练中的做法');
  });
});
