import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { type App, type AppSettings, createApp } from '../../api/app.ts';
import { RATE_LIMITS, type RateLimits } from '../../api/http/rate-limits.ts';
import { SERVER_LIMITS } from '../../api/http/server-limits.ts';
import type { PageDeps } from '../../api/pages/deps.ts';
import { answersAtLast } from '../../api/use-cases/deliver.ts';
import { createLogger } from '../../config/logger.ts';
import type { County } from '../../domain/county/county-schema.ts';
import type { Role } from '../../domain/roles.ts';
import type { RunningTemporal } from '../../engines/index.ts';
import { newPersonId, type Person, people } from '../../store/people.ts';
import { LINK_MINUTES, makeSignInLink, signInAddress } from '../../store/sign-in-links.ts';
import { exampleCounty } from './example-county.ts';
import { startTestEngines, TEST_NAMESPACE, type TestEngines } from './running-engines.ts';
import { startTestWorker, type TestWorker } from './running-worker.ts';
import { defaultPlan, shippedCalendar } from './shipped-plan.ts';
import { type AnswerCheck, TestSession } from './test-session.ts';

const SECRET = 'a-secret-of-tests-that-is-long-enough-0123456789';

export interface TestSystemOptions {
  /** `none`: the api alone, without an engine's worker. Default: one worker. */
  readonly worker?: 'none';
  /** Looks at every answer of every session. */
  readonly check?: AnswerCheck;
  /** In place of the app's own. */
  readonly rateLimits?: Partial<RateLimits>;
  /** Of a proxy in front that is trusted, such as `https://league.example`. Default: none. */
  readonly proxyUrl?: string;
  /** As where a mail server is set up. Default: mails are kept. */
  readonly mailIsSent?: boolean;
}

/** The whole service on real engines, in the test's own process, with everybody of the example county. */
export interface TestSystem {
  readonly url: string;
  readonly engines: TestEngines;
  readonly county: County;
  readonly deps: PageDeps;
  /** Somebody of this role at this unit, signed in over JSON: the first of the county file, or the n-th. */
  as(role: Role, unit: string, which?: number): Promise<TestSession>;
  /** The same person's row. */
  person(role: Role, unit: string, which?: number): Promise<Person>;
  /** A one-time link for the same person, to be opened in a browser. */
  linkFor(role: Role, unit: string, which?: number): Promise<string>;
  /** The same person's session, begun by such a link: the value of a `Cookie` header, `name=value`. */
  signIn(role: Role, unit: string, which?: number): Promise<string>;
  /** Nobody. */
  anybody(): TestSession;
  startWorker(): Promise<void>;
  stopWorker(): Promise<void>;
  /** The process of the pages ends and begins anew at the same address. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

/** The service without its engines: what a browser sees of it. */
export type AppSystem = Omit<TestSystem, 'engines'>;

/** What the service is started on. */
export interface SystemEngines extends Pick<TestEngines, 'store' | 'client' | 'vouchers' | 'stop'> {
  readonly temporal: Pick<RunningTemporal, 'address' | 'uiAddress'>;
  readonly namespace: string;
  /** The time of day there. */
  readonly now: () => number;
}

/** About six seconds; start it in `beforeAll`, stop it in `afterAll`. */
export async function startTestSystem(options: TestSystemOptions = {}): Promise<TestSystem> {
  const engines = await startTestEngines();
  return { engines, ...(await startSystemOn({ ...engines, namespace: TEST_NAMESPACE, now: Date.now }, options)) };
}

/** The same on engines that run already; they end with it. */
export async function startSystemOn(
  engines: SystemEngines,
  { worker, check, rateLimits, proxyUrl, mailIsSent = false }: TestSystemOptions = {},
): Promise<AppSystem> {
  const county = exampleCounty();
  let server = await listen();
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const settings = {
    publicUrl: proxyUrl ?? url,
    trustProxy: proxyUrl ? 1 : 0,
    rateLimits: { ...RATE_LIMITS, ...rateLimits },
    mailIsSent,
  };
  const { express, deps } = await appOf(engines, settings);
  server.on('request', express);
  await addPeople(engines, county);
  let running: TestWorker | undefined;
  const system: AppSystem = {
    url,
    county,
    deps,
    person: (role, unit, which = 0) => personAt(engines, role, unit, which),
    async linkFor(role, unit, which = 0) {
      const { _id } = await personAt(engines, role, unit, which);
      const { token } = await makeSignInLink(engines.store, { person: _id, by: _id, minutes: LINK_MINUTES, now: new Date() });
      return signInAddress(url, token);
    },
    async signIn(role, unit, which = 0) {
      const token = new URL(await system.linkFor(role, unit, which)).searchParams.get('token');
      const { status, headers } = await new TestSession(url, {}).post('/api/session', { token });
      const cookie = headers.getSetCookie().find((line) => line.startsWith(`${deps.sessionCookie}=`));
      if (status !== 200 || !cookie) throw new Error(`not signed in: ${status}`);
      return cookie.split(';')[0] ?? '';
    },
    async as(role, unit, which = 0) {
      return new TestSession(url, { cookie: await system.signIn(role, unit, which) }, check);
    },
    anybody: () => new TestSession(url, {}, check),
    async startWorker() {
      running ??= await startTestWorker(engines, url, engines);
    },
    async stopWorker() {
      await running?.stop();
      running = undefined;
    },
    async restart() {
      const { port } = server.address() as AddressInfo;
      const { express: fresh } = await appOf(engines, settings);
      // The address is free for a moment only: it is of those that the machine gives to whoever asks for one.
      server.closeAllConnections();
      server.close();
      server = await listen(port, fresh);
    },
    async stop() {
      server.closeAllConnections();
      server.close();
      await Promise.race([answersAtLast(engines.client), sleep(20_000, undefined, { ref: false })]);
      await system.stopWorker();
      await engines.stop();
    },
  };
  if (worker !== 'none') await system.startWorker();
  return system;
}

/** The app as `api/main.ts` makes it. */
async function appOf(
  { store, client, vouchers, temporal, namespace, now }: SystemEngines,
  settings: Pick<AppSettings, 'publicUrl' | 'trustProxy' | 'rateLimits' | 'mailIsSent'>,
): Promise<App> {
  const given = {
    store,
    vouchers,
    temporal: () => Promise.resolve(client),
    temporalAnswers: async (ms: number) => {
      await client.connection.withDeadline(Date.now() + ms, () => client.workflowService.getSystemInfo({}));
    },
    now,
    plan: await defaultPlan(),
    calendar: await shippedCalendar(),
    logger: createLogger({ level: 'error', process: 'test' }),
  };
  return createApp(given, {
    ...settings,
    sessionSecret: SECRET,
    temporalUiAddress: temporal.uiAddress,
    namespace,
    trialMsPerDay: 60_000,
  });
}

/** The app's address is known before the app is made. */
async function listen(port = 0, app?: RequestListener): Promise<Server> {
  const server = createServer(SERVER_LIMITS, app).listen(port, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

async function addPeople({ store }: SystemEngines, county: County): Promise<void> {
  const common = { active: true, createdAt: new Date(), createdBy: 'test' };
  const first: Person = {
    _id: newPersonId(),
    name: '管例甲',
    email: 'root@lanyu.example',
    role: 'administrator',
    unit: '*',
    lead: false,
    ...common,
  };
  const others = county.people.map(
    ({ telephone, ...person }): Person => ({ _id: newPersonId(), ...person, ...common, ...(telephone ? { telephone } : {}) }),
  );
  await people(store).insertMany([first, ...others]);
}

async function personAt({ store }: SystemEngines, role: Role, unit: string, which: number): Promise<Person> {
  const found = await people(store).find({ role, unit }).sort({ email: 1 }).skip(which).limit(1).next();
  if (!found) throw new Error(`nobody is ${role} at ${unit}`);
  return found;
}
