import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { parseEnv } from 'node:util';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { anyFreePort, type RunningMongo, type RunningTemporal, startMongo, startTemporal } from '../../engines/index.ts';
import { openStore, type Store } from '../../store/database.ts';
import { people } from '../../store/people.ts';
import { makeSignInLink } from '../../store/sign-in-links.ts';
import { ensureBundle } from '../../worker/build-bundle.ts';
import { type RunningCommand, runCommand } from '../support/command.ts';
import { countyUpload, exampleTextOf } from '../support/example-county.ts';
import { scratchFolder } from '../support/scratch-folder.ts';
import { addExamplePeople } from '../support/started-service.ts';
import { TestSession } from '../support/test-session.ts';
import { until } from '../support/until.ts';

/** A service of docker-compose.yml, as far as it can run here: its command and environment, without its container. */
interface Service {
  readonly command: readonly [string, ...string[]];
  readonly environment: Readonly<Record<string, string>>;
  readonly healthcheck?: { readonly test: readonly [string, string, ...string[]] };
}

const { services } = parse(readFileSync('docker-compose.yml', 'utf8'), { merge: true }) as { services: Record<string, Service> };
const example = parseEnv(readFileSync('deploy/example.env', 'utf8')) as Record<string, string>;

/** As Compose fills in `${NAME:-default}` and `${NAME:?why}`. */
const filled = (text: string) =>
  text.replaceAll(
    /\$\{(\w+)(?::([-?])([^}]*))?\}/g,
    (_all, name: string, kind: string, other: string) => example[name] || (kind === '-' ? other : ''),
  );

function environmentOf(name: string, here: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  const own = Object.entries(services[name]?.environment ?? {}).map(([key, text]) => [key, filled(text)]);
  return { PATH: process.env['PATH'], ...Object.fromEntries(own), ...here };
}

function run(name: string, here: Readonly<Record<string, string>>, command = services[name]?.command ?? ['false']): RunningCommand {
  const [file, ...args] = command;
  return runCommand(file, args, environmentOf(name, here));
}

/** Half a minute after the last one is back everything answers. */
const BACK_WITHIN_MS = 30_000;

it('api and worker by the commands of docker-compose.yml, on engines of others that stop and start: in either order everything answers again', {
  timeout: 600_000,
}, async () => {
  const folder = scratchFolder();
  const [mongoPort, temporalPort, PORT, READY_PORT] = [await anyFreePort(), await anyFreePort(), await anyFreePort(), await anyFreePort()];
  let mongo: RunningMongo = await startMongo({ dataDir: folder, port: mongoPort });
  let temporal: RunningTemporal = await startTemporal({ dataDir: folder, port: temporalPort });
  const url = `http://127.0.0.1:${PORT}`;
  const engines = { MONGODB_URI: mongo.uri, TEMPORAL_ADDRESS: temporal.address };
  const peer = { ...engines, PUBLIC_URL: url, METRICS_HOST: '127.0.0.1', DATA_DIR: folder };
  const bundle = { WORKFLOW_BUNDLE: await ensureBundle(`${folder}/bundles`) };
  const running = new Map<string, RunningCommand>();
  const begin: Readonly<Record<string, () => Promise<unknown>>> = {
    async api() {
      const ports = { HOST: '127.0.0.1', PORT: `${PORT}`, READY_PORT: `${READY_PORT}`, METRICS_PORT: `${await anyFreePort()}` };
      running.set('api', run('api', { ...peer, ...ports, TRUST_PROXY: '0' }));
    },
    async worker() {
      running.set('worker', run('worker', { ...peer, ...bundle, METRICS_PORT: `${await anyFreePort()}` }));
    },
    async mongod() {
      mongo = await startMongo({ dataDir: folder, port: mongoPort });
    },
    async temporal() {
      temporal = await startTemporal({ dataDir: folder, port: temporalPort });
    },
  };
  const end: Readonly<Record<string, () => Promise<unknown>>> = {
    mongod: () => mongo.stop(),
    temporal: () => temporal.kill9(),
  };
  for (const name of ['api', 'worker']) {
    Object.assign(end, {
      [name]: () => {
        running.get(name)?.process.kill('SIGKILL');
        return running.get(name)?.ended;
      },
    });
  }

  const setup = run('setup', engines);
  expect({ code: (await setup.ended).code, said: setup.output() }).toMatchObject({ code: 0, said: expect.stringContaining('已就绪') });
  const store: Store = openStore(mongo.uri, 'league_reorg', 'test');
  try {
    await addExamplePeople(store);
    await begin['worker']?.();
    await begin['api']?.();
    const league = await leagueOf(store, url);
    let campaigns = 0;
    const back = async (order: string) => {
      const began = Date.now();
      const answered = async () => {
        const ready = await fetch(`${url}/readyz`).then((answer) => answer.text(), String);
        if (!ready.includes('"status":"ready"')) return undefined;
        const started = await league.post('/api/campaigns', trial).catch(() => undefined);
        return started?.status === 201 ? true : undefined;
      };
      await until(answered);
      campaigns += 1;
      await until(async () => ((await store.db.collection('county_progress').countDocuments()) === campaigns ? true : undefined));
      console.log(`${order}: everything answers after ${Date.now() - began} ms`);
      expect({ order, late: Date.now() - began > BACK_WITHIN_MS }).toEqual({ order, late: false });
    };
    await back('at first');

    for (const [down, up] of ORDERS) {
      for (const name of down) await end[name]?.();
      await pause(4_000);
      for (const name of up) await begin[name]?.();
      await back(`${down.join(', ')} stopped; ${up.join(', ')} started`);
    }
    // None of them had to be started again by whoever keeps them.
    for (const { process } of running.values()) expect([process.exitCode, process.signalCode]).toEqual([null, null]);
    // As Docker asks the worker.
    const [, ...ask] = services['worker']?.healthcheck?.test ?? ['CMD', 'false'];
    expect((await run('worker', peer, ask).ended).code).toBe(0);
  } finally {
    await store.client.close();
    for (const name of ['api', 'worker']) await end[name]?.();
    await Promise.all([mongo.stop(1_000), temporal.stop(1_000)]);
  }
});

const ORDERS: readonly (readonly [down: readonly string[], up: readonly string[]])[] = [
  [
    ['mongod', 'temporal'],
    ['temporal', 'mongod'],
  ],
  [
    ['temporal', 'mongod'],
    ['mongod', 'temporal'],
  ],
];

const trial = { ...countyUpload(exampleTextOf('landu')), year: 2012, clock: 'trial', msPerPlanDay: 86_400_000 };

/** The county league's first person, signed in as soon as somebody answers. */
async function leagueOf(store: Store, url: string): Promise<TestSession> {
  const person = await until(async () => (await people(store).findOne({ role: 'county-league', unit: 'lanyu' })) ?? undefined);
  await until(() =>
    fetch(`${url}/healthz`).then(
      ({ ok }) => ok || undefined,
      () => undefined,
    ),
  );
  const { token } = await makeSignInLink(store, { person: person._id, by: person._id, minutes: 5, now: new Date() });
  const { headers } = await new TestSession(url, {}).post('/api/session', { token });
  const cookie = headers.getSetCookie().map((line) => line.split(';')[0]);
  return new TestSession(url, { cookie: cookie.join('; ') });
}
