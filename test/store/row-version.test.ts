import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  countyProgress,
  findCountyProgress,
  findTownshipProgress,
  listTownshipProgress,
  type TownshipProgress,
  townshipProgress,
} from '../../store/progress.ts';
import { UnknownRowVersionError } from '../../store/row-version.ts';
import { startTestStore, type TestStore } from '../support/running-store.ts';

let test: TestStore;
beforeAll(async () => {
  test = await startTestStore();
});
afterAll(() => test.stop());

const row = (township: string, campaign: string, v?: number) =>
  ({ _id: `${campaign}/${township}`, campaign, township, ...(v === undefined ? {} : { v }) }) as unknown as TownshipProgress;

describe('a snapshot', () => {
  it('of an unknown version is not read, and is named with its version', async () => {
    await townshipProgress(test.store).insertMany([row('landu', 'later', 2), row('qilu', 'later', 1)]);
    await countyProgress(test.store).insertOne({ _id: 'later', campaign: 'later', v: 2 } as never);
    const refused = { name: 'UnknownRowVersionError', row: 'later/landu', version: 2 };
    await expect(findTownshipProgress(test.store, 'later/landu')).rejects.toMatchObject(refused);
    await expect(listTownshipProgress(test.store, 'later')).rejects.toMatchObject(refused);
    await expect(findCountyProgress(test.store, 'later')).rejects.toThrow(UnknownRowVersionError);
    await expect(findCountyProgress(test.store, 'later')).rejects.toThrow(/row later has version 2/);
  });

  it('of this version is read, and so is one that says none', async () => {
    await townshipProgress(test.store).insertMany([row('landu', 'now', 1), row('qilu', 'now')]);
    expect((await listTownshipProgress(test.store, 'now')).map(({ township }) => township)).toEqual(['landu', 'qilu']);
    expect(await findTownshipProgress(test.store, 'now/nowhere')).toBeUndefined();
  });
});
