import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { settleOpenCommands } from '../../../api/use-cases/settle-commands.ts';
import { commands, findCommand } from '../../../store/commands.ts';
import { notices } from '../../../store/notices.ts';
import { countyUpload, exampleTextOf } from '../../support/example-county.ts';
import { startTestSystem, type TestSystem } from '../../support/running-system.ts';
import type { TestSession } from '../../support/test-session.ts';
import { until } from '../../support/until.ts';

const MINUTE_MS = 60_000;
const nonce = () => randomBytes(18).toString('base64url');

let system: TestSystem;
let league: TestSession;
let party: TestSession;
let landu: string;
beforeAll(async () => {
  system = await startTestSystem();
  league = await system.as('county-league', 'lanyu');
  party = await system.as('township-party-committee', 'lanyu/landu');
  const department = await system.as('organization-department', 'lanyu');
  const start = { ...countyUpload(exampleTextOf('landu')), year: 2012, clock: 'trial', msPerPlanDay: 86_400_000 };
  const county = `/api/campaigns/${(await league.post('/api/campaigns', start)).body.campaign.id}`;
  landu = `${county}/townships/landu`;
  await until(async () => (await department.get('/api/tasks')).body.tasks[0]);
  const { digest } = (await department.get(`${county}/plan`)).body;
  await department.post(`${county}/plan/decisions`, { nonce: nonce(), digest, verdict: 'approve' });
  await until(async () => ((await league.get(landu)).status === 200 ? true : undefined));
});
afterAll(() => system.stop());

const store = () => system.engines.store;
const ago = () => new Date(Date.now() - 5 * MINUTE_MS);

/** Asks when nobody waits for an answer any more. */
async function settleLater(): Promise<number> {
  await commands(store()).updateMany({ unsettled: true }, { $set: { sentAt: ago(), settledAt: ago() } });
  return settleOpenCommands(system.deps);
}

/** A command that took effect, put back to what a page knows of it when its answer never came. */
async function unanswered(session: TestSession, path: string, change: object): Promise<string> {
  const key = nonce();
  const { body } = await session.post(`${landu}/${path}`, { nonce: key, reason: '核实情况。' });
  expect(body.outcome).toBe('recorded');
  await commands(store()).updateOne({ _id: key }, { $set: { unsettled: true, ...change }, $unset: { confirmedAt: '' } });
  return key;
}

describe('a command whose answer never came', () => {
  it('is confirmed by its run when it was written down, with the receipt that the run gives', async () => {
    const wrong = { reference: 'X', at: 1, late: true };
    const key = await unanswered(party, 'holds', { status: 'recorded', receipt: wrong });
    expect((await party.get(`/api/commands/${key}`)).status).toBe(200);
    await commands(store()).updateOne({ _id: key }, { $set: { receipt: wrong, unsettled: true }, $unset: { confirmedAt: '' } });
    expect(await settleLater()).toBe(1);
    const command = await findCommand(store(), key);
    expect(command).toMatchObject({ status: 'recorded', confirmedAt: expect.any(Date) });
    expect(command?.receipt).toMatchObject({ reference: command?.reference, late: false });
    expect(command?.unsettled).toBeUndefined();
    expect(await settleLater()).toBe(0);
  });

  it('takes effect when the engine had forgotten it, though nobody sends it again', async () => {
    const { _id: account, unit, role } = await system.person('township-party-committee', 'lanyu/landu');
    const key = nonce();
    const workflowId = (await commands(store()).findOne({ township: 'landu' }))?.workflowId ?? '';
    const actor = { account, role: role as 'township-party-committee', unit };
    const envelope = { nonce: key, actor, reasonDigest: 'a'.repeat(64) };
    const sent = { campaign: 'lanyu-2012-trial-1', workflowId, township: 'landu', message: 'release', actor, envelope };
    const lost = { ...sent, _id: key, reference: 'R', status: 'sent', handedOver: true, unsettled: true, sentAt: new Date() } as const;
    await commands(store()).insertOne(lost);
    // Whoever sent it may still be waiting.
    expect(await settleOpenCommands(system.deps)).toBe(0);
    expect(await settleLater()).toBe(1);
    expect(await findCommand(store(), key)).toMatchObject({ status: 'recorded', confirmedAt: expect.any(Date) });
    expect((await league.get(landu)).body.hold ?? null).toBeNull();

    // The same once more, under another nonce: there is nothing left to release, and whoever sent it is told so.
    const second = nonce();
    await commands(store()).insertOne({ ...lost, _id: second, envelope: { ...envelope, nonce: second } });
    expect(await settleLater()).toBe(1);
    expect(await findCommand(store(), second)).toMatchObject({ status: 'refused', code: 'NOT_HELD' });
    const told = await notices(store()).find({ person: account, kind: 'message-refused' }).toArray();
    expect(told).toMatchObject([{ link: `/commands/${second}`, params: { code: 'NOT_HELD' } }]);
    expect(await settleLater()).toBe(0);
  });

  it('is left alone while no worker runs, and settled when one is back', async () => {
    const key = await unanswered(party, 'holds', { status: 'recorded' });
    await system.stopWorker();
    expect(await settleLater()).toBe(0);
    expect((await findCommand(store(), key))?.confirmedAt).toBeUndefined();
    await system.startWorker();
    expect(await until(async () => (await settleLater()) || undefined)).toBe(1);
    expect(await findCommand(store(), key)).toMatchObject({ status: 'recorded', confirmedAt: expect.any(Date) });
  });
});
