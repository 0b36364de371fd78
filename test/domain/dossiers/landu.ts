import type { DossierContext, DossierId } from '../../../domain/dossiers/index.ts';
import { resolveRules } from '../../../domain/plan/resolve-rules.ts';
import { defaultPlan } from '../../support/shipped-plan.ts';
import { nameOf, nominatedAs, PERSON_IDS, recommendedAs, standsAs } from './landu-people.ts';

/** The sample dossier of 澜渡镇, a township of nine seats, in 2012: every stage before the vote and beside it. */

const NOMINATED = PERSON_IDS.slice(0, 11);
const FORMAL = PERSON_IDS.slice(0, 10);

const leader = (code: string, title: string, role: string, quota: string, time: string, duty: string, represents?: string) => ({
  code,
  title,
  role,
  quota,
  time,
  duty,
  ...(represents ? { represents } : {}),
});
const member = (code: string, title: string, source: string, duty: string) => ({ code, title, role: 'MEMBER', source, duty });

export const LANDU = {
  'working-body': {
    establishedOn: '2012-06-06',
    document: '澜渡党〔2012〕11号',
    head: '镇党委副书记',
    members: [{ who: '组织委员' }, { who: '团委书记' }, { who: '宣传委员' }, { who: '财政所长' }],
    office: '镇团委',
  },
  survey: {
    surveyedFrom: '2012-06-07',
    surveyedTo: '2012-06-13',
    youth: 12_940,
    inVillage: 4_140,
    townWork: 3_620,
    awaySeasonal: 3_490,
    school: 1_690,
    gathering: ['农贸市场', '合作社', '中学'],
    communication: ['QQ群', '村广播'],
    exchange: ['集市日', '篮球赛'],
    contact: ['村团支部', '驻外务工同乡会'],
    coverageBefore: 31,
  },
  'implementation-plan': { title: '澜渡镇团组织格局创新工作实施方案', draftedOn: '2012-06-15' },
  'post-design': {
    fixedOn: '2012-06-26',
    x: 5,
    posts: [
      leader('G1', '书记', 'SECRETARY', 'IN', 'FULL', '主持全面工作；向镇党委和团县委负责'),
      leader('G2', '副书记（常务）', 'DEPUTY', 'IN', 'FULL', '日常事务、组织建设、信息报送'),
      leader('G3', '副书记（企业青年）', 'DEPUTY', 'OUT', 'PART', '联系企业青年，筹集见习岗位', '企业务工青年'),
      leader('G4', '副书记（创业青年）', 'DEPUTY', 'OUT', 'PART', '联系致富能手，组织技能培训', '农村创业青年'),
      member('G5', '组织委员', 'VILLAGE_OFFICIAL', '团员管理、支部建设、推优'),
      member('G6', '宣传委员', 'THREE_SUPPORTS', '宣传、网站投稿、QQ群维护'),
      member('G7', '村级团建委员', 'VILLAGE_CADRE', '联系22个村团支部'),
      member('G8', '创业就业委员', 'WEALTH_LEADER', '合作社与小额贷款服务'),
      member('G9', '志愿服务与权益委员', 'VILLAGE_CADRE', '留守儿童关爱、青年维权'),
    ],
    qualifications: [
      '政治素质高',
      '道德品质好',
      '工作能力强',
      '带动作用大',
      '对共青团工作有热情',
      '在青年中有一定影响力',
      '年龄不超过35周岁',
      '中共党员或共青团员',
    ],
    proportions: [
      { source: 'CIVIL_SERVANT', min: 1, max: 2 },
      { source: 'SELECTED_GRADUATE', min: 1, max: 1 },
      { source: 'ENTREPRENEUR', min: 1, max: 2 },
      { source: 'WEALTH_LEADER', min: 2, max: 3 },
      { source: 'VILLAGE_CADRE', min: 2, max: 3 },
      { source: 'VILLAGE_OFFICIAL', min: 1, max: 2 },
      { source: 'THREE_SUPPORTS', min: 1, max: 2 },
    ],
  },
  publicity: {
    postsAnnounced: true,
    entries: [
      { on: '2012-06-27', channel: 'MEETING', form: '动员会', audience: '各直属团（总）支部书记', reached: 36, unit: 'PEOPLE' },
      { on: '2012-06-28', channel: 'BOARD', form: '村务公开栏', audience: '团员青年', reached: 22, unit: 'VILLAGES' },
      { on: '2012-07-02', channel: 'ONLINE', form: 'QQ群公告', audience: '团员青年', reached: 418, unit: 'PEOPLE' },
    ].map((entry) => ({ ...entry, content: '公布9个岗位、任职条件和来源结构' })),
  },
  recommendation: {
    closedOn: '2012-07-11',
    branches: 36,
    branchesReported: 33,
    requestedOn: '2012-07-16',
    congressOn: '2012-08-17',
    people: PERSON_IDS.map(recommendedAs),
  },
  nomination: {
    surveyedFrom: '2012-07-12',
    surveyedTo: '2012-07-18',
    decidedOn: '2012-07-20',
    nominees: NOMINATED.map((id, index) => nominatedAs(id, index + 1)),
    excluded: [
      { name: nameOf('P12'), code: 'AGE', reason: '年满35周岁以上' },
      { name: nameOf('P13'), code: 'MEMBERSHIP', reason: '既非党员也非团员' },
      { name: nameOf('P14'), code: 'WITHDREW', reason: '本人考取外地岗位，申请退出' },
      { name: nameOf('P15'), code: 'RANK', reason: '择优排序靠后' },
      { name: nameOf('P16'), code: 'RANK', reason: '择优排序靠后' },
    ],
  },
  'formal-candidates': {
    meetingOn: '2012-07-27',
    document: '澜渡党〔2012〕17号',
    candidates: FORMAL.map(standsAs),
    dropped: [{ name: nameOf('P11'), reason: '同类岗位已有人选' }],
  },
  mechanisms: {
    adoptedOn: '2012-09-21',
    documents: [
      { kind: 'DIVISION_OF_DUTIES', title: '团委班子职责分工', clause: '书记抓总，副书记各联系一类青年，委员按岗定责' },
      { kind: 'POST_TARGETS', title: '岗位目标责任制', clause: '每人每年联系青年不少于100名、服务项目不少于2个，年初签责任书' },
      { kind: 'REGULAR_MEETING', title: '团委工作例会制度', clause: '每月25日例会，遇节假日提前；过半数委员到会方可开会' },
      { kind: 'DELIBERATION', title: '团委议事规则', clause: '重大事项集体讨论，一事一议，过半数赞成通过，形成纪要' },
      { kind: 'APPRAISAL', title: '述职考核考评制度', clause: '半年书面述职，年底大会述职并由支部书记测评，结果报镇党委和团县委' },
    ],
    meetingMonths: 1,
    reviewMonths: 6,
  },
  functions: {
    positioning: '镇党委联系青年的桥梁，青年创业就业和权益服务的平台',
    projects: [
      { name: '青年技能夜校', way: 'SERVICE', serve: true, target: '300 人次' },
      { name: '驻外青年联络站', way: 'EMOTIONAL', contact: true, guide: true, target: '2 个城市' },
      { name: '合作社团支部', way: 'UNITS', contact: true, target: '新建 5 个' },
    ],
    newUnits: 5,
    coverageAfter: 52,
  },
  'monthly-report': {
    phase: 'implementation',
    currentStep: 'public-notice',
    done: ['8月17日召开团代会，选出委员9名', '全委会选出书记1名、副书记3名', '完成组织研究和任前考察', '8月30日发布公示'],
    next: ['公示期满后办理聘任', '建立五项制度'],
    recommended: 16,
    nominees: 11,
    formal: 10,
    elected: 9,
    deputiesOutOfQuota: 2,
    women: 5,
    party: 7,
    branches: 36,
    newBranches: 0,
    coverage: 31,
    further: [{ name: 'newUnits', value: 3 }],
    problems: ['外出务工代表请假5人'],
    support: ['兼职副书记培训'],
    experience: '推荐表按岗位设计，支部推荐更有针对性',
  },
  summary: {
    collectedOn: '2012-11-16',
    title: '按岗荐人、按需设项——澜渡镇“1+3+X”做法',
    text: [
      '一是先设岗后荐人，36个直属支部对照9个岗位推荐16人；二是两次差额，推荐11人、正式候选10人、选出9人；',
      '三是让兼职副书记各联系一类青年，企业见习岗位和技能夜校有了牵头人；四是五项制度同步建立，每月例会定事、月底报送。',
      '体会：编制外干部重在代表性和时间保障，需明确每月到岗天数。',
    ].join('\n'),
    publish: true,
    results: '澜渡镇团建格局创新工作总结',
    resultsOn: '2012-12-14',
  },
} as const satisfies Partial<Record<DossierId, unknown>>;
export type LanduStage = keyof typeof LANDU;
export const LANDU_STAGES = Object.keys(LANDU) as LanduStage[];

/** The rules of a committee of nine under the plan the project ships. */
export const LANDU_RULES = resolveRules(await defaultPlan(), { x: 5 });

/** What a dossier of the township is held against: all the other dossiers of the sample, and the planned day of appointment. */
export function landuContext(change: Partial<DossierContext> = {}): DossierContext {
  return { rules: LANDU_RULES, body: 'COMMITTEE', today: '2012-12-20', appointmentOn: '2012-10-10', earlier: LANDU, ...change };
}
