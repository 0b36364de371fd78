import { problemsOf } from '../plan/fields.ts';
import type { Problem } from '../plan/problem.ts';
import { isTownshipRole, townshipUnit } from '../roles.ts';
import { type County, type CountyFile, countyFileSchema, LEADER_SEATS } from './county-schema.ts';
import { peopleProblems } from './people-checks.ts';
import { unitProblems } from './unit-checks.ts';

function assemble({ county, units, people, rehearsal }: CountyFile): County {
  return {
    ...county,
    townships: units.map((unit) => ({ ...unit, seats: (unit.overrides?.x?.value ?? unit.x) + LEADER_SEATS })),
    people: people.map(({ email, unit, lead, ...person }) => ({
      ...person,
      email: email.toLowerCase(),
      unit: isTownshipRole(person.role) && unit !== undefined ? townshipUnit(county.id, unit) : county.id,
      lead: lead ?? false,
    })),
    ...(rehearsal === undefined ? {} : { rehearsal }),
  };
}

/** The county, or everything that is wrong with the file at once: rows, duplicates, references, missing people. */
export function parseCounty(input: unknown): { readonly county: County } | { readonly problems: readonly Problem[] } {
  const parsed = countyFileSchema.safeParse(input);
  const problems = [...(parsed.success ? [] : problemsOf(parsed.error, input)), ...unitProblems(input), ...peopleProblems(input)];
  return parsed.success && problems.length === 0 ? { county: assemble(parsed.data) } : { problems };
}
