import { differentialBp, meets, need } from '../../differential.ts';
import { earlier, type GateFacts, must, percentText, type StageGate, should } from './rule.ts';

/** 支部推荐 (M7, R38–R41): branches reported people, each for a post, and the congress was asked for. */
export const recommendation: StageGate = {
  needs: () => ['branches', 'branchesReported', 'recommended', 'withPost', 'mostBranches', 'leadDays'],
  judge: (count, { rules }) => {
    const [branches, reported, recommended, withPost] = [
      count('branches'),
      count('branchesReported'),
      count('recommended'),
      count('withPost'),
    ];
    const floor = need(rules.seats, rules.nomineesBp);
    return [
      must({
        rule: 'R41',
        code: 'NO_BRANCH_REPORTED',
        figures: { reported, branches },
        holds: reported >= 1,
        yes: [
          `${branches} 个直属团（总）支部中有 ${reported} 个上报了推荐`,
          `${reported} of ${branches} branches reported recommendations`,
        ],
        no: ['还没有直属团（总）支部上报推荐，至少要有 1 个', 'No branch has reported; at least 1 has to'],
      }),
      must({
        rule: 'R40',
        code: 'BRANCHES_MORE_THAN_EXIST',
        figures: { reported, branches, mostBranches: count('mostBranches') },
        holds: reported <= branches && count('mostBranches') <= reported,
        yes: [
          `上报支部 ${reported} 个，不多于支部总数 ${branches} 个`,
          `${reported} branches reported, no more than the ${branches} there are`,
        ],
        no: [
          `支部数对不上：共有 ${branches} 个，上报 ${reported} 个，单个人选最多有 ${count('mostBranches')} 个支部推荐`,
          `The branches do not add up: ${branches} exist, ${reported} reported, one person has ${count('mostBranches')}`,
        ],
      }),
      must({
        rule: 'R39',
        code: 'RECOMMENDATION_WITHOUT_POST',
        figures: { recommended, withPost },
        holds: recommended >= 1 && withPost === recommended,
        yes: [`推荐 ${recommended} 人，每人都写明了拟任岗位`, `${recommended} people recommended, each for a named post`],
        no: [
          `推荐 ${recommended} 人，其中只有 ${withPost} 人写明了拟任岗位，须人人写明`,
          `${recommended} people recommended, only ${withPost} for a named post; each has to name one`,
        ],
      }),
      must({
        rule: '§2.1',
        code: 'CONVENING_NOT_REQUESTED',
        figures: { requests: count('requests') },
        holds: count('requests') >= 1,
        yes: [`已请示召开大会，距大会 ${count('leadDays')} 天`, `The meeting was asked for, ${count('leadDays')} days ahead`],
        no: ['还没有请示召开大会，须填写请示日期', 'The meeting was not asked for; give the date of the request'],
      }),
      should({
        rule: 'R46',
        code: 'RECOMMENDED_BELOW_NOMINEE_FLOOR',
        figures: { recommended, need: floor, seats: rules.seats },
        holds: recommended >= floor,
        yes: [
          `推荐 ${recommended} 人，够确定至少 ${floor} 名推荐人选`,
          `${recommended} people are enough for the ${floor} nominees needed`,
        ],
        no: [
          `推荐 ${recommended} 人，而下一步至少要有 ${floor} 名推荐人选（应选 ${rules.seats} 名，差额不少于 ${percentText(rules.nomineesBp)}）`,
          `${recommended} people recommended, but the next step needs at least ${floor} nominees (${rules.seats} seats, differential ${percentText(rules.nomineesBp)})`,
        ],
      }),
    ];
  },
};

/** 人选推荐 (M8, R42–R47): the best and eligible of those recommended, at least 20 % more than seats. */
export const nomination: StageGate = {
  needs: () => ['nominees', 'eligible', 'withReason'],
  judge: (count, facts) => {
    const nominees = count('nominees');
    return [
      differential('R46', 'NOMINEES_TOO_FEW', ['推荐人选', 'nominees'], nominees, facts.rules.nomineesBp, facts),
      surveyOnFile(facts),
      drawnFromRecommended(nominees, facts),
      must({
        rule: 'R47',
        code: 'NOMINEES_NOT_ELIGIBLE',
        figures: { nominees, eligible: count('eligible') },
        holds: count('eligible') === nominees,
        yes: [`${nominees} 名推荐人选都符合任职条件`, `All ${nominees} nominees meet the conditions`],
        no: [
          `${nominees} 名推荐人选中只有 ${count('eligible')} 名勾选了“符合任职条件”，不符合的不能列入`,
          `Only ${count('eligible')} of ${nominees} nominees are marked as meeting the conditions; others cannot be listed`,
        ],
      }),
      must({
        rule: 'R45',
        code: 'NOMINEES_WITHOUT_REASON',
        figures: { nominees, withReason: count('withReason') },
        holds: count('withReason') === nominees,
        yes: [`${nominees} 名推荐人选都写明了择优理由`, `Each of the ${nominees} nominees has a reason`],
        no: [
          `${nominees} 名推荐人选中只有 ${count('withReason')} 名写明了择优理由`,
          `Only ${count('withReason')} of ${nominees} nominees have a reason`,
        ],
      }),
    ];
  },
};

/** 确定正式候选人 (M9, R48–R50): decided by the party committee, from the nominees, at least 10 % more than seats. */
export const formalCandidates: StageGate = {
  needs: () => ['documents', 'formal', 'inQuota', 'outOfQuota'],
  judge: (count, facts) => {
    const { rules } = facts;
    const formal = count('formal');
    const nominees = earlier(facts, 'nomination', 'nominees') ?? 0;
    const advised = need(rules.seats, rules.ballotAdvisoryBp);
    return [
      must({
        rule: 'R48',
        code: 'FORMAL_WITHOUT_DECISION',
        figures: { documents: count('documents') },
        holds: count('documents') >= 1,
        yes: ['有乡镇党委研究确定的文件', 'The Party committee decided, by a document'],
        no: ['没有乡镇党委研究确定的文件，正式候选人须由党委确定', 'There is no document of the Party committee, which has to decide'],
      }),
      differential('R49', 'FORMAL_TOO_FEW', ['正式候选人', 'formal candidates'], formal, rules.formalBp, facts),
      must({
        rule: 'R50',
        code: 'FORMAL_NOT_NOMINATED',
        figures: { formal, nominees },
        holds: formal <= nominees,
        yes: [
          `正式候选人 ${formal} 名，不多于推荐人选 ${nominees} 名`,
          `${formal} formal candidates, no more than the ${nominees} nominees`,
        ],
        no: [
          `正式候选人 ${formal} 名，多于推荐人选 ${nominees} 名；名单外的人须退回“人选推荐”重新确定`,
          `${formal} formal candidates exceed the ${nominees} nominees; someone from outside goes back to nomination`,
        ],
      }),
      should({
        rule: 'C-02',
        code: 'BALLOT_DIFFERENTIAL_LOW',
        figures: { formal, need: advised, seats: rules.seats, bp: differentialBp(rules.seats, formal) },
        holds: meets(rules.seats, formal, rules.ballotAdvisoryBp),
        yes: [
          `选票上的差额达到通常的 ${percentText(rules.ballotAdvisoryBp)}`,
          `The ballot reaches the customary ${percentText(rules.ballotAdvisoryBp)}`,
        ],
        no: [
          `选票上 ${formal} 名、应选 ${rules.seats} 名，差额 ${percentText(differentialBp(rules.seats, formal))}，低于团内选举通常的 ${percentText(rules.ballotAdvisoryBp)}（${advised} 名）；方案允许，仅作提醒`,
          `${formal} on the ballot for ${rules.seats} seats is ${percentText(differentialBp(rules.seats, formal))}, below the customary ${percentText(rules.ballotAdvisoryBp)} (${advised}); the plan allows it`,
        ],
      }),
      should({
        rule: 'R18',
        code: 'DEPUTY_MIX_OUT_OF_REACH',
        figures: {
          inQuota: count('inQuota'),
          outOfQuota: count('outOfQuota'),
          minInQuota: rules.deputiesMinInQuota,
          minOutOfQuota: rules.deputiesMinOutOfQuota,
        },
        holds: count('inQuota') >= rules.deputiesMinInQuota && count('outOfQuota') >= rules.deputiesMinOutOfQuota,
        yes: [
          `编制内 ${count('inQuota')} 名、编制外 ${count('outOfQuota')} 名，够组成副书记班子`,
          `${count('inQuota')} in quota and ${count('outOfQuota')} out of quota: enough for the deputies`,
        ],
        no: [
          `编制内 ${count('inQuota')} 名、编制外 ${count('outOfQuota')} 名，而副书记中编制内至少 ${rules.deputiesMinInQuota} 名、编制外至少 ${rules.deputiesMinOutOfQuota} 名，届时可能配不齐`,
          `${count('inQuota')} in quota, ${count('outOfQuota')} out of quota; the deputies need ${rules.deputiesMinInQuota} and ${rules.deputiesMinOutOfQuota}`,
        ],
      }),
    ];
  },
};

/** 差额: not fewer than need(S, p), in whole numbers (R46, R49; §2.2). */
export function differential(
  rule: string,
  code: string,
  [zh, en]: readonly [string, string],
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
      `${zh} ${people} 名，应选 ${seats} 名，差额 ${percentText(bp)}，不少于 ${percentText(basisPoints)}（至少 ${floor} 名）`,
      `${people} ${en} for ${seats} seats: differential ${percentText(bp)}, not less than ${percentText(basisPoints)} (at least ${floor})`,
    ],
    no: [
      `${zh} ${people} 名，应选 ${seats} 名，差额须不少于 ${percentText(basisPoints)}，即至少 ${floor} 名，还差 ${floor - people} 名`,
      `${people} ${en} for ${seats} seats: the differential has to be at least ${percentText(basisPoints)}, that is ${floor}; ${floor - people} more needed`,
    ],
  });
}

function surveyOnFile({ passed }: GateFacts) {
  return should({
    rule: 'R43',
    code: 'SURVEY_NOT_ON_FILE',
    figures: { surveys: passed.survey ? 1 : 0 },
    holds: passed.survey !== undefined,
    yes: ['调查摸底材料已在案', 'The survey is on file'],
    no: ['没有调查摸底材料，推荐人选应以详细的调查摸底为基础', 'There is no survey on file; nominees should rest on one'],
  });
}

/** By number: more nominees than people recommended cannot all have been recommended (R44). A plan without the branches' round: advice only. */
function drawnFromRecommended(nominees: number, facts: GateFacts) {
  const recommended = earlier(facts, 'recommendation', 'recommended');
  const rule = {
    rule: 'R44',
    code: 'NOMINEES_NOT_RECOMMENDED',
    figures: { nominees, recommended: recommended ?? 0 },
    yes: [
      `推荐人选 ${nominees} 名，从支部上报的 ${recommended ?? 0} 人中产生`,
      `${nominees} nominees, drawn from the ${recommended ?? 0} people recommended`,
    ],
  } as const;
  if (recommended === undefined) {
    return should({
      ...rule,
      holds: false,
      no: ['没有支部推荐记录，无法核对推荐人选是否由支部上报', 'No recommendations are on file, so they cannot be compared'],
    });
  }
  return must({
    ...rule,
    holds: nominees <= recommended,
    no: [
      `推荐人选 ${nominees} 名，多于支部上报的 ${recommended} 人，推荐人选须从支部上报的人中产生`,
      `${nominees} nominees exceed the ${recommended} people recommended, from whom they have to come`,
    ],
  });
}
