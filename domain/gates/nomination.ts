import { allOf, counted, eachOf, someOf } from '../language/counted.ts';
import { differential } from './differential.ts';
import { deputyMixWithinReach, eligibleOnTheDay } from './eligibility.ts';
import { betterNone, none } from './findings.ts';
import { type GateFacts, type StageGate, should } from './rule.ts';

type Count = (name: string) => number;

const DEPUTY_NOMINEES = ['nominee for deputy in a non-established post', 'nominees for deputy in non-established posts'] as const;

/** 人选推荐 (M8): the best and eligible of those recommended (R42–R47), at least 20 % more than seats. */
export const nomination: StageGate = {
  needs: () => [
    'nominees',
    'tooOld',
    'notMembers',
    'criteriaShort',
    'attributesShort',
    'leagueAged',
    'withReason',
    'outsideRecommended',
    'unaccounted',
    'postsUnknown',
    'postsUncovered',
    'secretariesOut',
    'deputiesOut',
    'represented',
    'inQuota',
    'outOfQuota',
    'fields',
    'sourcesShort',
  ],
  judge: (count, facts) => [
    differential('R46', 'NOMINEES_TOO_FEW', ['推荐人选', 'nominee'], count('nominees'), facts.rules.nomineesBp, facts),
    surveyOnFile(facts),
    ...drawnFromRecommended(count, facts),
    ...eligibleOnTheDay(
      ['推荐人选', 'nominee'],
      { people: count('nominees'), tooOld: count('tooOld'), notMembers: count('notMembers') },
      facts,
    ),
    ...qualities(count),
    ...posts(count, facts),
    deputyMixWithinReach(count('inQuota'), count('outOfQuota'), facts),
    ...variety(count),
  ],
};

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

/** Nominees come from those whom the branches reported (R44), by name; a plan without the branches' round: advice only. */
function drawnFromRecommended(count: Count, { passed }: GateFacts) {
  const nominees = count('nominees');
  if (!passed.recommendation) {
    return [
      should({
        rule: 'R44',
        code: 'NOMINEES_NOT_RECOMMENDED',
        figures: { nominees },
        holds: false,
        yes: ['推荐人选都由支部上报', 'All nominees were recommended'],
        no: ['没有支部推荐记录，无法核对推荐人选是否由支部上报', 'No recommendations are on file, so they cannot be compared'],
      }),
    ];
  }
  const recommended = passed.recommendation.recommended ?? 0;
  const outside = Math.max(count('outsideRecommended'), nominees - recommended);
  return [
    none({
      rule: 'R44',
      code: 'NOMINEES_NOT_RECOMMENDED',
      wrong: outside,
      figures: { nominees, recommended },
      yes: [
        `推荐人选 ${nominees} 名，都在支部上报的 ${recommended} 人之内`,
        `${allOf(nominees, 'nominee is', 'nominees are')} among the ${counted(recommended, 'person', 'people')} recommended`,
      ],
      no: [
        `推荐人选 ${nominees} 名中有 ${outside} 名不在支部上报的 ${recommended} 人之内（按姓名核对），推荐人选须从支部上报的人中产生`,
        `${someOf(outside, nominees, ['nominee', 'nominees'], ['is', 'are'])} not, by name, among the ${counted(recommended, 'person', 'people')} recommended, from whom they have to come`,
      ],
    }),
    betterNone({
      rule: 'R45',
      code: 'RECOMMENDED_UNACCOUNTED',
      wrong: count('unaccounted'),
      figures: { recommended },
      yes: [
        `支部上报的 ${recommended} 人都有交代`,
        `${allOf(recommended, 'person recommended is', 'people recommended are')} accounted for`,
      ],
      no: [
        `支部上报的 ${recommended} 人中有 ${count('unaccounted')} 人既未列入，也没有写明未列入的理由`,
        `${someOf(count('unaccounted'), recommended, ['person recommended', 'people recommended'], ['is', 'are'])} neither nominated nor left out with a reason`,
      ],
    }),
  ];
}

/** The four criteria (R66.1–R66.4), the two attributes (R24), and why each is the better choice (R45). */
function qualities(count: Count) {
  const nominees = count('nominees');
  return [
    none({
      rule: 'R66',
      code: 'CRITERIA_NOT_MET',
      wrong: count('criteriaShort'),
      figures: { nominees },
      yes: [`${nominees} 名推荐人选都符合四条标准`, `${allOf(nominees, 'nominee meets', 'nominees meet')} the four criteria`],
      no: [
        `${nominees} 名推荐人选中有 ${count('criteriaShort')} 名没有勾满四条标准：政治素质高、道德品质好、工作能力强、带动作用大`,
        `${someOf(count('criteriaShort'), nominees, ['nominee', 'nominees'], ['does', 'do'])} not have all four criteria ticked: politics, character, ability, effect on others`,
      ],
    }),
    none({
      rule: 'R24',
      code: 'ATTRIBUTES_NOT_MET',
      wrong: count('attributesShort'),
      figures: { nominees },
      yes: [
        `${nominees} 名推荐人选都有热情、有一定影响力`,
        `${allOf(nominees, 'nominee has', 'nominees have')} enthusiasm and some influence`,
      ],
      no: [
        `${nominees} 名推荐人选中有 ${count('attributesShort')} 名没有勾选“有热情”“有一定影响力”两项`,
        `${someOf(count('attributesShort'), nominees, ['nominee', 'nominees'], ['does', 'do'])} not have both enthusiasm and influence ticked`,
      ],
    }),
    none({
      rule: 'R45',
      code: 'NOMINEES_WITHOUT_REASON',
      wrong: nominees - count('withReason'),
      figures: { nominees },
      yes: [`${nominees} 名推荐人选都写明了择优理由和排序`, `${eachOf(nominees, 'nominee')} has a reason and a rank`],
      no: [
        `${nominees} 名推荐人选中只有 ${count('withReason')} 名写明了择优理由`,
        `Only ${counted(count('withReason'), `of ${nominees} has`, `of ${nominees} have`)} a reason`,
      ],
    }),
  ];
}

/** Each for a designed post (R39), the secretary of the established staff (§2.6), deputies out of quota for a group of youth (R25). */
function posts(count: Count, { rules }: GateFacts) {
  const out = count('deputiesOut');
  return [
    none({
      rule: 'R39',
      code: 'POST_NOT_DESIGNED',
      wrong: count('postsUnknown'),
      figures: { nominees: count('nominees') },
      yes: ['拟任岗位都在设岗定责之内', 'All posts are in the post design'],
      no: [
        `有 ${count('postsUnknown')} 人的拟任岗位不在设岗定责之内，请写设岗定责中的岗位编号或名称`,
        `${counted(count('postsUnknown'), 'person is nominated for a post', 'people are nominated for posts')} that the post design does not have`,
      ],
    }),
    betterNone({
      rule: 'R37',
      code: 'POSTS_WITHOUT_NOMINEE',
      wrong: count('postsUncovered'),
      yes: ['每个岗位都有推荐人选', 'Every post has a nominee'],
      no: [`有 ${count('postsUncovered')} 个岗位没有推荐人选`, `${counted(count('postsUncovered'), 'post has', 'posts have')} no nominee`],
    }),
    none({
      rule: '§2.6',
      code: 'SECRETARY_OUT_OF_QUOTA',
      wrong: rules.secretaryPublicEmployee ? count('secretariesOut') : 0,
      yes: rules.secretaryPublicEmployee
        ? ['书记人选为在编人员', 'The nominee for secretary is of the established staff']
        : ['书记人选不限编制', 'The secretary may be in either kind of post'],
      no: [
        `有 ${count('secretariesOut')} 名书记人选是编制外人员，书记须为在编人员`,
        `${counted(count('secretariesOut'), 'nominee for secretary is in a non-established post', 'nominees for secretary are in non-established posts')}; the secretary has to be of the established staff`,
      ],
    }),
    none({
      rule: 'R25',
      code: 'DEPUTIES_REPRESENT_NOBODY',
      wrong: out - count('represented'),
      figures: { outOfQuota: out },
      yes: [`${out} 名编制外副书记人选都写明了代表哪类青年`, `${eachOf(out, ...DEPUTY_NOMINEES)} says whom they represent`],
      no: [
        `${out} 名编制外副书记人选中有 ${out - count('represented')} 名没有写明代表哪类青年`,
        `${someOf(out - count('represented'), out, DEPUTY_NOMINEES, ['does', 'do'])} not say whom they represent`,
      ],
    }),
  ];
}

/** From various fields (R66.5), enough of each source (R36), and who leaves the League by age (§2.10). */
function variety(count: Count) {
  return [
    should({
      rule: 'R66.5',
      code: 'FIELDS_TOO_FEW',
      figures: { fields: count('fields') },
      holds: count('fields') >= 2,
      yes: [`推荐人选来自 ${count('fields')} 类来源`, `The nominees come from ${counted(count('fields'), 'source')}`],
      no: ['推荐人选都来自同一类来源，应从各领域选拔青年能人', 'All nominees come from one source; they should come from various fields'],
    }),
    betterNone({
      rule: 'R36',
      code: 'SOURCES_OUT_OF_REACH',
      wrong: count('sourcesShort'),
      yes: ['各类来源的推荐人选都够最少名额', 'Every source has enough nominees for its least number'],
      no: [
        `有 ${count('sourcesShort')} 类来源的推荐人选少于来源结构的最少名额，选举后可能达不到比例`,
        `${counted(count('sourcesShort'), 'source has', 'sources have')} fewer nominees than the least that is to come from ${count('sourcesShort') === 1 ? 'it' : 'them'}`,
      ],
    }),
    betterNone({
      rule: '§2.10',
      code: 'LEAGUE_AGE_PASSED',
      wrong: count('leagueAged'),
      yes: ['任职时没有因年龄离团的人选', 'Nobody leaves the League by age before the appointment'],
      no: [
        `有 ${count('leagueAged')} 名团员人选任职时已满 28 周岁，须担任团内职务方可保留团籍，请核对`,
        `${counted(count('leagueAged'), 'League member')} will be 28 or older when appointed, and ${count('leagueAged') === 1 ? 'stays a member' : 'stay members'} only in League office; check them`,
      ],
    }),
  ];
}
