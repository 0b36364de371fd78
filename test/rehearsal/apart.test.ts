import { once } from 'node:events';
import { existsSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import path from 'node:path';
import { MongoClient } from 'mongodb';
import { expect, onTestFinished, test } from 'vitest';
import type { ResultJson } from '../../rehearsal/result.ts';
import { runNode } from '../support/command.ts';
import { scratchFolder } from '../support/scratch-folder.ts';

/** Two townships, one of them a district with a working committee, and addresses that somebody could have. */
const COUNTY = `
county:
  id: kaoyang
  name: 考样县
  city: 望榆市
  actors: { municipalLeague: 共青团望榆市委员会, countyLeague: 共青团考样县委员会, organizationDepartment: 中共考样县委组织部 }
units:
  - { id: jia, name: 甲样镇, kind: 镇, body: COMMITTEE, x: 5, youth14to35: 9000, leagueMembers: 800, delegates: 60 }
  - { id: yi, name: 乙样区, kind: 区, body: WORKING_COMMITTEE, x: 6 }
people:
  - { name: 赵样甲, email: league@county.gov.example.com, role: county-league }
  - { name: 孙样丙, email: organization@county.gov.example.com, role: organization-department, lead: true }
  - { name: 郑样庚, email: party@jia.gov.example.com, role: township-party-committee, unit: jia }
  - { name: 陈样壬, email: league@jia.gov.example.com, role: township-league, unit: jia }
  - { name: 蒋例甲, email: party@yi.gov.example.com, role: township-party-committee, unit: yi }
  - { name: 杨例丙, email: league@yi.gov.example.com, role: township-league, unit: yi }
`;

/** A port that nobody may call: whoever does is counted. */
async function forbidden(): Promise<{ readonly port: number; readonly calls: () => number }> {
  let calls = 0;
  const server: Server = createServer((socket) => {
    calls += 1;
    socket.destroy();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  return { port: (server.address() as { port: number }).port, calls: () => calls };
}

/** Opens pages as whoever has this address, signed in with a one-time link from the terminal. */
async function signedIn(app: string, folder: string, email: string) {
  const admin = runNode(['--import', 'tsx', 'launcher/admin.ts', 'link', email], { ...process.env, DATA_DIR: folder });
  await admin.ended;
  const [link = admin.output()] = /http\S+token=\S+/.exec(admin.output()) ?? [];
  const signIn = await fetch(`${app}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: app, 'sec-fetch-site': 'same-origin' },
    body: JSON.stringify({ token: new URL(link).searchParams.get('token') }),
  });
  const cookie = signIn.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ');
  return async (page: string) => {
    const answer = await fetch(`${app}${page}`, { headers: { cookie, accept: 'text/html' }, redirect: 'manual' });
    return { status: answer.status, html: await answer.text() };
  };
}

test('a rehearsal keeps to itself: no service that the environment names is called, and nobody can be written to', async () => {
  const [temporal, mongodb, smtp] = await Promise.all([forbidden(), forbidden(), forbidden()]);
  const folder = scratchFolder();
  const file = path.join(folder, 'kaoyang.yaml');
  writeFileSync(file, COUNTY);
  const options = ['--county', file, '--year', '2026', '--pace', '150', '--idle', '6', '--keep', '--json'];
  const command = runNode(['launcher/bootstrap.mjs', 'rehearsal/main.ts', ...options], {
    ...process.env,
    TEMPORAL_ADDRESS: `127.0.0.1:${temporal.port}`,
    MONGODB_URI: `mongodb://127.0.0.1:${mongodb.port}/?replicaSet=county`,
    SMTP_URL: `smtp://127.0.0.1:${smtp.port}`,
    DATA_DIR: path.join(folder, 'data'),
    PUBLIC_URL: 'https://tuanwei.county.gov.example.com',
  });
  await expect
    .poll(() => /^\{"townships".*\}$/m.test(command.output()) || command.process.exitCode !== null, { timeout: 300_000, interval: 200 })
    .toBe(true);
  const [line = command.output()] = /^\{"townships".*\}$/m.exec(command.output()) ?? [];
  const result = JSON.parse(line) as ResultJson;
  expect(result).toMatchObject({ townships: 2, completed: 2, countyReports: 7, doubled: 0, orphaned: 0, mailsDoubled: 0, kills: 0 });
  expect(result.acknowledged).toBe(result.inMongo);
  expect(result.acknowledged).toBe(result.inHistory);

  // Kept running for a look: every address is one that no mail server finds, every mail says that it is a rehearsal.
  const client = await new MongoClient(result.engines.mongodb).connect();
  onTestFinished(() => client.close());
  const db = client.db('league_reorg');
  const people = await db.collection<{ email: string }>('people').find().toArray();
  expect(people.length).toBeGreaterThanOrEqual(6);
  expect(people.filter(({ email }) => !email.endsWith('.invalid'))).toEqual([]);
  const mails = await db.collection<{ to: string; subject: string; status: string; link?: string }>('mails').find().toArray();
  expect(mails.length).toBeGreaterThan(50);
  // Whoever is given a link is told so; that belongs to no campaign. On a busy machine what comes late is gathered into one.
  const ofALink = (subject: string) => subject.includes('生成了登录链接');
  expect(
    mails.filter(
      ({ to, subject, status }) =>
        !to.endsWith('.invalid') || !(subject.startsWith('【演练】') || ofALink(subject)) || !['kept', 'gathered'].includes(status),
    ),
  ).toEqual([]);
  expect(mails.filter(({ link }) => link?.includes('tuanwei'))).toEqual([]);

  const kept = /文件夹 folder：(\S+)/.exec(command.output())?.[1] ?? '';
  const league = await signedIn(result.engines.app, kept, 'league@county.gov.example.com.invalid');
  const campaign = `/campaigns/${result.campaign}`;
  for (const page of [campaign, `${campaign}/townships/jia`, `${campaign}/townships/jia/items/survey`, `${campaign}/reports/2026-08`]) {
    const shown = await league(page);
    expect({ page, status: shown.status, marked: /<body[^]*演练/.test(shown.html) }).toEqual({ page, status: 200, marked: true });
  }

  expect(existsSync(kept)).toBe(true);
  command.process.kill('SIGTERM');
  expect((await command.ended).code).toBe(0);
  expect(existsSync(kept)).toBe(false);
  expect(existsSync(path.join(folder, 'data'))).toBe(false);
  expect([temporal.calls(), mongodb.calls(), smtp.calls()]).toEqual([0, 0, 0]);
});
