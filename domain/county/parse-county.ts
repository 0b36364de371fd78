import { z } from 'zod';
import { problemsOf, wellFormed } from '../calendar/fields.ts';
import { counted } from '../language/counted.ts';
import { type Problem, problem } from '../language/problem.ts';
import { isTownshipRole, townshipUnit } from '../roles.ts';
import { type County, type CountyFile, countyFileSchema, LEADER_SEATS, MAX_PEOPLE, MAX_UNITS } from './county-schema.ts';
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

/** Lists longer than a county can have: told at once and alone, since checking a million rows would keep everybody waiting. */
function lengthProblems(input: unknown): Problem[] {
  return (
    [
      ['units', MAX_UNITS],
      ['people', MAX_PEOPLE],
    ] as const
  ).flatMap(([list, most]) => {
    const length = wellFormed(input, [list], z.custom<readonly unknown[]>(Array.isArray))?.length ?? 0;
    if (length <= most) return [];
    return [
      problem(
        [list],
        'LIST_TOO_LONG',
        { length, most },
        { zh: `有 ${length} 项；应为 1 到 ${most} 项`, en: `found ${counted(length, 'entry', 'entries')}; allowed: 1 to ${most}` },
      ),
    ];
  });
}

/** The county, or everything that is wrong with the file at once: rows, duplicates, references, missing people. */
export function parseCounty(input: unknown): { readonly county: County } | { readonly problems: readonly Problem[] } {
  const lengths = lengthProblems(input);
  if (lengths.length > 0) return { problems: lengths };
  const parsed = countyFileSchema.safeParse(input);
  const problems = [...(parsed.success ? [] : problemsOf(parsed.error, input)), ...unitProblems(input), ...peopleProblems(input)];
  return parsed.success && problems.length === 0 ? { county: assemble(parsed.data) } : { problems };
}
