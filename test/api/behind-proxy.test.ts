import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { anyFreePort } from '../../engines/index.ts';
import { type RunningCommand, runCommand, runNode } from '../support/command.ts';
import { startNameServer } from '../support/name-server.ts';
import { startTestEngines, TEST_DATABASE, TEST_NAMESPACE, type TestEngines } from '../support/running-engines.ts';
import { startTestWorker, type TestWorker } from '../support/running-worker.ts';
import { scratchFolder } from '../support/scratch-folder.ts';
import { type StallingProxy, startStallingProxy } from '../support/stalling-proxy.ts';
import { until } from '../support/until.ts';

/** `deploy/nginx` as it is, but for ports and folders, in front of two processes of the api: one of them sees no primary of MongoDB. */

const able = spawnSync('nginx', ['-v']).status === 0;
const HOSTS = ['127.0.0.2', '127.0.0.3'] as const;

let engines: TestEngines;
let worker: TestWorker;
let network: StallingProxy;
beforeAll(async () => {
  if (!able) return;
  engines = await startTestEngines();
  worker = await startTestWorker(engines, 'http://127.0.0.1:1');
  network = await startStallingProxy(Number(new URL(engines.mongo.uri.replace('mongodb:', 'http:')).port));
});
afterAll(async () => {
  network?.close();
  await worker?.stop();
  await engines?.stop();
});

const secrets = { VOUCHER_KEYS: `k1:${randomBytes(32).toString('base64')}`, SESSION_SECRET: randomBytes(32).toString('hex') };

/** The command of `api` in docker-compose.yml. */
function startApi(
  host: string,
  mongodb: string,
  ports: { readonly app: number; readonly ready: number },
  publicUrl: string,
): RunningCommand {
  return runNode(['--import', 'tsx', 'api/main.ts'], {
    PATH: process.env['PATH'],
    ...secrets,
    PUBLIC_URL: publicUrl,
    TEMPORAL_ADDRESS: engines.temporal.address,
    TEMPORAL_NAMESPACE: TEST_NAMESPACE,
    MONGODB_URI: mongodb,
    MONGODB_DATABASE: TEST_DATABASE,
    HOST: host,
    PORT: String(ports.app),
    READY_PORT: String(ports.ready),
    TRUST_PROXY: '1',
    NODE_ENV: 'production',
  });
}

/** The proxy's own configuration, on free ports. */
async function startProxy(listen: number, ports: { readonly app: number; readonly ready: number }): Promise<void> {
  const folder = scratchFolder();
  const names = await startNameServer('api', HOSTS);
  const check = await anyFreePort();
  for (const file of ['http.conf', 'common.conf', 'app.conf']) {
    const text = readFileSync(path.join('deploy', 'nginx', file), 'utf8')
      .replaceAll('/tmp/', `${folder}/`)
      .replace('resolver 127.0.0.11 valid=5s', `resolver 127.0.0.1:${names.port} valid=5s`)
      .replace('listen 8080;', `listen 127.0.0.1:${listen};`)
      .replace('listen 127.0.0.1:8081;', `listen 127.0.0.1:${check};`)
      .replaceAll('http://api:8082', `http://api:${ports.ready}`)
      .replaceAll('http://api:8080', `http://api:${ports.app}`);
    writeFileSync(path.join(folder, file), text);
  }
  runCommand('nginx', ['-c', path.join(folder, 'http.conf'), '-g', 'daemon off;'], process.env);
  onTestFinished(() => names.close());
  await until(
    async () =>
      (await fetch(`http://127.0.0.1:${check}/`).then(
        ({ status }) => status,
        () => 0,
      )) === 204 || undefined,
  );
}

const parts = async (host: string, port: number) =>
  fetch(`http://${host}:${port}/readyz`).then(
    async (response) => ((await response.json()) as { parts: Record<string, string> }).parts,
    () => undefined,
  );

describe.runIf(able)('a proxy in front of two processes', () => {
  it('sends nothing to one that started while MongoDB had no primary, until it has recovered by itself', async () => {
    const ports = { app: await anyFreePort(), ready: await anyFreePort() };
    const listen = await anyFreePort();
    const url = `http://127.0.0.1:${listen}`;
    network.stall();
    const away = engines.mongo.uri
      .replace(/127\.0\.0\.1:\d+\//, `127.0.0.1:${network.port}/`)
      .replace(/replicaSet=\w+/, 'directConnection=true');
    const [well, ill] = [startApi(HOSTS[0], engines.mongo.uri, ports, url), startApi(HOSTS[1], away, ports, url)];
    await startProxy(listen, ports);
    const post = () =>
      fetch(`${url}/api/session`, { method: 'POST', headers: { origin: url, 'content-type': 'application/json' }, body: '{"token":"x"}' });

    await until(async () => ((await parts(HOSTS[1], ports.app))?.['mongodb'] === 'down' ? true : undefined));
    await until(async () => (well.output().includes('ready port open') ? true : undefined));
    const asked = await Promise.all(Array.from({ length: 40 }, async (_, index) => (index % 2 ? post() : fetch(`${url}/sign-in`))));
    expect(asked.map(({ status }) => status).filter((status) => status >= 500)).toEqual([]);
    expect(ill.output()).not.toContain('/api/session');
    expect(ill.output()).not.toContain('/sign-in');

    network.flow();
    await until(async () => (ill.output().includes('ready port open') ? true : undefined));
    await until(async () => {
      await fetch(`${url}/sign-in`);
      return ill.output().includes('/sign-in') ? true : undefined;
    });

    // A failover: nothing more goes there, with no request lost that changes something.
    network.stall();
    await until(async () => (ill.output().includes('ready port closed') ? true : undefined));
    const after = await Promise.all(Array.from({ length: 20 }, post));
    expect(after.map(({ status }) => status).filter((status) => status >= 500)).toEqual([]);

    // Nobody is ready: whoever is left says it in the app's own words.
    well.process.kill('SIGTERM');
    await well.ended;
    const last = await fetch(`${url}/sign-in`, { headers: { 'accept-language': 'zh-CN' } });
    expect([last.status, /还没有答复|服务暂时不可用|办理的人太多|登录/.test(await last.text())]).toEqual([expect.any(Number), true]);
    expect((await post()).status).toBe(503);
    network.flow();
  });
});
