import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { anyFreePort } from '../../engines/index.ts';
import { countyUpload, exampleCounty } from '../support/example-county.ts';
import { addExamplePeople, type StartedService, startService } from '../support/started-service.ts';
import { until } from '../support/until.ts';

/** The whole service as `npm start` runs it, in processes of its own, with a mail server and metrics. */

let folder: string;
let service: StartedService;
let metricsPort: number;
const delivered: string[] = [];
const mailServer = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS'],
  onData(stream, session, done) {
    stream.resume().once('end', () => {
      delivered.push(...session.envelope.rcptTo.map(({ address }) => address));
      done();
    });
  },
});

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer().once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });
}

/** The worker takes the port above. */
async function twoPorts(): Promise<number> {
  const port = await anyFreePort();
  return (await isFree(port + 1)) ? port : twoPorts();
}

const metrics = async (above: number) => (await fetch(`http://127.0.0.1:${metricsPort + above}/metrics`)).text();

/** Parsed lines of a process's log. */
function logOf(name: 'api' | 'worker'): Record<string, unknown>[] {
  const text = readFileSync(path.join(folder, 'logs', `${name}.log`), 'utf8');
  return text
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'league-reorg-test-'));
  metricsPort = await twoPorts();
  const smtpPort = await anyFreePort();
  await new Promise<void>((resolve) => mailServer.listen(smtpPort, '127.0.0.1', resolve));
  service = await startService(folder, { METRICS_PORT: String(metricsPort), SMTP_URL: `smtp://127.0.0.1:${smtpPort}` });
  await addExamplePeople(service.store);
});
afterAll(async () => {
  await service.stop();
  await new Promise<void>((resolve) => mailServer.close(() => resolve()));
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
});

describe('seeing inside', () => {
  it('follows one command from the request over the run to the mail, by its nonce and the request’s id, and names nobody', async () => {
    const [league, department] = [await service.signIn('county-league', 'lanyu'), await service.signIn('organization-department', 'lanyu')];
    const { body } = await league.post('/api/campaigns', { ...countyUpload(), year: 2026, clock: 'live', acceptProvisional: true });
    expect(body).toMatchObject({ campaign: { trial: false } });
    const plan = `/api/campaigns/${body.campaign.id}/plan`;
    await until(async () => (await department.get('/api/tasks')).body.tasks[0]);
    const { digest } = (await department.get(plan)).body;
    const nonce = randomBytes(18).toString('base64url');
    const answer = await department.post(`${plan}/decisions`, { nonce, digest, verdict: 'approve', comment: '同意，请抓紧。' });
    expect(answer.body).toMatchObject({ outcome: 'recorded' });
    const requestId = answer.headers.get('x-request-id');

    const byNonce = (name: 'api' | 'worker', msg: string) => logOf(name).find((line) => line['nonce'] === nonce && line['msg'] === msg);
    expect(byNonce('api', 'message delivered')).toMatchObject({
      requestId,
      message: 'decidePlan',
      outcome: 'recorded',
      ms: expect.any(Number),
    });
    expect(byNonce('worker', 'recorded')).toMatchObject({ message: 'decidePlan', events: expect.arrayContaining(['plan-approved']) });
    await until(async () => byNonce('worker', 'mail sent'));
    expect(delivered.length).toBeGreaterThan(0);
    const logs = ['api', 'worker'].map((name) => readFileSync(path.join(folder, 'logs', `${name}.log`), 'utf8')).join('');
    expect(logs).not.toContain('同意，请抓紧');
    for (const { name, email } of exampleCounty().people)
      expect([name, logs.includes(name) || logs.includes(email)]).toEqual([name, false]);
  });

  it('counts that command in the figures of api, worker, SDK and domain', async () => {
    const api = await metrics(0);
    expect(api).toMatch(/league_delivery_seconds_count\{message="decidePlan",outcome="recorded"\} 1\n/);
    expect(api).toMatch(/league_http_request_seconds_count\{part="api",method="POST",status="200"\} [1-9]/);
    expect(api).toMatch(/league_workers_alive 1\n/);
    expect(api).toMatch(/league_stuck_runs\{kind="code-differs"\} 0\n/);
    expect(api).toMatch(/league_mails\{status="sent"\} [1-9]/);
    expect(api).toMatch(/league_open_items\{campaign="lanyu-2026",trial="false"\} \d/);
    expect(api).toMatch(/league_metrics_failures 0\n/);
    const worker = await metrics(1);
    expect(worker).toMatch(/league_records_total\{message="decidePlan"\} 1\n/);
    expect(worker).toMatch(/league_mail_deliveries_total\{result="sent"\} [1-9]/);
    expect(worker).toMatch(/temporal_workflow_task_execution_latency_seconds_count/);
  });

  it('shows none of it on the public side, and nothing else on the metrics’ port', async () => {
    const open = await fetch(`${service.system.url}/metrics`, { redirect: 'manual' });
    expect(await open.text()).not.toContain('league_');
    expect(open.status).not.toBe(200);
    expect((await fetch(`http://127.0.0.1:${metricsPort}/`)).status).toBe(404);
    expect((await fetch(`http://127.0.0.1:${metricsPort}/metrics`, { method: 'POST' })).status).toBe(404);
  });

  it('has every figure that the dashboard and the alerts ask for, and a runbook for every alert', async () => {
    const dashboard = JSON.parse(readFileSync('deploy/monitoring/grafana/dashboards/league-reorg.json', 'utf8')) as {
      panels: { targets?: { expr: string }[] }[];
    };
    const alerts = parse(readFileSync('deploy/monitoring/alerts.yml', 'utf8')) as {
      groups: { rules: { alert: string; expr: string; annotations: { runbook: string } }[] }[];
    };
    const rules = alerts.groups.flatMap((group) => group.rules);
    const asked = [...dashboard.panels.flatMap(({ targets = [] }) => targets.map(({ expr }) => expr)), ...rules.map(({ expr }) => expr)];
    const names = new Set(asked.flatMap((expr) => expr.match(/\b(?:league|temporal|process|nodejs)_[a-z0-9_]+/g) ?? []));
    expect(names.size).toBeGreaterThan(20);
    const served = `${await metrics(0)}${await metrics(1)}`;
    const types = new Map([...served.matchAll(/^# TYPE (\S+) (\S+)$/gm)].map(([, name, type]) => [name as string, type as string]));
    const exists = (name: string) => types.has(name) || types.get(name.replace(/_(?:bucket|sum|count)$/, '')) === 'histogram';
    expect([...names].filter((name) => !exists(name))).toEqual([]);

    const runbooks = readFileSync('docs/operations/monitoring.md', 'utf8');
    for (const { alert, annotations } of rules) {
      expect(annotations.runbook).toBe(`docs/operations/monitoring.md#${alert.toLowerCase()}`);
      expect([alert, new RegExp(`^### ${alert}$`, 'm').test(runbooks)]).toEqual([alert, true]);
    }
  });

  it('says which part could not be read, and shows the rest, while MongoDB hangs', async () => {
    const { pid } = await service.system.processes.mongod!.running();
    process.kill(pid, 'SIGSTOP');
    try {
      const text = await metrics(0);
      expect(text).toMatch(/league_metrics_failures 1\n/);
      expect(text).toContain('process_resident_memory_bytes');
    } finally {
      process.kill(pid, 'SIGCONT');
    }
  });
});
