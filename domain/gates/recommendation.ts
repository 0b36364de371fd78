import { counted } from '../language/counted.ts';
import { need } from '../rules/differential.ts';
import { none } from './findings.ts';
import { must, percentText, type StageGate, should } from './rule.ts';

/** 支部推荐 (M7): branches reported people, each for a designed post (R38–R41), and the congress was asked for in time (§2.1). */
export const recommendation: StageGate = {
  needs: () => ['branches', 'branchesReported', 'recommended', 'withPost', 'postsUnknown', 'mostBranches', 'leadDays'],
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
          `${reported} of ${counted(branches, 'branch', 'branches')} reported recommendations`,
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
          `${counted(reported, 'branch', 'branches')} reported, no more than the ${counted(branches, 'there is', 'there are')}`,
        ],
        no: [
          `支部数对不上：共有 ${branches} 个，上报 ${reported} 个，单个人选最多有 ${count('mostBranches')} 个支部推荐`,
          `The branches do not add up: ${counted(branches, 'exists', 'exist')}, ${reported} reported, one person has ${count('mostBranches')}`,
        ],
      }),
      must({
        rule: 'R39',
        code: 'RECOMMENDATION_WITHOUT_POST',
        figures: { recommended, withPost },
        holds: recommended >= 1 && withPost === recommended,
        yes: [
          `推荐 ${recommended} 人，每人都写明了拟任岗位`,
          `${counted(recommended, 'person', 'people')} recommended, each for a named post`,
        ],
        no: [
          `推荐 ${recommended} 人，其中只有 ${withPost} 人写明了拟任岗位，须人人写明`,
          `${counted(recommended, 'person', 'people')} recommended, only ${withPost} for a named post; each has to name one`,
        ],
      }),
      none({
        rule: 'R39',
        code: 'POST_NOT_DESIGNED',
        wrong: count('postsUnknown'),
        figures: { recommended },
        yes: ['推荐的岗位都在设岗定责之内', 'All posts named are in the post design'],
        no: [
          `有 ${count('postsUnknown')} 人的推荐岗位不在设岗定责之内，请写设岗定责中的岗位编号或名称`,
          `${counted(count('postsUnknown'), 'person is recommended for a post', 'people are recommended for posts')} that the post design does not have`,
        ],
      }),
      should({
        rule: '§2.1',
        code: 'REQUEST_LEAD_SHORT',
        figures: { days: count('leadDays'), need: rules.requestLeadDays },
        holds: count('leadDays') >= rules.requestLeadDays,
        yes: [
          `提前 ${count('leadDays')} 天请示召开大会，不少于 ${rules.requestLeadDays} 天`,
          `The congress was asked for ${counted(count('leadDays'), 'day')} ahead, not less than ${rules.requestLeadDays}`,
        ],
        no: [
          `提前 ${count('leadDays')} 天请示召开大会，少于通常的 ${rules.requestLeadDays} 天`,
          `The congress was asked for ${counted(count('leadDays'), 'day')} ahead, less than the usual ${rules.requestLeadDays}`,
        ],
      }),
      should({
        rule: 'R46',
        code: 'RECOMMENDED_BELOW_NOMINEE_FLOOR',
        figures: { recommended, need: floor, seats: rules.seats },
        holds: recommended >= floor,
        yes: [
          `推荐 ${recommended} 人，够确定至少 ${floor} 名推荐人选`,
          `${counted(recommended, 'person is', 'people are')} enough for the ${counted(floor, 'nominee')} needed`,
        ],
        no: [
          `推荐 ${recommended} 人，而下一步至少要有 ${floor} 名推荐人选（应选 ${rules.seats} 名，差额比例不低于 ${percentText(rules.nomineesBp)}）`,
          `${counted(recommended, 'person', 'people')} recommended, but the next step needs at least ${counted(floor, 'nominee')} (${counted(rules.seats, 'seat')}, differential ${percentText(rules.nomineesBp)})`,
        ],
      }),
    ];
  },
};
