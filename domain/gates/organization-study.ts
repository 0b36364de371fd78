import { counted, eachOf } from '../language/counted.ts';
import { betterNone, none, notAhead } from './findings.ts';
import { must, type StageGate } from './rule.ts';

/** 组织研究 (M14): every leader elected, each with a reason from the needs of the post (R27.7, R97). */
export const organizationStudy: StageGate = {
  needs: () => ['proposals', 'withReason'],
  judge: (count) => {
    const proposals = count('proposals');
    return [
      notAhead('R27.7', count('daysAhead')),
      must({
        rule: 'R97',
        code: 'STUDY_WITHOUT_REASON',
        figures: { proposals, withReason: count('withReason') },
        holds: proposals >= 1 && count('withReason') === proposals,
        yes: [`${proposals} 人都写明了理由`, `${eachOf(proposals, 'person', 'people')} has a reason`],
        no: [
          `${proposals} 人中只有 ${count('withReason')} 人写明了理由`,
          `Only ${counted(count('withReason'), `of ${proposals} has`, `of ${proposals} have`)} a reason`,
        ],
      }),
      betterNone({
        rule: 'R97',
        code: 'REASONS_REPEATED',
        wrong: count('reasonsRepeated'),
        figures: { proposals },
        yes: ['每人的理由各不相同', 'No two have the same reason'],
        no: [
          `有 ${count('reasonsRepeated')} 条理由与别人的相同，应结合各自岗位的需要写`,
          `${counted(count('reasonsRepeated'), 'reason repeats', 'reasons repeat')} another; each should rest on the needs of the post`,
        ],
      }),
      none({
        rule: 'R97',
        code: 'STUDY_POST_UNKNOWN',
        wrong: count('postsUnknown'),
        figures: { proposals },
        yes: ['岗位都是设岗定责中的岗位', 'Every post is one of the post design'],
        no: [
          `有 ${count('postsUnknown')} 人的岗位不在设岗定责之列，请写岗位编号或名称`,
          `${counted(count('postsUnknown'), 'person has a post', 'people have posts')} that the post design does not have; give a code or title of it`,
        ],
      }),
      none({
        rule: 'R27.7',
        code: 'PROPOSED_NOT_ELECTED',
        wrong: count('notElected'),
        figures: { proposals },
        yes: ['研究的都是当选的书记、副书记', 'Everybody studied was elected secretary or deputy'],
        no: [
          `有 ${count('notElected')} 人并未当选书记或副书记，请核对姓名`,
          `${counted(count('notElected'), 'was', 'were')} not elected secretary or deputy; check the names`,
        ],
      }),
      none({
        rule: 'R27.7',
        code: 'ELECTED_NOT_PROPOSED',
        wrong: count('missing'),
        figures: { proposals },
        yes: ['当选的书记、副书记都研究了', 'Every secretary and deputy elected was studied'],
        no: [
          `有 ${count('missing')} 名当选的书记、副书记没有研究意见`,
          `${counted(count('missing'), 'elected secretary or deputy has', 'elected secretary or deputies have')} no proposal`,
        ],
      }),
    ];
  },
};
