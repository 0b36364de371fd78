import { counted } from '../language/counted.ts';
import { type Problem, problem } from '../language/problem.ts';
import type { Plan } from '../plan/plan-schema.ts';
import { seatsOf } from '../plan/resolve-rules.ts';
import type { County } from './county-schema.ts';

/** What keeps a county's townships from being run under a plan: committees outside the plan's least and most seats. */
export function fitProblems(county: County, plan: Plan): Problem[] {
  const { sizeMin, sizeMax } = plan.committee;
  return county.townships.flatMap((township, index) => {
    const seats = seatsOf(plan, township);
    if (seats >= sizeMin && seats <= sizeMax) return [];
    return [
      problem(
        ['units', index, 'x'],
        'SEATS_OUTSIDE_PLAN',
        { unit: township.id, seats, sizeMin, sizeMax },
        {
          zh: `${township.name}应选 ${seats} 名；本方案允许 ${sizeMin} 到 ${sizeMax} 名`,
          en: `${township.id} has ${counted(seats, 'seat')}; the plan allows ${sizeMin} to ${sizeMax}`,
        },
      ),
    ];
  });
}
