import { defineDossier } from '../fields/define-dossier.ts';
import { choice, date, number, text } from '../fields/field-builders.ts';
import { rows } from '../fields/rows.ts';
import { daysAhead } from './days-ahead.ts';

/** The five mechanisms (R67–R70, R72); the list is open (R105). */
export const MECHANISM_WORDS = {
  DIVISION_OF_DUTIES: { zh: '职责分工', en: 'Division of duties' },
  POST_TARGETS: { zh: '岗位目标责任制', en: 'Post-target responsibility' },
  REGULAR_MEETING: { zh: '团委工作例会', en: 'Regular meeting' },
  DELIBERATION: { zh: '议事制度', en: 'Rules of deliberation' },
  APPRAISAL: { zh: '述职考核考评制度', en: 'Duty report and appraisal' },
  OTHER: { zh: '其他制度', en: 'Other' },
} as const;
type Mechanism = keyof typeof MECHANISM_WORDS;

/** 运行机制 (M18, D18): the five documents by which the new committee works (R73), and at what intervals it meets and reviews (R71). */
export const mechanisms = defineDossier(
  'mechanisms',
  {
    adoptedOn: date({ zh: '通过日期', en: 'Adopted on' }),
    documents: rows(
      { zh: '制度', en: 'Documents' },
      {
        kind: choice({ zh: '种类', en: 'Kind' }, MECHANISM_WORDS),
        title: text({ zh: '名称', en: 'Title' }, { max: 100, hint: { zh: '例如：团委工作例会制度', en: 'As printed on the document' } }),
        clause: text(
          { zh: '要点', en: 'Main clause' },
          { max: 500, hint: { zh: '例如：每月25日例会，过半数委员到会方可开会', en: 'Such as: meets on the 25th of each month' } },
        ),
      },
      {
        max: 6,
        unique: 'kind',
        hint: { zh: '五项制度各一行，其他制度可另加一行。', en: 'A row for each of the five, and one for others.' },
      },
    ),
    meetingMonths: number(
      { zh: '例会每几个月一次', en: 'Meets every … months' },
      { min: 1, max: 12, hint: { zh: '例如：1', en: 'Such as 1' } },
    ),
    reviewMonths: number(
      { zh: '述职每几个月一次', en: 'Duty reports every … months' },
      { min: 1, max: 12, hint: { zh: '例如：3', en: 'Such as 3' } },
    ),
  },
  {
    countsOf: ({ adoptedOn, documents, meetingMonths, reviewMonths }, { today }) => {
      const has = (kind: Mechanism) => (documents.some((document) => document.kind === kind) ? 1 : 0);
      return {
        documents: documents.length,
        divisionOfDuties: has('DIVISION_OF_DUTIES'),
        postTargets: has('POST_TARGETS'),
        regularMeeting: has('REGULAR_MEETING'),
        deliberation: has('DELIBERATION'),
        appraisal: has('APPRAISAL'),
        meetingMonths,
        reviewMonths,
        daysAhead: daysAhead(adoptedOn, today),
      };
    },
  },
);
