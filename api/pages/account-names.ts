import { people } from '../../store/people.ts';
import type { PageDeps } from '../page-deps.ts';

/** Names of people by account, for the accounts that are known. */
export async function namesOf({ store }: Pick<PageDeps, 'store'>, accounts: Iterable<string>): Promise<ReadonlyMap<string, string>> {
  const ids = [...new Set(accounts)];
  if (ids.length === 0) return new Map();
  const rows = await people(store)
    .find({ _id: { $in: ids } }, { projection: { name: 1 } })
    .toArray();
  return new Map(rows.map((row) => [row._id, row.name]));
}
