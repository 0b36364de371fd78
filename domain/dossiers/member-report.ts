import { daysBetween } from '../calendar/plan-date.ts';
import { committeeProfile } from '../election/known-people.ts';
import { compareWithElected } from '../election/people-named.ts';
import { daysAhead } from './days-ahead.ts';
import { type DossierContext, defineDossier, type PeopleBehind } from './define-dossier.ts';
import { date, text } from './field-builders.ts';
import { account, name, post } from './person-columns.ts';
import { people } from './rows.ts';

/** 委员选举结果上报 (M11, D11): the new committee is reported to the party committee and the county league (R55). */
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
      { hint: { zh: '按宣布当选的顺序（姓氏笔画）', en: 'In the order in which they were announced' } },
    ),
  },
  {
    countsOf: ({ members, reportedOn }, context) => {
      const names = members.map((person) => person.name);
      const { members: reported, ...profile } = committeeProfile(names, context, context.appointmentOn);
      const { outside, missing } = compareWithElected(names, 'member-election', context);
      return {
        members: reported,
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
