import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import type { JsonDeps } from '../../api/json/deps.ts';
import { createJsonRouter } from '../../api/json/router.ts';
import { createLogger } from '../../config/logger.ts';
import type { County } from '../../domain/county/county-schema.ts';
import type { Role } from '../../domain/roles.ts';
import { findPerson, newPersonId, type Person, people } from '../../store/people.ts';
import { exampleCounty } from './example-county.ts';
import { startTestEngines, type TestEngines } from './running-engines.ts';
import { startTestWorker, type TestWorker } from './running-worker.ts';
import { defaultPlan, shippedCalendar } from './shipped-plan.ts';
import { type AnswerCheck, TestSession } from './test-session.ts';

/** Names the caller in a test's request, in place of a session's cookie. */
const ACCOUNT_HEADER = 'x-test-account';

export interface TestSystemOptions {
  /** `none`: the api alone, without an engine's worker. Default: one worker. */
  readonly worker?: 'none';
  /** Looks at every answer of every session. */
  readonly check?: AnswerCheck;
}

/** The whole service on real engines, in the test's own process, with everybody of the example county. */
export interface TestSystem {
  readonly url: string;
  readonly engines: TestEngines;
  readonly county: County;
  readonly deps: JsonDeps;
  /** Somebody of this role at this unit, signed in: the first of the county file, or the n-th. */
  as(role: Role, unit: string, which?: number): Promise<TestSession>;
  /** The same person's row. */
  person(role: Role, unit: string, which?: number): Promise<Person>;
  /** Nobody. */
  anybody(): TestSession;
  startWorker(): Promise<void>;
  stopWorker(): Promise<void>;
  stop(): Promise<void>;
}

/** About six seconds; start it in `beforeAll`, stop it in `afterAll`. */
export async function startTestSystem({ worker, check }: TestSystemOptions = {}): Promise<TestSystem> {
  const engines = await startTestEngines();
  const county = exampleCounty();
  const deps = await depsOf(engines);
  const server = await listen(deps);
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  await addPeople(engines, county);
  let running: TestWorker | undefined;
  const system: TestSystem = {
    url,
    engines,
    county,
    deps,
    person: (role, unit, which = 0) => personAt(engines, role, unit, which),
    async as(role, unit, which = 0) {
      const { _id } = await personAt(engines, role, unit, which);
      return new TestSession(url, { [ACCOUNT_HEADER]: _id }, check);
    },
    anybody: () => new TestSession(url, {}, check),
    async startWorker() {
      running ??= await startTestWorker(engines, url);
    },
    async stopWorker() {
      await running?.stop();
      running = undefined;
    },
    async stop() {
      server.closeAllConnections();
      server.close();
      await system.stopWorker();
      await engines.stop();
    },
  };
  if (worker !== 'none') await system.startWorker();
  return system;
}

async function depsOf({ store, client, vouchers }: TestEngines): Promise<JsonDeps> {
  return {
    store,
    vouchers,
    temporal: () => Promise.resolve(client),
    now: Date.now,
    plan: await defaultPlan(),
    calendar: await shippedCalendar(),
    trialMsPerDay: 60_000,
    sessionCookie: 'league_session',
    logger: createLogger({ level: 'error', process: 'test' }),
    async whoCalls(request) {
      const person = await findPerson(store, request.get(ACCOUNT_HEADER) ?? '');
      return person?.active ? person : undefined;
    },
  };
}

async function listen(deps: JsonDeps): Promise<Server> {
  const app = express().disable('x-powered-by').use('/api', createJsonRouter(deps));
  const server = createServer(app).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

async function addPeople({ store }: TestEngines, county: County): Promise<void> {
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

async function personAt({ store }: TestEngines, role: Role, unit: string, which: number): Promise<Person> {
  const found = await people(store).find({ role, unit }).sort({ email: 1 }).skip(which).limit(1).next();
  if (!found) throw new Error(`nobody is ${role} at ${unit}`);
  return found;
}
