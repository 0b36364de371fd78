import type { County } from '../../domain/county/county-schema.ts';
import { isTownshipRole } from '../../domain/roles.ts';
import type { Store } from '../../store/database.ts';
import { type Person, people } from '../../store/people.ts';
import { exampleCounty } from './example-county.ts';
import { actor, COUNTY } from './township.ts';

/**
 * Everybody of the example county with an account, under the ids by which {@link actor} calls them: the first county
 * league member of the file is `county-league-1`, the second township clerk of landu `township-league-landu-2`.
 */
export async function addProcessPeople(store: Store, county: County = exampleCounty()): Promise<readonly Person[]> {
  const counted = new Map<string, number>();
  const rows = county.people.map(({ telephone, ...person }): Person => {
    const place = `${person.role} ${person.unit}`;
    const which = (counted.get(place) ?? 0) + 1;
    counted.set(place, which);
    const township = isTownshipRole(person.role) ? person.unit.slice(COUNTY.length + 1) : undefined;
    return {
      _id: actor(person.role, which, undefined, township).account,
      ...person,
      active: true,
      createdAt: new Date(),
      createdBy: 'test',
      ...(telephone ? { telephone } : {}),
    };
  });
  await people(store).insertMany(rows);
  return rows;
}
