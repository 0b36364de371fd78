import { committeeProfile } from '../election/known-people.ts';
import { compareWithElected, inOtherOffice } from '../election/people-named.ts';
import { defineDossier } from '../fields/define-dossier.ts';
import { choice, date, optional, text } from '../fields/field-builders.ts';
import { account, name, post, ROLE_WORDS } from '../fields/person-columns.ts';
import { people } from '../fields/rows.ts';
import { daysAhead } from './days-ahead.ts';
import { daysAfterVote, reportedPeople } from './member-report.ts';

const { SECRETARY, DEPUTY } = ROLE_WORDS;

/** 班子选举结果上报 (M13, D13): secretary and deputies are reported to the party committee and the county league (R59). */
export const leadershipReport = defineDossier(
  'leadership-report',
  {
    reportedOn: date({ zh: '上报日期', en: 'Reported on' }),
    document: text(
      { zh: '文号', en: 'Document number' },
      { max: 60, hint: { zh: '照文件上的写，例如：某某团〔2026〕10号', en: 'As printed on the document' } },
    ),
    leaders: optional(
      people(
        { zh: '当选书记、副书记', en: 'Leaders elected' },
        { name, role: choice({ zh: '职务', en: 'Office' }, { SECRETARY, DEPUTY }), post, account },
        { hint: { zh: '没有人当选的不填，空缺如实上报。', en: 'Leave it empty where nobody was elected; the vacancies are reported.' } },
      ),
    ),
  },
  {
    countsOf: ({ leaders = [], reportedOn }, context) => {
      const names = leaders.map((person) => person.name);
      const { women, party, inQuota, outOfQuota, averageAgeTenths } = committeeProfile(names, context, context.appointmentOn);
      const { outside, missing } = compareWithElected(names, 'leadership-election', context);
      return {
        leaders: leaders.length,
        secretaries: leaders.filter(({ role }) => role === 'SECRETARY').length,
        deputies: leaders.filter(({ role }) => role === 'DEPUTY').length,
        women,
        party,
        inQuota,
        outOfQuota,
        averageAgeTenths,
        notElected: outside.length,
        missing: missing.length,
        otherOffice: inOtherOffice(leaders, context).length,
        daysAfterVote: daysAfterVote(reportedOn, 'leadership-election', context),
        daysAhead: daysAhead(reportedOn, context.today),
      };
    },
    peopleBehind: ({ leaders = [] }, context) => ({
      ...reportedPeople(leaders, 'leadership-election', context),
      OFFICE_DISAGREES: inOtherOffice(leaders, context),
    }),
  },
);
