import { daysBefore, partyDocument, type Setting, sinceOpening, youthOf } from './setting.ts';

/** Dossiers of the preparation stage 准备阶段. */

export function workingBodyDossier(setting: Setting): object {
  const { kind } = setting.township;
  return {
    establishedOn: setting.today,
    document: partyDocument(setting, 11),
    head: `${kind}党委副书记`,
    members: [
      { who: '组织委员', duty: '负责人选审核' },
      { who: '团委书记', duty: '负责日常工作' },
      { who: '宣传委员', duty: '负责宣传发动' },
      { who: '财政所长', duty: '负责经费保障' },
    ],
    office: `${kind}团委`,
  };
}

export function surveyDossier(setting: Setting): object {
  const youth = youthOf(setting.township);
  const [inVillage, townWork, awaySeasonal] = [32, 28, 27].map((percent) => Math.floor((youth * percent) / 100)) as [
    number,
    number,
    number,
  ];
  return {
    surveyedFrom: daysBefore(setting, 6),
    surveyedTo: setting.today,
    youth,
    inVillage,
    townWork,
    awaySeasonal,
    school: youth - inVillage - townWork - awaySeasonal,
    gathering: ['农贸市场', '合作社', '中学'],
    communication: ['QQ群', '村广播'],
    exchange: ['集市日', '篮球赛'],
    contact: ['村团支部', '驻外务工同乡会'],
    coverageBefore: COVERAGE_BEFORE,
  };
}

/** Effective coverage before the work and after it, in percent. */
export const COVERAGE_BEFORE = 31;
export const COVERAGE_AFTER = 52;

export function implementationPlanDossier(setting: Setting): object {
  return {
    title: `${setting.township.name}团组织格局创新工作实施方案`,
    draftedOn: sinceOpening(setting, 1),
    document: partyDocument(setting, 13),
    local: '外出务工青年较多，联络工作安排在集市日和节假日；推荐、选举两个环节由驻村干部到村指导。',
    competition: '推荐人选和正式候选人两次差额，委员差额选举。',
  };
}
