import { defineDossier } from './define-dossier.ts';
import { date, number, text } from './field-builders.ts';

/** 班子选举结果上报 (M13, D13): the leaders are reported to the party committee and the county league (R59). */
export const leadershipReport = defineDossier(
  'leadership-report',
  {
    reportedOn: date({ zh: '上报日期', en: 'Reported on' }),
    document: text({ zh: '文号', en: 'Document number' }, { max: 60 }),
    leaders: number({ zh: '当选书记、副书记人数', en: 'Leaders elected' }, { min: 1 }),
  },
  { countsOf: ({ leaders }) => ({ leaders }) },
);
