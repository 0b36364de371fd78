import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { findTownshipProgress, townshipProgress } from '../../store/progress.ts';
import { breakReplayBundle } from '../support/broken-replay-bundle.ts';
import { startVerifiedCounty, VERIFIED_RUNS, type VerifiedCounty } from '../support/verified-county.ts';

let county: VerifiedCounty;
let folder: string;

beforeAll(async () => {
  county = await startVerifiedCounty();
  folder = await mkdtemp(path.join(tmpdir(), 'league-reorg-broken-'));
  await breakReplayBundle(folder, { gongye: 'dies', xingxi: 'hangs', yunchu: 'unlike-history' });
});
afterAll(async () => {
  await county.system.stop();
  await rm(folder, { recursive: true, force: true });
});

it('names the runs that cannot be replayed, that end the replaying process or that hang, and compares and repairs all others', async () => {
  const { landu, store, verify } = county;
  const right = await findTownshipProgress(store, landu);
  await townshipProgress(store).updateOne({ _id: landu }, { $set: { 'standing.stage': 'appointment' } });
  const report = await verify({ repair: true, workFolder: folder, replay: { quietMs: 20_000 } });
  expect(report.runs).toBe(VERIFIED_RUNS);
  const unreadable = report.differences.filter(({ kind }) => kind === 'run-unreadable');
  const reasons = new Map(unreadable.map(({ workflowId, detail }) => [workflowId.split('/').at(-1), detail]));
  expect(reasons).toEqual(
    new Map([
      ['yunchu', expect.stringMatching(/nondeterminism|timer/i)],
      ['gongye', expect.stringContaining('SIGABRT')],
      ['xingxi', 'no sign of life for 20 s'],
    ]),
  );
  expect(report.repaired.map(({ kind, workflowId }) => ({ kind, workflowId }))).toEqual([{ kind: 'snapshot-differs', workflowId: landu }]);
  // What was replayed stands in the history for good.
  expect(await findTownshipProgress(store, landu)).toEqual({ ...right, durable: right?.step, updatedAt: expect.any(Date) });
}, 400_000);
