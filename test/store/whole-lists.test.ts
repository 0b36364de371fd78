import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tasksOf } from '../../api/use-cases/tasks.ts';
import type { Actor } from '../../domain/roles.ts';
import { type Campaign, campaigns, listCampaigns } from '../../store/campaigns.ts';
import { readFigures } from '../../store/figures.ts';
import { listTownshipProgress, type TownshipProgress, townshipProgress } from '../../store/progress.ts';
import { listStuckRuns, type StuckRun, stuckRuns } from '../../store/stuck-runs.ts';
import { startTestStore, type TestStore } from '../support/running-store.ts';

let test: TestStore;
beforeAll(async () => {
  test = await startTestStore();
});
afterAll(() => test.stop());

const TOWNSHIPS = 600;

/** A campaign of 600 townships, the oldest of an installation with 210 others of other counties. */
async function crowd() {
  const units = Array.from({ length: TOWNSHIPS }, (_, index) => ({ id: `t${index}`, name: `第${index}镇` }));
  const row = (county: string, at: number, townships: unknown) =>
    ({
      _id: `${county}-2026`,
      county,
      workflowId: county,
      year: 2026,
      clock: { kind: 'live' },
      townships,
      createdAt: new Date(at),
    }) as unknown as Campaign;
  await campaigns(test.store).insertMany([
    row('oldest', 0, units),
    ...Array.from({ length: 210 }, (_, index) => row(`county-${index}`, index + 1, [])),
  ]);
  await townshipProgress(test.store).insertMany(
    units.map(({ id }, index) => {
      // The latest row of the collection is what is due first.
      const due = index === TOWNSHIPS - 1 ? '2026-06-01' : '2026-06-13';
      const waitingOn = [{ body: 'county-league', item: 'survey', round: 1, kind: 'answer', since: 0, due }];
      return {
        _id: `oldest/${id}`,
        campaign: 'oldest-2026',
        county: 'oldest',
        township: id,
        standing: { waitingOn },
        state: { items: [{ id: 'survey', status: 'submitted', asked: [] }] },
      } as unknown as TownshipProgress;
    }),
  );
  await stuckRuns(test.store).insertMany(
    Array.from({ length: 230 }, (_, index) => ({ _id: `run-${index}`, kind: 'failing', since: new Date(index) }) as unknown as StuckRun),
  );
}

describe('lists', () => {
  beforeAll(crowd);

  it('hold every campaign, the oldest county’s too', async () => {
    expect((await listCampaigns(test.store, 'oldest')).map(({ _id }) => _id)).toEqual(['oldest-2026']);
    const all = await listCampaigns(test.store);
    expect([all.length, all.at(-1)?._id]).toEqual([211, 'oldest-2026']);
  });

  it('hold every task, what is due first in front', async () => {
    const actor = { account: 'a', role: 'county-league', unit: 'oldest' } as Actor;
    const tasks = await tasksOf({ store: test.store, now: () => Date.UTC(2026, 5, 20) }, actor);
    expect([tasks.length, tasks[0]?.due, tasks[0]?.township?.id]).toEqual([TOWNSHIPS, '2026-06-01', `t${TOWNSHIPS - 1}`]);
  });

  it('hold every township, stuck run and figure', async () => {
    expect(await listTownshipProgress(test.store, 'oldest-2026')).toHaveLength(TOWNSHIPS);
    expect(await listStuckRuns(test.store)).toHaveLength(230);
    expect((await readFigures(test.store, 0)).campaigns).toHaveLength(211);
  });
});
