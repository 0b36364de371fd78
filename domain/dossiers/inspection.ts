import { defineDossier } from './define-dossier.ts';
import { choice, date, list } from './field-builders.ts';
import { account, name } from './person-columns.ts';
import { people } from './rows.ts';

const CONCLUSION_WORDS = {
  PASS: { zh: '通过', en: 'Passed' },
  DEFER: { zh: '暂缓', en: 'Deferred' },
  FAIL: { zh: '不通过', en: 'Failed' },
} as const;

/** 任前考察 (M15, D15): a team inspects each person and concludes (R27.8). */
export const inspection = defineDossier(
  'inspection',
  {
    inspectedFrom: date({ zh: '考察开始日期', en: 'From' }),
    inspectedTo: date({ zh: '考察结束日期', en: 'To' }),
    team: list({ zh: '考察组', en: 'Team' }, { max: 20, maxLength: 60 }),
    people: people(
      { zh: '考察结论', en: 'Conclusions' },
      { name, conclusion: choice({ zh: '结论', en: 'Conclusion' }, CONCLUSION_WORDS), account },
    ),
  },
  {
    countsOf: ({ team, people }) => ({
      team: team.length,
      people: people.length,
      passed: people.filter((person) => person.conclusion === 'PASS').length,
    }),
  },
);
