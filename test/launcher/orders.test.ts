import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { OVER_AFTER_MS } from '../../activities/gather-mails.ts';
import { type PlanClock, planTimeAt } from '../../domain/calendar/clock.ts';
import { readRunning, type SystemProcesses } from '../../engines/index.ts';
import { campaigns } from '../../store/campaigns.ts';
import { mails } from '../../store/mails.ts';
import { notices } from '../../store/notices.ts';
import { countyUpload } from '../support/example-county.ts';
import { addExamplePeople, type StartedService, startService } from '../support/started-service.ts';
import { until } from '../support/until.ts';

/** The whole service as `npm start` runs it, whose processes die, sleep and come back. */

type Name = keyof SystemProcesses;

/** Who is killed, in this order; each stays down for as long as it says, in ms. */
const orders: readonly (readonly (readonly [Name, number])[])[] = [
  // The services come back while the engine that they need is still down.
  [
    ['mongod', 6_000],
    ['api', 0],
    ['worker', 0],
  ],
  [
    ['temporal', 6_000],
    ['api', 0],
    ['worker', 0],
  ],
  [
    ['worker', 3_000],
    ['api', 100],
    ['temporal', 5_000],
    ['mongod', 4_000],
  ],
];

const MS_PER_PLAN_DAY = 1_000;
/** So long the machine sleeps: twelve plan days, in which every township is reminded and late. */
const ASLEEP_MS = 12_000;
/** Late by less than this, a notice goes out as usual. */
const PUNCTUAL_MS = 2_500;

let folder: string;
let service: StartedService;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'league-reorg-test-'));
  service = await startService(folder);
  await addExamplePeople(service.store);
});
afterAll(async () => {
  await service.stop();
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
});

function grouped<T>(rows: readonly T[], keyOf: (row: T) => string): T[][] {
  const groups = new Map<string, T[]>();
  for (const row of rows) groups.set(keyOf(row), [...(groups.get(keyOf(row)) ?? []), row]);
  return [...groups.values()];
}

/** A rehearsal of the example county whose plan is approved, and in which nobody does anything. @returns its id */
async function startTrial(): Promise<string> {
  const league = await service.signIn('county-league', 'lanyu');
  const department = await service.signIn('organization-department', 'lanyu');
  const { status, body } = await league.post('/api/campaigns', {
    ...countyUpload(),
    year: 2012,
    clock: 'trial',
    msPerPlanDay: MS_PER_PLAN_DAY,
  });
  expect({ status, body }).toMatchObject({ status: 201 });
  const campaign = `/api/campaigns/${body.campaign.id}`;
  await until(async () => (await department.get('/api/tasks')).body.tasks[0]);
  const { digest } = (await department.get(`${campaign}/plan`)).body;
  await department.post(`${campaign}/plan/decisions`, { nonce: randomBytes(18).toString('base64url'), digest, verdict: 'approve' });
  await until(async () => ((await service.store.db.collection('township_progress').countDocuments()) === 12 ? true : undefined));
  return body.campaign.id;
}

/** An event that the clock wanted. */
interface Due {
  readonly _id: string;
  readonly workflowId: string;
  readonly wantedAt: Date;
}

/** Plan time of the campaign. */
async function clockOf(campaign: string): Promise<PlanClock> {
  const row = await campaigns(service.store).findOne({ _id: campaign });
  if (!row) throw new Error('no campaign');
  return row.clock;
}

/** As a laptop whose lid is closed. */
async function sleepAll(ms: number): Promise<{ readonly from: Date; readonly to: Date }> {
  const pids = (readRunning(folder)?.processes ?? []).map(({ pid }) => pid);
  expect(pids).toHaveLength(5);
  for (const pid of pids) process.kill(pid, 'SIGSTOP');
  const from = new Date();
  await pause(ms);
  for (const pid of pids.toReversed()) process.kill(pid, 'SIGCONT');
  return { from, to: new Date() };
}

describe('a laptop’s lid', () => {
  it('is told in one mail to each, that lists what came due meanwhile; notices stay single, in order, and none is lost', async () => {
    const { store } = service;
    const campaign = await startTrial();
    const { from, to } = await sleepAll(ASLEEP_MS);
    const digests = () =>
      mails(store)
        .find({ _id: /^digest:/ })
        .toArray();
    const meanwhile = { wantedAt: { $gt: from, $lt: new Date(to.getTime() - PUNCTUAL_MS) }, 'notify.0': { $exists: true } };
    const events = () => store.db.collection<Due>('events').find(meanwhile).sort({ sequence: 1 }).toArray();
    // Nothing that came due then waits any longer to be gathered.
    const waiting = { late: true, at: { $lt: planTimeAt(await clockOf(campaign), to.getTime()) } };
    const due = await until(async () => {
      const seen = await events();
      const gathered = (await mails(store).countDocuments(waiting)) === 0 && (await digests()).length > 0;
      return gathered && seen.length > 0 ? seen : undefined;
    });
    // Every township is late with its first stage, but for those for which it came due before: a busy machine takes days to begin.
    const townships = new Set(due.map(({ workflowId }) => workflowId)).size;
    const told = await notices(store).find({ campaign }).toArray();
    const about = told.filter(({ _id }) => due.some((event) => _id.startsWith(`${event._id}#`)));
    expect(new Set(about.map(({ _id }) => _id.slice(0, _id.lastIndexOf('#')))).size).toBe(due.length);

    const written = new Map((await mails(store).find({ campaign }).toArray()).map((mail) => [mail._id, mail]));
    const all = new Map((await digests()).map((digest) => [digest._id, digest]));
    // On a busy machine the catching up may itself stand still for so long that it counts as over, and goes on afterwards.
    const wrote = about.flatMap(({ _id }) => written.get(_id)?.createdAt.getTime() ?? []).toSorted((x, y) => x - y);
    const bursts = 1 + wrote.filter((at, index) => at - (wrote[index - 1] ?? at) > OVER_AFTER_MS).length;
    const people = grouped(about, ({ person }) => person);
    expect(people.length).toBeGreaterThan(1);
    for (const rows of people) {
      const own = rows.flatMap(({ _id }) => written.get(_id) ?? []);
      // One digest, or the only mail there is.
      const mailed = grouped(own, (mail) => mail.digest ?? mail._id);
      expect(mailed.length).toBeLessThanOrEqual(bursts);
      for (const together of mailed) {
        const digest = all.get(together[0]?.digest ?? '');
        if (together.length === 1 || !digest) continue;
        expect(digest.subject).toMatch(/^【演练】系统停顿期间的 \d+ 条通知$/);
        const places = together
          .map((mail) => ({ at: mail.at ?? 0, place: digest.text.indexOf(mail.subject.replace('【演练】', '')) }))
          .toSorted((x, y) => x.place - y.place);
        expect(places[0]?.place).toBeGreaterThan(0);
        const instants = places.map(({ at }) => at);
        expect(instants).toEqual(instants.toSorted((x, y) => x - y));
      }
    }
    // The county league hears of every one of them, in one mail.
    const most = Math.max(...[...all.values()].map(({ subject }) => Number(/\d+/.exec(subject)?.[0])));
    expect(most * bursts).toBeGreaterThanOrEqual(townships);

    for (const rows of grouped(due, ({ workflowId }) => workflowId)) {
      const wanted = rows.map(({ wantedAt }) => wantedAt.getTime());
      expect(wanted).toEqual(wanted.toSorted((a, b) => a - b));
    }
  });
});

describe('every order of dying and coming back', () => {
  it('ends with everything answering, without a hand, within half a minute after the last one is back', async () => {
    const { processes, apiUrl } = service.system;
    for (const order of orders) {
      for (const [name, downMs] of order) await processes[name]?.kill9(downMs);
      for (const [name] of order) await processes[name]?.running();
      let answer = '';
      const deadline = Date.now() + 30_000;
      while (Date.now() < deadline && !answer.includes('"ready"')) {
        answer = await fetch(`${apiUrl}/readyz`).then((response) => response.text(), String);
        await pause(100);
      }
      expect({ order, answer }).toMatchObject({ answer: expect.stringContaining('"status":"ready"') });
    }
  });
});
