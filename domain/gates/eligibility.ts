import { allOf, counted, someOf } from '../language/counted.ts';
import type { RuleResult } from '../rules/rule-result.ts';
import { none } from './findings.ts';
import { type GateFacts, should } from './rule.ts';

/** Nobody is too old on the planned day of appointment, and everybody is of the Party or the League (R47, C-05, §2.10). */
export function eligibleOnTheDay(
  [zh, one]: readonly [zh: string, one: string],
  { people, tooOld, notMembers }: { readonly people: number; readonly tooOld: number; readonly notMembers: number },
  { rules }: GateFacts,
) {
  return [
    none({
      rule: 'R47',
      code: 'TOO_OLD',
      wrong: tooOld,
      figures: { people, maxAge: rules.maxAge },
      yes: [
        `${people} 名${zh}到预定任职日都不超过 ${rules.maxAge} 周岁`,
        `${allOf(people, one)} will be ${rules.maxAge} or younger on the planned day of appointment`,
      ],
      no: [
        `${people} 名${zh}中有 ${tooOld} 名到预定任职日超过 ${rules.maxAge} 周岁`,
        `${someOf(tooOld, people, [one, `${one}s`], ['will', 'will'])} be older than ${rules.maxAge} on the planned day of appointment`,
      ],
    }),
    none({
      rule: 'R47',
      code: 'NOT_A_MEMBER',
      wrong: notMembers,
      figures: { people },
      yes: [
        `${people} 名${zh}都是中共党员或共青团员`,
        allOf(people, `${one} is a Party or League member`, `${one}s are Party or League members`),
      ],
      no: [
        `${people} 名${zh}中有 ${notMembers} 名既非党员也非团员，不能列入`,
        `${someOf(notMembers, people, [one, `${one}s`], ['is a member', 'are members'])} of neither Party nor League and cannot stand`,
      ],
    }),
  ];
}

/** Enough people in and out of quota to make up the deputies later (R18). Advice: whoever is elected decides it. */
export function deputyMixWithinReach(inQuota: number, outOfQuota: number, { rules }: GateFacts) {
  const [minIn, minOut] = [rules.deputiesMinInQuota, rules.deputiesMinOutOfQuota];
  return should({
    rule: 'R18',
    code: 'DEPUTY_MIX_OUT_OF_REACH',
    figures: { inQuota, outOfQuota, minInQuota: minIn, minOutOfQuota: minOut },
    holds: inQuota >= minIn && outOfQuota >= minOut,
    yes: [
      `编制内 ${inQuota} 名、编制外 ${outOfQuota} 名，够组成副书记班子`,
      `${inQuota} in established posts and ${outOfQuota} in non-established posts: enough for the deputies`,
    ],
    no: [
      `编制内 ${inQuota} 名、编制外 ${outOfQuota} 名，而副书记中编制内至少 ${minIn} 名、编制外至少 ${minOut} 名，届时可能配不齐`,
      `${inQuota} in established posts, ${outOfQuota} in non-established posts; the deputies need ${minIn} and ${minOut}`,
    ],
  });
}

/** Everybody is named with the office to which they were elected (R58). Submissions of earlier versions do not tell. */
export function inTheirOffice(wrong: number | undefined, rule: string): RuleResult[] {
  if (wrong === undefined) return [];
  return [
    none({
      rule,
      code: 'OFFICE_DISAGREES',
      wrong,
      yes: ['每人的职务与选举结果一致', 'Everybody has the office to which they were elected'],
      no: [
        `有 ${wrong} 人的职务与选举结果不一致，请核对`,
        `${counted(wrong, 'has', 'have')} another office than the one to which they were elected; check them`,
      ],
    }),
  ];
}
