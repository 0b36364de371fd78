import { counted } from '../language/counted.ts';
import { betterNone, none, notAhead } from './findings.ts';
import { earlier, must, percentText, type StageGate, should } from './rule.ts';

/** The five mechanisms with the requirement each answers. */
const MECHANISMS = [
  { count: 'divisionOfDuties', rule: 'R67', code: 'DIVISION_OF_DUTIES_MISSING', zh: '职责分工', en: 'division of duties' },
  { count: 'postTargets', rule: 'R68', code: 'POST_TARGETS_MISSING', zh: '岗位目标责任制', en: 'post-target responsibility system' },
  { count: 'regularMeeting', rule: 'R69', code: 'REGULAR_MEETING_MISSING', zh: '团委工作例会', en: 'regular meeting' },
  { count: 'deliberation', rule: 'R70', code: 'DELIBERATION_MISSING', zh: '议事制度', en: 'rules of deliberation' },
  { count: 'appraisal', rule: 'R72', code: 'APPRAISAL_MISSING', zh: '述职考核考评制度', en: 'duty report and appraisal system' },
] as const;

/** The customary intervals, in months, where the plan says “regularly” (C-18). */
const MEETING_MONTHS = 1;
const REVIEW_MONTHS = 3;

/** `every month`, `every 3 months` */
function everyMonths(months: number): string {
  return months === 1 ? 'every month' : `every ${counted(months, 'month')}`;
}

/** 运行机制 (M18): all five documents are there (R73), and work is studied at set intervals (R71). */
export const mechanisms: StageGate = {
  needs: () => ['documents', ...MECHANISMS.map((one) => one.count), 'meetingMonths', 'reviewMonths', 'daysAhead'],
  judge: (count) => [
    ...MECHANISMS.map(({ count: name, rule, code, zh, en }) =>
      must({
        rule,
        code,
        figures: { documents: count(name) },
        holds: count(name) >= 1,
        yes: [`已建立${zh}`, `There is a ${en}`],
        no: [`没有${zh}，五项制度缺一不可`, `There is no ${en}; all five documents are needed`],
      }),
    ),
    must({
      rule: 'R71',
      code: 'INTERVALS_MISSING',
      figures: { meetingMonths: count('meetingMonths'), reviewMonths: count('reviewMonths') },
      holds: count('meetingMonths') >= 1 && count('reviewMonths') >= 1,
      yes: [
        `例会每 ${count('meetingMonths')} 个月、述职每 ${count('reviewMonths')} 个月一次`,
        `It meets ${everyMonths(count('meetingMonths'))} and reviews ${everyMonths(count('reviewMonths'))}`,
      ],
      no: ['没有写明例会、述职的间隔', 'The intervals of meeting and review are missing'],
    }),
    should({
      rule: 'C-18',
      code: 'INTERVALS_LONG',
      figures: { meetingMonths: count('meetingMonths'), reviewMonths: count('reviewMonths') },
      holds: count('meetingMonths') <= MEETING_MONTHS && count('reviewMonths') <= REVIEW_MONTHS,
      yes: ['例会每月、述职每季度，符合通常做法', 'Monthly meetings and quarterly reviews, as is customary'],
      no: [
        `例会每 ${count('meetingMonths')} 个月、述职每 ${count('reviewMonths')} 个月一次，比通常的每月、每季度间隔长`,
        `Meetings ${everyMonths(count('meetingMonths'))} and reviews ${everyMonths(count('reviewMonths'))} are rarer than monthly and quarterly`,
      ],
    }),
    notAhead('R73', count('daysAhead')),
  ],
};

/** 功能定位、工作内容 (M19): positioning (R31), projects (R32) by the two ways (R77), three verbs (R10), and coverage after (R80). */
export const functions: StageGate = {
  needs: () => ['positioning', 'projects', 'withVerb', 'contact', 'guide', 'serve', 'emotional', 'service', 'newUnits', 'coverageAfterBp'],
  judge: (count, facts) => {
    const [before, after] = [earlier(facts, 'survey', 'coverageBeforeBp') ?? 0, count('coverageAfterBp')];
    const projects = count('projects');
    const verbs = [
      counted(count('contact'), 'contacts', 'contact'),
      counted(count('guide'), 'guides', 'guide'),
      counted(count('serve'), 'serves', 'serve'),
    ].join(', ');
    return [
      must({
        rule: 'R31',
        code: 'POSITIONING_MISSING',
        figures: { positioning: count('positioning') },
        holds: count('positioning') >= 1,
        yes: ['写明了功能定位', 'It says what the committee is for'],
        no: ['没有写功能定位', 'It does not say what the committee is for'],
      }),
      must({
        rule: 'R32',
        code: 'PROJECTS_MISSING',
        figures: { projects },
        holds: projects >= 1,
        yes: [`设计了 ${projects} 个工作项目`, `${counted(projects, 'project is', 'projects are')} designed`],
        no: ['没有工作项目，至少要有 1 个', 'There are no projects; at least 1 is needed'],
      }),
      none({
        rule: 'R10',
        code: 'PROJECTS_WITHOUT_VERB',
        wrong: projects - count('withVerb'),
        figures: { projects },
        yes: ['每个项目都写明是联系、引导还是服务青年', 'Every project says whether it contacts, guides or serves youth'],
        no: [
          `有 ${projects - count('withVerb')} 个项目没有勾选联系、引导、服务中的任何一项`,
          `${counted(projects - count('withVerb'), 'project does', 'projects do')} not contact, guide or serve youth`,
        ],
      }),
      betterNone({
        rule: 'R10',
        code: 'VERBS_NOT_COVERED',
        wrong: [count('contact'), count('guide'), count('serve')].filter((number) => number === 0).length,
        figures: { contact: count('contact'), guide: count('guide'), serve: count('serve') },
        yes: [`联系 ${count('contact')} 个、引导 ${count('guide')} 个、服务 ${count('serve')} 个`, verbs],
        no: [
          `联系 ${count('contact')} 个、引导 ${count('guide')} 个、服务 ${count('serve')} 个，三方面没有都覆盖`,
          `${verbs}: not all three are covered`,
        ],
      }),
      should({
        rule: 'R77',
        code: 'WAYS_NOT_COVERED',
        figures: { emotional: count('emotional'), service: count('service') },
        holds: count('emotional') >= 1 && count('service') >= 1,
        yes: ['情感沟通、有效服务两种方式都有项目', 'There are projects of both ways'],
        no: [
          `情感沟通 ${count('emotional')} 个、有效服务 ${count('service')} 个，两种方式应都有项目`,
          `${count('emotional')} of emotional communication and ${count('service')} of effective service; there should be both`,
        ],
      }),
      should({
        rule: 'R79',
        code: 'NO_NEW_UNITS',
        figures: { newUnits: count('newUnits') },
        holds: count('newUnits') >= 1,
        yes: [`新建团组织 ${count('newUnits')} 个`, counted(count('newUnits'), 'new League unit')],
        no: ['没有新建团组织', 'No new League units'],
      }),
      must({
        rule: 'R80',
        code: 'COVERAGE_OUT_OF_RANGE',
        figures: { afterBp: after },
        holds: after <= 10_000,
        yes: [`现在有效覆盖率 ${percentText(after)}`, `Coverage is now ${percentText(after)}`],
        no: [`有效覆盖率 ${percentText(after)}，超过 100%`, `Coverage of ${percentText(after)} exceeds 100 %`],
      }),
      should({
        rule: 'R80',
        code: 'COVERAGE_NOT_WIDER',
        figures: { beforeBp: before, afterBp: after },
        holds: after > before,
        yes: [
          `有效覆盖率从 ${percentText(before)} 提高到 ${percentText(after)}`,
          `Coverage rose from ${percentText(before)} to ${percentText(after)}`,
        ],
        no: [
          `有效覆盖率 ${percentText(after)}，没有高于调查时的 ${percentText(before)}`,
          `Coverage of ${percentText(after)} is not above the ${percentText(before)} of the survey`,
        ],
      }),
    ];
  },
};
