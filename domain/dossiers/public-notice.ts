import { defineDossier } from './define-dossier.ts';
import { date, list, longText, text } from './field-builders.ts';
import { account, name, post } from './person-columns.ts';
import { people } from './rows.ts';

/** 任前公示 (M16, D16): who is to be appointed, made known with dates, receiving office and telephone (R27.8, §2.9). */
export const publicNotice = defineDossier(
  'public-notice',
  {
    postedOn: date({ zh: '张贴日期', en: 'Posted on' }),
    scope: list({ zh: '公示范围', en: 'Where posted' }, { max: 20 }),
    office: text({ zh: '受理单位', en: 'Receiving office' }, { max: 60 }),
    telephone: text({ zh: '受理电话', en: 'Telephone' }, { max: 40 }),
    text: longText({ zh: '公示内容', en: 'Text of the notice' }),
    people: people({ zh: '公示对象', en: 'People named' }, { name, post, account }),
  },
  { countsOf: ({ people, scope }) => ({ people: people.length, places: scope.length }) },
);
