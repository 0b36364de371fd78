import { type DossierContext, defineDossier } from '../fields/define-dossier.ts';
import { choice, date, list, number, optional, text } from '../fields/field-builders.ts';
import { countsBySource, otherSourceExplained, QUOTA_WORDS, ROLE_WORDS, source, sourceNote, TIME_WORDS } from '../fields/person-columns.ts';
import { type Finding, rows } from '../fields/rows.ts';
import type { SourceCategory } from '../plan/choices.ts';
import { daysAhead } from './days-ahead.ts';

const posts = rows(
  { zh: '岗位', en: 'Posts' },
  {
    code: text({ zh: '岗位编号', en: 'Code' }, { max: 10, hint: { zh: '例如：G1', en: 'Such as G1' } }),
    title: text(
      { zh: '岗位名称', en: 'Title' },
      { max: 60, hint: { zh: '例如：副书记（企业青年）', en: 'Such as deputy secretary (enterprises)' } },
    ),
    role: choice({ zh: '职务', en: 'Office' }, ROLE_WORDS),
    duty: text({ zh: '职责', en: 'Duties' }, { max: 300, hint: { zh: '例如：联系企业青年，筹集见习岗位', en: 'What the post is for' } }),
    quota: optional(
      choice({ zh: '编制', en: 'Kind of post' }, QUOTA_WORDS, {
        hint: { zh: '书记、副书记必填', en: 'Needed for secretary and deputies' },
      }),
    ),
    time: optional(
      choice({ zh: '专职兼职', en: 'Full or part time' }, TIME_WORDS, {
        hint: { zh: '书记、副书记必填', en: 'Needed for secretary and deputies' },
      }),
    ),
    represents: optional(
      text(
        { zh: '代表哪类青年', en: 'Represents' },
        { max: 60, hint: { zh: '编制外副书记必填，例如：农村创业青年', en: 'Needed for deputies in non-established posts' } },
      ),
    ),
    source: optional(source),
  },
  { min: 1, max: 70, unique: 'code', across: leaderComplete },
);

const proportions = rows(
  { zh: '来源结构', en: 'Structure of sources' },
  {
    source,
    sourceNote,
    min: number({ zh: '最少几名', en: 'At least' }, { max: 60 }),
    max: number({ zh: '最多几名', en: 'At most' }, { max: 60 }),
  },
  { max: 8, unique: 'source', across: (row) => [...rangeReversed(row), ...otherSourceExplained(row)] },
);

/**
 * 设岗定责 (M5, D5): the number of members X (R20), each post with its duties (R37, R96.1), the qualifications (R96.2) and
 * from which sources the members come, in which proportions (R35, R36, R96.3).
 */
export const postDesign = defineDossier(
  'post-design',
  {
    fixedOn: date({ zh: '确定日期', en: 'Fixed on' }),
    x: number(
      { zh: 'X：书记、副书记以外的委员人数', en: 'X: members beside the leaders' },
      { min: 1, max: 60, hint: { zh: '结合本乡镇实际确定，例如：5', en: 'As the place needs, such as 5' } },
    ),
    posts,
    qualifications: list(
      { zh: '任职条件', en: 'Qualifications' },
      { max: 30, hint: { zh: '每行一条，例如：年龄不超过 35 周岁。', en: 'One per line, such as: not older than 35.' } },
    ),
    proportions,
  },
  {
    countsOf: ({ fixedOn, x, posts, qualifications, proportions }, context) => {
      const [deputies, members] = [posts.filter((post) => post.role === 'DEPUTY'), posts.filter((post) => post.role === 'MEMBER')];
      const leaders = posts.filter((post) => post.role !== 'MEMBER');
      const out = deputies.filter((post) => post.quota === 'OUT');
      return {
        x,
        posts: posts.length,
        secretaries: posts.filter((post) => post.role === 'SECRETARY').length,
        deputies: deputies.length,
        members: members.length,
        withDuty: posts.filter((post) => post.duty !== '').length,
        deputiesIn: deputies.filter((post) => post.quota === 'IN').length,
        deputiesOut: out.length,
        represented: out.filter((post) => post.represents !== undefined).length,
        fullTime: leaders.filter((post) => post.time === 'FULL').length,
        partTime: leaders.filter((post) => post.time === 'PART').length,
        qualifications: qualifications.length,
        sources: proportions.length,
        sourcesMin: sum(proportions.map((row) => row.min)),
        sourcesMax: sum(proportions.map((row) => row.max)),
        sourcesOutsidePlan: sourcesOutsidePlan(proportions, context),
        postsOverSource: postsOverSource(posts, proportions),
        daysAhead: daysAhead(fixedOn, context.today),
        ...countsBySource(
          'post',
          posts.flatMap((post) => (post.source ? [{ source: post.source }] : [])),
        ),
      };
    },
  },
);

interface Proportion {
  readonly source: SourceCategory;
  readonly min: number;
  readonly max: number;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}

/** How many source categories leave the range that the plan or the county file sets for the township. */
function sourcesOutsidePlan(proportions: readonly Proportion[], { rules }: DossierContext): number {
  return Object.entries(rules.sources).filter(([category, range]) => {
    const row = proportions.find((one) => one.source === category);
    return range !== undefined && (row ? row.min < range.min || row.max > range.max : range.min > 0);
  }).length;
}

/** How many source categories have more posts kept for them than may come from them. */
function postsOverSource(posts: readonly { readonly source?: SourceCategory | undefined }[], proportions: readonly Proportion[]): number {
  return proportions.filter((row) => posts.filter((post) => post.source === row.source).length > row.max).length;
}

/** Secretary and deputies have a quota and a time (R18, R22). */
function leaderComplete(row: Readonly<Record<string, unknown>>): Finding[] {
  if (row.role !== 'SECRETARY' && row.role !== 'DEPUTY') return [];
  return (['quota', 'time'] as const).flatMap((column) =>
    row[column] === undefined
      ? [
          {
            code: 'MISSING',
            path: [column],
            sentence: { zh: '没有选择：书记、副书记必填', en: 'is missing: needed for secretary and deputies' },
          },
        ]
      : [],
  );
}

function rangeReversed({ min, max }: Readonly<Record<string, unknown>>): Finding[] {
  if (typeof min !== 'number' || typeof max !== 'number' || min <= max) return [];
  return [
    {
      code: 'RANGE_REVERSED',
      path: ['max'],
      sentence: { zh: `是 ${max}，小于最少的 ${min}`, en: `is ${max}, less than the least, ${min}` },
    },
  ];
}
