import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Document } from 'mongodb';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type VerifyReport, verifyStores } from '../../launcher/verify/verify-stores.ts';
import { commandLog } from '../../store/command-log.ts';
import { commands } from '../../store/commands.ts';
import { findTownshipProgress, townshipProgress } from '../../store/progress.ts';
import { takenBack } from '../../store/taken-back.ts';
import { surveyDossier } from '../api/json/survey-dossier.ts';
import { TEST_NAMESPACE } from '../support/running-engines.ts';
import type { TestSystem } from '../support/running-system.ts';
import { putBack, type StoreCopy, takeCopy } from '../support/store-copy.ts';
import { until } from '../support/until.ts';
import { kindsOf, startVerifiedCounty, VERIFIED_RUNS, type VerifiedCounty } from '../support/verified-county.ts';

const nonce = () => randomBytes(18).toString('base64url');
/** Bundles are named after their sources: later runs share them. */
const workFolder = path.join(tmpdir(), 'league-reorg-test-bundles');

let county: VerifiedCounty;
let system: TestSystem;
let campaign: string;
let landu: string;
const store = () => system.engines.store;
const items = () => `/api/campaigns/${campaign}/townships/landu/items/survey`;
const verify = (repair = false): Promise<VerifyReport> => county.verify({ repair });
const takeMongo = () => takeCopy(store());
const putMongoBack = (taken: StoreCopy) => putBack(store(), taken);

async function submitSurvey(round: number, youth: number): Promise<string> {
  const key = nonce();
  const clerk = await system.as('township-league', 'lanyu/landu');
  const school = youth - 90;
  const answer = await clerk.post(`${items()}/submissions`, { nonce: key, round, dossier: { ...surveyDossier, youth, school } });
  expect(answer.body).toMatchObject({ outcome: 'recorded' });
  return key;
}

async function returnSurvey(round: number): Promise<string> {
  const key = nonce();
  const committee = await system.as('township-party-committee', 'lanyu/landu');
  const { digest } = (await committee.get(items())).body.item.submission;
  const answer = await committee.post(`${items()}/decisions`, { nonce: key, round, digest, verdict: 'return', comment: '请补充。' });
  expect(answer.body).toMatchObject({ outcome: 'recorded' });
  return key;
}

beforeAll(async () => {
  county = await startVerifiedCounty();
  ({ system, campaign, landu } = county);
  await submitSurvey(1, 100);
  const clerk = await system.as('township-league', 'lanyu/xingxi');
  const key = nonce();
  const signal = { nonce: key, round: 1, dossier: surveyDossier };
  await clerk.post(`/api/campaigns/${campaign}/townships/xingxi/items/survey/submissions`, signal, { prefer: 'respond-async' });
  await until(async () => ((await clerk.get(`/api/commands/${key}`)).body.status === 'recorded' ? true : undefined));
});
afterAll(() => county.system.stop());

describe('npm run verify', () => {
  let whole: StoreCopy;
  beforeEach(async () => {
    whole = await takeMongo();
  });
  afterEach(() => putMongoBack(whole));

  it('finds nothing where nothing is wrong, a signal that was taken included', async () => {
    const report = await verify();
    expect(report).toMatchObject({ runs: VERIFIED_RUNS, decisions: 3, waiting: 0, differences: [] });
    expect(report.events).toBe(await store().db.collection('events').countDocuments());
  });

  it('names a decision that only MongoDB has, takes it out of force, and says so on its reference page', async () => {
    const key = nonce();
    const row = (await commandLog(store()).findOne({ workflowId: landu }))!;
    const command = (await commands(store()).findOne({ workflowId: landu }))!;
    await commandLog(store()).insertOne({
      ...row,
      _id: `${landu}#${key}`,
      nonce: key,
      envelope: { ...(row.envelope as object), nonce: key },
    });
    await commands(store()).insertOne({ ...command, _id: key });
    const { differences } = await verify();
    expect(differences).toEqual([
      expect.objectContaining({ kind: 'decision-unknown', workflowId: landu, nonce: key, item: 'survey', round: 1 }),
    ]);

    const repaired = await verify(true);
    expect(repaired.repaired).toHaveLength(1);
    expect((await verify()).differences).toEqual([]);
    expect(await takenBack(store()).countDocuments({ nonce: key })).toBe(1);
    expect(await commands(store()).findOne({ _id: key })).toMatchObject({ status: 'refused', code: 'LOST_IN_RESTORE' });
  });

  it('names a decision that somebody changed in the database, and writes what the run has', async () => {
    const before = (await commandLog(store()).findOne({ workflowId: landu }))!;
    await commandLog(store()).updateOne({ _id: before._id }, { $set: { 'envelope.round': 7 } });
    expect(kindsOf(await verify())).toEqual(['decision-differs']);
    await verify(true);
    expect(await commandLog(store()).findOne({ _id: before._id })).toMatchObject({ envelope: before.envelope, receipt: before.receipt });
    expect((await verify()).differences).toEqual([]);
  });

  it('names what somebody was told is received and what neither store has', async () => {
    const command = (await commands(store()).findOne({ workflowId: landu }))!;
    const { receipt: _receipt, ...sent } = command;
    const lost = nonce();
    await commands(store()).insertOne({ ...sent, _id: lost, status: 'received' });
    expect((await verify()).differences).toEqual([expect.objectContaining({ kind: 'command-lost', nonce: lost, detail: 'received' })]);
    // Sent and never answered: the page said that it may not have arrived.
    await commands(store()).updateOne({ _id: lost }, { $set: { status: 'sent' } });
    expect((await verify()).differences).toEqual([]);
  });

  it('names a run that MongoDB has and Temporal does not', async () => {
    const row = (await findTownshipProgress(store(), landu))!;
    await townshipProgress(store()).insertOne({ ...row, _id: `${landu}-gone` });
    expect((await verify()).differences).toEqual([{ kind: 'run-missing', workflowId: `${landu}-gone` }]);
  });

  it('names a run whose campaign MongoDB does not have', async () => {
    await store().db.collection('campaigns').deleteMany({});
    const { differences } = await verify(true);
    expect(new Set(differences.map(({ kind }) => kind))).toEqual(new Set(['run-unknown']));
    expect(differences).toHaveLength(VERIFIED_RUNS);
  });

  it('takes what is started while it reads for neither foreign nor missing', async () => {
    const { temporal } = system.engines;
    const later = await store().db.collection('campaigns').find().toArray();
    await store().db.collection('campaigns').deleteMany({});
    const row = (await findTownshipProgress(store(), landu))!;
    let starting: Promise<unknown> | undefined;
    const report = await verifyStores({
      reached: {
        namespace: TEST_NAMESPACE,
        service: 'stopped',
        // Asked for when the reading of the runs begins; it takes seconds to list the first.
        get temporalAddress() {
          starting ??= Promise.all([
            store().db.collection('campaigns').insertMany(later),
            townshipProgress(store()).insertOne({ ...row, _id: `${landu}-later` }),
          ]);
          return temporal.address;
        },
      },
      store: store(),
      workFolder,
      repair: false,
    });
    await starting;
    expect(report.differences).toEqual([]);
  });

  it('lets a run go on that MongoDB was ahead of', async () => {
    await townshipProgress(store()).updateOne({ _id: landu }, { $set: { step: 5_000, durable: 5_000, 'state.sequence': 99 } });
    expect(kindsOf(await verify())).toEqual(['snapshot-differs']);
    await verify(true);
    expect((await findTownshipProgress(store(), landu))?.step).toBeLessThan(5_000);
    expect((await verify()).differences).toEqual([]);
  });
});

describe('a MongoDB restored to an older instant than Temporal', () => {
  it('is told exactly by verify, and made right by --repair, but for what only people can give back', async () => {
    const older = await takeMongo();
    const returned = await returnSurvey(1);
    const submitted = await submitSurvey(2, 120);
    const right = await findTownshipProgress(store(), landu);
    const events = await store().db.collection('events').find({ workflowId: landu }).sort({ sequence: 1 }).toArray();
    await putMongoBack(older);

    const { differences } = await verify();
    expect(differences).toEqual([
      expect.objectContaining({ kind: 'decision-missing', message: 'decide', nonce: returned, verdict: 'return', round: 1 }),
      expect.objectContaining({ kind: 'decision-missing', message: 'submit', nonce: submitted, item: 'survey', round: 2 }),
      expect.objectContaining({ kind: 'snapshot-differs', workflowId: landu }),
      { kind: 'document-missing', workflowId: landu, township: 'landu', item: 'survey', round: 2, revision: submitted },
      expect.objectContaining({ kind: 'events-differ', workflowId: landu }),
    ]);

    const { repaired } = await verify(true);
    expect(repaired).toHaveLength(4);
    const now = await findTownshipProgress(store(), landu);
    // What is repaired from the history stands in it.
    expect({ ...now, updatedAt: 0 }).toEqual({ ...right, updatedAt: 0, durable: now?.step });
    const made = await store().db.collection('events').find({ workflowId: landu }).sort({ sequence: 1 }).toArray();
    const withoutInstant = (rows: readonly Document[]) => rows.map(({ writtenAt, ...row }) => row);
    expect(withoutInstant(made)).toEqual(withoutInstant(events));
    expect(await commands(store()).findOne({ _id: submitted })).toMatchObject({ status: 'recorded', item: 'survey', township: 'landu' });
    expect(kindsOf(await verify())).toEqual(['document-missing']);

    // The pages are right again: the committee sees round 2 and sends it back, so that the clerk can hand the dossier in once more.
    await returnSurvey(2);
    await submitSurvey(3, 130);
    expect((await findTownshipProgress(store(), landu))?.state.items.find(({ id }) => id === 'survey')).toMatchObject({
      round: 3,
      status: 'submitted',
    });
  });
});
