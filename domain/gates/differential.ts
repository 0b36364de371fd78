import { counted } from '../language/counted.ts';
import { differentialBp, meets, need } from '../rules/differential.ts';
import { type GateFacts, must, percentText } from './rule.ts';

/** 差额: not fewer than need(S, p), in whole numbers (R46, R49; §2.2). */
export function differential(
  rule: string,
  code: string,
  [zh, one]: readonly [zh: string, one: string],
  people: number,
  basisPoints: number,
  { rules }: GateFacts,
) {
  const { seats } = rules;
  const floor = need(seats, basisPoints);
  const bp = differentialBp(seats, people);
  return must({
    rule,
    code,
    figures: { people, seats, need: floor, bp, requiredBp: basisPoints },
    holds: meets(seats, people, basisPoints),
    yes: [
      `${zh} ${people} 名，应选 ${seats} 名，差额比例 ${percentText(bp)}，不低于 ${percentText(basisPoints)}（至少 ${floor} 名）`,
      `${counted(people, one)} for ${counted(seats, 'seat')}: differential ${percentText(bp)}, not less than ${percentText(basisPoints)} (at least ${floor})`,
    ],
    no: [
      `${zh} ${people} 名，应选 ${seats} 名，差额比例须不低于 ${percentText(basisPoints)}，即至少 ${floor} 名，还差 ${floor - people} 名`,
      `${counted(people, one)} for ${counted(seats, 'seat')}: the differential has to be at least ${percentText(basisPoints)}, that is ${floor}; ${floor - people} more needed`,
    ],
  });
}
