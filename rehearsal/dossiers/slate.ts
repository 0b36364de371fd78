import type { PlanDate } from '../../domain/calendar/plan-date.ts';
import type { Township } from '../../domain/county/county-schema.ts';
import type { SourceCategory } from '../../domain/plan/choices.ts';
import type { TownshipRules } from '../../domain/plan/resolved-plan.ts';
import { need } from '../../domain/rules/differential.ts';
import { stableHash } from '../stable-hash.ts';
import { inventedNames } from './names.ts';
import { type Post, postsOf } from './posts.ts';

/** Somebody invented, as far as a dossier asks. */
export interface Candidate {
  readonly name: string;
  readonly sex: 'M' | 'F';
  /** `YYYY-MM`. */
  readonly born: string;
  readonly political: 'CPC' | 'CYL' | 'NONE';
  readonly education: string;
  readonly source: SourceCategory;
  readonly currentPost: string;
  readonly post: Post;
  /** Branches that recommend the person. */
  readonly branches: number;
}

/** Who is not among the nominees, and why. */
export interface LeftOut {
  readonly person: Candidate;
  readonly code: 'AGE' | 'MEMBERSHIP' | 'WITHDREW' | 'RANK';
  readonly reason: string;
}

/** A township's posts and people, the same at every stage: whoever is elected was a candidate, nominee and recommended before. */
export interface Slate {
  readonly posts: readonly Post[];
  /** Everybody whom the branches recommend. */
  readonly recommended: readonly Candidate[];
  /** In the order of their rank. */
  readonly nominees: readonly Candidate[];
  readonly leftOut: readonly LeftOut[];
  readonly formal: readonly Candidate[];
  /** Nominees who are no formal candidates. */
  readonly dropped: readonly Candidate[];
  /** Who is elected: one for each seat, in the order of the posts. */
  readonly elected: readonly Candidate[];
  readonly branches: number;
  /** Who watches and counts at the votes: nobody who stands. */
  readonly tellers: readonly string[];
}

/** Scrutineers and counters of a vote. */
const TELLERS = 5;

/** What a slate is made from. */
export interface SlateSource {
  readonly township: Township;
  readonly rules: TownshipRules;
  /** Day of appointment by the plan: ages are as they have to be on it. */
  readonly appointmentOn: PlanDate;
  /** Names that are somebody else's. */
  readonly taken: ReadonlySet<string>;
}

const DEFAULT_BRANCHES = 20;

export function slateOf({ township, rules, appointmentOn, taken }: SlateSource): Slate {
  const branches = township.branches ? Object.values(township.branches).reduce((sum, number) => sum + number, 0) : DEFAULT_BRANCHES;
  const posts = postsOf(rules, membersOf(rules, township));
  const [seats, most] = [rules.seats, need(rules.seats, rules.nomineesBp)];
  const names = inventedNames(most + LEFT_OUT.length + TELLERS, township.id, taken);
  const contested = posts.filter((post) => post.role !== 'SECRETARY').slice(-Math.max(1, seats - rules.secretaries - rules.deputies));
  const recommended = names.slice(0, -TELLERS).map((name, index) => {
    const post = posts[index] ?? contested[(index - seats) % contested.length];
    if (!post) throw new RangeError(`${township.id} has no post for its candidate ${index + 1}`);
    return candidate({ name, index, post, year: Number(appointmentOn.slice(0, 4)), branches, township: township.id });
  });
  const nominees = recommended.slice(0, most);
  const formal = nominees.slice(0, Math.min(most, need(seats, rules.formalBp)));
  const leftOut = recommended.slice(most).map((person, index) => leaveOut(person, index, Number(appointmentOn.slice(0, 4)), rules.maxAge));
  return {
    posts,
    nominees,
    leftOut,
    formal,
    branches,
    recommended: [...nominees, ...leftOut.map(({ person }) => person)],
    dropped: nominees.slice(formal.length),
    elected: formal.slice(0, seats),
    tellers: names.slice(-TELLERS),
  };
}

/** X: members beside secretary and deputies (R19). */
export function membersOf({ seats, secretaries, deputies }: TownshipRules, { x, overrides }: Pick<Township, 'x' | 'overrides'>): number {
  const members = overrides?.x?.value ?? x;
  return seats > members ? Math.max(0, seats - secretaries - deputies) : members;
}

const EDUCATIONS = ['本科', '大专', '本科', '中专', '高中'] as const;
const CURRENT_POSTS: Readonly<Record<SourceCategory, string>> = {
  CIVIL_SERVANT: '党政办科员',
  SELECTED_GRADUATE: '组织干事',
  ENTREPRENEUR: '竹制品公司经理',
  WEALTH_LEADER: '蔬菜合作社理事长',
  VILLAGE_OFFICIAL: '村主任助理',
  THREE_SUPPORTS: '支教教师',
  VILLAGE_CADRE: '村委会委员',
  OTHER: '社会组织负责人',
};

interface Making {
  readonly name: string;
  readonly index: number;
  readonly post: Post;
  /** Year of appointment. */
  readonly year: number;
  readonly branches: number;
  readonly township: string;
}

/** From 22 to 27 years old as League member, from 28 to 33 as Party member; never too old for the plan. */
function candidate({ name, index, post, year, branches, township }: Making): Candidate {
  const pick = (below: number, what: string) => stableHash(below, what, township, String(index));
  const party = post.role === 'SECRETARY' || pick(5, 'party') < 3;
  return {
    name,
    post,
    sex: pick(2, 'sex') === 0 ? 'F' : 'M',
    born: `${year - (party ? 28 : 22) - pick(party ? 4 : 5, 'age')}-${String(1 + pick(12, 'month')).padStart(2, '0')}`,
    political: party ? 'CPC' : 'CYL',
    education: EDUCATIONS[pick(EDUCATIONS.length, 'education')] ?? '大专',
    source: post.source,
    currentPost: CURRENT_POSTS[post.source],
    branches: Math.max(1, Math.floor((branches * 3) / 5) - index),
  };
}

const LEFT_OUT = ['AGE', 'MEMBERSHIP', 'WITHDREW', 'RANK', 'RANK'] as const;

function leaveOut(person: Candidate, index: number, year: number, maxAge: number): LeftOut {
  const code = LEFT_OUT[index] ?? 'RANK';
  if (code === 'AGE') {
    const born = `${year - maxAge - 2}-04`;
    return { person: { ...person, born, political: 'CPC' }, code, reason: `${born}出生，已超过${maxAge}周岁` };
  }
  if (code === 'MEMBERSHIP') return { person: { ...person, political: 'NONE' }, code, reason: '既非党员也非团员' };
  return { person, code, reason: code === 'WITHDREW' ? '本人考取外地岗位，申请退出' : '同类岗位人选较多，择优排序靠后' };
}
