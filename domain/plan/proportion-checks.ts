import type { z } from 'zod';
import { counted } from '../language/counted.ts';
import { type Keys, type Problem, problem } from '../language/problem.ts';
import type { proportionsSchema } from './plan-schema.ts';

/** Source proportions that no committee of `seats` can meet (R36). */
export function proportionProblems(keys: Keys, proportions: z.infer<typeof proportionsSchema>, seats: number): Problem[] {
  const rows = Object.entries(proportions).flatMap(([category, row]) => (row ? [{ category, ...row }] : []));
  const crossed = rows
    .filter(({ min, max }) => min > max)
    .map(({ category, min, max }) =>
      problem(
        [...keys, category],
        'PROPORTION_ORDER',
        { min, max },
        {
          zh: `最少 ${min} 名多于最多 ${max} 名；最少应为 0 到 ${max}`,
          en: `least ${min} exceeds most ${max}; allowed: least from 0 to ${max}`,
        },
      ),
    );
  const sum = rows.reduce((total, { min }) => total + min, 0);
  if (sum <= seats) return crossed;
  return [
    ...crossed,
    problem(
      keys,
      'PROPORTION_SUM',
      { sum, seats },
      {
        zh: `各类来源最少人数合计 ${sum} 名，超过 ${seats} 个名额；合计应不大于 ${seats}`,
        en: `the least numbers add up to ${sum}, more than ${counted(seats, 'seat')}; allowed: a sum of ${seats} at most`,
      },
    ),
  ];
}
