import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readEnv } from '../../config/env.ts';
import { canLoad, Loader, type Model, type Service } from './load.ts';

const example = parseEnv(readFileSync('deploy/example.env', 'utf8')) as Record<string, string>;
const oneShot = ['mongodb-setup', 'temporal-schema', 'setup'];
const needed = [
  'PUBLIC_URL',
  'POSTGRES_PASSWORD',
  'MONGODB_ADMIN_PASSWORD',
  'MONGODB_PASSWORD',
  'MONGODB_REPLICA_KEY',
  'SESSION_SECRET',
  'VOUCHER_KEYS',
];
const able = canLoad();

it.runIf(process.env['REQUIRE_COMPOSE'])('can be read here: Go 1.23 or later is installed', () => expect(able).toBe(true));

describe.runIf(able)('docker-compose.yml, as Docker Compose itself reads it', () => {
  const loader = new Loader();
  let model: Model;
  beforeAll(async () => {
    await loader.build();
    model = await loader.load(['docker-compose.yml'], example);
  }, 300_000);
  afterAll(() => loader.remove());

  const services = () => Object.entries(model.services);
  const service = (name: string) => model.services[name] as Service;

  it.each(needed)('starts nothing without %s, and says what is wanted', async (name) => {
    const { [name]: _taken, ...others } = example;
    await expect(loader.load(['docker-compose.yml'], others)).rejects.toThrow(new RegExp(`${name}.*is missing a value: .{5,}`));
  });

  it('runs two of each process of the app, three MongoDB, and one of everything else', () => {
    const several = services().flatMap(([name, { deploy }]) => (deploy?.replicas === undefined ? [] : [[name, deploy.replicas]]));
    expect(Object.fromEntries(several)).toEqual({ api: 2, worker: 2 });
    expect(
      services()
        .map(([name]) => name)
        .filter((name) => /^mongodb-\d$/.test(name)),
    ).toHaveLength(3);
  });

  it('starts every lasting service again whenever it ends, and every one-shot until it succeeds', () => {
    for (const [name, { restart }] of services())
      expect([name, restart]).toEqual([name, oneShot.includes(name) ? 'on-failure' : 'unless-stopped']);
  });

  it('asks every lasting service whether it is well', () => {
    for (const [name, { healthcheck }] of services()) {
      if (oneShot.includes(name)) continue;
      expect({ name, asks: healthcheck?.test }).toEqual({ name, asks: ['CMD', expect.any(String), ...(healthcheck?.test.slice(2) ?? [])] });
    }
  });

  it('waits for a one-shot to succeed and for everything else to be well', () => {
    for (const [name, { depends_on = {} }] of services()) {
      for (const [other, { condition }] of Object.entries(depends_on)) {
        expect([name, other, condition]).toEqual([
          name,
          other,
          oneShot.includes(other) ? 'service_completed_successfully' : 'service_healthy',
        ]);
      }
    }
    expect(Object.keys(service('api').depends_on ?? {})).toEqual(['setup']);
    expect(Object.keys(service('setup').depends_on ?? {}).sort()).toEqual(['mongodb-setup', 'temporal']);
  });

  it('gives no process root, a writable image, capabilities or a log without end', () => {
    for (const [name, one] of services()) {
      expect({ name, ...one }).toMatchObject({
        name,
        user: expect.stringMatching(/^[1-9]\d*:\d+$/),
        read_only: true,
        cap_drop: ['ALL'],
        security_opt: ['no-new-privileges:true'],
      });
      expect({ name, log: one.logging?.options }).toEqual({ name, log: { 'max-size': '10m', 'max-file': '5' } });
    }
  });

  it('lets nobody in but through the proxy, and nothing out but the mail', () => {
    expect(services().flatMap(([name, { ports }]) => (ports ?? []).map(() => name))).toEqual(['proxy']);
    expect(model.networks['inner']?.internal).toBe(true);
    expect(
      services()
        .flatMap(([name, { networks = {} }]) => ('outer' in networks ? [name] : []))
        .sort(),
    ).toEqual(['proxy', 'worker']);
    const proxy = readFileSync('deploy/nginx/app.conf', 'utf8');
    expect(proxy).toMatch(/location = \/metrics \{\s*return 404;/);
    // First where a process listens only while it is ready; anywhere else only what nobody was sent.
    expect(proxy.match(/set \$ready http:\/\/api:8082;/g)).toHaveLength(2);
    expect(proxy).toMatch(/location @unready \{[^}]*return 502;[^}]*\}\s*set \$api http:\/\/api:8080;/);
  });

  it('keeps what must outlive a container in volumes', () => {
    const kept = services().flatMap(([, { volumes = [] }]) =>
      volumes.flatMap(({ type, source, target }) => (type === 'volume' ? [`${source} ${target}`] : [])),
    );
    expect(kept.sort()).toEqual(['mongodb-1 /data/db', 'mongodb-2 /data/db', 'mongodb-3 /data/db', 'postgres /var/lib/postgresql/data']);
    for (const [name, { volumes = [] }] of services()) {
      for (const one of volumes.filter(({ type }) => type === 'bind')) {
        expect([name, one.source, existsSync(one.source), one.read_only]).toEqual([name, one.source, true, true]);
      }
    }
  });

  it('names an exact version of every image but its own', () => {
    for (const [name, { image }] of services()) {
      expect({ name, image }).toEqual({ name, image: expect.stringMatching(/^league-reorg:|:v?\d+\.\d+/) });
    }
  });

  it('shows no secret in a command or a health check', () => {
    const secrets = needed.filter((name) => name !== 'PUBLIC_URL').map((name) => example[name] as string);
    for (const [name, { command, healthcheck }] of services()) {
      const seen = JSON.stringify([command, healthcheck]);
      expect({ name, shown: secrets.filter((secret) => seen.includes(secret)) }).toEqual({ name, shown: [] });
    }
  });

  it('starts each process of the app with a file that exists and an environment that it takes', () => {
    for (const part of ['api', 'worker', 'setup'] as const) {
      const { command, environment = {}, user } = service(part);
      expect(command?.slice(0, 3)).toEqual(['node', '--import', 'tsx']);
      expect({ file: command?.[3], there: existsSync(command?.[3] ?? '') }).toEqual({ file: command?.[3], there: true });
      expect(user).toBe('1000:1000');
      expect(() => readEnv(part, environment)).not.toThrow();
    }
    const api = readEnv('api', service('api').environment);
    const worker = readEnv('worker', service('worker').environment);
    expect(api).toMatchObject({
      HOST: '0.0.0.0',
      TRUST_PROXY: 1,
      TEMPORAL_UI_ADDRESS: 'http://temporal-ui:8080',
      METRICS_PORT: 9464,
      READY_PORT: 8082,
    });
    expect(worker).toMatchObject({
      VOUCHER_KEYS: api.VOUCHER_KEYS,
      PUBLIC_URL: api.PUBLIC_URL,
      MONGODB_URI: api.MONGODB_URI,
      METRICS_PORT: 9464,
    });
  });

  it('takes the environment that deploy/new-env writes, with other secrets each time', async () => {
    const fresh = () =>
      parseEnv(execFileSync('sh', ['deploy/new-env', 'https://league.example.gov.cn'], { encoding: 'utf8' })) as Record<string, string>;
    const [one, other] = [fresh(), fresh()];
    for (const name of needed.slice(1)) expect([name, one[name]]).not.toEqual([name, other[name]]);
    const { services: made } = await loader.load(['docker-compose.yml'], one);
    expect(readEnv('api', made['api']?.environment).PUBLIC_URL).toBe('https://league.example.gov.cn');
  });

  it('ends TLS with the county’s own certificate, and does not start without one', async () => {
    const files = ['docker-compose.yml', 'deploy/tls.yml'];
    await expect(loader.load(files, example)).rejects.toThrow(/TLS_CERTIFICATE/);
    const { services: made } = await loader.load(files, { ...example, TLS_CERTIFICATE: '/etc/ssl/own.pem', TLS_KEY: '/etc/ssl/own.key' });
    expect(made['proxy']?.ports?.map(({ target, published }) => `${published}>${target}`).sort()).toEqual(['443>8443', '80>8080']);
    expect(made['proxy']?.command).toContain('/etc/proxy/https.conf');
  });

  it('shows figures on this machine alone, behind a password', async () => {
    const files = ['docker-compose.yml', 'deploy/monitoring.yml'];
    await expect(loader.load(files, example)).rejects.toThrow(/GRAFANA_ADMIN_PASSWORD/);
    const { services: made } = await loader.load(files, { ...example, GRAFANA_ADMIN_PASSWORD: 'x' });
    expect(made['prometheus']?.ports).toBeUndefined();
    expect(made['grafana']?.ports).toMatchObject([{ host_ip: '127.0.0.1' }]);
    for (const name of ['prometheus', 'grafana']) {
      expect({ name, ...made[name] }).toMatchObject({
        read_only: true,
        cap_drop: ['ALL'],
        restart: 'unless-stopped',
        user: expect.stringMatching(/^[1-9]/),
      });
    }
  });
});
