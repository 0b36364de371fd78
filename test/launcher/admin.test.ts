import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { lockDataDir } from '../../engines/running-lock.ts';
import { makeLinkFor } from '../../launcher/make-link.ts';
import { auditRows } from '../../store/audit.ts';
import { firstAdministratorLink } from '../../store/first-administrator.ts';
import { newPersonId, people } from '../../store/people.ts';
import { hashOf, signInLinks, takeSignInLink } from '../../store/sign-in-links.ts';
import { runNode } from '../support/command.ts';
import { startTestEngines, type TestEngines } from '../support/running-engines.ts';
import { scratchFolder } from '../support/scratch-folder.ts';

let engines: TestEngines;
beforeAll(async () => {
  engines = await startTestEngines();
});
afterAll(() => engines.stop());
beforeEach(async () => {
  for (const rows of [people, signInLinks, auditRows]) await rows(engines.store).deleteMany({});
});

const APP = 'http://app.example';
const now = () => new Date();
const tokenOf = (link = ''): string => new URL(link).searchParams.get('token') ?? '';

/** Runs the command on a folder that no service runs on. */
async function admin(args: readonly string[], env: Record<string, string> = {}) {
  const command = runNode(['--import', 'tsx', 'launcher/admin.ts', ...args], {
    ...process.env,
    DATA_DIR: path.join(scratchFolder(), 'data'),
    PUBLIC_URL: APP,
    ...env,
  });
  return { code: (await command.ended).code, output: command.output() };
}

describe('the first administrator’s link', () => {
  it('is offered until an administrator has signed in, for an hour, each replacing the one before', async () => {
    const { store } = engines;
    const first = await firstAdministratorLink(store, APP);
    const second = await firstAdministratorLink(store, APP);
    expect(second).toMatch(/^http:\/\/app\.example\/sign-in\?token=[\w-]{43}$/);
    expect(await people(store).countDocuments()).toBe(1);
    expect(await takeSignInLink(store, tokenOf(first), now())).toBeUndefined();
    const row = await signInLinks(store).findOne({ _id: hashOf(tokenOf(second)) });
    expect((row?.expiresAt.getTime() ?? 0) - (row?.createdAt.getTime() ?? 0)).toBe(3_600_000);
    expect(await takeSignInLink(store, tokenOf(second), new Date(Date.now() + 3_600_001))).toBeUndefined();
    expect((await takeSignInLink(store, tokenOf(second), now()))?.person).toMatch(/./);
    await people(store).updateOne({}, { $set: { signedInAt: now() } });
    expect(await firstAdministratorLink(store, APP)).toBeUndefined();
    expect(await auditRows(store).countDocuments({ what: 'first-link-made' })).toBe(2);
  });
});

describe('npm run admin -- link', () => {
  it('makes whoever asks at the terminal the first administrator, as long as none has signed in', async () => {
    const { store } = engines;
    await firstAdministratorLink(store, APP);
    const { code, output } = await admin(['link', 'First@county.example'], { MONGODB_URI: engines.mongo.uri });
    expect([code, output]).toEqual([0, expect.stringContaining(`${APP}/sign-in?token=`)]);
    const [person, ...others] = await people(store).find().toArray();
    expect([person?.email, person?.role, person?.unit, others]).toEqual(['first@county.example', 'administrator', '*', []]);
    const link = output.trim().split('\n').at(-1);
    expect((await takeSignInLink(store, tokenOf(link), now()))?.person).toBe(person?._id);
    expect(await auditRows(store).findOne({ what: 'sign-in-link-made' })).toMatchObject({ by: 'terminal', target: person?._id });
  });

  it('makes a link for somebody there is, and for nobody else once an administrator has signed in', async () => {
    const { store } = engines;
    await firstAdministratorLink(store, APP);
    await people(store).updateOne({}, { $set: { signedInAt: now() } });
    const common = { name: '某某', lead: false, createdAt: now(), createdBy: 'test', role: 'county-league' as const, unit: 'lanyu' };
    await people(store).insertMany([
      { _id: newPersonId(), email: 'here@county.example', active: true, ...common },
      { _id: newPersonId(), email: 'gone@county.example', active: false, ...common },
    ]);
    expect(await makeLinkFor(store, 'HERE@county.example', { publicUrl: APP, mailIsSent: false, now: now() })).toMatchObject({
      lines: [expect.stringContaining('通知本人'), expect.stringContaining('30'), expect.any(String)],
    });
    expect(await makeLinkFor(store, 'gone@county.example', { publicUrl: APP, mailIsSent: false, now: now() })).toEqual({
      problem: expect.stringContaining('停用'),
    });
    expect(await makeLinkFor(store, 'nobody@county.example', { publicUrl: APP, mailIsSent: false, now: now() })).toEqual({
      problem: expect.stringContaining('没有'),
    });
    expect(await makeLinkFor(store, 'no address', { publicUrl: APP, mailIsSent: false, now: now() })).toEqual({
      problem: expect.stringContaining('不是邮箱'),
    });
    expect(await people(store).countDocuments()).toBe(3);
  });

  it('lists who administers, with the addresses that links are made for', async () => {
    const { store } = engines;
    await firstAdministratorLink(store, APP);
    const before = await admin(['list'], { MONGODB_URI: engines.mongo.uri });
    expect([before.code, before.output]).toEqual([0, expect.stringContaining('还没有管理员登录过')]);
    await people(store).updateOne({}, { $set: { signedInAt: now() } });
    const common = { lead: false, createdAt: now(), createdBy: 'test' };
    await people(store).insertMany([
      { _id: newPersonId(), email: 'b@county.example', name: '钱样乙', role: 'administrator', unit: 'lanyu', active: false, ...common },
      { _id: newPersonId(), email: 'c@county.example', name: '孙样丙', role: 'county-league', unit: 'lanyu', active: true, ...common },
    ]);
    const { code, output } = await admin(['list'], { MONGODB_URI: engines.mongo.uri });
    const [first = '', second = '', ...more] = output.trim().split('\n');
    const { email } = (await people(store).findOne({ unit: '*' })) ?? {};
    expect(code).toBe(0);
    expect(first.startsWith(`${email}  `)).toBe(true);
    expect(first).toContain('全部县');
    expect(second).toBe('b@county.example  钱样乙  lanyu  已停用 / not active');
    expect(more).toEqual([]);
    const made = await admin(['link', email ?? ''], { MONGODB_URI: engines.mongo.uri });
    expect([made.code, made.output]).toEqual([0, expect.stringContaining(`${APP}/sign-in?token=`)]);
  });

  it('finds the database of the service that runs on the data folder, and says so where none does', async () => {
    const folder = scratchFolder();
    const lock = await lockDataDir(folder, () => undefined);
    lock.write({ url: 'http://127.0.0.1:8099', mongodbUri: engines.mongo.uri, processes: [] });
    const there = await admin(['link', 'first@county.example'], { DATA_DIR: folder, PUBLIC_URL: '' });
    expect([there.code, there.output]).toEqual([0, expect.stringContaining('http://127.0.0.1:8099/sign-in?token=')]);
    const nowhere = await admin(['link', 'first@county.example']);
    expect([nowhere.code, nowhere.output]).toEqual([1, expect.stringContaining('npm start')]);
    expect((await admin(['unlink', 'x'])).output).toContain('npm run admin -- link');
  });
});
