import { daysBetween } from '../calendar/plan-date.ts';
import { committeeProfile } from '../election/known-people.ts';
import { compareWithElected } from '../election/people-named.ts';
import { type DossierContext, defineDossier, type PeopleBehind } from '../fields/define-dossier.ts';
import { choice, date, optional, text } from '../fields/field-builders.ts';
import { account, name, post } from '../fields/person-columns.ts';
import { type Finding, people, rows } from '../fields/rows.ts';
import { nameKey } from '../language/name-key.ts';
import { daysAhead } from './days-ahead.ts';

/** Why a member of the old committee is not in the new one. */
const DEPARTURE_WORDS = {
  TRANSFER: { zh: '工作调动', en: 'Transferred' },
  AGE: { zh: '超过年龄', en: 'Too old' },
  NOT_ELECTED: { zh: '未再当选', en: 'Not elected again' },
  OTHER: { zh: '其他', en: 'Other' },
} as const;

/**
 * 委员选举结果上报 (M11, D11): the new committee is reported to the party committee and the county league (R55), with
 * who leaves the old one: a committee is adjusted as well as replenished (R23, R65).
 */
export const memberReport = defineDossier(
  'member-report',
  {
    reportedOn: date({ zh: '上报日期', en: 'Reported on' }),
    document: text(
      { zh: '文号', en: 'Document number' },
      { max: 60, hint: { zh: '照文件上的写，例如：某某团〔2026〕9号', en: 'As printed on the document' } },
    ),
    members: people(
      { zh: '当选委员', en: 'Members elected' },
      { name, post, account },
      { hint: { zh: '按宣布当选的顺序（姓氏笔画）填写。', en: 'In the order in which they were announced.' } },
    ),
    departed: optional(
      rows(
        { zh: '离任委员', en: 'Members who leave' },
        { name, reason: choice({ zh: '原因', en: 'Why' }, DEPARTURE_WORDS) },
        {
          max: 60,
          unique: 'name',
          key: nameKey,
          hint: { zh: '填写上届委员中不再任职的；没有的可以不填。', en: 'Members of the old committee; leave empty if nobody.' },
        },
      ),
    ),
  },
  {
    across: bothListed,
    countsOf: ({ members, departed, reportedOn }, context) => {
      const names = members.map((person) => person.name);
      const { members: reported, ...profile } = committeeProfile(names, context, context.appointmentOn);
      const { outside, missing } = compareWithElected(names, 'member-election', context);
      return {
        members: reported,
        departed: departed?.length ?? 0,
        ...profile,
        notElected: outside.length,
        missing: missing.length,
        daysAfterVote: daysAfterVote(reportedOn, 'member-election', context),
        daysAhead: daysAhead(reportedOn, context.today),
      };
    },
    peopleBehind: ({ members }, context) => reportedPeople(members, 'member-election', context),
  },
);

/** Nobody both leaves and is elected. */
function bothListed({ members, departed }: Readonly<Record<string, unknown>>): Finding[] {
  const elected = new Set(namesIn(members).map(([given]) => given));
  return namesIn(departed).flatMap(([given, index]) =>
    elected.has(given)
      ? [
          {
            code: 'BOTH_LISTED',
            path: ['departed', index, 'name'],
            sentence: { zh: '同时列在当选委员中', en: 'is among the members elected too' },
          },
        ]
      : [],
  );
}

function namesIn(table: unknown): [name: string, row: number][] {
  if (!Array.isArray(table)) return [];
  return table.flatMap((row: unknown, index): [string, number][] => {
    const given = typeof row === 'object' && row !== null && 'name' in row ? row.name : undefined;
    return typeof given === 'string' ? [[nameKey(given), index]] : [];
  });
}

/** Who is reported without having been elected, and who was elected without being reported. */
export function reportedPeople(
  reported: readonly { readonly name: string }[],
  stage: 'member-election' | 'leadership-election',
  context: DossierContext,
): PeopleBehind {
  const names = reported.map((person) => person.name);
  const { outside, missing } = compareWithElected(names, stage, context);
  return { REPORT_DISAGREES: [...outside, ...missing] };
}

/** Days from the vote to the report (§2.7); 0 when no vote is on record. */
export function daysAfterVote(
  reportedOn: string,
  stage: 'member-election' | 'leadership-election',
  { earlier }: Pick<DossierContext, 'earlier'>,
): number {
  const vote = earlier[stage] as { readonly heldOn?: string } | undefined;
  return vote?.heldOn === undefined ? 0 : Math.max(0, daysBetween(vote.heldOn, reportedOn));
}
