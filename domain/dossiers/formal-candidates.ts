import { defineDossier } from './define-dossier.ts';
import { date, longText, optional, text } from './field-builders.ts';
import { account, name, otherSourceExplained, post, quota, source, sourceNote, time } from './person-columns.ts';
import { people } from './rows.ts';

/**
 * 确定正式候选人 (M9, D9): the party committee's decision, by meeting and document (R48–R50). At least 10 % more than
 * seats, and nobody from outside the nominees (C-12).
 */
export const formalCandidates = defineDossier(
  'formal-candidates',
  {
    meetingOn: date({ zh: '党委会议日期', en: 'Party committee meeting on' }),
    document: text(
      { zh: '党委文号', en: 'Document of the Party committee' },
      { max: 60, hint: { zh: '照文件上的写，例如：某某党〔2026〕17号', en: 'As printed on the document' } },
    ),
    candidates: people(
      { zh: '正式候选人', en: 'Formal candidates' },
      { name, post, quota, time, source, sourceNote, account },
      { across: otherSourceExplained },
    ),
    dropped: optional(longText({ zh: '未列为正式候选人的人选及理由', en: 'Nominees not taken up, and why' }, { max: 2_000 })),
  },
  {
    countsOf: ({ document, candidates }) => ({
      documents: document === '' ? 0 : 1,
      formal: candidates.length,
      inQuota: candidates.filter((person) => person.quota === 'IN').length,
      outOfQuota: candidates.filter((person) => person.quota === 'OUT').length,
    }),
  },
);
