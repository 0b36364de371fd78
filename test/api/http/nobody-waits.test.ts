import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Role } from '../../../domain/roles.ts';
import { anyFreePort } from '../../../engines/index.ts';
import { people } from '../../../store/people.ts';
import { findTownshipProgress } from '../../../store/progress.ts';
import { makeSignInLink } from '../../../store/sign-in-links.ts';
import { countyUpload } from '../../support/example-county.ts';
import { archiveOf } from '../../support/lying-archive.ts';
import { addExamplePeople, type StartedService, startService } from '../../support/started-service.ts';
import type { TestSession } from '../../support/test-session.ts';
import { until } from '../../support/until.ts';
import { PageSession } from '../pages/page-session.ts';

/** The service in processes of its own, as `npm start` runs it; how long its loop of events stood still is told by its own figures. */

const folder = mkdtempSync(path.join(tmpdir(), 'league-reorg-test-'));
let service: StartedService;
let metricsPort: number;
let campaign: string;
let league: TestSession;
let committee: TestSession;
let auditor: TestSession;
let clerk: TestSession;

beforeAll(async () => {
  metricsPort = await anyFreePort();
  service = await startService(folder, { METRICS_PORT: String(metricsPort) });
  await addExamplePeople(service.store);
  const as = (role: Role, unit: string) => service.signIn(role, unit);
  [league, auditor] = [await as('county-league', 'lanyu'), await as('auditor', 'lanyu')];
  [committee, clerk] = [await as('township-party-committee', 'lanyu/landu'), await as('township-league', 'lanyu/landu')];
  const begun = { ...countyUpload(), year: 2012, clock: 'trial', msPerPlanDay: 86_400_000 };
  campaign = (await league.post('/api/campaigns', begun)).body.campaign.id;
  const department = await as('organization-department', 'lanyu');
  await until(async () => (await department.get('/api/tasks')).body.tasks[0]);
  const plan = `/api/campaigns/${campaign}/plan`;
  const { digest } = (await department.get(plan)).body;
  await department.post(`${plan}/decisions`, { nonce: nonce(), digest, verdict: 'approve' });
  await until(async () => findTownshipProgress(service.store, 'reorganization/lanyu/2012-trial-1/landu'));
});
afterAll(async () => {
  await service?.stop();
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});

const nonce = () => randomBytes(18).toString('base64url');
const MB = 1_000_000;
const base64 = (content: string | Buffer) => Buffer.from(content).toString('base64');
const yamlOf = (text: string) => ({ filename: 'county.yaml', content: base64(text) });

/** Longest that the api's loop of events stood still since this was asked last, s. */
async function longestGap(): Promise<number> {
  const text = await (await fetch(`http://127.0.0.1:${metricsPort}/metrics`)).text();
  return Number(/^nodejs_eventloop_lag_max_seconds (\S+)$/m.exec(text)?.[1]);
}

async function msOf(url: string): Promise<number> {
  const began = performance.now();
  await (await fetch(`${service.system.url}${url}`, { redirect: 'manual' })).arrayBuffer();
  return performance.now() - began;
}

/** What others see meanwhile: the slowest answer of `/healthz` and of a page, ms. */
async function whileOthersAsk(work: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  const over = new AbortController();
  const asking = (async () => {
    while (!over.signal.aborted) {
      times.push(...(await Promise.all([msOf('/healthz'), msOf('/sign-in')])));
      await pause(50);
    }
  })();
  try {
    await work();
  } finally {
    over.abort();
    await asking;
  }
  return Math.max(...times);
}

type Send = () => Promise<unknown>;

/** How much longer a piece of work takes here now than on a machine that does nothing else: bounds are on work, not on the clock. */
function crowding(): number {
  const [began, before] = [performance.now(), process.cpuUsage()];
  const worked = () => {
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1_000;
  };
  while (worked() < 300) for (let n = 0; n < 100_000; n += 1) Math.sqrt(n);
  return Math.max(1, (performance.now() - began) / 300);
}

/** In which order people send: each their own one after another, all of them at once. */
async function sendAll(people: readonly (readonly Send[])[]): Promise<void> {
  await Promise.all(
    people.map(async (sends) => {
      for (const send of sends) await send();
    }),
  );
}

const BOMBS = {
  'a list of half a million': `a: [${'x,'.repeat(520_000)}]`,
  brackets: '['.repeat(MB),
  aliases: `a: &a [${'x,'.repeat(50)}]\n${Array.from({ length: 300 }, (_, n) => `k${n}: &k${n} [${`*${n === 0 ? 'a' : `k${n - 1}`},`.repeat(9)}]`).join('\n')}`,
  indents: Array.from({ length: 1_400 }, (_, n) => `${' '.repeat(n)}a:`).join('\n'),
  keys: Array.from({ length: 120_000 }, (_, n) => `k${n}: 1`).join('\n'),
  quotes: `a: "${'\\'.repeat(MB - 10)}`,
  commas: ','.repeat(MB),
} as const;

const sheet = (): Buffer =>
  archiveOf(
    [
      ['xl/small.xml', Buffer.from('<a/>')],
      ['xl/worksheets/sheet1.xml', Buffer.alloc(64 * 1024 * 1024, ' ')],
    ],
    { count: 1 },
  );
const deep = (pieces: string) => pieces.repeat(Math.floor(250_000 / pieces.length));

const raw = (session: TestSession, where: string, body: string, type = 'application/json'): Send => {
  return () => session.send('POST', where, { raw: body, headers: { 'content-type': type } }).catch(() => undefined);
};

/** A form of many parts, as no browser makes it. */
function manyParts(count: number): string {
  return `${Array.from({ length: count }, (_, n) => `--x\r\ncontent-disposition: form-data; name="f${n}"\r\n\r\n1\r\n`).join('')}--x--\r\n`;
}

describe('whatever somebody sends', () => {
  const items = () => `/campaigns/${campaign}/townships/landu/items`;

  it('nobody else waits: files and bodies of people with and without authority', { timeout: 600_000 }, async () => {
    const api = await pidOfApi();
    const before = crowding();
    await longestGap();
    const bombs = Object.values(BOMBS);
    const places = [`/api/campaigns/${campaign}/amendments`, '/api/campaigns/preview', '/api/campaigns'];
    const common = (session: TestSession): Send[] => [
      ...places.flatMap((place) => [raw(session, place, deep('[')), raw(session, place, `{"filename":"a","content":${deep('{"a":')}`)]),
      raw(session, `/api${items()}/survey/submissions`, `{"nonce":"${nonce()}","dossier":${deep('[')}`),
      raw(session, `${items()}/survey/attachments`, manyParts(20_000), 'multipart/form-data; boundary=x'),
      raw(session, '/campaigns/preview', manyParts(20_000), 'multipart/form-data; boundary=x'),
      raw(session, `${items()}/working-body/rows/members`, manyParts(20_000), 'multipart/form-data; boundary=x'),
      raw(session, `${items()}/survey/submission`, 'a[0].b=1&'.repeat(200_000), 'application/x-www-form-urlencoded'),
    ];
    const preview = (session: TestSession, text: string, filename = 'county.yaml'): Send => {
      return () => session.post('/api/campaigns/preview', { filename, content: base64(text) });
    };
    const amends = (session: TestSession, text: string): Send => {
      return () => session.post(`/api/campaigns/${campaign}/amendments`, { nonce: nonce(), reason: 'x', ...yamlOf(text) });
    };
    const members = `/api${items()}/working-body/rows/members`;
    const paths = ['/items/', '/items/a/', '/rows/a', '%2e%2e%2f', '/temporal/'].map((piece): Send => {
      const where = `/${piece.repeat(Math.floor(14_000 / piece.length))}`;
      return () => fetch(`${service.system.url}${where}`, { method: 'POST', body: 'x', redirect: 'manual' }).catch(() => undefined);
    });
    const slowest = await whileOthersAsk(() =>
      sendAll([
        [...bombs.map((text) => preview(league, text)), preview(league, '"'.repeat(MB), 'county.csv'), amends(league, BOMBS.brackets)],
        common(league),
        [...bombs.map((text) => amends(auditor, text)), ...common(auditor)],
        [...bombs.map((text) => preview(clerk, text)), ...common(clerk)],
        [
          () => committee.post(members, { filename: 'a.xlsx', content: base64(sheet()) }),
          () => committee.post(members, { text: '\t'.repeat(200_000) }),
          ...common(committee),
        ],
        paths,
      ]),
    );
    const busy = Math.max(before, crowding());
    const gap = await longestGap();
    // One of these files alone held up everybody for half a minute, on a machine that did nothing else.
    expect({ gap, slowest, busy }).toSatisfy(() => gap < Math.max(1.5, 0.75 * busy) && slowest < Math.max(2_500, 1_500 * busy));
    expect(await pidOfApi()).toBe(api);
    // And the parsers still do their work.
    expect((await league.post('/api/campaigns/preview', countyUpload())).body.problems).toEqual([]);
  });

  it('a form as large as may be, of somebody who may send it, holds up nobody', { timeout: 300_000 }, async () => {
    const page = new PageSession(service.system.url, await cookieOf('township-party-committee', 'lanyu/landu'));
    const api = await pidOfApi();
    const before = crowding();
    await longestGap();
    const where = `${items()}/working-body/submission`;
    const form = await page.get(where);
    const [, token = ''] = /name="_csrf" value="([^"]+)"/.exec(form.html) ?? [];
    const rows = Object.fromEntries(Array.from({ length: 9_000 }, (_, n) => [`members[${n % 3_000}].name${n < 3_000 ? '' : n}`, `甲${n}`]));
    const long = { responsibilities: 'a'.repeat(100_000), note: ' \u200b'.repeat(50_000), 'members[0].name': '王'.repeat(50_000) };
    const numbers = Object.fromEntries(Array.from({ length: 9_900 }, (_, n) => [`${n}`, '1']));
    const slowest = await whileOthersAsk(async () => {
      for (const fields of [rows, long, numbers]) {
        for (const pressed of ['check', 'add-members', 'submit']) {
          const posted = page.postBare(where, { nonce: nonce(), round: '1', do: pressed, ...fields, _csrf: token });
          // A connection that was kept from an answer before may end at this moment.
          await posted.catch(() => undefined);
        }
      }
    });
    const busy = Math.max(before, crowding());
    const gap = await longestGap();
    expect({ gap, slowest, busy }).toSatisfy(() => gap < Math.max(1.5, 0.75 * busy) && slowest < Math.max(2_500, 1_500 * busy));
    expect(await pidOfApi()).toBe(api);
  });
});

/** Another one, once it has ended and was started again. */
async function pidOfApi(): Promise<number | undefined> {
  return (await service.system.processes.api.running()).pid;
}

/** The value of a `Cookie` header by which this person is signed in. */
async function cookieOf(role: Role, unit: string): Promise<string> {
  const person = await people(service.store).findOne({ role, unit });
  if (!person) throw new Error(`nobody is ${role} at ${unit}`);
  const { token } = await makeSignInLink(service.store, { person: person._id, by: person._id, minutes: 5, now: new Date() });
  const answer = await fetch(`${service.system.url}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: service.system.url },
    body: JSON.stringify({ token }),
  });
  return answer.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ');
}
