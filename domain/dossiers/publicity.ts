import { defineDossier } from '../fields/define-dossier.ts';
import { checkbox, choice, date, number, text } from '../fields/field-builders.ts';
import { rows } from '../fields/rows.ts';
import { daysAhead } from './days-ahead.ts';

/** By which way something was made known. Newspapers, radio and television are no ordinary way: moderately open (R98, C-19). */
const CHANNEL_WORDS = {
  MEETING: { zh: '会议', en: 'Meeting' },
  BOARD: { zh: '公开栏、张贴', en: 'Notice board' },
  ONLINE: { zh: 'QQ群、短信、网站', en: 'Chat group, web site' },
  VISIT: { zh: '走访', en: 'Visits' },
  PRESS: { zh: '报纸、广播、电视', en: 'Press, radio, television' },
} as const;

const UNIT_WORDS = {
  PEOPLE: { zh: '人', en: 'People' },
  VILLAGES: { zh: '村', en: 'Villages' },
  BRANCHES: { zh: '支部', en: 'Branches' },
} as const;

/** 宣传发动 (M6, D6): what was made known, to whom and when (R38, R99); the audience of each publication is chosen (R98). */
export const publicity = defineDossier(
  'publicity',
  {
    postsAnnounced: checkbox({ zh: '已公布拟设岗位、任职条件和来源结构', en: 'Posts, qualifications and sources were announced' }),
    entries: rows(
      { zh: '宣传记录', en: 'Publications' },
      {
        on: date({ zh: '日期', en: 'Day' }),
        channel: choice({ zh: '渠道', en: 'Way' }, CHANNEL_WORDS),
        form: text({ zh: '形式', en: 'Form' }, { max: 60, hint: { zh: '例如：动员会', en: 'Such as a mobilisation meeting' } }),
        content: text(
          { zh: '内容', en: 'What' },
          { max: 200, hint: { zh: '例如：公布9个岗位和任职条件', en: 'Such as the nine posts and their conditions' } },
        ),
        audience: text(
          { zh: '对象', en: 'To whom' },
          { max: 60, hint: { zh: '例如：各直属团（总）支部书记', en: 'Such as the branch secretaries' } },
        ),
        reached: number({ zh: '覆盖数', en: 'Reached' }, { min: 1 }),
        unit: choice({ zh: '单位', en: 'Unit' }, UNIT_WORDS),
      },
      { max: 100 },
    ),
  },
  {
    countsOf: ({ entries, postsAnnounced }, { today }) => ({
      entries: entries.length,
      announced: postsAnnounced ? 1 : 0,
      audiences: new Set(entries.map((entry) => entry.audience)).size,
      people: entries.reduce((total, entry) => total + (entry.unit === 'PEOPLE' ? entry.reached : 0), 0),
      press: entries.filter((entry) => entry.channel === 'PRESS').length,
      daysAhead: Math.max(...entries.map((entry) => daysAhead(entry.on, today))),
    }),
  },
);
