import { COVERAGE_AFTER } from './preparation.ts';
import type { Setting } from './setting.ts';

/** Dossiers of the mechanisms, the work's content and the summary. */

export function mechanismsDossier({ today }: Setting): object {
  return {
    adoptedOn: today,
    documents: [
      { kind: 'DIVISION_OF_DUTIES', title: '团委班子职责分工', clause: '书记抓总，副书记各联系一类青年，委员按岗定责' },
      { kind: 'POST_TARGETS', title: '岗位目标责任制', clause: '每人每年联系青年不少于100名、服务项目不少于2个，年初签责任书' },
      { kind: 'REGULAR_MEETING', title: '团委工作例会制度', clause: '每月25日例会，遇节假日提前；过半数委员到会方可开会' },
      { kind: 'DELIBERATION', title: '团委议事规则', clause: '重大事项集体讨论，一事一议，过半数赞成通过，形成纪要' },
      { kind: 'APPRAISAL', title: '述职考核考评制度', clause: '半年书面述职，年底大会述职并由支部书记测评' },
    ],
    meetingMonths: 1,
    reviewMonths: 3,
  };
}

/** League units that the projects found. */
export const NEW_UNITS = 5;

export function functionsDossier({ township }: Setting): object {
  return {
    positioning: `${township.kind}党委联系青年的桥梁，青年创业就业和权益服务的平台。`,
    projects: [
      { name: '青年技能夜校', way: 'SERVICE', contact: false, guide: false, serve: true, target: '300人次' },
      { name: '驻外青年联络站', way: 'EMOTIONAL', contact: true, guide: true, serve: false, target: '2个城市' },
      { name: '合作社团支部', way: 'UNITS', contact: true, guide: false, serve: false, target: `新建${NEW_UNITS}个` },
    ],
    newUnits: NEW_UNITS,
    coverageAfter: COVERAGE_AFTER,
  };
}

export function summaryDossier({ township, slate, today }: Setting): object {
  const { branches, posts, recommended, nominees, formal, elected } = slate;
  return {
    collectedOn: today,
    title: `按岗荐人、按需设项——${township.name}“1+3+X”做法`,
    text: [
      `一是先设岗后荐人，${branches}个直属支部对照${posts.length}个岗位推荐${recommended.length}人；`,
      `二是两次差额，推荐${nominees.length}人、正式候选${formal.length}人、选出${elected.length}人；`,
      '三是让兼职副书记各联系一类青年；四是五项制度同步建立，每月例会定事、月底报送。',
    ].join(''),
    publish: true,
    results: `${township.name}团组织格局创新工作总结`,
    resultsOn: today,
  };
}
