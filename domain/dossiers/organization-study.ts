import { defineDossier } from './define-dossier.ts';
import { date, text } from './field-builders.ts';
import { account, name, post } from './person-columns.ts';
import { people } from './rows.ts';

/** 组织研究 (M14, D14): a written reason for each person, from the needs of the League post (R97). */
export const organizationStudy = defineDossier(
  'organization-study',
  {
    meetingOn: date({ zh: '会议日期', en: 'Meeting on' }),
    proposals: people(
      { zh: '研究意见', en: 'Proposals' },
      { name, post, reason: text({ zh: '理由', en: 'Reason' }, { max: 300 }), account },
    ),
  },
  { countsOf: ({ proposals }) => ({ proposals: proposals.length, withReason: proposals.filter((row) => row.reason !== '').length }) },
);
