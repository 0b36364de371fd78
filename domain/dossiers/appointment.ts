import { defineDossier } from './define-dossier.ts';
import { choice, date, text } from './field-builders.ts';
import { account, name, post, quota } from './person-columns.ts';
import { people } from './rows.ts';

const FORM_WORDS = { APPROVAL: { zh: '任职批复', en: 'Approval' }, LETTER: { zh: '聘书', en: 'Letter of appointment' } } as const;

/** 正式聘任 (M17, D17): approval for everybody, letters for deputies out of quota (C-10). */
export const appointment = defineDossier(
  'appointment',
  {
    appointedOn: date({ zh: '任职日期', en: 'Appointed on' }),
    document: text({ zh: '文号', en: 'Document number' }, { max: 60 }),
    people: people(
      { zh: '任职人员', en: 'People appointed' },
      { name, post, quota, form: choice({ zh: '任职形式', en: 'Form' }, FORM_WORDS), account },
    ),
  },
  { countsOf: ({ people }) => ({ people: people.length, letters: people.filter((person) => person.form === 'LETTER').length }) },
);
