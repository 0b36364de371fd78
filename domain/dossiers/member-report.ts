import { defineDossier } from './define-dossier.ts';
import { date, number, text } from './field-builders.ts';

/** 委员选举结果上报 (M11, D11): the new committee is reported to the party committee and the county league (R55). */
export const memberReport = defineDossier(
  'member-report',
  {
    reportedOn: date({ zh: '上报日期', en: 'Reported on' }),
    document: text({ zh: '文号', en: 'Document number' }, { max: 60 }),
    members: number({ zh: '当选委员人数', en: 'Members elected' }, { min: 1 }),
  },
  { countsOf: ({ members }) => ({ members }) },
);
