import { datesReversed, defineDossier } from '../fields/define-dossier.ts';
import { checkbox, choice, date, number, optional, text } from '../fields/field-builders.ts';
import {
  account,
  born,
  education,
  name,
  otherSourceExplained,
  political,
  post,
  quota,
  sex,
  source,
  sourceNote,
  time,
} from '../fields/person-columns.ts';
import { type Finding, people, rows } from '../fields/rows.ts';
import { nameKey } from '../language/name-key.ts';
import { nominationCounts, nominationPeople } from './nomination-counts.ts';

/** Why somebody who was recommended is not among the nominees. */
const EXCLUSION_WORDS = {
  AGE: { zh: '超过年龄', en: 'Too old' },
  MEMBERSHIP: { zh: '既非党员也非团员', en: 'Neither Party nor League member' },
  CRITERIA: { zh: '不符合其他条件', en: 'Other conditions not met' },
  WITHDREW: { zh: '本人退出', en: 'Withdrew' },
  RANK: { zh: '择优排序靠后', en: 'Ranked lower' },
} as const;

/**
 * 人选推荐 (M8, D8): the best of those whom the branches reported (R42–R45), eligible on the planned day of appointment
 * (R47), by the four criteria (R66.1–R66.4) and the two attributes (R24); at least 20 % more than seats (R46).
 */
export const nomination = defineDossier(
  'nomination',
  {
    surveyedFrom: date({ zh: '人选摸底开始日期', en: 'Vetting began on' }),
    surveyedTo: date({ zh: '人选摸底结束日期', en: 'Vetting ended on' }),
    decidedOn: date({ zh: '研究确定日期', en: 'Decided on' }),
    nominees: people(
      { zh: '推荐人选', en: 'Nominees' },
      {
        name,
        sex,
        born,
        political,
        education,
        currentPost: text(
          { zh: '现任职务', en: 'Present post' },
          { max: 60, hint: { zh: '例如：村主任助理', en: 'Such as village assistant' } },
        ),
        source,
        sourceNote,
        quota,
        time,
        post,
        represents: optional(
          text(
            { zh: '代表哪类青年', en: 'Represents' },
            { max: 60, hint: { zh: '编制外副书记人选必填', en: 'Needed for deputies in non-established posts' } },
          ),
        ),
        politics: checkbox({ zh: '政治素质高', en: 'Politically sound' }),
        morals: checkbox({ zh: '道德品质好', en: 'Of good character' }),
        ability: checkbox({ zh: '工作能力强', en: 'Able' }),
        leading: checkbox({ zh: '带动作用大', en: 'Leads others' }),
        enthusiasm: checkbox({ zh: '有热情', en: 'Enthusiastic' }),
        influence: checkbox({ zh: '有一定影响力', en: 'Has influence' }),
        reason: text(
          { zh: '择优理由', en: 'Why chosen' },
          { max: 300, hint: { zh: '例如：21个支部推荐，组织活动经验丰富', en: 'Such as: recommended by 21 branches' } },
        ),
        rank: number({ zh: '排序', en: 'Rank' }, { min: 1, max: 200 }),
        account,
      },
      { across: otherSourceExplained },
    ),
    excluded: optional(
      rows(
        { zh: '未列入的人选及理由', en: 'People left out, and why' },
        {
          name,
          code: choice({ zh: '原因', en: 'Why' }, EXCLUSION_WORDS),
          reason: text(
            { zh: '说明', en: 'In words' },
            { max: 200, hint: { zh: '例如：1975年4月出生，已超过 35 周岁', en: 'Such as: born in April 1975' } },
          ),
        },
        { max: 400, unique: 'name', key: nameKey },
      ),
    ),
  },
  {
    across: (dossier) => [
      ...datesReversed(dossier, 'surveyedFrom', 'surveyedTo'),
      ...datesReversed(dossier, 'surveyedTo', 'decidedOn'),
      ...ranksRepeated(dossier),
      ...alsoExcluded(dossier),
    ],
    countsOf: nominationCounts,
    peopleBehind: nominationPeople,
  },
);

type Row = Readonly<Record<string, unknown>>;

function rowsOf(dossier: Row, table: string): readonly Row[] {
  const found = dossier[table];
  return Array.isArray(found) ? found.filter((row): row is Row => typeof row === 'object' && row !== null) : [];
}

/** Two people cannot have the same rank (R45). */
function ranksRepeated(dossier: Row): Finding[] {
  const ranks = rowsOf(dossier, 'nominees').map((row) => row.rank);
  return ranks.flatMap((rank, index) => {
    const first = ranks.indexOf(rank);
    if (typeof rank !== 'number' || first === index) return [];
    return [
      {
        code: 'DUPLICATE',
        path: ['nominees', index, 'rank'],
        sentence: { zh: `与第 ${first + 1} 行相同`, en: `is the same as in row ${first + 1}` },
      },
    ];
  });
}

/** Nobody is both nominated and left out. */
function alsoExcluded(dossier: Row): Finding[] {
  const names = new Set(rowsOf(dossier, 'nominees').flatMap(({ name }) => (typeof name === 'string' ? [nameKey(name)] : [])));
  return rowsOf(dossier, 'excluded').flatMap(({ name }, index) =>
    typeof name === 'string' && names.has(nameKey(name))
      ? [
          {
            code: 'BOTH_LISTED',
            path: ['excluded', index, 'name'],
            sentence: { zh: '同时列在推荐人选中', en: 'is among the nominees too' },
          },
        ]
      : [],
  );
}
