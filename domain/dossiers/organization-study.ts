import { compareWithElected } from '../election/people-named.ts';
import { type DossierContext, defineDossier } from '../fields/define-dossier.ts';
import { date, longText, optional, text } from '../fields/field-builders.ts';
import { isUnknownPost } from '../fields/on-record.ts';
import { account, name, post } from '../fields/person-columns.ts';
import { people } from '../fields/rows.ts';
import { nameKey, textKey } from '../language/name-key.ts';
import { daysAhead } from './days-ahead.ts';

/**
 * 组织研究 (M14, D14): the party committee studies who is to hold which post, with a written reason for each person from
 * the needs of the post (R27.7, R97).
 */
export const organizationStudy = defineDossier(
  'organization-study',
  {
    meetingOn: date({ zh: '党委会议日期', en: 'Party committee meeting on' }),
    document: optional(
      text({ zh: '会议记录（纪要）编号', en: 'Number of the minutes' }, { max: 60, hint: { zh: '没有的可以不填', en: 'If there is one' } }),
    ),
    proposals: people(
      { zh: '研究意见', en: 'Proposals' },
      {
        name,
        post,
        reason: text(
          { zh: '理由（结合岗位需要）', en: 'Reason, from the needs of the post' },
          { max: 300, hint: { zh: '例如：联系企业青年230余人，可提供见习岗位', en: 'Such as: in touch with 230 young workers' } },
        ),
        account,
      },
      { hint: { zh: '当选的书记、副书记每人一行。', en: 'One row for the secretary and each deputy elected.' } },
    ),
    opinion: optional(longText({ zh: '其他意见', en: 'Other opinions' }, { max: 2_000 })),
  },
  {
    countsOf: ({ proposals, meetingOn }, context) => {
      const { outside, missing } = compareWithElected(
        proposals.map((person) => person.name),
        'leadership-election',
        context,
      );
      return {
        proposals: proposals.length,
        withReason: proposals.filter((row) => row.reason !== '').length,
        reasonsRepeated: proposals.length - new Set(proposals.map((row) => textKey(row.reason))).size,
        postsUnknown: proposals.filter((row) => isUnknownPost(context, row.post)).length,
        notElected: outside.length,
        missing: missing.filter((name) => !isApart(name, context)).length,
        daysAhead: daysAhead(meetingOn, context.today),
      };
    },
    peopleBehind: ({ proposals }, context) => {
      const names = proposals.map((person) => person.name);
      const { outside, missing } = compareWithElected(names, 'leadership-election', context);
      return {
        STUDY_POST_UNKNOWN: proposals.filter((row) => isUnknownPost(context, row.post)).map((row) => row.name),
        PROPOSED_NOT_ELECTED: outside,
        ELECTED_NOT_PROPOSED: missing.filter((name) => !isApart(name, context)),
      };
    },
  },
);

/** The seat is vacated already, or the person goes their own way. */
function isApart(name: string, { apart = [] }: DossierContext): boolean {
  return apart.some((one) => nameKey(one) === nameKey(name));
}
