import type { DossierContext, DossierId } from '../../../domain/dossiers/index.ts';
import type { StageId } from '../../../domain/stages/stages.ts';
import { RULES } from './rules.ts';

/** The full dossier of an invented township: whoever reads it finds every figure of a whole election. */

const PERSON_ROWS = [
  ['林样甲', 'F', '1984-03', 'CPC', '本科', 'CIVIL_SERVANT', 'IN', 'FULL', '镇党政办科员', 'G1'],
  ['沈样乙', 'M', '1987-11', 'CPC', '本科', 'SELECTED_GRADUATE', 'IN', 'FULL', '镇组织干事', 'G2'],
  ['王样丙', 'M', '1981-06', 'CPC', '大专', 'ENTREPRENEUR', 'OUT', 'PART', '竹制品公司经理', 'G3'],
  ['唐样丁', 'F', '1983-09', 'CPC', '高中', 'WEALTH_LEADER', 'OUT', 'PART', '蔬菜合作社理事长', 'G4'],
  ['丁样戊', 'F', '1988-05', 'CPC', '本科', 'VILLAGE_OFFICIAL', 'OUT', 'PART', '村主任助理', 'G5'],
  ['田样己', 'F', '1988-12', 'CYL', '本科', 'THREE_SUPPORTS', 'OUT', 'PART', '支教教师', 'G6'],
  ['朱样庚', 'M', '1985-02', 'CPC', '大专', 'VILLAGE_CADRE', 'OUT', 'PART', '村委会委员', 'G7'],
  ['柳样辛', 'M', '1986-10', 'CYL', '中专', 'WEALTH_LEADER', 'OUT', 'PART', '养蜂大户', 'G8'],
  ['梁样壬', 'F', '1984-10', 'CPC', '大专', 'VILLAGE_CADRE', 'OUT', 'PART', '村妇女主任', 'G9'],
  ['苏样癸', 'M', '1985-07', 'CYL', '高中', 'WEALTH_LEADER', 'OUT', 'PART', '农机合作社社员', 'G8'],
] as const;

const people = PERSON_ROWS.map(([name, sex, born, political, education, source, quota, time, currentPost, post]) => ({
  name,
  sex,
  born,
  political,
  education,
  source,
  quota,
  time,
  currentPost,
  post,
}));

/** A person by number, 1 to 10. */
export function person(number: number) {
  const found = people[number - 1];
  if (!found) throw new Error(`there is no person ${number}`);
  return found;
}

const named = (number: number) => person(number).name;
const leaders = [1, 2, 3, 4];

const POSTS = [
  ['G1', '书记', 'SECRETARY', 'IN', 'FULL'],
  ['G2', '副书记（常务）', 'DEPUTY', 'IN', 'FULL'],
  ['G3', '副书记（企业青年）', 'DEPUTY', 'OUT', 'PART'],
  ['G4', '副书记（创业青年）', 'DEPUTY', 'OUT', 'PART'],
  ...['组织委员', '宣传委员', '村级团建委员', '创业就业委员', '志愿服务与权益委员'].map(
    (title, index) => [`G${index + 5}`, title, 'MEMBER'] as const,
  ),
] as const;

const PROPORTIONS = [
  ['CIVIL_SERVANT', 1, 2],
  ['SELECTED_GRADUATE', 1, 1],
  ['ENTREPRENEUR', 1, 2],
  ['WEALTH_LEADER', 2, 3],
  ['VILLAGE_CADRE', 2, 3],
  ['VILLAGE_OFFICIAL', 1, 2],
  ['THREE_SUPPORTS', 1, 2],
] as const;

/** What is on record before the congress, as far as the election is held against it. */
const BEFORE: Readonly<Partial<Record<StageId, unknown>>> = {
  'post-design': {
    posts: POSTS.map(([code, title, role, quota, time]) => ({ code, title, role, quota, time })),
    proportions: PROPORTIONS.map(([source, min, max]) => ({ source, min, max })),
  },
  nomination: { nominees: [...people, { ...person(9), name: '方例甲' }] },
  'formal-candidates': { candidates: people.map(({ name, post }) => ({ name, post })) },
};

const approval = (what: string, requestedOn: string) =>
  ['PARTY', 'LEAGUE'].map((by) => ({ what, by, requestedOn, grantedOn: '2012-08-03' }));

/** Person, for, against, abstained: in the order of the ballot paper, by surname strokes. */
const TALLY = [
  [5, 74, 3, 1],
  [3, 68, 8, 2],
  [6, 70, 6, 2],
  [7, 73, 3, 2],
  [10, 45, 29, 4],
  [2, 75, 2, 1],
  [1, 76, 1, 1],
  [8, 66, 9, 3],
  [4, 71, 5, 2],
  [9, 64, 11, 3],
] as const;

const row = ([number, inFavour, against, abstain]: readonly [number, number, number, number]) => ({
  name: named(number),
  for: inFavour,
  against,
  abstain,
});

const memberElection = {
  title: '共青团澜渡镇第九次代表大会',
  heldOn: '2012-08-17',
  mode: 'CONGRESS_CONTESTED',
  leagueMembers: 1420,
  delegatesElected: 85,
  delegatesAppointed: 0,
  credentialsValid: 85,
  credentialsOn: '2012-08-16',
  absences: [{ reason: '外出务工，请假', people: 5 }],
  approvals: [...approval('CONVENING', '2012-07-16'), ...approval('CANDIDATES', '2012-07-30')],
  scrutineers: ['代表甲一', '代表乙二', '代表丙三'],
  entitled: 85,
  present: 80,
  issued: 80,
  returned: 79,
  invalid: 1,
  valid: 78,
  candidates: TALLY.map(row),
  writeIns: [{ name: '于例己', for: 2, eligible: false }],
};

const leadershipElection = {
  title: '共青团澜渡镇第九届委员会第一次全体会议',
  heldOn: '2012-08-17',
  scrutineers: ['列席甲一'],
  counters: ['列席乙二'],
  entitled: 9,
  present: 9,
  secretaryIssued: 9,
  secretaryReturned: 9,
  secretaryInvalid: 0,
  secretaryValid: 9,
  secretaryCandidates: [row([1, 8, 0, 1])],
  deputiesIssued: 9,
  deputiesReturned: 9,
  deputiesInvalid: 0,
  deputiesValid: 9,
  deputiesCandidates: [row([2, 9, 0, 0]), row([4, 8, 1, 0]), row([3, 7, 2, 0]), row([7, 3, 6, 0])],
};

const REASONS = [
  '熟悉党政工作，能统筹各站所支持团的工作',
  '常年驻镇，能承担日常与信息报送',
  '联系企业青年230余人，可提供见习岗位',
  '带动社员140户，能牵头技能培训',
];

/** Person, talks, excellent, competent, basically competent. */
const INSPECTED = [
  [1, 8, 21, 4, 0],
  [2, 7, 19, 6, 0],
  [3, 6, 15, 8, 2],
  [4, 7, 18, 7, 0],
] as const;

const met = { politics: true, morals: true, ability: true, leading: true, enthusiasm: true, influence: true };
const OFFICES = ['团委书记', '团委副书记', '团委副书记（兼职）', '团委副书记（兼职）'];

/** The eight dossiers from the congress to the appointment. */
export const LANDU = {
  'member-election': memberElection,
  'member-report': {
    reportedOn: '2012-08-20',
    document: '澜渡团〔2012〕9号',
    members: [5, 3, 6, 7, 2, 1, 8, 4, 9].map((number) => ({ name: named(number), post: person(number).post })),
  },
  'leader-candidates': {
    proposedOn: '2012-08-17',
    document: '澜渡团〔2012〕8号',
    secretary: [{ name: named(1) }],
    deputies: [2, 4, 3, 7].map((number) => ({ name: named(number) })),
  },
  'leadership-election': leadershipElection,
  'leadership-report': {
    reportedOn: '2012-08-20',
    document: '澜渡团〔2012〕10号',
    leaders: leaders.map((number) => ({ name: named(number), role: number === 1 ? 'SECRETARY' : 'DEPUTY', post: person(number).post })),
  },
  'organization-study': {
    meetingOn: '2012-08-22',
    proposals: leaders.map((number) => ({ name: named(number), post: person(number).post, reason: REASONS[number - 1] })),
  },
  inspection: {
    inspectedFrom: '2012-08-23',
    inspectedTo: '2012-08-28',
    team: [
      { member: '镇党委组织委员', body: 'PARTY' },
      { member: '团县委组织部干部', body: 'LEAGUE' },
      { member: '县委组织部干部', body: 'ORGANIZATION' },
    ],
    methods: ['个别谈话', '民主测评', '征求意见', '查阅资料', '本人面谈'],
    consulted: INSPECTED.flatMap(([number]) =>
      ['DISCIPLINE', 'POLICE', 'COURT', 'FAMILY_PLANNING'].map((office) => ({ name: named(number), office, opinion: 'NONE' })),
    ),
    people: INSPECTED.map(([number, talks, excellent, competent, basic]) => ({
      name: named(number),
      talks,
      excellent,
      competent,
      basic,
      incompetent: 0,
      ...met,
      conclusion: 'PASS',
    })),
  },
  'public-notice': {
    title: '共青团澜渡镇第九届委员会书记、副书记拟任人选任前公示',
    issuer: '中共澜渡镇委员会',
    postedOn: '2012-08-30',
    scope: ['镇政务公开栏', '各村公开栏', '团县委网站'],
    offices: [
      { office: '澜渡镇党委组织办', telephone: '0000-0000001' },
      { office: '团县委组织部', telephone: '0000-0000002' },
    ],
    people: [1, 2, 4, 3].map((number) => {
      const { name, sex, born, education, political, currentPost, post } = person(number);
      return { name, sex, born, education, political, currentPost, post, proposedPost: OFFICES[number - 1] };
    }),
  },
  appointment: {
    partyDocument: '澜渡党〔2012〕23号',
    partyDocumentOn: '2012-09-10',
    appointedOn: '2012-09-10',
    termYears: 3,
    talksHeld: true,
    people: [1, 2, 3, 4, 5, 6, 7, 8, 9].map((number) => {
      const { name, post, quota, political } = person(number);
      const role = number === 1 ? 'SECRETARY' : number <= 4 ? 'DEPUTY' : 'MEMBER';
      return { name, post, role, quota, political, form: role === 'DEPUTY' && quota === 'OUT' ? 'LETTER' : 'APPROVAL' };
    }),
  },
} as const satisfies Partial<Record<DossierId, unknown>>;

export type LanduStage = keyof typeof LANDU;
export const LANDU_STAGES = Object.keys(LANDU) as LanduStage[];

/** What one of the dossiers is held against: everything before it. */
export function landuContext(stage: LanduStage, change: Partial<DossierContext> = {}): DossierContext {
  const before = LANDU_STAGES.slice(0, LANDU_STAGES.indexOf(stage));
  return {
    rules: RULES,
    body: 'COMMITTEE',
    today: '2012-09-10',
    appointmentOn: '2012-09-10',
    earlier: { ...BEFORE, ...Object.fromEntries(before.map((id) => [id, LANDU[id]])) },
    ...change,
  };
}
