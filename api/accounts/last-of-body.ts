import type { ClientSession } from 'mongodb';
import { isTownshipRole, LADDER_BODIES } from '../../domain/roles.ts';
import type { Store } from '../../store/database.ts';
import { lockInstallation } from '../../store/installation.ts';
import { type Person, people } from '../../store/people.ts';
import { countyProgress, townshipProgress } from '../../store/progress.ts';

type Place = Pick<Person, 'role' | 'unit' | 'active'>;

/**
 * True when the change takes the last active person from a body that a campaign under way still waits on, or may wait on:
 * what is submitted to it then would wait on nobody. Two who leave at one instant meet at the lock; one of them is then the last.
 */
export async function leavesBodyEmpty(store: Store, id: string, before: Place, after: Place, session: ClientSession): Promise<boolean> {
  if (!(LADDER_BODIES as readonly string[]).includes(before.role) || !before.active) return false;
  if (after.active && after.role === before.role && after.unit === before.unit) return false;
  await lockInstallation(store, session);
  const { role, unit } = before;
  const another = await people(store).findOne({ role, unit, active: true, _id: { $ne: id } }, { session, projection: { _id: 1 } });
  return !another && (await takesPart(store, before));
}

/** True while a run of the body's county, or of its township, goes on; a plan that waits for approval will begin its townships. */
async function takesPart(store: Store, { role, unit }: Place): Promise<boolean> {
  const [county = unit, township] = unit.split('/');
  const projection = { _id: 1 } as const;
  const ofTownship = isTownshipRole(role) && township !== undefined;
  const counties = { county, 'state.status': { $in: ofTownship ? ['preparing'] : ['preparing', 'running'] } };
  const townships = { county, 'state.status': 'running', ...(ofTownship ? { township } : {}) };
  const found = await Promise.all([
    countyProgress(store).findOne(counties as object, { projection }),
    townshipProgress(store).findOne(townships as object, { projection }),
  ]);
  return found.some((row) => row !== null);
}
