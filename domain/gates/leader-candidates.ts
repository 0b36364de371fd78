import { counted } from '../language/counted.ts';
import type { RuleResult } from '../rules/rule-result.ts';
import { notAhead } from './findings.ts';
import { leastCandidates } from './judged-ballot.ts';
import { type GateFacts, must, type StageGate, should } from './rule.ts';

type Count = (name: string) => number;

/** 书记、副书记预备人选 (M12): enough for each office as the plan has it, elected members all, nobody for both (§2.6, R18, R58). */
export const leaderCandidates: StageGate = {
  needs: () => ['secretaryCandidates', 'deputyCandidates'],
  judge: (count, facts) => [
    notAhead('R57', count('daysAhead')),
    enough('secretary', ['书记', 'secretary', 'secretaries'], count('secretaryCandidates'), facts),
    enough('deputies', ['副书记', 'deputy secretary', 'deputy secretaries'], count('deputyCandidates'), facts),
    must({
      rule: '§2.6',
      code: 'LEADER_NOT_A_MEMBER',
      figures: { outside: count('outsideMembers') },
      holds: count('outsideMembers') === 0,
      yes: ['预备人选都是当选的委员', 'Everybody proposed is an elected member'],
      no: [
        `有 ${count('outsideMembers')} 名预备人选不是当选的委员，请核对姓名`,
        `${counted(count('outsideMembers'), 'proposed is no elected member', 'proposed are no elected members')}; check the names`,
      ],
    }),
    must({
      rule: 'R58',
      code: 'BOTH_OFFICES',
      figures: { both: count('bothOffices') },
      holds: count('bothOffices') === 0,
      yes: ['没有人同时列为书记和副书记的预备人选', 'Nobody is proposed for both offices'],
      no: [
        `有 ${count('bothOffices')} 人同时列为书记和副书记的预备人选`,
        `${counted(count('bothOffices'), 'is', 'are')} proposed for both offices`,
      ],
    }),
    mix(count, facts),
    ...(facts.rules.secretaryPublicEmployee ? [publicEmployee(count)] : []),
  ],
};

/** As many as the ballot needs: contested or not as the plan says (R29, §2.6). */
function enough(
  office: 'secretary' | 'deputies',
  [zh, one, many]: readonly [zh: string, one: string, many: string],
  proposed: number,
  { rules }: GateFacts,
): RuleResult {
  const seats = office === 'secretary' ? rules.secretaries : rules.deputies;
  const least = leastCandidates({ office, context: { kind: 'first', seats, runoffs: 0, supplementaries: 0, elected: 0 }, rules });
  const way = least > seats ? (['差额', 'contested'] as const) : (['等额', 'uncontested'] as const);
  return must({
    rule: 'R29',
    code: office === 'secretary' ? 'SECRETARY_CANDIDATES' : 'DEPUTY_CANDIDATES',
    figures: { proposed, need: least, seats },
    holds: least > seats ? proposed >= least : proposed === least,
    yes: [
      `${zh}应选 ${seats} 名，预备人选 ${proposed} 名（${way[0]}）`,
      `${proposed} proposed for ${counted(seats, one, many)} (${way[1]})`,
    ],
    no: [
      `${zh}应选 ${seats} 名，按方案${way[0]}选举，预备人选应${least > seats ? '不少于' : '为'} ${least} 名，现有 ${proposed} 名`,
      `${counted(seats, one, many)} to be elected, ${way[1]} by the plan: ${least > seats ? 'at least ' : ''}${counted(least, 'has', 'have')} to be proposed, ${counted(proposed, 'is', 'are')}`,
    ],
  });
}

/** The deputies' list lets both kinds be elected (R18). */
function mix(count: Count, { rules }: GateFacts): RuleResult {
  const [inQuota, outOfQuota] = [count('deputiesIn'), count('deputiesOut')];
  const { deputiesMinInQuota, deputiesMinOutOfQuota } = rules;
  return should({
    rule: 'R18',
    code: 'DEPUTY_MIX_PROPOSED',
    figures: { inQuota, outOfQuota, minInQuota: deputiesMinInQuota, minOutOfQuota: deputiesMinOutOfQuota },
    holds: inQuota >= deputiesMinInQuota && outOfQuota >= deputiesMinOutOfQuota,
    yes: [
      `副书记预备人选中编制内 ${inQuota} 名、编制外 ${outOfQuota} 名`,
      `Proposed deputies: ${inQuota} in established posts, ${outOfQuota} in non-established posts`,
    ],
    no: [
      `副书记中编制内至少 ${deputiesMinInQuota} 名、编制外至少 ${deputiesMinOutOfQuota} 名，预备人选中只有 ${inQuota} 名、${outOfQuota} 名`,
      `At least ${deputiesMinInQuota} in established posts and ${deputiesMinOutOfQuota} in non-established posts are wanted; proposed are ${inQuota} and ${outOfQuota}`,
    ],
  });
}

function publicEmployee(count: Count): RuleResult {
  return should({
    rule: '§2.6',
    code: 'SECRETARY_NOT_PUBLIC_EMPLOYEE',
    figures: { inQuota: count('secretariesIn'), secretaries: count('secretaryCandidates') },
    holds: count('secretariesIn') === count('secretaryCandidates'),
    yes: ['书记预备人选是编制内人员', 'Proposed for secretary: of the established staff'],
    no: ['书记预备人选不是编制内人员，方案要求书记为在编人员', 'Proposed for secretary is somebody who is not of the established staff'],
  });
}
