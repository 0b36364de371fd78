import { counted, eachOf, someOf } from '../language/counted.ts';
import { betterNone, none, notAhead } from './findings.ts';
import { type GateFacts, must, type StageGate, should } from './rule.ts';

type Count = (name: string) => number;

const DEPUTY_POSTS = ['deputy post in non-established posts', 'deputy posts in non-established posts'] as const;

/** 设岗定责 (M5): posts with duties (R37, R96.1), X and S (R20, C-03), qualifications (R96.2), sources in proportions (R36, R96.3). */
export const postDesign: StageGate = {
  needs: () => [
    'x',
    'posts',
    'secretaries',
    'deputies',
    'members',
    'withDuty',
    'deputiesIn',
    'deputiesOut',
    'represented',
    'fullTime',
    'partTime',
    'qualifications',
    'sources',
    'sourcesMin',
    'sourcesMax',
    'sourcesOutsidePlan',
    'postsOverSource',
    'daysAhead',
  ],
  judge: (count, facts) => [
    ...numbers(count, facts),
    none({
      rule: 'R37',
      code: 'POSTS_WITHOUT_DUTY',
      wrong: count('posts') - count('withDuty'),
      figures: { posts: count('posts') },
      yes: [`${count('posts')} 个岗位都有职责`, `${eachOf(count('posts'), 'post')} has duties`],
      no: [
        `${count('posts')} 个岗位中有 ${count('posts') - count('withDuty')} 个没有职责`,
        `${someOf(count('posts') - count('withDuty'), count('posts'), ['post', 'posts'], ['has', 'have'])} no duties`,
      ],
    }),
    ...mix(count, facts),
    must({
      rule: 'R96.2',
      code: 'QUALIFICATIONS_MISSING',
      figures: { qualifications: count('qualifications') },
      holds: count('qualifications') >= 1,
      yes: [`任职条件 ${count('qualifications')} 条`, counted(count('qualifications'), 'qualification')],
      no: ['没有任职条件', 'There are no qualifications'],
    }),
    ...sources(count, facts),
    notAhead('R37', count('daysAhead')),
  ],
};

/** “1”, “3” and X, and the seats they make (R16, R17, R20, C-03). */
function numbers(count: Count, { rules }: GateFacts) {
  const besideLeaders = rules.seatsIncludeLeadership === false ? rules.seats : rules.seats - rules.secretaries - rules.deputies;
  return [
    must({
      rule: 'R16',
      code: 'SECRETARY_POSTS_WRONG',
      figures: { secretaries: count('secretaries'), need: rules.secretaries },
      holds: count('secretaries') === rules.secretaries,
      yes: [`书记岗位 ${rules.secretaries} 个`, `${counted(rules.secretaries, 'post')} of secretary`],
      no: [
        `书记岗位 ${count('secretaries')} 个，应为 ${rules.secretaries} 个`,
        `${counted(count('secretaries'), 'post')} of secretary instead of ${rules.secretaries}`,
      ],
    }),
    must({
      rule: 'R17',
      code: 'DEPUTY_POSTS_WRONG',
      figures: { deputies: count('deputies'), need: rules.deputies },
      holds: count('deputies') === rules.deputies,
      yes: [`副书记岗位 ${rules.deputies} 个`, `${counted(rules.deputies, 'post')} of deputy secretary`],
      no: [
        `副书记岗位 ${count('deputies')} 个，应为 ${rules.deputies} 个`,
        `${counted(count('deputies'), 'post')} of deputy secretary instead of ${rules.deputies}`,
      ],
    }),
    must({
      rule: 'R20',
      code: 'MEMBER_POSTS_WRONG',
      figures: { members: count('members'), x: count('x') },
      holds: count('members') === count('x'),
      yes: [`委员岗位 ${count('x')} 个，与 X 一致`, `${counted(count('x'), 'post of a member', 'posts of members')}, as X says`],
      no: [
        `委员岗位 ${count('members')} 个，而 X 填的是 ${count('x')}`,
        `${counted(count('members'), 'post of a member', 'posts of members')}, but X is ${count('x')}`,
      ],
    }),
    must({
      rule: 'C-03',
      code: 'SEATS_DISAGREE',
      figures: { x: count('x'), need: besideLeaders, seats: rules.seats },
      holds: count('x') === besideLeaders,
      yes: [`X 为 ${count('x')}，应选委员 ${rules.seats} 名`, `X is ${count('x')}: ${counted(rules.seats, 'seat')}`],
      no: [
        `X 填的是 ${count('x')}；本乡镇应选委员 ${rules.seats} 名，X 应为 ${besideLeaders}，要改须由团县委修改方案`,
        `X is ${count('x')}; for the township’s ${counted(rules.seats, 'seat')} it has to be ${besideLeaders}, unless the county league amends the plan`,
      ],
    }),
  ];
}

/** In and out of quota (R18), whom those out of quota stand for (R25), full and part time (R22.2). */
function mix(count: Count, { rules }: GateFacts) {
  const [inQuota, out] = [count('deputiesIn'), count('deputiesOut')];
  return [
    must({
      rule: 'R18',
      code: 'DEPUTY_POSTS_MIX',
      figures: { inQuota, outOfQuota: out, minInQuota: rules.deputiesMinInQuota, minOutOfQuota: rules.deputiesMinOutOfQuota },
      holds: inQuota >= rules.deputiesMinInQuota && out >= rules.deputiesMinOutOfQuota,
      yes: [
        `副书记岗位编制内 ${inQuota} 个、编制外 ${out} 个`,
        `${counted(inQuota, 'deputy post')} in established posts, ${out} in non-established posts`,
      ],
      no: [
        `副书记岗位编制内 ${inQuota} 个、编制外 ${out} 个；编制内至少 ${rules.deputiesMinInQuota} 个，编制外至少 ${rules.deputiesMinOutOfQuota} 个`,
        `${counted(inQuota, 'deputy post')} in established posts, ${out} in non-established posts; at least ${rules.deputiesMinInQuota} and ${rules.deputiesMinOutOfQuota} are needed`,
      ],
    }),
    none({
      rule: 'R25',
      code: 'DEPUTY_POSTS_REPRESENT_NOBODY',
      wrong: out - count('represented'),
      figures: { outOfQuota: out },
      yes: [`${out} 个编制外副书记岗位都写明了代表哪类青年`, `${eachOf(out, ...DEPUTY_POSTS)} says whom it represents`],
      no: [
        `${out} 个编制外副书记岗位中有 ${out - count('represented')} 个没有写明代表哪类青年`,
        `${someOf(out - count('represented'), out, DEPUTY_POSTS, ['does', 'do'])} not say whom they represent`,
      ],
    }),
    should({
      rule: 'R22.2',
      code: 'LEADERS_ALL_FULL_OR_PART_TIME',
      figures: { fullTime: count('fullTime'), partTime: count('partTime') },
      holds: count('fullTime') >= 1 && count('partTime') >= 1,
      yes: [
        `班子专职 ${count('fullTime')} 个、兼职 ${count('partTime')} 个，专兼结合`,
        `${count('fullTime')} full-time and ${counted(count('partTime'), 'part-time leader')}`,
      ],
      no: [
        `班子专职 ${count('fullTime')} 个、兼职 ${count('partTime')} 个，没有专兼结合`,
        `${count('fullTime')} full-time and ${counted(count('partTime'), 'part-time leader')}: no mix of the two`,
      ],
    }),
  ];
}

/** From where the members come (R35, R36, R96.3). */
function sources(count: Count, { rules }: GateFacts) {
  const [least, most] = [count('sourcesMin'), count('sourcesMax')];
  return [
    must({
      rule: 'R96.3',
      code: 'SOURCES_MISSING',
      figures: { sources: count('sources') },
      holds: count('sources') >= 1,
      yes: [`来源结构 ${count('sources')} 类`, counted(count('sources'), 'source')],
      no: ['没有来源结构', 'There is no structure of sources'],
    }),
    must({
      rule: 'R36',
      code: 'SOURCES_CANNOT_FILL',
      figures: { least, most, seats: rules.seats },
      holds: least <= rules.seats && most >= rules.seats,
      yes: [
        `各类来源合计 ${least} 到 ${most} 名，能配齐 ${rules.seats} 名`,
        `The sources give ${least} to ${counted(most, 'person', 'people')} for ${counted(rules.seats, 'seat')}`,
      ],
      no: [
        `各类来源合计 ${least} 到 ${most} 名，配不成 ${rules.seats} 名：最少之和不能多于、最多之和不能少于应选名额`,
        `The sources give ${least} to ${counted(most, 'person', 'people')}, which cannot make ${rules.seats}`,
      ],
    }),
    none({
      rule: 'R36',
      code: 'SOURCES_OUTSIDE_PLAN',
      wrong: count('sourcesOutsidePlan'),
      yes: ['来源比例在规定范围之内', 'The proportions keep within what is set'],
      no: [
        `有 ${count('sourcesOutsidePlan')} 类来源的比例超出县方案或县名册规定的范围`,
        `${counted(count('sourcesOutsidePlan'), 'source leaves', 'sources leave')} the range set by the county`,
      ],
    }),
    betterNone({
      rule: 'R36',
      code: 'POSTS_OVER_SOURCE',
      wrong: count('postsOverSource'),
      yes: ['各岗位的来源不超过比例', 'No more posts are kept for a source than it may fill'],
      no: [
        `有 ${count('postsOverSource')} 类来源，指定给它的岗位多于它最多可占的名额`,
        `${counted(count('postsOverSource'), 'source has more posts kept for it than it', 'sources have more posts kept for them than they')} may fill`,
      ],
    }),
  ];
}
