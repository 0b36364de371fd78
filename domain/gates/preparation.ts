import { counted, eachOf, someOf } from '../language/counted.ts';
import { betterNone, notAhead } from './findings.ts';
import { must, percentText, type StageGate, should } from './rule.ts';

/** 成立组织机构 (M2): a leading group with members and duties (R27.2). */
export const workingBody: StageGate = {
  needs: () => ['members', 'withDuty', 'daysAhead'],
  judge: (count) => [
    must({
      rule: 'R27.2',
      code: 'GROUP_WITHOUT_MEMBERS',
      figures: { members: count('members') },
      holds: count('members') >= 1,
      yes: [`领导小组成员 ${count('members')} 名`, `The leading group has ${counted(count('members'), 'member')}`],
      no: ['领导小组没有成员，至少要有 1 名', 'The leading group has no members; it needs at least 1'],
    }),
    betterNone({
      rule: 'R27.2',
      code: 'MEMBERS_WITHOUT_DUTY',
      wrong: count('members') - count('withDuty'),
      figures: { members: count('members') },
      yes: [`${count('members')} 名成员都有分工`, `${eachOf(count('members'), 'member')} has a duty`],
      no: [
        `${count('members')} 名成员中有 ${count('members') - count('withDuty')} 名没有写分工`,
        `${someOf(count('members') - count('withDuty'), count('members'), ['member', 'members'], ['has', 'have'])} no duty`,
      ],
    }),
    notAhead('R27.2', count('daysAhead')),
  ],
};

const HEADINGS = ['gathering', 'communication', 'exchange', 'contact'] as const;
const HEADINGS_EN = 'gathering, communication, exchange and contact';

/** 调查摸底 (M3): where young people live and gather (R34), by the four headings (R76), and whom the League reaches (R80). */
export const survey: StageGate = {
  needs: () => ['youth', 'distributed', ...HEADINGS, 'coverageBeforeBp', 'days', 'daysAhead'],
  judge: (count) => {
    const filled = HEADINGS.filter((heading) => count(heading) >= 1).length;
    return [
      must({
        rule: 'R34',
        code: 'DISTRIBUTION_DISAGREES',
        figures: { youth: count('youth'), distributed: count('distributed') },
        holds: count('youth') >= 1 && count('distributed') === count('youth'),
        yes: [
          `在村、在镇、外出、在校合计 ${count('youth')} 人，与青年总数一致`,
          `In the village, in town, away and at school add up to the total of ${counted(count('youth'), 'young person', 'young people')}`,
        ],
        no: [
          `在村、在镇、外出、在校合计 ${count('distributed')} 人，与青年总数 ${count('youth')} 人相差 ${Math.abs(count('distributed') - count('youth'))} 人`,
          `In the village, in town, away and at school add up to ${count('distributed')}, ${Math.abs(count('distributed') - count('youth'))} off the total of ${count('youth')}`,
        ],
      }),
      must({
        rule: 'R76',
        code: 'HEADINGS_MISSING',
        figures: { filled, need: HEADINGS.length },
        holds: filled === HEADINGS.length,
        yes: ['聚集、沟通、交流、联络四方面都有记录', 'Gathering, communication, exchange and contact are all described'],
        no: [
          `聚集、沟通、交流、联络四方面只填了 ${filled} 方面`,
          `Only ${counted(filled, `of ${HEADINGS_EN} is`, `of ${HEADINGS_EN} are`)} described`,
        ],
      }),
      must({
        rule: 'R61',
        code: 'SURVEY_WITHOUT_DAYS',
        figures: { days: count('days') },
        holds: count('days') >= 1,
        yes: [`深入基层调研 ${count('days')} 天`, `${counted(count('days'), 'day was', 'days were')} spent at the grass roots`],
        no: ['调查的起止日期前后颠倒', 'The survey ends before it begins'],
      }),
      must({
        rule: 'R80',
        code: 'COVERAGE_OUT_OF_RANGE',
        figures: { coverageBp: count('coverageBeforeBp') },
        holds: count('coverageBeforeBp') <= 10_000,
        yes: [
          `选配前有效覆盖率 ${percentText(count('coverageBeforeBp'))}，留作今后对比`,
          `Coverage before is ${percentText(count('coverageBeforeBp'))}, kept to compare with`,
        ],
        no: [
          `有效覆盖率 ${percentText(count('coverageBeforeBp'))}，超过 100%`,
          `Coverage of ${percentText(count('coverageBeforeBp'))} exceeds 100 %`,
        ],
      }),
      notAhead('R43', count('daysAhead')),
    ];
  },
};

/** 工作实施方案 (M4): fitted to the place (R62), and competitive somewhere (R29). */
export const implementationPlan: StageGate = {
  needs: () => ['plans', 'local', 'competition', 'daysAhead'],
  judge: (count) => [
    must({
      rule: 'R62',
      code: 'PLAN_MISSING',
      figures: { plans: count('plans') },
      holds: count('plans') >= 1,
      yes: ['已制定工作实施方案', 'There is an implementation plan'],
      no: ['没有工作实施方案', 'There is no implementation plan'],
    }),
    should({
      rule: 'R62',
      code: 'PLAN_NOT_LOCAL',
      figures: { local: count('local') },
      holds: count('local') >= 1,
      yes: ['写明了怎样结合本地实际', 'It says how it fits the place'],
      no: ['没有写怎样结合本地实际，方案应结合本地实际制定', 'It does not say how it fits the place'],
    }),
    should({
      rule: 'R29',
      code: 'COMPETITION_NOT_NAMED',
      figures: { competition: count('competition') },
      holds: count('competition') >= 1,
      yes: ['写明了哪些环节体现竞争性', 'It names where people compete'],
      no: ['没有写哪些环节体现竞争性，选配过程应体现竞争性', 'It does not name where people compete'],
    }),
    notAhead('R62', count('daysAhead')),
  ],
};

/** 宣传发动 (M6): made known to members and youth (R38, R99), with the posts (R39), to a chosen audience (R98). */
export const publicity: StageGate = {
  needs: () => ['entries', 'announced', 'audiences', 'people', 'press', 'daysAhead'],
  judge: (count) => [
    must({
      rule: 'R38',
      code: 'PUBLICITY_MISSING',
      figures: { entries: count('entries'), people: count('people') },
      holds: count('entries') >= 1,
      yes: [
        `宣传 ${count('entries')} 次，覆盖 ${count('people')} 人次`,
        `Made known ${counted(count('entries'), 'time')}, to ${counted(count('people'), 'person', 'people')}`,
      ],
      no: ['没有宣传记录，至少要有 1 次', 'Nothing was made known; at least once is needed'],
    }),
    must({
      rule: 'R39',
      code: 'POSTS_NOT_ANNOUNCED',
      figures: { announced: count('announced') },
      holds: count('announced') === 1,
      yes: ['已公布拟设岗位、任职条件和来源结构', 'Posts, qualifications and sources were announced'],
      no: [
        '没有公布拟设岗位、任职条件和来源结构，支部无从按岗推荐',
        'Posts, qualifications and sources were not announced, so branches cannot recommend for posts',
      ],
    }),
    should({
      rule: 'R99',
      code: 'AUDIENCE_NARROW',
      figures: { audiences: count('audiences') },
      holds: count('audiences') >= 2,
      yes: [`面向 ${count('audiences')} 类对象`, `Addressed to ${counted(count('audiences'), 'audience')}`],
      no: ['只面向一类对象，宣传应广泛面向团员青年', 'Addressed to one audience only; it should reach members and youth broadly'],
    }),
    betterNone({
      rule: 'R98',
      code: 'PRESS_USED',
      wrong: count('press'),
      figures: { entries: count('entries') },
      yes: ['没有使用报纸、广播、电视，符合适度公开', 'No press, radio or television: moderately open'],
      no: [
        `有 ${count('press')} 次使用了报纸、广播、电视；方案要求适度公开，请说明必要性`,
        `${counted(count('press'), 'time')} press, radio or television was used; the plan asks for moderate openness`,
      ],
    }),
    notAhead('R38', count('daysAhead')),
  ],
};
