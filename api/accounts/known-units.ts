import { isTownshipRole, type Role } from '../../domain/roles.ts';
import { campaigns } from '../../store/campaigns.ts';
import type { Store } from '../../store/database.ts';

/** A unit that people of a township may have, and what it is called. */
export interface KnownUnit {
  readonly unit: string;
  readonly name: string;
}

/** The townships of a county, as its campaigns name them; undefined while it has none, and nobody knows its townships. */
export async function knownUnits({ store }: { readonly store: Store }, county: string): Promise<readonly KnownUnit[] | undefined> {
  const rows = await campaigns(store)
    .find({ county }, { projection: { townships: 1 } })
    .sort({ createdAt: 1 })
    .toArray();
  if (rows.length === 0) return undefined;
  const names = new Map(rows.flatMap(({ townships }) => townships.map(({ id, name }) => [`${county}/${id}`, name] as const)));
  return [...names].map(([unit, name]) => ({ unit, name }));
}

/** Every unit that an administrator's people may belong to, by name: the installation, its counties, their townships. */
export async function unitChoices(store: Store, own: string): Promise<readonly KnownUnit[]> {
  const rows = await campaigns(store)
    .find(own === '*' ? {} : { county: countyOf(own) }, { projection: { county: 1, countyName: 1, townships: 1 } })
    .sort({ createdAt: 1 })
    .toArray();
  const names = new Map(
    rows.flatMap(({ county, countyName, townships }) => [
      [county, countyName] as const,
      ...townships.map(({ id, name }) => [`${county}/${id}`, `${countyName} ${name}`] as const),
    ]),
  );
  return [...names].map(([unit, name]) => ({ unit, name })).toSorted((a, b) => (a.unit < b.unit ? -1 : 1));
}

/**
 * True when somebody of this role would belong to a township that the county does not have. A county that has no campaign yet has no
 * townships that anybody knows: their people come with its county file.
 */
export async function unitMissing(store: Store, role: Role, unit: string): Promise<boolean> {
  if (!isTownshipRole(role)) return false;
  const known = await knownUnits({ store }, countyOf(unit));
  return !known?.some((one) => one.unit === unit);
}

export function countyOf(unit: string): string {
  return unit.split('/')[0] ?? '';
}
