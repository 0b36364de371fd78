import type { SourceCategory } from '../../domain/plan/choices.ts';
import type { TownshipRules } from '../../domain/plan/resolved-plan.ts';

/** A post of the committee, as the township designs it. */
export interface Post {
  readonly code: string;
  readonly title: string;
  readonly role: 'SECRETARY' | 'DEPUTY' | 'MEMBER';
  readonly duty: string;
  readonly quota: 'IN' | 'OUT';
  readonly time: 'FULL' | 'PART';
  readonly source: SourceCategory;
  /** Which young people a deputy out of quota stands for. */
  readonly represents?: string;
}

/** The order in which posts are given to sources: people of the established staff first, who lead. */
const SOURCE_ORDER: readonly SourceCategory[] = [
  'CIVIL_SERVANT',
  'SELECTED_GRADUATE',
  'ENTREPRENEUR',
  'WEALTH_LEADER',
  'VILLAGE_OFFICIAL',
  'THREE_SUPPORTS',
  'VILLAGE_CADRE',
  'WEALTH_LEADER',
  'VILLAGE_CADRE',
];

const DEPUTY_WORDS = [
  { title: '副书记（企业青年）', represents: '企业务工青年', duty: '联系企业青年，筹集见习岗位' },
  { title: '副书记（创业青年）', represents: '农村创业青年', duty: '联系致富能手，组织技能培训' },
  { title: '副书记（外出青年）', represents: '外出务工青年', duty: '联系外出务工青年，建立驻外联络站' },
] as const;

const MEMBER_WORDS = [
  ['组织委员', '团员管理、支部建设、推优'],
  ['宣传委员', '宣传、网站投稿、QQ群维护'],
  ['村级团建委员', '联系各村团支部'],
  ['创业就业委员', '合作社与小额贷款服务'],
  ['志愿服务与权益委员', '留守儿童关爱、青年维权'],
  ['文体委员', '组织文体活动'],
  ['学校工作委员', '联系学校团组织'],
  ['企业工作委员', '联系企业团组织'],
] as const;

/** The posts of a committee by the township's rules: secretary, deputies, then the members; each from a source. */
export function postsOf(rules: TownshipRules, members: number): Post[] {
  const sources = sourcesFor(rules, rules.secretaries + rules.deputies + members);
  const rows: Omit<Post, 'code' | 'source'>[] = [
    ...Array.from({ length: rules.secretaries }, () => secretary),
    ...Array.from({ length: rules.deputies }, (_, index) => deputy(index, Math.max(1, rules.deputiesMinInQuota))),
    ...Array.from({ length: members }, (_, index) => member(index)),
  ];
  return rows.map((row, index) => ({ ...row, code: `G${index + 1}`, source: sources[index] ?? 'VILLAGE_CADRE' }));
}

const secretary = { title: '书记', role: 'SECRETARY', duty: '主持全面工作；向乡镇党委和团县委负责', quota: 'IN', time: 'FULL' } as const;

function deputy(index: number, inQuota: number): Omit<Post, 'code' | 'source'> {
  if (index < inQuota) {
    const title = index === 0 ? '副书记（常务）' : `副书记（常务，${index + 1}）`;
    return { title, role: 'DEPUTY', duty: '日常事务、组织建设、信息报送', quota: 'IN', time: 'FULL' };
  }
  const words = DEPUTY_WORDS[(index - inQuota) % DEPUTY_WORDS.length] ?? DEPUTY_WORDS[0];
  return { ...words, role: 'DEPUTY', quota: 'OUT', time: 'PART' };
}

function member(index: number): Omit<Post, 'code' | 'source'> {
  const [title, duty] = MEMBER_WORDS[index % MEMBER_WORDS.length] ?? MEMBER_WORDS[0];
  const again = Math.floor(index / MEMBER_WORDS.length);
  return { title: again === 0 ? title : `${title}（${again + 1}）`, role: 'MEMBER', duty, quota: 'OUT', time: 'PART' };
}

/** A source for each post: the least that the rules ask of each category first, then round by round up to the most. */
function sourcesFor({ sources }: TownshipRules, count: number): SourceCategory[] {
  const most = (category: SourceCategory) => sources[category]?.max ?? count;
  const given = new Map<SourceCategory, number>();
  const give = (category: SourceCategory) => given.set(category, (given.get(category) ?? 0) + 1);
  const total = () => [...given.values()].reduce((sum, number) => sum + number, 0);
  for (const [category, range] of Object.entries(sources) as [SourceCategory, { min: number }][])
    for (let index = 0; index < range.min && total() < count; index += 1) give(category);
  for (let round = 0; total() < count && round < count; round += 1)
    for (const category of SOURCE_ORDER) {
      // A category that the rules fill by themselves is passed over once.
      const before = given.get(category) ?? 0;
      if (total() < count && before < most(category) && before <= round) give(category);
    }
  return spread(given, count);
}

/** Lays the sources out in the usual order, each as often as it was given. */
function spread(given: Map<SourceCategory, number>, count: number): SourceCategory[] {
  const left = new Map(given);
  const laid: SourceCategory[] = [];
  const order = [...new Set([...SOURCE_ORDER, ...given.keys()])];
  while (laid.length < count && [...left.values()].some((number) => number > 0)) {
    for (const category of order) {
      const number = left.get(category) ?? 0;
      if (number === 0) continue;
      left.set(category, number - 1);
      laid.push(category);
    }
  }
  return laid;
}
