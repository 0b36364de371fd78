import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sendCountyMessage } from '../../../api/use-cases/county-messages.ts';
import { resumeEndings } from '../../../api/use-cases/end-record.ts';
import { findCampaign } from '../../../store/campaigns.ts';
import { commandLog } from '../../../store/command-log.ts';
import { mails } from '../../../store/mails.ts';
import { notices } from '../../../store/notices.ts';
import { townshipProgress } from '../../../store/progress.ts';
import { countyUpload, exampleTextOf } from '../../support/example-county.ts';
import { startTestSystem, type TestSystem } from '../../support/running-system.ts';
import type { TestSession } from '../../support/test-session.ts';
import { until } from '../../support/until.ts';
import { surveyDossier } from './survey-dossier.ts';
import { truthful } from './truthful.ts';

/** A year that is over is put on record: without deadlines, without a word to anybody, and ended by county staff. */

const UPLOAD = countyUpload(exampleTextOf('landu', 'shiyu'));
const nonce = () => randomBytes(18).toString('base64url');

let system: TestSystem;
let league: TestSession;
let record: string;

beforeAll(async () => {
  system = await startTestSystem({ check: truthful });
  league = await system.as('county-league', 'lanyu');
});
afterAll(() => system.stop());

const start = (fields: object) => league.post('/api/campaigns', { ...UPLOAD, clock: 'record', ...fields });

async function approvePlan(campaign: string): Promise<void> {
  const department = await system.as('organization-department', 'lanyu');
  await until(async () => (await department.get('/api/tasks')).body.tasks.find((task: { campaign: string }) => task.campaign === campaign));
  const { digest } = (await department.get(`/api/campaigns/${campaign}/plan`)).body;
  const decision = { nonce: nonce(), digest, verdict: 'approve' };
  expect((await department.post(`/api/campaigns/${campaign}/plan/decisions`, decision)).status).toBe(200);
}

/** The board once every township has begun. */
async function begun(campaign: string) {
  return until(async () => {
    const { body } = await league.get(`/api/campaigns/${campaign}`);
    return body.townships.every(({ stage }: { stage?: string }) => stage) ? body : undefined;
  });
}

describe('a record of the past', () => {
  it('is of a year that is over, without consent to provisional days; the year to come is none', async () => {
    const next = new Date(system.deps.now()).getFullYear() + 1;
    const early = await start({ year: next });
    expect([early.status, early.body.error.code]).toEqual([422, 'WINDOW_NOT_OVER']);
    const live = await start({ year: 2012, clock: 'live' });
    expect([live.status, live.body.error.code]).toEqual([422, 'WINDOW_OVER']);
    const { status, body } = await start({ year: 2012 });
    expect(status).toBe(201);
    expect(body.campaign).toMatchObject({ id: 'lanyu-2012-record', trial: false, record: true, clock: { kind: 'record' } });
    record = body.campaign.id;
  });

  it('is one for a county and year, while it is not ended', async () => {
    const again = await start({ year: 2012 });
    expect([again.status, again.body.error.code]).toEqual([409, 'CAMPAIGN_EXISTS']);
  });

  it('waits without a due date: for the plan, then for every stage and month', async () => {
    const department = await system.as('organization-department', 'lanyu');
    const task = await until(async () => (await department.get('/api/tasks')).body.tasks[0]);
    expect(task).toMatchObject({ item: 'plan', record: true, trial: false, due: null, overdue: false });
    await approvePlan(record);
    const { townships, county } = await begun(record);
    expect(county.items.map(({ status }: { status: string }) => status)).toEqual(['passed', ...Array(7).fill('off'), 'open']);
    for (const { waitingOn, overdue, level } of townships) {
      expect(waitingOn.length).toBeGreaterThan(7);
      expect(waitingOn.filter((one: { due: unknown; overdue: boolean }) => one.due !== null || one.overdue)).toEqual([]);
      expect([overdue, level]).toEqual([false, 0]);
    }
  });

  it('takes the days of its own year, and keeps the order of days', async () => {
    const clerk = await system.as('township-league', 'lanyu/landu');
    const at = `/api/campaigns/${record}/townships/landu/items/survey`;
    const send = (dossier: object) =>
      clerk.post(`${at}/submissions`, { nonce: nonce(), round: 1, dossier: { ...surveyDossier, ...dossier } });
    const turned = await send({ surveyedFrom: '2012-06-09' });
    expect([turned.status, turned.body.outcome]).toEqual([422, 'refused']);
    expect((await send({})).body).toMatchObject({ outcome: 'recorded', late: false });
    const committee = await system.as('township-party-committee', 'lanyu/landu');
    const { body } = await committee.get(at);
    const decision = { nonce: nonce(), round: 1, digest: body.item.submission.digest, verdict: 'approve' };
    expect((await committee.post(`${at}/decisions`, decision)).body).toMatchObject({ outcome: 'recorded', late: false });
  });

  it('is neither held, extended nor amended', async () => {
    const committee = await system.as('township-party-committee', 'lanyu/landu');
    const held = await committee.post(`/api/campaigns/${record}/townships/landu/holds`, { nonce: nonce(), reason: '暂停' });
    expect([held.status, held.body.code]).toEqual([422, 'NO_DEADLINES']);
  });

  it('is ended by county staff alone, with a reason, once; what is not completed is closed', async () => {
    const clerk = await system.as('township-league', 'lanyu/landu');
    const end = { nonce: nonce(), reason: '资料已补录完毕。' };
    expect((await clerk.post(`/api/campaigns/${record}/end`, end)).status).toBe(403);
    expect((await league.post(`/api/campaigns/${record}/end`, { nonce: nonce(), reason: '' })).status).toBe(400);
    const ended = await league.post(`/api/campaigns/${record}/end`, end);
    expect(ended.body).toMatchObject({ outcome: 'recorded', late: false });
    expect((await league.post(`/api/campaigns/${record}/end`, end)).body).toEqual(ended.body);
    const { body } = await league.get(`/api/campaigns/${record}`);
    expect([body.county.status, ...body.townships.map(({ status }: { status: string }) => status)]).toEqual(['ended', 'closed', 'closed']);
    expect(body.ended).toMatchObject({ at: expect.any(Number), reason: end.reason });
    expect((await clerk.get(`/api/campaigns/${record}`)).body.ended).toBeUndefined();
    expect(await commandLog(system.engines.store).countDocuments({ campaign: record, message: 'close' })).toBe(2);
    expect((await clerk.get('/api/tasks')).body.tasks).toEqual([]);
    const again = await league.post(`/api/campaigns/${record}/end`, { nonce: nonce(), reason: '再次' });
    expect([again.status, again.body.code]).toEqual([409, 'CLOSED']);
  });

  it('has told and mailed nobody', async () => {
    expect(await notices(system.engines.store).countDocuments({ campaign: record })).toBe(0);
    expect(await mails(system.engines.store).countDocuments({ campaign: record })).toBe(0);
  });

  it('may be entered anew once it is ended; its end is finished when it was cut off on the way to the townships', async () => {
    const { body } = await start({ year: 2012 });
    expect(body.campaign.id).toBe('lanyu-2012-record-2');
    const { id } = body.campaign;
    await approvePlan(id);
    await begun(id);
    const { store } = system.engines;
    const campaign = await findCampaign(store, id);
    if (!campaign) throw new Error('no campaign');
    const { _id: account } = await system.person('county-league', 'lanyu');
    const actor = { account, role: 'county-league', unit: 'lanyu' } as const;
    // The api is stopped as soon as the county's run has answered.
    const sent = await sendCountyMessage(system.deps, actor, { campaign, name: 'endRecord', nonce: nonce(), body: {}, comment: '结束' });
    expect(sent.kind).toBe('recorded');
    const open = { campaign: id, 'state.status': 'running' } as const;
    expect(await townshipProgress(store).countDocuments(open)).toBe(2);
    expect(await resumeEndings(system.deps)).toBe(0);
    // Long enough ago that whoever pressed the button is not telling them any more.
    await commandLog(store).updateOne({ campaign: id, message: 'endRecord' }, { $set: { recordedAt: new Date(0) } });
    expect(await resumeEndings(system.deps)).toBe(2);
    expect(await townshipProgress(store).countDocuments(open)).toBe(0);
    expect(await resumeEndings(system.deps)).toBe(0);
  });

  it('no other campaign is ended like one', async () => {
    const trial = await league.post('/api/campaigns', { ...UPLOAD, year: 2012, clock: 'trial', msPerPlanDay: 86_400_000 });
    const { id } = trial.body.campaign;
    await until(async () => ((await league.get(`/api/campaigns/${id}`)).body.county ? true : undefined));
    const refused = await league.post(`/api/campaigns/${id}/end`, { nonce: nonce(), reason: '结束' });
    expect([refused.status, refused.body.code]).toEqual([422, 'NO_RECORD']);
  });
});
