/** The invented people of 澜渡镇 and the posts they were recommended and nominated for. */
const PEOPLE = {
  P01: ['林样甲', 'F', '1984-03', 'CPC', '本科', 'CIVIL_SERVANT', 'IN', '镇党政办科员'],
  P02: ['沈样乙', 'M', '1987-11', 'CPC', '本科', 'SELECTED_GRADUATE', 'IN', '镇组织干事'],
  P03: ['王样丙', 'M', '1981-06', 'CPC', '大专', 'ENTREPRENEUR', 'OUT', '竹制品公司经理'],
  P04: ['唐样丁', 'F', '1983-09', 'CPC', '高中', 'WEALTH_LEADER', 'OUT', '蔬菜合作社理事长'],
  P05: ['丁样戊', 'F', '1988-05', 'CPC', '本科', 'VILLAGE_OFFICIAL', 'OUT', '村主任助理'],
  P06: ['田样己', 'F', '1988-12', 'CYL', '本科', 'THREE_SUPPORTS', 'OUT', '支教教师'],
  P07: ['朱样庚', 'M', '1985-02', 'CPC', '大专', 'VILLAGE_CADRE', 'OUT', '村委会委员'],
  P08: ['柳样辛', 'M', '1986-10', 'CYL', '中专', 'WEALTH_LEADER', 'OUT', '养蜂大户'],
  P09: ['梁样壬', 'F', '1984-10', 'CPC', '大专', 'VILLAGE_CADRE', 'OUT', '村妇女主任'],
  P10: ['苏样癸', 'M', '1985-07', 'CYL', '高中', 'WEALTH_LEADER', 'OUT', '农机合作社社员'],
  P11: ['方例甲', 'F', '1989-01', 'CYL', '大专', 'THREE_SUPPORTS', 'OUT', '支农技术员'],
  P12: ['石例乙', 'M', '1975-04', 'CPC', '高中', 'VILLAGE_CADRE', 'OUT', '村支部委员'],
  P13: ['罗例丙', 'M', '1983-12', 'NONE', '大专', 'ENTREPRENEUR', 'OUT', '汽修店店主'],
  P14: ['江例丁', 'F', '1990-06', 'CYL', '本科', 'VILLAGE_OFFICIAL', 'OUT', '村主任助理'],
  P15: ['白例戊', 'M', '1986-03', 'CYL', '高中', 'VILLAGE_CADRE', 'OUT', '村民小组长'],
  P16: ['于例己', 'M', '1987-09', 'CPC', '本科', 'CIVIL_SERVANT', 'IN', '镇财政所科员'],
} as const;
export type PersonId = keyof typeof PEOPLE;

/** Posts and number of branches of each recommendation, in the order of the sample. */
const RECOMMENDED: Readonly<Record<PersonId, readonly [posts: string, branches: number]>> = {
  P01: ['G1', 21],
  P02: ['G2、G1', 19],
  P03: ['G3', 14],
  P04: ['G4', 17],
  P05: ['G5', 15],
  P06: ['G6', 12],
  P07: ['G7', 13],
  P08: ['G8', 11],
  P09: ['G9', 10],
  P10: ['G8', 9],
  P11: ['G6', 7],
  P12: ['G7', 6],
  P13: ['G3', 5],
  P14: ['G5', 5],
  P15: ['G9', 3],
  P16: ['G2', 2],
};
export const PERSON_IDS = Object.keys(PEOPLE) as PersonId[];

export function nameOf(id: PersonId): string {
  return PEOPLE[id][0];
}

export function recommendedAs(id: PersonId) {
  const [posts, branches] = RECOMMENDED[id];
  return { name: nameOf(id), posts, branches };
}

const REPRESENTS: Partial<Record<PersonId, string>> = { P03: '企业务工青年', P04: '农村创业青年', P13: '企业务工青年' };

/** A row of the nomination, with every criterion and attribute ticked. */
export function nominatedAs(id: PersonId, rank: number) {
  const [name, sex, born, political, education, source, quota, currentPost] = PEOPLE[id];
  const [posts, branches] = RECOMMENDED[id];
  const represents = REPRESENTS[id];
  return {
    name,
    sex,
    born,
    political,
    education,
    currentPost,
    source,
    quota,
    time: quota === 'IN' ? 'FULL' : 'PART',
    post: posts.split('、')[0] ?? '',
    ...(represents ? { represents } : {}),
    politics: true,
    morals: true,
    ability: true,
    leading: true,
    enthusiasm: true,
    influence: true,
    reason: `${branches}个支部推荐`,
    rank,
  };
}

/** A row of the formal list. */
export function standsAs(id: PersonId) {
  return { name: nameOf(id), post: RECOMMENDED[id][0].split('、')[0] ?? '' };
}
