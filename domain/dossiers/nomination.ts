import { defineDossier } from './define-dossier.ts';
import { checkbox, date, text } from './field-builders.ts';
import { account, name, otherSourceExplained, post, quota, source, sourceNote, time } from './person-columns.ts';
import { people } from './rows.ts';

/**
 * 人选推荐 (M8, D8): the nominees chosen from those whom the branches reported (R42–R47). At least 20 % more than seats.
 */
export const nomination = defineDossier(
  'nomination',
  {
    decidedOn: date({ zh: '研究确定日期', en: 'Decided on' }),
    nominees: people(
      { zh: '推荐人选', en: 'Nominees' },
      {
        name,
        post,
        quota,
        time,
        source,
        sourceNote,
        eligible: checkbox({ zh: '符合任职条件', en: 'Meets the conditions' }),
        reason: text({ zh: '择优理由', en: 'Why chosen' }, { max: 300 }),
        account,
      },
      { across: otherSourceExplained },
    ),
  },
  {
    countsOf: ({ nominees }) => ({
      nominees: nominees.length,
      eligible: nominees.filter((person) => person.eligible).length,
      withReason: nominees.filter((person) => person.reason !== '').length,
    }),
  },
);
