import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { planTimeAt } from '../../domain/calendar/clock.ts';
import { dateOf } from '../../domain/calendar/plan-date.ts';
import type { DossierId } from '../../domain/dossiers/index.ts';
import type { Role } from '../../domain/roles.ts';
import { isMonthlyReport } from '../../domain/stages/items.ts';
import type { ItemState } from '../../domain/state/township-state.ts';
import { campaigns } from '../../store/campaigns.ts';
import { commands } from '../../store/commands.ts';
import { dossiers } from '../../store/dossiers.ts';
import { countyUpload } from '../support/example-county.ts';
import { found, type History, textsIn, textsOfDescription, textsOfHistory } from '../support/history.ts';
import { sampleDossier } from '../support/passing-counts.ts';
import { startTestSystem, type TestSystem } from '../support/running-system.ts';
import type { TestSession } from '../support/test-session.ts';
import { LANDU } from '../support/township.ts';
import { until } from '../support/until.ts';

/** A plan day a second: the public notice takes about ten. */
const MS_PER_DAY = 1_000;

let system: TestSystem;
let campaign: string;
let workflowId: string;
const comments: string[] = [];

beforeAll(async () => {
  system = await startTestSystem();
});
afterAll(() => system.stop());

const nonce = () => randomBytes(18).toString('base64url');
const sessions = new Map<string, Promise<TestSession>>();
const as = (role: Role, which = 0): Promise<TestSession> => {
  const unit = role.startsWith('township') ? 'lanyu/landu' : 'lanyu';
  const session = sessions.get(`${role} ${which}`) ?? system.as(role, unit, which);
  sessions.set(`${role} ${which}`, session);
  return session;
};
const landu = () => `/api/campaigns/${campaign}/townships/landu`;

/** A comment that nobody else writes. */
function say(about: string): string {
  const text = `${about}请补充第${comments.length + 1}条说明，联系周样戊，电话0000-7654321。`;
  comments.push(text);
  return text;
}

/** Sends it, again while there is no answer yet. */
async function answered(session: TestSession, path: string, press: object): ReturnType<TestSession['post']> {
  const answer = await session.post(path, press);
  return answer.body.outcome === 'unconfirmed' ? answered(session, path, press) : answer;
}

/** Sends it, and fails unless it took effect. */
async function done(session: TestSession, path: string, body: object): Promise<void> {
  const answer = await answered(session, path, { nonce: nonce(), ...body });
  if (answer.body.outcome !== 'recorded') throw new Error(`${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
}

async function itemsNow(): Promise<ItemState[]> {
  return (await (await as('county-league')).get(landu())).body.state.items as ItemState[];
}

/** Submits what is open and answers what is asked, each dossier of a stage sent back once with a comment, until nothing is left. */
async function workThrough(): Promise<void> {
  for (;;) {
    const items = await itemsNow();
    const asked = items.flatMap((item) => item.asked.filter((one) => one.since !== null && !one.given).map((one) => ({ item, ...one })))[0];
    const open = items.find((item) => item.status === 'open' && item.id !== 'monthly-report/2012-07');
    if (asked) await answer(asked.item, asked.body, asked.kind);
    else if (open) await submit(open);
    else if (items.some((item) => item.notice && item.status === 'submitted')) {
      await until(async () => ((await itemsNow()).some((item) => item.id === 'appointment' && item.status === 'open') ? true : undefined));
    } else return;
  }
}

async function submit({ id, round }: ItemState): Promise<void> {
  const row = await campaigns(system.engines.store).findOne({ _id: campaign });
  const today = dateOf(planTimeAt(row?.clock ?? { kind: 'live' }, Date.now()));
  const kind: DossierId = isMonthlyReport(id) ? 'monthly-report' : (id as DossierId);
  const submitter = ['working-body', 'formal-candidates', 'organization-study', 'inspection', 'public-notice', 'appointment'].includes(id)
    ? 'township-party-committee'
    : 'township-league';
  await done(await as(submitter), `${landu()}/items/${id}/submissions`, {
    round,
    dossier: sampleDossier(
      kind,
      LANDU,
      today,
      (await (await as('county-league')).get(landu())).body.state,
      isMonthlyReport(id) ? id : undefined,
    ),
  });
}

async function answer(item: ItemState, body: Role, kind: string): Promise<void> {
  const { round, submission } = item;
  const path = `${landu()}/items/${item.id}/decisions`;
  const verdict = round === 1 && kind === 'approve' && item.id !== 'formal-candidates' ? 'return' : kind;
  const row = await campaigns(system.engines.store).findOne({ _id: campaign });
  const today = dateOf(planTimeAt(row?.clock ?? { kind: 'live' }, Date.now()));
  // An appointment is agreed to by a document of the county league's own, which names the day of office.
  const document = () => ({ number: say('岚团复〔2012〕'), on: today, officeStated: true });
  const extra = verdict === 'return' ? { comment: say('退回：') } : item.id === 'appointment' ? { document: document() } : {};
  await done(await as(body, 1), path, { round, digest: submission?.digest, verdict, ...extra });
}

/** Names, telephone numbers and addresses of the county file, and whatever words were written into dossiers and comments. */
async function personalWords(): Promise<Set<string>> {
  const { people } = system.county;
  const written = await dossiers(system.engines.store)
    .find({ campaign, item: { $ne: 'plan' } })
    .toArray();
  const words = [...people.flatMap((one) => [one.name, one.email, one.telephone ?? '']), ...comments];
  for (const { dossier } of written) {
    words.push(...namesIn(dossier), ...[...textsIn(dossier)].filter((text) => /\p{Script=Han}/u.test(text) && text.length >= 6));
  }
  return new Set(words.filter((word) => word.length >= 2));
}

/** Whatever stands under a name's key, and lists of people. */
function namesIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(namesIn);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, one]) =>
    ['name', 'telephone', 'who', 'head'].includes(key) && typeof one === 'string' ? [one] : namesIn(one),
  );
}

describe('a half-year of one township, over the api', () => {
  it('is worked through: every dossier, comments with every return, hold, release, extension and refusal', {
    timeout: 300_000,
  }, async () => {
    const [league, department] = await Promise.all([as('county-league'), as('organization-department')]);
    const start = await league.post('/api/campaigns', { ...countyUpload(), year: 2012, clock: 'trial', msPerPlanDay: MS_PER_DAY });
    expect(start.status).toBe(201);
    campaign = start.body.campaign.id;
    workflowId = (await campaigns(system.engines.store).findOne({ _id: campaign }))?.workflowId ?? '';
    const { digest } = await until(async () => (await department.get(`/api/campaigns/${campaign}/plan`)).body);
    await until(async () => ((await department.get('/api/tasks')).body.tasks.length > 0 ? true : undefined));
    await done(department, `/api/campaigns/${campaign}/plan/decisions`, { digest, verdict: 'approve' });
    await until(async () => ((await league.get(landu())).status === 200 ? true : undefined));

    const due = '2012-12-28';
    await done(league, `${landu()}/items/survey/extensions`, { round: 1, due, reason: say('延期：') });
    await done(department, `${landu()}/holds`, { reason: say('暂停：') });
    const again = { nonce: nonce(), reason: say('再次暂停：') };
    const refused = await answered(await as('township-party-committee'), `${landu()}/holds`, again);
    expect(refused.body.code).toBe('ALREADY_HELD');
    await done(department, `${landu()}/releases`, { reason: say('恢复：') });
    await workThrough();
    const items = await itemsNow();
    expect(items.filter((item) => !isMonthlyReport(item.id)).map((item) => [item.id, item.status])).toEqual(
      items.filter((item) => !isMonthlyReport(item.id)).map((item) => [item.id, 'passed']),
    );
    await done(league, `${landu()}/closure`, { reason: say('终止：') });
  });

  it('left every word where it belongs: in MongoDB', async () => {
    const words = await personalWords();
    expect(words.size).toBeGreaterThan(200);
    const kept = [...textsIn(await commands(system.engines.store).find({ campaign }).toArray())];
    expect(found(comments, kept)).toEqual(comments);
  });

  it('left none of them in the histories, descriptions and details of the runs', async () => {
    const words = await personalWords();
    for (const id of [workflowId, `${workflowId}/landu`]) {
      const handle = system.engines.client.workflow.getHandle(id);
      const history = await handle.fetchHistory();
      const texts = textsOfHistory(history);
      // The walk does reach into payloads.
      expect(found(['岚榆县', 'lanyu/landu', 'organization-department', '下一期限'], texts).length).toBeGreaterThan(2);
      const description = (await handle.describe()).raw;
      const metadata = await handle.query('__temporal_workflow_metadata');
      expect([id, found(words, [...texts, ...textsOfDescription(description), ...textsIn(metadata)])]).toEqual([id, []]);
    }
  });

  it('would have been seen, wherever in a history it stood', async () => {
    const handle = system.engines.client.workflow.getHandle(`${workflowId}/landu`);
    const payload = (value: unknown) => ({ metadata: { encoding: Buffer.from('json/plain') }, data: Buffer.from(JSON.stringify(value)) });
    const started = (history: History) => history.events?.[0]?.workflowExecutionStartedEventAttributes ?? {};
    const planted = payload({ deep: [{ in: JSON.stringify({ a: '郑样庚' }) }] });
    const places: readonly ((history: History) => void)[] = [
      (history) => void Object.assign(started(history), { input: { payloads: [planted] } }),
      (history) => void Object.assign(started(history), { memo: { fields: { note: planted } } }),
      (history) => void Object.assign(started(history), { searchAttributes: { indexedFields: { Township: planted } } }),
      (history) => void Object.assign(started(history), { identity: '郑样庚' }),
      (history) => void Object.assign(started(history), { continuedFailure: { message: '郑样庚 failed' } }),
      (history) => void Object.assign(history.events?.at(-1) ?? {}, { userMetadata: { summary: planted } }),
      (history) => void Object.assign(history.events?.at(-1) ?? {}, { userMetadata: { details: planted } }),
    ];
    for (const plant of places) {
      const history = await handle.fetchHistory();
      expect(found(['郑样庚'], textsOfHistory(history))).toEqual([]);
      plant(history);
      expect(found(['郑样庚'], textsOfHistory(history))).toEqual(['郑样庚']);
    }
  });
});
