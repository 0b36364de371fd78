import { notAskedCode, notAskedCount, OFFICE_WORDS } from '../dossiers/inspection.ts';
import { allOf, counted, eachOf } from '../language/counted.ts';
import type { ConsultedOffice } from '../plan/choices.ts';
import type { RuleResult } from '../rules/rule-result.ts';
import { betterNone, none, notAhead } from './findings.ts';
import { type GateFacts, isMainCourse, must, type StageGate, should } from './rule.ts';

type Count = (name: string) => number;

/** Party committee, organization department and county League (R93, R95). */
const BODIES = 3;

/** 任前考察 (M15): a team of the three bodies looks at each person, and says why not where it does not pass one (R27.8, §2.8). */
export const inspection: StageGate = {
  needs: (facts) => [
    'team',
    'bodies',
    'people',
    'passed',
    'deferred',
    'failed',
    'withoutReason',
    'criteriaShort',
    'attributesShort',
    'passedAgainst',
    ...facts.rules.consult.required.map(notAskedCount),
  ],
  judge: (count, facts) => [
    notAhead('R27.8', count('daysAhead')),
    ...team(count, facts),
    ...work(count),
    ...asked(count, facts),
    ...conclusions(count),
    ...(isMainCourse(facts) ? names(count) : []),
    ...(isMainCourse(facts) ? order(count) : []),
  ],
};

function team(count: Count, { rules }: GateFacts): RuleResult[] {
  const [team, need, bodies] = [count('team'), rules.inspectionTeamMin, count('bodies')];
  return [
    must({
      rule: '§2.8',
      code: 'INSPECTION_TEAM_SMALL',
      figures: { team, need },
      holds: team >= need,
      yes: [`考察组 ${team} 人，不少于 ${need} 人`, `A team of ${team}, at least ${need} needed`],
      no: [`考察组只有 ${team} 人，至少要有 ${need} 人`, `A team of ${team}; at least ${counted(need, 'is', 'are')} needed`],
    }),
    should({
      rule: 'R93',
      code: 'INSPECTION_BODIES',
      figures: { bodies, need: BODIES },
      holds: bodies === BODIES,
      yes: ['乡镇党委、县委组织部、团县委都派人参加', 'Party committee, organization department and county League are all in the team'],
      no: [
        `考察组只来自 ${bodies} 个单位，乡镇党委、县委组织部、团县委都应派人参加`,
        `The team comes from ${bodies} of the three bodies that should be in it`,
      ],
    }),
  ];
}

/** Talks, appraisal, opinions, methods (§2.8). Advice: what was not done is on record as not done. */
function work(count: Count): RuleResult[] {
  const [people, methods, consulted] = [count('people'), count('methods'), count('consulted')];
  return [
    betterNone({
      rule: '§2.8',
      code: 'INSPECTED_WITHOUT_TALKS',
      wrong: count('withoutTalks'),
      figures: { people },
      yes: [`${people} 人都进行了个别谈话`, `Talks were held about ${people === 1 ? 'the 1 person' : `each of the ${people}`}`],
      no: [`有 ${count('withoutTalks')} 人没有个别谈话`, `No talks were held about ${count('withoutTalks')}`],
    }),
    betterNone({
      rule: '§2.8',
      code: 'INSPECTED_WITHOUT_APPRAISAL',
      wrong: count('withoutAppraisal'),
      figures: { people },
      yes: [`${people} 人都进行了民主测评`, `${eachOf(people, 'person', 'people')} was appraised`],
      no: [`有 ${count('withoutAppraisal')} 人没有民主测评`, `${counted(count('withoutAppraisal'), 'was', 'were')} not appraised`],
    }),
    should({
      rule: '§2.8',
      code: 'INSPECTION_NARROW',
      figures: { methods, consulted },
      holds: methods >= 2 && consulted >= 1,
      yes: [
        `采用 ${methods} 种方法，征求了 ${consulted} 个单位的意见`,
        `${counted(methods, 'method')}, opinions of ${counted(consulted, 'office')}`,
      ],
      no: [
        `采用 ${methods} 种方法、征求 ${consulted} 个单位的意见，通常至少两种方法并征求纪检、公安等单位的意见`,
        `${counted(methods, 'method')}, ${counted(consulted, 'office')} asked; two methods and opinions of others are customary`,
      ],
    }),
  ];
}

/** Whoever the plan wants asked about each person was asked about each; a missing one is named (§2.8). */
function asked(count: Count, { rules }: GateFacts): RuleResult[] {
  const about = (office: ConsultedOffice, finding: typeof none) => {
    const { zh, en } = OFFICE_WORDS[office];
    const wrong = count(notAskedCount(office));
    return finding({
      rule: '§2.8',
      code: notAskedCode(office),
      wrong,
      figures: { people: count('people') },
      yes: [`每人都征求了${zh}的意见`, `${en}: asked about each person`],
      no: [`有 ${wrong} 人没有征求${zh}的意见`, `${en}: not asked about ${wrong}`],
    });
  };
  const { required, advised } = rules.consult;
  return [
    ...required.map((office) => about(office, none)),
    ...advised.filter((office) => !required.includes(office)).map((office) => about(office, betterNone)),
    none({
      rule: '§2.8',
      code: 'ASKED_ABOUT_OTHERS',
      wrong: count('askedAboutOthers'),
      yes: ['征求意见的都是考察对象', 'Those asked about are the people inspected'],
      no: [
        `征求意见一栏有 ${count('askedAboutOthers')} 人不是考察对象，请核对姓名`,
        `${counted(count('askedAboutOthers'), 'asked about is', 'asked about are')} not among the people inspected; check the names`,
      ],
    }),
    betterNone({
      rule: '§2.8',
      code: 'PASSED_AGAINST_OPINION',
      wrong: count('passedAgainst'),
      figures: { passed: count('passed') },
      yes: ['通过的人，被征求单位都没有不同意见', 'No office asked is against anybody who passed'],
      no: [
        `有 ${count('passedAgainst')} 人有单位持不同意见而结论为通过，请在理由中说明`,
        `${count('passedAgainst')} passed although an office asked is against; give the reason`,
      ],
    }),
  ];
}

/** The conclusion follows from the criteria, and a person who does not pass is told why (R66, R24). */
function conclusions(count: Count): RuleResult[] {
  const [people, passed, deferred, failed] = [count('people'), count('passed'), count('deferred'), count('failed')];
  return [
    must({
      rule: 'R27.8',
      code: 'CONCLUSIONS_DISAGREE',
      figures: { people, passed, deferred, failed },
      holds: people >= 1 && passed + deferred + failed === people,
      yes: [`${people} 人都有结论`, `${eachOf(people, 'person', 'people')} has a conclusion`],
      no: [
        `${people} 人中只有 ${passed + deferred + failed} 人有结论`,
        `${counted(passed + deferred + failed, `of ${people} has`, `of ${people} have`)} a conclusion`,
      ],
    }),
    none({
      rule: 'R66',
      code: 'PASSED_WITHOUT_CRITERIA',
      wrong: count('criteriaShort'),
      figures: { passed },
      yes: ['通过的人都符合四条标准', 'Everybody who passed meets the four criteria'],
      no: [
        `有 ${count('criteriaShort')} 人结论为通过，但政治素质、道德品质、工作能力、带动作用没有全部勾选`,
        `${count('criteriaShort')} passed without all four criteria`,
      ],
    }),
    none({
      rule: 'R24',
      code: 'PASSED_WITHOUT_ATTRIBUTES',
      wrong: count('attributesShort'),
      figures: { passed },
      yes: ['通过的人都有热情、有一定影响力', 'Everybody who passed has enthusiasm and influence'],
      no: [
        `有 ${count('attributesShort')} 人结论为通过，但“有热情”“有一定影响力”没有全部勾选`,
        `${count('attributesShort')} passed without both attributes`,
      ],
    }),
    none({
      rule: '§2.8',
      code: 'CONCLUSION_WITHOUT_REASON',
      wrong: count('withoutReason'),
      figures: { deferred, failed },
      yes: ['考察暂缓、未通过的都写明了理由', 'Whoever was deferred or failed has a reason'],
      no: [
        `有 ${count('withoutReason')} 人考察暂缓或未通过而没有写明理由`,
        `${count('withoutReason')} deferred or failed without a reason`,
      ],
    }),
    should({
      rule: 'R27.8',
      code: 'INSPECTION_NOT_PASSED',
      figures: { people, passed, deferred, failed },
      holds: passed === people,
      yes: [`${people} 人考察都通过`, `${allOf(people, 'person', 'people')} passed`],
      no: [
        `${people} 人中通过 ${passed} 人、暂缓 ${deferred} 人、未通过 ${failed} 人；暂缓和未通过的另行办理，其他人照常公示`,
        `Of ${people}, ${passed} passed, ${counted(deferred, 'is', 'are')} deferred, ${failed} failed; they go their own way, the others on to the notice`,
      ],
    }),
  ];
}

function names(count: Count): RuleResult[] {
  return [
    none({
      rule: 'R27.8',
      code: 'INSPECTED_NOT_PROPOSED',
      wrong: count('outside'),
      yes: ['考察的都是研究确定的人', 'Everybody inspected was proposed'],
      no: [
        `有 ${count('outside')} 人不在拟任人选之列，请核对姓名`,
        `${counted(count('outside'), 'is', 'are')} not among those proposed; check the names`,
      ],
    }),
    betterNone({
      rule: 'R27.8',
      code: 'PROPOSED_NOT_INSPECTED',
      wrong: count('missing'),
      yes: ['研究确定的人都考察了', 'Everybody proposed was inspected'],
      no: [
        `有 ${count('missing')} 名拟任人选没有考察，不能公示和任职`,
        `${counted(count('missing'), 'proposed was', 'proposed were')} not inspected: no notice, no appointment`,
      ],
    }),
  ];
}

/** The inspection after the vote follows it (C-04). */
function order(count: Count): RuleResult[] {
  return [
    betterNone({
      rule: 'C-04',
      code: 'INSPECTED_BEFORE_VOTE',
      wrong: count('daysBeforeVote'),
      yes: ['考察日期与选举先后相符', 'The days of inspection and vote are in order'],
      no: [
        `考察比书记、副书记选举早 ${count('daysBeforeVote')} 天开始，请核对日期`,
        `The inspection began ${counted(count('daysBeforeVote'), 'day')} before the leaders were elected; check the dates`,
      ],
    }),
  ];
}
