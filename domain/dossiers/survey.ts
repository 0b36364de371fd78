import { daysBetween } from '../calendar/plan-date.ts';
import { datesReversed, defineDossier } from '../fields/define-dossier.ts';
import { basisPointsOf, date, list, number, percent } from '../fields/field-builders.ts';
import { daysAhead } from './days-ahead.ts';

/**
 * 调查摸底 (M3, D3): where the township's young people live (R34, R43, R61), how they gather, communicate, exchange and
 * keep in touch (R76), and how many the organisation reaches (R80).
 */
export const survey = defineDossier(
  'survey',
  {
    surveyedFrom: date({ zh: '调查开始日期', en: 'Surveyed from' }),
    surveyedTo: date({ zh: '调查结束日期', en: 'Surveyed to' }),
    youth: number(
      { zh: '14 至 35 周岁青年人数', en: 'Young people aged 14 to 35' },
      { min: 1, hint: { zh: '下面四项之和，例如：12940', en: 'The sum of the four below, such as 12940' } },
    ),
    inVillage: number({ zh: '其中：在村', en: 'Of these: in their village' }),
    townWork: number({ zh: '其中：在镇务工经商', en: 'Of these: working in town' }),
    awaySeasonal: number({ zh: '其中：外出务工', en: 'Of these: working away' }),
    school: number({ zh: '其中：在校学生', en: 'Of these: at school' }),
    gathering: list(
      { zh: '聚集', en: 'Gathering' },
      { hint: { zh: '每行一处，例如：农贸市场。', en: 'One place per line, such as the market.' } },
    ),
    communication: list(
      { zh: '沟通', en: 'Communication' },
      { hint: { zh: '每行一种，例如：村广播。', en: 'One way per line, such as the village radio.' } },
    ),
    exchange: list(
      { zh: '交流', en: 'Exchange' },
      { hint: { zh: '每行一个场合，例如：集市日。', en: 'One occasion per line, such as market days.' } },
    ),
    contact: list(
      { zh: '联络', en: 'Contact' },
      { hint: { zh: '每行一个，例如：村团支部。', en: 'One per line, such as the village branch.' } },
    ),
    coverageBefore: percent(
      { zh: '团组织有效覆盖率（%）', en: 'Effective coverage (%)' },
      { hint: { zh: '团组织联系得到的青年占青年总数的比例，例如：31', en: 'Share of young people whom the League reaches, such as 31' } },
    ),
  },
  {
    across: (dossier) => datesReversed(dossier, 'surveyedFrom', 'surveyedTo'),
    countsOf: (dossier, { today }) => ({
      youth: dossier.youth,
      distributed: dossier.inVillage + dossier.townWork + dossier.awaySeasonal + dossier.school,
      gathering: dossier.gathering.length,
      communication: dossier.communication.length,
      exchange: dossier.exchange.length,
      contact: dossier.contact.length,
      coverageBeforeBp: basisPointsOf(dossier.coverageBefore),
      days: daysBetween(dossier.surveyedFrom, dossier.surveyedTo) + 1,
      daysAhead: daysAhead(dossier.surveyedTo, today),
    }),
  },
);
