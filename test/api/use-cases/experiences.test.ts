import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listExperiences } from '../../../api/use-cases/experiences.ts';
import { campaigns } from '../../../store/campaigns.ts';
import { dossiers } from '../../../store/dossiers.ts';
import { townshipProgress } from '../../../store/progress.ts';
import { startTestStore, type TestStore } from '../../support/running-store.ts';

let test: TestStore;
beforeAll(async () => {
  test = await startTestStore();
});
afterAll(() => test.stop());

const COUNT = 300;

describe('the page of experience, which everybody may open', () => {
  it('asks the database once for a page of the newest, however many townships have finished and whoever asks meanwhile', async () => {
    const { store } = test;
    const townships = Array.from({ length: COUNT }, (_, index) => ({ id: `t${index}`, name: `第${index}镇` }));
    const campaign = { _id: 'lanyu-2026', county: 'lanyu', countyName: '岚榆县', year: 2026, clock: { kind: 'live' }, townships };
    await campaigns(store).insertOne(campaign as never);
    const rows = townships.map(({ id }, index) => ({
      _id: `reorganization/lanyu/2026/${id}`,
      campaign: 'lanyu-2026',
      township: id,
      state: { items: [{ id: 'survey' }, { id: 'summary', status: 'passed', passedAt: index, submission: { revision: `r${index}` } }] },
    }));
    await townshipProgress(store).insertMany(rows as never);
    const written = townships.map((_, index) => ({
      _id: `r${index}`,
      dossier: { title: `经验${index}`, text: '文', publish: index % 10 !== 0 },
    }));
    await dossiers(store).insertMany(written as never);

    const asked = async (): Promise<number> => {
      const { opcounters, metrics } = await store.db.admin().serverStatus();
      return Number(opcounters.query) + Number(metrics.commands.aggregate?.total ?? 0);
    };
    const before = await asked();
    const lists = await Promise.all(Array.from({ length: 20 }, async () => listExperiences({ store }, { skip: 0, limit: 200 })));
    expect((await asked()) - before).toBeLessThan(10);
    for (const list of lists) {
      expect(list).toHaveLength(200);
      expect(list[0]).toMatchObject({ title: '经验299', townshipName: '第299镇', at: 299 });
      expect(list.every(({ at }, index) => at % 10 !== 0 && at < (list[index - 1]?.at ?? COUNT))).toBe(true);
    }
    // What does not stand on the first page stands on a later one: nothing is cut.
    const rest = await listExperiences({ store }, { skip: 200, limit: 200 });
    const all = [...(lists[0] ?? []), ...rest].map(({ at }) => at);
    expect(all).toEqual(Array.from({ length: COUNT }, (_, index) => COUNT - 1 - index).filter((at) => at % 10 !== 0));
  });
});
