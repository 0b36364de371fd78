import { daysBetween } from '../calendar/plan-date.ts';
import { type DossierContext, datesReversed, defineDossier } from '../fields/define-dossier.ts';
import { date, number, text } from '../fields/field-builders.ts';
import { isUnknownPost } from '../fields/on-record.ts';
import { account, name } from '../fields/person-columns.ts';
import { people } from '../fields/rows.ts';

/** The posts that one cell names: `G2、G1`. */
export function postsNamed(text: string): string[] {
  return text
    .split(/[、，,;；/|]/)
    .map((one) => one.trim())
    .filter((one) => one !== '');
}

/**
 * 支部推荐 (M7, D7): whom the branches recommend, each for posts of the post design (R39–R41), and the request to convene
 * the congress, which is due a month ahead (§2.1).
 */
export const recommendation = defineDossier(
  'recommendation',
  {
    closedOn: date({ zh: '推荐截止日期', en: 'Closed on' }),
    branches: number({ zh: '直属团（总）支部总数', en: 'Branches' }, { min: 1, max: 10_000, hint: { zh: '例如：36', en: 'Such as 36' } }),
    branchesReported: number(
      { zh: '其中已上报推荐', en: 'Of these: reported' },
      { max: 10_000, hint: { zh: '例如：33', en: 'Such as 33' } },
    ),
    requestedOn: date(
      { zh: '请示召开大会的日期', en: 'Congress asked for on' },
      { hint: { zh: '一般提前一个月', en: 'Usually a month ahead' } },
    ),
    congressOn: date({ zh: '拟召开大会的日期', en: 'Congress planned for' }),
    people: people(
      { zh: '推荐人选', en: 'People recommended' },
      {
        name,
        posts: text(
          { zh: '推荐岗位', en: 'For which posts' },
          { max: 120, hint: { zh: '岗位编号或名称，几个岗位用顿号分开，例如：G2、G1', en: 'Codes or titles, such as G2, G1' } },
        ),
        branches: number({ zh: '推荐的支部数', en: 'By how many branches' }, { min: 1, max: 10_000 }),
        account,
      },
      { max: 200 },
    ),
  },
  {
    across: (dossier) => datesReversed(dossier, 'requestedOn', 'congressOn'),
    countsOf: ({ branches, branchesReported, requestedOn, congressOn, people }, context) => ({
      branches,
      branchesReported,
      recommended: people.length,
      withPost: people.filter((person) => postsNamed(person.posts).length > 0).length,
      postsUnknown: forUnknownPosts(people, context).length,
      mostBranches: Math.max(...people.map((person) => person.branches)),
      leadDays: daysBetween(requestedOn, congressOn),
    }),
    peopleBehind: ({ people }, context) => ({
      POST_NOT_DESIGNED: forUnknownPosts(people, context).map((person) => person.name),
      RECOMMENDATION_WITHOUT_POST: people.filter((person) => postsNamed(person.posts).length === 0).map((person) => person.name),
    }),
  },
);

function forUnknownPosts<P extends { readonly posts: string }>(people: readonly P[], context: DossierContext): P[] {
  return people.filter((person) => postsNamed(person.posts).some((post) => isUnknownPost(context, post)));
}
