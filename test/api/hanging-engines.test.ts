import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openTemporal } from '../../api/temporal-client.ts';
import { commandLog } from '../../store/command-log.ts';
import { openStore } from '../../store/database.ts';
import { temporalForgotten } from '../support/forgotten.ts';
import { startTestEngines, TEST_DATABASE, TEST_NAMESPACE, type TestEngines } from '../support/running-engines.ts';
import { type AppSystem, startSystemOn } from '../support/running-system.ts';
import { startTestWorker, type TestWorker } from '../support/running-worker.ts';
import { pdfOf } from '../support/sample-files.ts';
import { type StallingProxy, startStallingProxy } from '../support/stalling-proxy.ts';
import type { TestSession } from '../support/test-session.ts';
import { until } from '../support/until.ts';
import { surveyDossier } from './json/survey-dossier.ts';
import { crawl, type Visited } from './pages/crawl.ts';
import type { PageAnswer, PageSession } from './pages/page-session.ts';
import { startPagesCampaign } from './pages/running-pages.ts';
import { nonce } from './pages/township-player.ts';
import { addStrangers, signInAll, VISITORS, type Visitor } from './pages/visitors.ts';

/** Between the app and each engine stands a network that stalls: connections are taken, and nothing passes any more. */

/** Five seconds are promised, whatever hangs (api/http/deadline.ts); the rest is this process's own, which is client and service at once. */
const IN_TIME_MS = 5_400;
/** As many people as look at the same moment. */
const AT_ONCE = 30;

let engines: TestEngines;
let worker: TestWorker;
let system: AppSystem;
let mongo: StallingProxy;
let temporal: StallingProxy;
let temporalUi: StallingProxy;
let session: (visitor: Visitor) => PageSession;
let clerk: TestSession;
let landu: string;
/** Every page that links lead to. */
let pages: readonly Visited[];

const PDF = { 'content-type': 'application/pdf' };

const portOf = (address: string) => Number(address.split(':').at(-1));

beforeAll(async () => {
  engines = await startTestEngines();
  const mongoPort = portOf(new URL(engines.mongo.uri.replace('mongodb:', 'http:')).host);
  [mongo, temporal, temporalUi] = await Promise.all([
    startStallingProxy(mongoPort),
    startStallingProxy(portOf(engines.temporal.address)),
    startStallingProxy(portOf(engines.temporal.uiAddress), new URL(engines.temporal.uiAddress).hostname),
  ]);
  const address = `127.0.0.1:${temporal.port}`;
  const store = openStore(
    engines.mongo.uri.replace(`:${mongoPort}/`, `:${mongo.port}/`).replace(/replicaSet=\w+/, 'directConnection=true'),
    TEST_DATABASE,
  );
  const behind = {
    store,
    client: await openTemporal({ address, namespace: TEST_NAMESPACE }).temporal(),
    vouchers: engines.vouchers,
    temporal: { address, uiAddress: `http://127.0.0.1:${temporalUi.port}` },
    namespace: TEST_NAMESPACE,
    now: Date.now,
    stop: () => store.client.close(),
  };
  system = await startSystemOn(behind, { worker: 'none' });
  worker = await startTestWorker(engines, system.url);
  const campaign = await startPagesCampaign(system);
  landu = `/api/campaigns/${campaign}/townships/landu`;
  clerk = await system.as('township-league', 'lanyu/landu');
  await addStrangers(system);
  session = await signInAll(system);
  pages = (await Promise.all(VISITORS.map((visitor) => crawl(visitor, session(visitor))))).flat();
});
afterEach(() => {
  for (const proxy of [mongo, temporal, temporalUi]) proxy.flow();
});
afterAll(async () => {
  await worker?.stop();
  await system?.stop();
  for (const proxy of [mongo, temporal, temporalUi]) proxy?.close();
  await engines?.stop();
});

const TICK_MS = 50;
/** How long a busy machine has kept this process from running, ms. */
let kept = 0;
let last = performance.now();
const ticking = setInterval(() => {
  kept += Math.max(0, performance.now() - last - TICK_MS);
  last = performance.now();
}, TICK_MS);
afterAll(() => clearInterval(ticking));

async function timed<T>(work: () => Promise<T>): Promise<T> {
  const [began, keptBefore] = [performance.now(), kept];
  const answer = await work();
  expect(performance.now() - began - (kept - keptBefore)).toBeLessThan(IN_TIME_MS);
  return answer;
}

/** Opens every page, many at a time, each answered in time. */
async function openAll(): Promise<(Visited & { readonly answer: PageAnswer })[]> {
  const opened: (Visited & { readonly answer: PageAnswer })[] = [];
  for (let from = 0; from < pages.length; from += AT_ONCE) {
    const some = pages.slice(from, from + AT_ONCE);
    const answers = some.map(async (page) => ({ ...page, answer: await timed(() => session(page.visitor).get(page.path)) }));
    opened.push(...(await Promise.all(answers)));
  }
  return opened;
}

/** Pages by what they were answered, for a message that tells which. */
const notOf = (opened: readonly (Visited & { readonly answer: PageAnswer })[], statuses: readonly number[]) =>
  opened.filter(({ answer }) => !statuses.includes(answer.status)).map(({ path, answer }) => `${path}: ${answer.status}`);

/** Pages that are not there although their engine is: those that a busy machine was too slow for are asked for once more, one by one. */
async function stillAway(): Promise<string[]> {
  const opened = await openAll();
  const away = notOf(opened, [200, 303, 503]);
  for (const { path, visitor, answer } of opened)
    if (answer.status === 503 && (await session(visitor).get(path)).status === 503) away.push(`${visitor} ${path}`);
  return away;
}

describe('a database behind a network that stalls', () => {
  it('is told on every page in time, in words that are true, and forgotten when it answers again', async () => {
    expect(pages.length).toBeGreaterThan(100);
    mongo.stall();
    const opened = await openAll();
    expect(notOf(opened, [200, 303, 503])).toEqual([]);
    const unavailable = opened.filter(({ answer }) => answer.status === 503);
    expect(unavailable.length).toBeGreaterThan(90);
    for (const { answer } of unavailable.filter(({ html }) => html)) expect(answer.html).toContain('服务暂时不可用');
    mongo.flow();
    await until(async () => ((await clerk.get('/api/tasks')).status === 200 ? true : undefined));
    expect(await stillAway()).toEqual([]);
  });

  it('is told to whoever signs in, asks or sends by JSON, also to many at once', async () => {
    mongo.stall();
    const signIn = await timed(() => system.anybody().post('/api/session', { token: 'a'.repeat(43) }));
    expect(signIn.status).toBe(503);
    const many = await timed(() => Promise.all(Array.from({ length: 30 }, () => clerk.get('/api/me'))));
    expect(new Set(many.map(({ status }) => status))).toEqual(new Set([503]));
    expect(many[0]?.body.error.code).toBe('UNAVAILABLE');
  });

  it('is told in time to whatever is asked at once: pages, JSON, sign-in, files and documents, each with when to come again', async () => {
    mongo.stall();
    const { url } = system;
    const asked = Array.from({ length: 15 }, () => [
      () => clerk.get('/api/tasks'),
      () => clerk.post(`${landu}/items/survey/submissions`, { nonce: nonce(), round: 1, dossier: surveyDossier }),
      () => clerk.send('POST', `${landu}/items/survey/attachments?filename=a.pdf`, { raw: new Uint8Array(pdfOf(200_000)), headers: PDF }),
      () => system.anybody().post('/api/session', { email: 'nobody@lanyu.example', password: 'a wrong password' }),
      () => session('league').get('/'),
      () => session('clerk').postBare('/sign-out', { nonce: nonce() }),
      () => session('league').download(`${landu.replace('/api', '').replace('/townships/landu', '')}/results/results.docx`),
      () => fetch(`${url}/sign-in?token=${'a'.repeat(43)}`, { redirect: 'manual' }),
    ]).flat();
    const answers = await Promise.all(asked.map((ask) => timed<{ status: number; headers: Headers }>(ask)));
    expect(answers.length).toBe(120);
    const late = answers.filter(({ status }) => status === 503);
    expect(late.length).toBeGreaterThan(80);
    for (const { headers } of late) expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
    expect(answers.filter(({ status }) => status >= 500 && status !== 503)).toEqual([]);
    mongo.flow();
    await until(async () => ((await clerk.get('/api/tasks')).status === 200 ? true : undefined));
    expect(await stillAway()).toEqual([]);
  });

  it('takes what was sent meanwhile once, when the same is sent again', async () => {
    const submission = { nonce: nonce(), round: 1, dossier: surveyDossier };
    mongo.stall();
    const unheard = await timed(() => clerk.post(`${landu}/items/survey/submissions`, submission));
    expect([unheard.status, unheard.body.error.code]).toEqual([503, 'UNAVAILABLE']);
    mongo.flow();
    await until(async () => ((await clerk.get('/api/tasks')).status === 200 ? true : undefined));
    const sent = await clerk.post(`${landu}/items/survey/submissions`, submission);
    expect([sent.status, sent.body.outcome]).toEqual([200, 'recorded']);
    expect(await commandLog(engines.store).countDocuments({ nonce: submission.nonce })).toBe(1);
  });
});

describe('an engine behind a network that stalls', () => {
  it('is told where it is needed, and nowhere else', async () => {
    temporal.stall();
    temporalUi.stall();
    expect(await stillAway()).toEqual([]);
    const league = session('league');
    for (const path of ['/temporal/', '/temporal/api/v1/settings']) {
      expect((await timed(() => league.get(path))).status).toBe(503);
    }
    temporal.flow();
    temporalUi.flow();
    await until(async () => ((await league.get('/temporal/')).status === 200 ? true : undefined));
  });

  it('gets nothing of what is sent meanwhile, and whoever sent it is told so', async () => {
    const committee = await system.as('township-party-committee', 'lanyu/landu');
    const { submission, round } = (await committee.get(`${landu}/items/survey`)).body.item;
    const decision = { nonce: nonce(), round, digest: submission.digest, verdict: 'approve' };
    temporal.stall();
    await temporalForgotten();
    const unheard = await timed(() => committee.post(`${landu}/items/survey/decisions`, decision));
    expect([unheard.status, unheard.body.outcome]).toEqual([503, 'unavailable']);
    expect(await commandLog(engines.store).countDocuments({ nonce: decision.nonce })).toBe(0);
    temporal.flow();
    const heard = await until(async () => {
      const { body } = await committee.post(`${landu}/items/survey/decisions`, decision);
      return body.outcome === 'recorded' ? body : undefined;
    });
    expect(heard.reference).toMatch(/^[0-9A-Z-]{14}$/);
    expect(await commandLog(engines.store).countDocuments({ nonce: decision.nonce })).toBe(1);
  });
});
